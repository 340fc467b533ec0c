import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { type ProbeKind, probeKinds, type ProbeResult } from '../../shared/report.ts';
import { packetsOf, rttOf } from '../../shared/servers.ts';
import type { Format } from '../format.ts';
import { serverName } from './server-name.ts';
import { targetText } from './target-text.ts';
import { reasonKey, type Standing, standingOfProbe } from './standing.ts';

/** A test as a line of the table, with all its cells as text. */
export interface TestRow {
  id: string;
  test: string;
  server: string;
  /** What people call the server; `null` where none was asked. */
  host: string | null;
  over: string;
  standing: Standing;
  result: string;
  rtt: string;
  lost: string;
  probe: ProbeResult;
}

const nothing = '–';

export function makeTestRows(
  probes: readonly ProbeResult[],
  t: Translate,
  format: Format,
): TestRow[] {
  return probes.map((probe) => ({
    id: probe.id,
    test: t(`report.kind.${probe.kind}`),
    server: targetText(probe.target, t),
    host: hostOf(probe.target),
    over: overText(probe, t),
    standing: standingOfProbe(probe),
    result: resultText(probe, t, format),
    ...packets(probe, t, format),
    probe,
  }));
}

export interface RowFilter {
  query: string;
  onlyProblems: boolean;
  /** Only this kind of test, only this server; all where it is empty. */
  kind: string;
  host: string;
  /** Only these probes; all where it is `null`. */
  ids: readonly string[] | null;
}

/** The rows in which every word of the query is found, in any column and in any case. */
export function filterRows(rows: readonly TestRow[], filter: RowFilter): TestRow[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter.ids !== null && !filter.ids.includes(row.id)) return false;
    if (filter.onlyProblems && (row.standing === 'works' || row.standing === 'skipped'))
      return false;
    if (filter.kind !== '' && row.probe.kind !== filter.kind) return false;
    if (filter.host !== '' && row.host !== filter.host) return false;
    const text = [row.test, row.server, row.over, row.result, row.id].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function hostOf(target: string): string | null {
  const { name, isServer } = serverName(target);
  return isServer ? name : null;
}

/** What there is to choose from: the kinds in the order of a report, the servers in that of the alphabet. */
export function filterChoices(rows: readonly TestRow[]): { kinds: ProbeKind[]; hosts: string[] } {
  const hosts = new Set(rows.flatMap(({ host }) => host ?? []));
  return {
    kinds: probeKinds.filter((kind) => rows.some(({ probe }) => probe.kind === kind)),
    hosts: [...hosts].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })),
  };
}

function overText({ transport, family }: ProbeResult, t: Translate): string {
  if (transport === 'none') return nothing;
  const over = transport.toUpperCase();
  return family === 'IPv6' ? t('window.test.overFamily', { transport: over, family }) : over;
}

function resultText(probe: ProbeResult, t: Translate, format: Format): string {
  const standing = standingOfProbe(probe);
  if (standing === 'works') return worksText(probe, t);
  const reason = reasonKey(probe);
  if (reason === null) return t(`window.standing.${standing}`);
  const code = stunErrorCode(probe);
  if (code !== null) return t('window.test.reasonCode', { reason: t(reason), code });
  return probe.error?.code === 'timeout'
    ? t('window.test.reasonAfter', {
        reason: t(reason),
        duration: format.duration(probe.durationMs),
      })
    : t(reason);
}

function worksText(probe: ProbeResult, t: Translate): string {
  if (probe.kind === 'local.interfaces' && probe.result) {
    return t('window.test.addresses', { count: probe.result.interfaces.length });
  }
  if (probe.kind === 'stun.binding' && probe.result?.mappedAddress) {
    return formatEndpoint(probe.result.mappedAddress);
  }
  if (probe.kind === 'turn.allocate' && probe.result?.relayedAddress) {
    return t('window.test.relayedBy', { address: formatEndpoint(probe.result.relayedAddress) });
  }
  return t('window.test.passed');
}

/** The STUN error code of the step that ended the test. */
function stunErrorCode(probe: ProbeResult): number | null {
  if (probe.kind !== 'turn.allocate') return null;
  const failed = probe.result?.steps.findLast(({ status }) => status === 'failed');
  return failed?.stunErrorCode ?? null;
}

function packets(probe: ProbeResult, t: Translate, format: Format): Pick<TestRow, 'rtt' | 'lost'> {
  const rtt = rttOf(probe);
  const counted = packetsOf(probe);
  return {
    rtt: rtt ? format.rtt(rtt.median) : nothing,
    lost:
      counted && counted.sent > 0
        ? t('window.test.lost', {
            lost: Math.max(0, counted.sent - counted.received),
            sent: counted.sent,
          })
        : nothing,
  };
}
