import { spawn, type ChildProcess } from 'node:child_process';
import type { ElectronRuntime } from './electron-runtime.ts';

/** Starts the built application with this terminal; ending this process ends it too. */
export function launchElectron(runtime: ElectronRuntime, args: string[]): ChildProcess {
  const child = spawn(runtime.executable, [...runtime.appArgs, ...args], { stdio: 'inherit' });
  child.once('error', (error) => {
    console.error(`Electron could not be started from ${runtime.executable}: ${error.message}`);
    process.exitCode = 1;
  });
  const end = () => child.kill();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  child.once('close', () => {
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
  });
  return child;
}
