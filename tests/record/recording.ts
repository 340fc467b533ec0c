import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import { sealReport } from '../../electron/report/json.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report, Session } from '../../shared/report.ts';
import { steadyProbes } from './steady.ts';

/** What a real check found, without what is judged of it: that is made anew from it, by the rules and texts of the day. */
export interface Recording {
  /** Where it comes from, for people. */
  source: string;
  session: Session;
  probes: ProbeResult[];
}

export const recordedFolder = path.join(import.meta.dirname, '..', 'testdata', 'recorded');

const firstStartMs = Date.UTC(2026, 2, 2, 9);
const minutesOfWeek = 7 * 24 * 60;

/** The names of all recordings, in the order of the alphabet. */
export function recordedNames(folder = recordedFolder): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'))
    .sort();
}

/** Throws where there is no recording of this name. */
export function readRecording(name: string, folder = recordedFolder): Recording {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Recording;
}

/** The sealed report that a check with this evidence ends with, in this language. */
export function reportOf({ session, probes }: Omit<Recording, 'source'>, locale: Locale): Report {
  const { status, profile, startedAt } = session;
  const judged = diagnose({ status, profile, startedAt, probes }, createTranslate(locale));
  return sealReport({ schema: 'callpath-report', version: 1, session, ...judged, probes });
}

/** Writes the table of all recordings. */
export function writeIndex(folder = recordedFolder): void {
  const rows = recordedNames(folder).map(
    (name) => `| \`${name}\` | ${readRecording(name, folder).source} |`,
  );
  const text = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const head = text.slice(0, text.indexOf('| recording |'));
  const table = ['| recording | where it comes from |', '| --- | --- |', ...rows];
  writeFileSync(path.join(folder, 'README.md'), `${head}${table.join('\n')}\n`);
}

/**
 * Writes a recording. What is another one each time, or tells of the computer that recorded it, is replaced: id, start,
 * computer, version, and the ports that the system chose.
 */
export function writeRecording(
  name: string,
  { source, session, probes }: Recording,
  folder = recordedFolder,
): void {
  const startMs = startOf(name);
  const recording: Recording = {
    source,
    session: {
      ...session,
      id: idOf(name),
      startedAt: new Date(startMs).toISOString(),
      durationMs: Math.round(session.durationMs / 100) * 100,
      profile: 'recorded',
      app: { name: 'Callpath', version: '1.0.0' },
      host: { os: 'Linux 6.1', arch: 'x64', hostname: 'laptop' },
    },
    probes: steadyProbes(probes, startMs - Date.parse(session.startedAt)),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(recording)}\n`);
}

/** Of the shape of a UUID of version 7, and the same each time. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `019caddf-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}

/** In one week, at a minute that the name chooses. */
function startOf(name: string): number {
  const minute = createHash('sha256').update(name).digest().readUInt32BE(0) % minutesOfWeek;
  return firstStartMs + minute * 60_000;
}
