import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Why no file can be made in `folder`; `null`: one can. */
export function whyUnwritable(folder: string): string | null {
  const path = join(folder, `callpath-${String(process.pid)}.try`);
  try {
    closeSync(openSync(path, 'wx', 0o600));
    rmSync(path, { force: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
