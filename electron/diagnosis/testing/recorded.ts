import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProbeResult, Session } from '../../../shared/report.ts';
import type { Evidence } from '../evidence.ts';

const folder = path.join(import.meta.dirname, '../../../tests/testdata/recorded');

/** The names of the checks that were recorded. */
export const recordedNames = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => path.basename(file, '.json'))
  .sort();

/** What a recorded check found, as the rules look at it. */
export function recordedEvidence(name: string): Evidence {
  const { session, probes } = JSON.parse(
    readFileSync(path.join(folder, `${name}.json`), 'utf8'),
  ) as { session: Session; probes: ProbeResult[] };
  const { status, profile, startedAt } = session;
  return { status, profile, startedAt, probes };
}
