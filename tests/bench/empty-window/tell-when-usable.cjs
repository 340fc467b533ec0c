/* global process, require -- Electron loads it with `-r`, which takes CommonJS only. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the same
const { app } = require('electron');

// Loaded before an application (`electron -r`): says on standard output when the button of its first page, which the
// environment names, can be pressed: it is there, enabled, laid out, and the next frame is drawn.

const selector = JSON.stringify(process.env.CALLPATH_USABLE);
const usable = `new Promise((resolve) => {
  const look = () => {
    const button = document.querySelector(${selector});
    const isThere = button && !button.disabled && button.getClientRects().length > 0;
    requestAnimationFrame(isThere ? resolve : look);
  };
  look();
})`;

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(`${usable}.then(() => true)`).then(() => {
      process.stdout.write('usable\n');
    });
  });
});
