import { spawn } from 'node:child_process';

/** Runs a program to its end with this process's terminal; rejects where it cannot start or its exit status is not 0. */
export function run(program: string, args: string[], cwd?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      ...(cwd === undefined ? {} : { cwd }),
      // npm is a .cmd file on Windows, which only a shell starts.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      reject(new Error(`${program} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `\`${program} ${args.join(' ')}\` failed (${signal ?? `exit status ${code}`}).`,
          ),
        );
    });
  });
}

/** Runs a script's work. What it throws is for the person who started it: the message alone, and exit status 1. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
