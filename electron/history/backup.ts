import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';
import { attempt } from './attempt.ts';
import { settleFile, timeInName } from './replace-file.ts';

/** So many copies from before a migration are kept beside the history. */
const keptCopies = 2;

/**
 * Copies the history to a file while it is in use, whole or not at all. A file that is there is replaced. Failure codes:
 * `folder-missing`, `is-a-folder`, `same-file`, and those of `attempt`.
 */
export async function backUp(
  database: Database,
  path: string,
  t: Translate,
): Promise<Outcome<{ path: string }>> {
  const refused = refusal(database, path, t);
  if (refused) return refused;
  const temporary = temporaryFor(path);
  try {
    await database.backup(temporary);
    settleFile(temporary, path);
    return success({ path });
  } catch (error) {
    rmSync(temporary, { force: true });
    const told = attempt(path, t, () => {
      throw error;
    });
    if (told.ok) throw error;
    return told;
  }
}

function refusal(database: Database, path: string, t: Translate): Failure | null {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return failure('folder-missing', t('report.history.folderMissing', { folder }));
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return failure('is-a-folder', t('report.history.isAFolder', { path }));
  }
  if (resolve(path) !== resolve(database.name)) return null;
  return failure('same-file', t('storage.sameFile', { path }));
}

/**
 * Copies the history beside itself before its format changes, and keeps the last two of these copies. Throws what the disk is
 * to blame for: without a copy there is no migration.
 */
export function copyBeforeMigration(database: Database, fromVersion: number, now: Date): void {
  const path = database.name;
  const copy = `${path}.before-version-${fromVersion + 1}.${timeInName(now)}`;
  const temporary = temporaryFor(copy);
  try {
    // Like `database.backup`, but at once: whoever opens the file needs it in its new format.
    database.prepare('VACUUM INTO ?').run(temporary);
    settleFile(temporary, copy);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  const copies = readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.before-version-`))
    // By the day at their end.
    .sort((a, b) => (a.slice(-20) < b.slice(-20) ? 1 : -1));
  for (const old of copies.slice(keptCopies)) rmSync(join(dirname(path), old), { force: true });
}

function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}
