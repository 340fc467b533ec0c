import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { needsOwnDisplay } from './missing.ts';

/** A display for the application: that of the person, or one of our own until `end` is called. */
export async function displayForTests(): Promise<{ display: string; end: () => void }> {
  if (!needsOwnDisplay()) return { display: process.env['DISPLAY'] ?? '', end: () => undefined };
  const { display, server } = await startDisplay();
  return { display, end: () => void server.kill() };
}

/** Xvfb takes the first free display and says on file descriptor 3 which one that is. */
async function startDisplay(): Promise<{ display: string; server: ChildProcess }> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  process.once('exit', () => server.kill());
  const numbers = server.stdio[3] as Readable;
  const ended = once(server, 'close').then(() => {
    throw new Error('Xvfb ended before it had a display. Start it by hand to see why.');
  });
  const [number] = (await Promise.race([once(numbers, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined);
  return { display: `:${number.toString().trim()}`, server };
}
