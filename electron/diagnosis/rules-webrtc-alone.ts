import type { ProbeOf } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { hostOf } from './owner.ts';
import type { Match, Rule } from './rules.ts';
import { distinct } from './turn-values.ts';
import {
  connected,
  normalTarget,
  serverWitnesses,
  triedCalls,
  type TriedCall,
} from './webrtc-evidence.ts';
import { inTime } from './webrtc-pace.ts';

/** Fewer messages than this that were lost may be chance, whatever their part. */
const minLost = 3;
/** Beyond this sound has gaps: as for what plain sockets send through a relay. */
const tolerableLossPercent = 5;

/** Findings that rest on test calls alone, where no plain socket has tried the same. */
export const webrtcAloneRules: readonly Rule[] = [
  {
    code: 'webrtc-unconfirmed',
    severity: 'warning',
    level: 'degraded',
    owner: 'unknown',
    match: unconfirmed,
  },
  {
    code: 'webrtc-stream-poor',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    match: (evidence) =>
      connected(triedCalls(evidence, 'srflx', 'relay'))
        .filter(isPoor)
        .map(streamMatch),
  },
  {
    code: 'webrtc-connects',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: connects,
  },
];

/** A server that Chromium could not use, and that nothing else was tried with. */
function unconfirmed(evidence: Evidence): Match[] {
  const servers = serverWitnesses(evidence).filter(
    ({ raw, chromium }) => raw.state === 'unknown' && chromium.state === 'fails',
  );
  const failed = [
    ...servers.map(({ target, chromium }) => ({ target, ids: chromium.ids })),
    ...silentMedia(evidence).map(({ id, target }) => ({ target: normalTarget(target), ids: [id] })),
  ];
  return distinct(failed.map(({ target }) => target)).map((target) => {
    const ids = failed.flatMap((one) => (one.target === target ? one.ids : []));
    const probes = evidence.probes.filter(({ id }) => ids.includes(id));
    const reason = probes.find(({ error }) => error)?.error?.message ?? '';
    return {
      subject: target,
      evidence: ids,
      values: { server: target, host: hostOf(target), reason },
    };
  });
}

/** Sound and picture that did not arrive, where no call with messages was placed by the same path. */
function silentMedia(evidence: Evidence): ProbeOf<'webrtc.media'>[] {
  const calls = probesOf(evidence, 'webrtc.call');
  return probesOf(inTime(evidence), 'webrtc.media').filter(
    ({ status, error, result }) =>
      status === 'failed' &&
      error?.code !== 'internal' &&
      result !== null &&
      !calls.some((call) => call.result?.path === result.path),
  );
}

function isPoor({ result: { stream } }: TriedCall): boolean {
  if (!stream) return false;
  return stream.sent - stream.received >= minLost && stream.lossPercent >= tolerableLossPercent;
}

function streamMatch({ probe, result: { path, stream } }: TriedCall): Match {
  return {
    subject: probe.target,
    evidence: [probe.id],
    values: {
      server: probe.target,
      host: hostOf(probe.target),
      path,
      transport: probe.transport.toUpperCase(),
      sent: stream?.sent ?? 0,
      received: stream?.received ?? 0,
      lossPercent: Math.round((stream?.lossPercent ?? 0) * 10) / 10,
      rttMs: Math.round(stream?.rttMs?.median ?? 0),
      jitterMs: Math.round(stream?.jitterMs ?? 0),
    },
  };
}

/** Calls that left this computer and connected, beyond those that confirm what plain sockets found. */
function connects(evidence: Evidence): Match[] {
  const confirmed = new Set(
    serverWitnesses(evidence)
      .filter(({ raw }) => raw.state !== 'unknown')
      .map(({ target }) => target),
  );
  const calls = connected(triedCalls(evidence, 'srflx', 'relay')).filter(
    ({ probe }) => probe.status === 'passed' && !confirmed.has(normalTarget(probe.target)),
  );
  if (calls.length === 0) return [];
  const servers = [...new Set(calls.map(({ probe }) => probe.target))].join(', ');
  return [
    {
      subject: servers,
      evidence: calls.map(({ probe }) => probe.id),
      values: { count: calls.length, servers },
    },
  ];
}
