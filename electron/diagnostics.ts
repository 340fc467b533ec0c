import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ServerView } from '../shared/ipc.ts';
import type { Translate } from '../shared/messages/translate.ts';
import { type Outcome, success } from '../shared/outcome.ts';
import type { PolicyView } from '../shared/policy.ts';
import { logFileNames } from './desktop/log-file.ts';
import type { Sessions } from './history/sessions.ts';
import { logFolder } from './own-log.ts';
import type { EffectiveConfiguration } from './policy/effective.ts';
import { makeRedactLine } from './redact-line.ts';
import { hashReport } from './report/json.ts';
import { mapStrings } from './report/map-strings.ts';
import { replaceFile } from './report/replace-file.ts';
import { writeFailure } from './report/write.ts';

/** What the file for the makers of Callpath is made from. */
export interface DiagnosticsTerms {
  /** The folder of the user's data. */
  userData: string;
  t: Translate;
  /** Versions and the system. */
  facts: object;
  configuration: EffectiveConfiguration;
  servers: readonly ServerView[];
  policy: PolicyView;
  /** Why the user's own profile is not used. */
  profileProblem: string | null;
  history: Sessions | null;
  /** What the window was told. */
  notices: readonly string[];
}

/**
 * Writes one zip with what helps to find a fault in Callpath: the log, versions, settings without secrets, and the state of the
 * history. No report is in it, and every text has gone through the redaction of the log. Failure codes as those of
 * `writeReport`.
 */
export async function writeDiagnostics(
  path: string,
  terms: DiagnosticsTerms,
): Promise<Outcome<{ path: string }>> {
  const entries = await collect(terms);
  const zip = new ZipFile();
  for (const [name, text] of entries) zip.addBuffer(Buffer.from(text), name, { mode: 0o100644 });
  zip.end();
  try {
    await replaceFile(path, zip.outputStream as Readable);
    return success({ path });
  } catch (error) {
    return writeFailure(error, path, terms.t);
  }
}

/** Every file of the zip by its name. */
async function collect(terms: DiagnosticsTerms): Promise<Map<string, string>> {
  const redact = makeRedactLine();
  const json = (value: unknown) => `${JSON.stringify(mapStrings(value, redact), null, 2)}\n`;
  const entries = new Map([
    ['README.txt', `${terms.t('trouble.diagnostics.readme')}\n`],
    ['about.json', json({ writtenAt: new Date().toISOString(), ...terms.facts })],
    ['settings.json', json(settingsOf(terms))],
    ['history.json', json(await historyOf(terms))],
    ['notices.json', json(terms.notices)],
    ['policy.json', json({ ...terms.policy, organisation: terms.policy.organisation !== null })],
  ]);
  for (const name of logFileNames) {
    const text = await readFile(join(logFolder(terms.userData), name), 'utf8').catch(() => null);
    if (text !== null) entries.set(`logs/${name}`, text);
  }
  return entries;
}

/** Every setting with who chose it; of servers how they are reached, of what names somebody only whether it is there. */
function settingsOf({ configuration, servers, profileProblem }: DiagnosticsTerms) {
  const { servers: chosen, supportContact, exportFolder, ...others } = configuration;
  const listed = servers.map(({ type, uri, username, credential }) => {
    return { type, uri, hasUsername: username !== null, credential };
  });
  return {
    profileProblem,
    servers: { ...chosen, value: listed },
    supportContact: { ...supportContact, value: supportContact.value !== null },
    exportFolder: { ...exportFolder, value: exportFolder.value !== null },
    ...others,
  };
}

async function historyOf({ history }: DiagnosticsTerms) {
  if (!history) return { isOpen: false };
  const size = await stat(history.file.path).then(
    (found) => found.size,
    () => null,
  );
  const [retention, verified] = [history.file.retention(), await history.file.verify(hashReport)];
  return { isOpen: true, sizeBytes: size, retention, verified };
}
