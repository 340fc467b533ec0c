import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether this process may mount: only then does a test get a disk that it can fill or make read-only. */
export const mayMount =
  process.platform === 'linux' && process.getuid?.() === 0 && tryMount() === null;

export interface MountedFolder {
  folder: string;
  /** Nothing on it can be written any more. */
  makeReadOnly: () => void;
  remove: () => void;
}

/** A small disk in memory. */
export function mountFolder(sizeKib: number): MountedFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'callpath-test', folder]);
  return {
    folder,
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder]),
    remove: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Mounts a file over itself, so that nobody, root included, can write it; the returned function ends that. */
export function makeFileReadOnly(file: string): () => void {
  execFileSync('mount', ['--bind', file, file]);
  execFileSync('mount', ['-o', 'remount,bind,ro', file]);
  return () => execFileSync('umount', [file]);
}

/** Root in a container may often not mount. */
function tryMount(): Error | null {
  try {
    mountFolder(64).remove();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
