import type { AddressFamily } from './endpoint.ts';
import { parseServerUri } from './uri.ts';
import type { ProbeErrorCode, ProbeKind, ProbeResult, Report, Rtt, Transport } from './report.ts';

/**
 * How a server outside this computer did, all its probes together. `limited`: it answers, but something that was asked
 * of it does not work. `unknown`: it was not asked to the end, so nothing is said about it.
 */
export type ServerState = 'works' | 'limited' | 'silent' | 'unknown';

export interface ServerSummary {
  /** The server URI, as the probes name it. */
  target: string;
  state: ServerState;
  transports: Transport[];
  families: AddressFamily[];
  /** The lowest median of the times to the server and back; what its relay takes is not among them. */
  rttMs: number | null;
  /** Packets of its probes that count them, together. */
  sent: number;
  received: number;
  /** What ended the first probe that failed. */
  errorCode: ProbeErrorCode | null;
  probes: ProbeResult[];
}

/** Nothing came back for these; for other errors the server, or something in its place, said something. */
const silentErrors: ReadonlySet<ProbeErrorCode> = new Set([
  'timeout',
  'refused',
  'unreachable',
  'name-not-found',
]);
/** These tell about the check, not about the server. */
const undecidedErrors: ReadonlySet<ProbeErrorCode> = new Set([
  'cancelled',
  'internal',
  'not-supported',
]);

/** The embedded relay, and what is said of the network and not of a server. */
const aboutNoServer: ReadonlySet<ProbeKind> = new Set([
  'relay.baseline',
  'nat.mapping',
  'nat.filtering',
  'nat.alg',
  'nat.hairpinning',
  'nat.lifetime',
]);

/** Every server that was asked, in the order of the report. The embedded relay is none of them. */
export function summarizeServers({ probes }: Pick<Report, 'probes'>): ServerSummary[] {
  const byTarget = new Map<string, ProbeResult[]>();
  for (const probe of probes) {
    if (probe.transport === 'none' || aboutNoServer.has(probe.kind)) continue;
    // Test calls that go through no server.
    if (probe.kind.startsWith('webrtc.') && !parseServerUri(probe.target).ok) continue;
    const ofServer = byTarget.get(probe.target);
    if (ofServer) ofServer.push(probe);
    else byTarget.set(probe.target, [probe]);
  }
  return [...byTarget].map(([target, ofServer]) => summarize(target, ofServer));
}

/** The round trip times that a probe measured. Those of `turn.relay` pass the server twice: see `serverRttOf`. */
export function rttOf(probe: ProbeResult): Rtt | null {
  if (probe.kind === 'stun.binding') return probe.result?.rttMs ?? null;
  if (probe.kind === 'turn.relay') return probe.result?.rttMs ?? null;
  if (probe.kind === 'relay.baseline') return probe.result?.relay?.rttMs ?? null;
  if (probe.kind === 'webrtc.call') return probe.result?.stream?.rttMs ?? null;
  return null;
}

/** The round trip times to the server and back, by which servers are compared. */
export function serverRttOf(probe: ProbeResult): Rtt | null {
  return probe.kind === 'stun.binding' ? rttOf(probe) : null;
}

/** How many packets a probe sent and how many came back. */
export function packetsOf(probe: ProbeResult): { sent: number; received: number } | null {
  if (probe.kind === 'turn.relay') return probe.result?.sent ? probe.result : null;
  if (probe.kind === 'stun.binding') return probe.result;
  if (probe.kind === 'relay.baseline') return probe.result?.relay ?? null;
  if (probe.kind === 'webrtc.call') return probe.result?.stream ?? null;
  return null;
}

function summarize(target: string, probes: ProbeResult[]): ServerSummary {
  const medians = probes.flatMap((probe) => serverRttOf(probe)?.median ?? []);
  const packets = probes.flatMap((probe) => packetsOf(probe) ?? []);
  return {
    target,
    state: stateOf(probes),
    transports: [...new Set(probes.map(({ transport }) => transport))],
    families: [...new Set(probes.flatMap(({ family }) => (family === 'none' ? [] : family)))],
    rttMs: medians.length > 0 ? Math.min(...medians) : null,
    sent: packets.reduce((sum, { sent }) => sum + sent, 0),
    received: packets.reduce((sum, { received }) => sum + received, 0),
    errorCode: probes.find(({ status }) => status === 'failed')?.error?.code ?? null,
    probes,
  };
}

function stateOf(probes: ProbeResult[]): ServerState {
  const kinds = new Set<ProbeKind>(probes.map(({ kind }) => kind));
  const states = [...kinds]
    .map((kind) => bestState(probes.filter((probe) => probe.kind === kind)))
    .filter((state) => state !== 'unknown');
  const [first, ...others] = states;
  if (!first) return 'unknown';
  // Answering one question and leaving another one open is more than silence and less than working.
  return others.every((state) => state === first) ? first : 'limited';
}

/** Of one question that was asked by several ways, such as IPv4 and IPv6: one that works is enough. */
function bestState(probes: ProbeResult[]): ServerState {
  const states = probes.map(probeState);
  const order: ServerState[] = ['works', 'limited', 'silent'];
  return order.find((state) => states.includes(state)) ?? 'unknown';
}

function probeState({ status, error }: ProbeResult): ServerState {
  if (status === 'passed') return 'works';
  if (status !== 'failed' || !error || undecidedErrors.has(error.code)) return 'unknown';
  return silentErrors.has(error.code) ? 'silent' : 'limited';
}
