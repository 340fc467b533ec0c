/* global process, require -- Electron loads it with `-r`, which takes CommonJS only. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the same
const { app } = require('electron');
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the same
const { usable } = require('./usable.cjs');

// Loaded before an application (`electron -r`): says on standard output when the button of its first page, which the
// environment names, can be pressed: it is there, enabled, laid out, and the next frame is drawn.

const page = usable(process.env.CALLPATH_USABLE);

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(`${page}.then(() => true)`).then(() => {
      process.stdout.write('usable\n');
    });
  });
});
