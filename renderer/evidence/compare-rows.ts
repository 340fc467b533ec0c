import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import { makeTestRows, type TestRow } from './test-rows.ts';

/** A test with what came of it in each of the two checks; `null` where one of them did not have it. */
export interface CompareRow {
  id: string;
  test: string;
  server: string;
  over: string;
  before: TestRow | null;
  after: TestRow | null;
  isChanged: boolean;
}

/** Every test of both checks: in the order of the later one, and then those that only the earlier one had. */
export function makeCompareRows(
  before: Report,
  after: Report,
  t: Translate,
  format: Format,
): CompareRow[] {
  const earlier = byId(makeTestRows(before.probes, t, format));
  const later = byId(makeTestRows(after.probes, t, format));
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((id) => {
    const pair = { before: earlier.get(id) ?? null, after: later.get(id) ?? null };
    const named = pair.after ?? pair.before;
    if (!named) return [];
    const { test, server, over } = named;
    return [{ id, test, server, over, ...pair, isChanged: isChanged(pair) }];
  });
}

function byId(rows: readonly TestRow[]): Map<string, TestRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ports and round trips are others each time, which is no change of a test. */
function isChanged({ before, after }: Pick<CompareRow, 'before' | 'after'>): boolean {
  if (!before || !after) return true;
  if (before.standing !== after.standing) return true;
  if (before.standing !== 'works') return before.probe.error?.code !== after.probe.error?.code;
  return essenceOf(before.probe) !== essenceOf(after.probe);
}

/** What a test that works found, without what differs each time. */
function essenceOf(probe: ProbeResult): string {
  switch (probe.kind) {
    case 'stun.binding':
      return probe.result?.mappedAddress?.address ?? '';
    case 'turn.allocate':
      return probe.result?.relayedAddress?.address ?? '';
    case 'local.interfaces':
      return (probe.result?.interfaces ?? [])
        .map(({ name, address }) => `${name} ${address}`)
        .sort()
        .join();
    case 'nat.mapping':
    case 'nat.filtering':
    case 'nat.alg':
    case 'nat.hairpinning':
    case 'nat.lifetime':
      return probe.result?.behaviour ?? '';
    default:
      return '';
  }
}
