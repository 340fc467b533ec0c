import { once } from 'node:events';
import path from 'node:path';
import { startProgram, type Background } from './process.ts';

export interface CliRelay extends Background {
  port: number;
}

const projectPath = path.join(import.meta.dirname, '..', '..');

/** Starts the embedded relay as a person would in a terminal, on a free port. `args` are further options of `relay`. */
export async function startCliRelay(
  username: string,
  credential: string,
  args: readonly string[] = [],
): Promise<CliRelay> {
  const account = ['--username', username, '--credential', credential];
  const relay = startProgram(
    process.execPath,
    ['electron/cli.ts', 'relay', '--port', '0', ...account, ...args],
    projectPath,
  );
  const ended = once(relay.child, 'close');
  while (!relay.output().includes('\n') && relay.child.exitCode === null) {
    await Promise.race([once(relay.child.stdout ?? relay.child, 'data'), ended]);
  }
  const [line = ''] = relay.output().split('\n');
  const { port } = JSON.parse(line) as { port: number };
  return { ...relay, port };
}
