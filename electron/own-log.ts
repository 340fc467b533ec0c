import { join } from 'node:path';
import { openLog } from './desktop/log.ts';

/** Of the user's data. */
export const logFolder = (userData: string) => join(userData, 'logs');

let opened: Promise<void> | null = null;

/** Opens the log of this user, once. Loads what writes it: no start of the window waits for that. Never rejects. */
export function openOwnLog(userData: string): Promise<void> {
  opened ??= openLog(async () => {
    const [{ openLogFile }, { makeRedactLine }] = await Promise.all([
      import('./desktop/log-file.ts'),
      import('./redact-line.ts'),
    ]);
    return openLogFile({ folder: logFolder(userData), redact: makeRedactLine() });
  });
  return opened;
}
