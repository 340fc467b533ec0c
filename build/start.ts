import { bundle } from './bundle.ts';
import { requireElectron } from './electron-runtime.ts';
import { command } from './run-command.ts';
import { launchElectron } from './launch.ts';

/** `npm start -- [ARGUMENTS]`: builds the application and starts it with the arguments given. */
await command(async () => {
  const runtime = requireElectron();
  await bundle();
  const child = launchElectron(runtime, process.argv.slice(2));
  child.once('close', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
});
