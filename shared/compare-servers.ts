import type { Change, ServerStanding } from './change.ts';
import { compareCertificates } from './compare-certificate.ts';
import type { ProbeResult, Report } from './report.ts';
import { type ServerSummary, summarizeServers } from './servers.ts';

/** Smaller changes are the network's daily weather: both must be passed, so that 1 to 3 ms is no news. */
const notableRttMs = 20;
const notableRttFactor = 1.5;
/** Of a hundred packets of call data one may be lost by chance; voice suffers from about two. */
const notableLossPercent = 2;

/** `hasNames`: names and addresses of the two reports mean the same things. */
export function compareServers(before: Report, after: Report, hasNames: boolean): Change[] {
  const relay = compareRelays(before, after);
  // Aliases name servers by their order, which another profile changes.
  if (!hasNames) return relay;
  const earlier = new Map(summarizeServers(before).map((server) => [server.target, server]));
  const later = new Map(summarizeServers(after).map((server) => [server.target, server]));
  const both = [...later.values()].flatMap((server) => {
    const from = earlier.get(server.target);
    return from ? compareServer(from, server) : [];
  });
  return [
    ...relay,
    ...both,
    ...newIn(after, later, before, earlier).map((subject) => presence('server-added', subject)),
    ...newIn(before, earlier, after, later).map((subject) => presence('server-gone', subject)),
  ];
}

function presence(kind: 'server-added' | 'server-gone', subject: string): Change {
  const isNew = kind === 'server-added';
  return { kind, subject, before: !isNew, after: isNew, direction: 'neutral' };
}

const standings: readonly ServerStanding[] = ['works', 'limited', 'refused', 'silent'];

function compareServer(from: ServerSummary, to: ServerSummary): Change[] {
  const subject = to.target;
  const [before, after] = [standingOf(from), standingOf(to)];
  if (!before || !after) return [];
  const certificate = compareCertificates(from, to);
  if (before === after) {
    return [...certificate, ...compareRtt(from, to), ...compareLoss(from, to)];
  }
  // What is wrong with its certificate says it all.
  if (certificate.some(({ direction }) => direction !== 'neutral')) return certificate;
  const direction = standings.indexOf(after) > standings.indexOf(before) ? 'worse' : 'better';
  return [{ kind: 'server', subject, before, after, direction }, ...certificate];
}

function standingOf({ state, errorCode }: ServerSummary): ServerStanding | null {
  if (state === 'unknown') return null;
  return state === 'limited' && errorCode === 'rejected' ? 'refused' : state;
}

function compareRtt({ rttMs: before }: ServerSummary, to: ServerSummary): Change[] {
  const { target: subject, rttMs: after } = to;
  if (before === null || after === null) return [];
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  if (high - low < notableRttMs || high < low * notableRttFactor) return [];
  return [{ kind: 'rtt', subject, before, after, direction: after > before ? 'worse' : 'better' }];
}

function compareLoss(from: ServerSummary, to: ServerSummary): Change[] {
  const [before, after] = [lossOf(from), lossOf(to)];
  if (before === null || after === null) return [];
  if (Math.abs(after - before) < notableLossPercent) return [];
  const direction = after > before ? 'worse' : 'better';
  return [{ kind: 'loss', subject: to.target, before, after, direction }];
}

/** Of call data: of the few packets of a question a single lost one would be a fifth. */
function lossOf({ probes }: ServerSummary): number | null {
  const losses = probes.flatMap((probe) => lossOfProbe(probe) ?? []);
  return losses.length > 0 ? Math.max(...losses) : null;
}

function lossOfProbe(probe: ProbeResult): number | null {
  if (probe.kind === 'turn.relay') return probe.result?.sent ? probe.result.lossPercent : null;
  if (probe.kind === 'webrtc.call') return probe.result?.stream?.lossPercent ?? null;
  return null;
}

function compareRelays(before: Report, after: Report): Change[] {
  const [from, to] = [canRelay(before), canRelay(after)];
  if (from === null || to === null || from === to) return [];
  const direction = to ? 'better' : 'worse';
  return [{ kind: 'relay', subject: '', before: from, after: to, direction }];
}

/** `null` where no relay was asked, or none to the end. */
function canRelay({ probes }: Report): boolean | null {
  const asked = probes.filter(({ kind }) => kind === 'turn.allocate');
  const states = summarizeServers({ probes: asked }).map(({ state }) => state);
  if (states.includes('works')) return true;
  return states.some((state) => state !== 'unknown') ? false : null;
}

/**
 * Servers that the other check did not ask, although it came to its end and asked others the same. A server of which
 * nothing was learned is not new: it says nothing.
 */
function newIn(
  report: Report,
  servers: ReadonlyMap<string, ServerSummary>,
  other: Report,
  known: ReadonlyMap<string, ServerSummary>,
): string[] {
  if (report.session.status !== 'completed' || other.session.status !== 'completed') return [];
  const asked = new Set(
    [...known.values()].flatMap(({ probes }) => probes.map(({ kind }) => kind)),
  );
  return [...servers.values()]
    .filter(
      ({ target, probes }) => !known.has(target) && probes.some(({ kind }) => asked.has(kind)),
    )
    .map(({ target }) => target);
}
