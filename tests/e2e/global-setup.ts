import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { bundle } from '../../build/bundle.ts';
import { needsOwnDisplay } from './missing.ts';

/** Builds the application, and gives it a display where there is none; returns what ends that display. */
export default async function globalSetup(): Promise<() => void> {
  await bundle();
  if (!needsOwnDisplay()) return () => undefined;
  const { display, server } = await startDisplay();
  process.env['DISPLAY'] = display;
  return () => server.kill();
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
