import fs from 'node:fs';
import path from 'node:path';

/** A link within its folder is as good as the file; one to another place may be anybody's. Never throws. */
export function leadsElsewhere(file: string): boolean {
  try {
    if (!fs.lstatSync(file).isSymbolicLink()) return false;
    return path.dirname(fs.realpathSync(file)) !== fs.realpathSync(path.dirname(file));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // A link to nothing is there, and says that a policy is meant to be.
    return code === 'ELOOP' || (code === 'ENOENT' && syscall !== 'lstat');
  }
}
