import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Writes a file whole or not at all: first to a file beside it, which then takes its name. What was there stays until then,
 * and stays for good where anything fails or `signal` is aborted. Rejects with the file system's error.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | Readable,
  signal?: AbortSignal,
): Promise<void> {
  // Behind a link is the file that is meant; the link itself stays one.
  const target = await realpath(path).catch(() => path);
  // In the same folder, because only within one file system does a file take another name at once.
  const temporary = join(dirname(target), `.callpath-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content, { signal });
      // A disk that is full, or a network drive that is gone, may say so only now.
      await file.sync();
    } finally {
      await file.close();
    }
    signal?.throwIfAborted();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
