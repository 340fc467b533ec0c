import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, protocol, session, WebContentsView } from 'electron';

// The page of the second witness as it was built, with one task that no check asks for: media for as long as the bench
// wants. Prints the result as JSON. Arguments come as JSON in CALLPATH_LONG_MEDIA: `outPath` and the task.

const { outPath, task } = JSON.parse(process.env.CALLPATH_LONG_MEDIA ?? '{}');
const contentTypes = { html: 'text/html', js: 'text/javascript' };

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true } },
]);
app.commandLine.appendSwitch('log-level', '3');
app.commandLine.appendSwitch('disable-audio-output');
app.disableHardwareAcceleration();
void app.whenReady().then(start);

function start() {
  const ownSession = session.fromPartition('long-media');
  ownSession.protocol.handle('app', async ({ url }) => {
    const name = new URL(url).pathname;
    const type = contentTypes[name.split('.').at(-1)] ?? 'application/octet-stream';
    return new Response(await readFile(join(outPath, 'renderer', name)), {
      headers: { 'Content-Type': type },
    });
  });
  const view = new WebContentsView({
    webPreferences: {
      session: ownSession,
      preload: join(outPath, 'preload', 'witness-preload.cjs'),
      sandbox: true,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  const { ipc } = view.webContents;
  ipc.handle('callpath:witness-ready', () => {
    view.webContents.send('callpath:witness-task', { id: 0, task });
  });
  ipc.handle('callpath:witness-live', () => null);
  for (const name of ['done', 'failed']) {
    ipc.handle(`callpath:witness-${name}`, (_event, input) => {
      process.stdout.write(`${JSON.stringify(input)}\n`, () => {
        app.exit(name === 'done' && view ? 0 : 1);
      });
    });
  }
  void view.webContents.loadURL('app://callpath/witness.html');
}
