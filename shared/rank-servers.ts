import type { ProbeErrorCode, ProbeResult, Report, Transport } from './report.ts';
import { type ServerState, type ServerSummary, summarizeServers } from './servers.ts';
import { hostFamily, parseServerUri, serverLabel } from './uri.ts';

/** One host with all its ways in: what a person calls a server. */
export interface RankedServer {
  host: string;
  state: ServerState;
  /** Whether it was asked to relay. */
  isRelay: boolean;
  /** Transports over which everything that was asked works, and those over which something does not. */
  working: Transport[];
  failing: Transport[];
  /** The way to the server and back: the lowest median, or the time of one request where no more was measured. */
  rttMs: number | null;
  /** Through the relay and back, in percent; of the server itself where no relay was measured. */
  lossPercent: number | null;
  /** The worst estimate of its relay tests (ITU-T G.107). */
  mos: number | null;
  errorCode: ProbeErrorCode | null;
}

const stateOrder: readonly ServerState[] = ['works', 'limited', 'silent', 'unknown'];
/** What has no round trip comes after what has one. */
const unmeasuredMs = Number.MAX_SAFE_INTEGER;
const transportOrder: readonly Transport[] = ['udp', 'tcp', 'tls'];

/** The servers, the best first: by what works, then by round trip, then by loss. */
export function rankServers(report: Pick<Report, 'probes'>): RankedServer[] {
  const byHost = new Map<string, ServerSummary[]>();
  for (const summary of summarizeServers(report)) {
    const host = hostOf(summary.target);
    byHost.set(host, [...(byHost.get(host) ?? []), summary]);
  }
  return [...byHost].map(([host, summaries]) => rank(host, summaries)).sort(compare);
}

/** A name stands for all its ports; behind a bare address each port is a server. */
function hostOf(target: string): string {
  const parsed = parseServerUri(target);
  if (!parsed.ok) return target;
  const isName = hostFamily(parsed.uri.host) === null && parsed.uri.host !== 'localhost';
  return isName ? parsed.uri.host : serverLabel(parsed.uri);
}

function rank(host: string, summaries: readonly ServerSummary[]): RankedServer {
  const probes = summaries.flatMap((summary) => summary.probes);
  const known = summaries.filter(({ state }) => state !== 'unknown');
  const over = (works: boolean) =>
    transportOrder.filter((transport) =>
      known.some(
        ({ transports, state }) => transports.includes(transport) && (state === 'works') === works,
      ),
    );
  const failing = over(false);
  return {
    host,
    state: combined(known.map(({ state }) => state)),
    isRelay: probes.some(({ kind }) => kind.startsWith('turn.')),
    working: over(true).filter((transport) => !failing.includes(transport)),
    failing,
    rttMs: lowest(summaries.flatMap(({ rttMs }) => rttMs ?? [])) ?? oneRequestMs(probes),
    lossPercent: lossOf(summaries, probes),
    mos: lowest(relayResults(probes).flatMap(({ mos }) => mos ?? [])),
    errorCode: known.find(({ errorCode }) => errorCode !== null)?.errorCode ?? null,
  };
}

function combined(states: readonly ServerState[]): ServerState {
  const [first] = states;
  if (!first) return 'unknown';
  if (states.every((state) => state === first)) return first;
  return states.some((state) => state === 'works' || state === 'limited') ? 'limited' : first;
}

/** A signed Allocate request is one round trip. */
function oneRequestMs(probes: readonly ProbeResult[]): number | null {
  return lowest(
    probes.flatMap((probe) => {
      const steps = probe.kind === 'turn.allocate' ? (probe.result?.steps ?? []) : [];
      const allocate = steps.find(({ name, status }) => name === 'allocate' && status === 'passed');
      return allocate?.durationMs ?? [];
    }),
  );
}

function lossOf(summaries: readonly ServerSummary[], probes: readonly ProbeResult[]) {
  const relayed = relayResults(probes).filter(({ sent }) => sent > 0);
  if (relayed.length > 0) return Math.max(...relayed.map(({ lossPercent }) => lossPercent));
  const [sent, received] = [sum(summaries, 'sent'), sum(summaries, 'received')];
  return received === 0 ? null : (100 * Math.max(0, sent - received)) / sent;
}

function relayResults(probes: readonly ProbeResult[]) {
  return probes.flatMap((probe) => (probe.kind === 'turn.relay' ? (probe.result ?? []) : []));
}

function sum(summaries: readonly ServerSummary[], member: 'sent' | 'received'): number {
  return summaries.reduce((total, summary) => total + summary[member], 0);
}

function lowest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}

function compare(a: RankedServer, b: RankedServer): number {
  return (
    stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
    (a.rttMs ?? unmeasuredMs) - (b.rttMs ?? unmeasuredMs) ||
    (a.lossPercent ?? 0) - (b.lossPercent ?? 0)
  );
}
