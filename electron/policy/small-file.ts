import fs from 'node:fs';

export const maxPolicyBytes = 1024 * 1024;

export type SmallFile =
  | { ok: true; bytes: Buffer }
  | { ok: false; code: 'missing' | 'unreadable' | 'not-a-file' | 'too-large'; reason: string };

/** Without it, opening a pipe waits for somebody who writes into it. Windows has no such flag and no such file. */
const withoutWaiting = (fs.constants as Partial<typeof fs.constants>).O_NONBLOCK ?? 0;

/** Reads a regular file of at most `maxBytes`, and no byte more than one beyond. Never throws. */
export function readSmallFile(path: string, maxBytes: number): SmallFile {
  let descriptor: number | null = null;
  try {
    descriptor = fs.openSync(path, fs.constants.O_RDONLY | withoutWaiting);
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) return { ok: false, code: 'not-a-file', reason: '' };
    if (stat.size > maxBytes) return tooLarge(maxBytes);
    const bytes = readUpTo(descriptor, maxBytes + 1);
    return bytes.byteLength > maxBytes ? tooLarge(maxBytes) : { ok: true, bytes };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? { ok: false, code: 'missing', reason: message }
      : { ok: false, code: 'unreadable', reason: message };
  } finally {
    if (descriptor !== null) fs.closeSync(descriptor);
  }
}

/** The file may grow meanwhile, and a file of the kernel's says that it is empty. */
function readUpTo(descriptor: number, maxBytes: number): Buffer {
  const buffer = Buffer.alloc(maxBytes);
  let length = 0;
  while (length < maxBytes) {
    const read = fs.readSync(descriptor, buffer, length, maxBytes - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function tooLarge(maxBytes: number): SmallFile {
  return { ok: false, code: 'too-large', reason: `more than ${String(maxBytes)} bytes` };
}
