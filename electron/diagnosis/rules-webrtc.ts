import { iceErrorKey } from '../../shared/ice-error.ts';
import type { MessageValues } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { ServerTransport } from '../../shared/uri.ts';
import { baselineOf, type Evidence, probesOf } from './evidence.ts';
import { hostOf, ownerOfDroppedCall, ownerOfFailedCall } from './owner.ts';
import type { Match, Rule } from './rules.ts';
import { turnFailureCodes } from './rules-turn-failures.ts';
import {
  connected,
  failed,
  failedStageOf,
  type ServerWitnesses,
  serverWitnesses,
  triedCalls,
  type TriedCall,
} from './webrtc-evidence.ts';
import { outOfTime } from './webrtc-pace.ts';

/** Fewer servers than this never decide that calls are blocked. */
const enoughToBlame = 2;
/** Codes that refuse this user: RFC 8489 section 14.8, RFC 8656 section 19 (441, 486 by quota of the user). */
const credentialCodes: ReadonlySet<number> = new Set([401, 403, 438, 441]);
/** RFC 8445 knows no such STUN code: Chromium says so of a server that it could not reach. */
const unreachableCode = 701;

const onlyRawFails = {
  code: 'webrtc-only-raw-fails',
  severity: 'warning',
  level: 'degraded',
  owner: 'computer',
  absorbs: [
    ...turnFailureCodes,
    'turn-data-fails',
    'server-silent',
    'server-refused',
    'server-unreachable',
    'server-malformed',
  ],
} as const;

/**
 * The comparison of two witnesses: what Chromium's own WebRTC did with the servers that raw sockets have tried as well. Where
 * both fail there is one cause, and the raw probes know more about it: only they speak.
 */
export const webrtcRules: readonly Rule[] = [
  {
    code: 'webrtc-blocked',
    severity: 'critical',
    level: 'blocked',
    owner: 'computer',
    hides: [
      'webrtc-servers-blocked',
      'webrtc-baseline-failed',
      'webrtc-credentials-refused',
      'webrtc-server-unreachable',
      'webrtc-call-failed',
      'webrtc-host-failed',
      'webrtc-agrees',
    ],
    match: (evidence) => {
      const calls = triedCalls(evidence, 'host', 'srflx', 'baseline', 'relay');
      // The embedded relay alone is one call, and one that ran out of time decides nothing.
      const isTotal =
        connected(calls).length === 0 && failed(triedCalls(evidence, 'host')).length > 0;
      return isTotal ? baselineMatch(evidence, calls) : [];
    },
  },
  {
    code: 'webrtc-servers-blocked',
    severity: 'critical',
    level: 'blocked',
    owner: 'computer',
    hides: ['webrtc-server-unreachable', 'webrtc-call-failed', 'webrtc-credentials-refused'],
    match: serversBlocked,
  },
  {
    code: 'webrtc-baseline-failed',
    severity: 'warning',
    level: 'degraded',
    owner: 'computer',
    match: (evidence) =>
      // Where a relay outside carries calls, the one inside does not matter.
      connected(triedCalls(evidence, 'relay')).length > 0
        ? []
        : baselineMatch(evidence, triedCalls(evidence, 'baseline')),
  },
  {
    code: 'webrtc-credentials-refused',
    severity: 'warning',
    level: 'degraded',
    owner: 'service',
    match: (evidence) => onlyChromiumFails(evidence, (pair) => causeOf(pair) === 'credentials'),
  },
  {
    code: 'webrtc-server-unreachable',
    severity: 'warning',
    level: 'degraded',
    owner: 'computer',
    match: (evidence) => onlyChromiumFails(evidence, (pair) => causeOf(pair) === 'unreachable'),
  },
  {
    code: 'webrtc-call-failed',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfFailedCall,
    match: (evidence) => onlyChromiumFails(evidence, (pair) => causeOf(pair) === 'call'),
  },
  {
    code: 'webrtc-call-dropped',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfDroppedCall,
    match: (evidence) =>
      connected(triedCalls(evidence, 'relay', 'srflx', 'host', 'baseline')).flatMap(droppedMatch),
  },
  // A call got through by UDP, so what silent raw probes say of the whole network is not true of calls.
  {
    ...onlyRawFails,
    hides: [
      'udp-blocked',
      'udp-and-tcp-blocked',
      'all-servers-silent',
      'all-servers-refused',
      'no-server-usable',
      'no-path-for-calls',
    ],
    match: (evidence) => rawFailures(evidence, (transport) => transport === 'udp'),
  },
  {
    ...onlyRawFails,
    hides: ['no-path-for-calls'],
    match: (evidence) => rawFailures(evidence, (transport) => transport !== 'udp'),
  },
  {
    code: 'webrtc-agrees',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: agreeing,
  },
  {
    // As with calls that were not made: a witness that could not look says nothing bad.
    code: 'webrtc-too-busy',
    severity: 'info',
    level: 'good',
    owner: 'computer',
    match: tooBusy,
  },
  {
    code: 'webrtc-not-run',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => {
      const probes = [
        ...probesOf(evidence, 'webrtc.gather'),
        ...probesOf(evidence, 'webrtc.call'),
        ...probesOf(evidence, 'webrtc.media'),
      ];
      const skipped = probes.filter(isSkipped);
      const first = skipped[0];
      if (!first || skipped.length < probes.length) return [];
      return [
        {
          subject: 'Chromium',
          evidence: skipped.map(({ id }) => id),
          values: { count: skipped.length, reason: first.error?.message ?? '' },
        },
      ];
    },
  },
];

function tooBusy(evidence: Evidence): Match[] {
  const late = [...outOfTime(evidence)];
  if (late.length === 0) return [];
  return [{ subject: 'this computer', evidence: late, values: { probes: late.join(', ') } }];
}

/** For want of Chromium, or of an adapter that it can be told: nothing is wrong with the network then. */
function isSkipped({ status, error, result }: ProbeResult): boolean {
  return status === 'skipped' && result === null && error?.code === 'not-supported';
}

/** The call through the embedded relay failed, while raw sockets passed the same test. */
function baselineMatch(evidence: Evidence, calls: readonly TriedCall[]): Match[] {
  const raw = baselineOf(evidence);
  const [call] = failed(triedCalls(evidence, 'baseline'));
  if (raw?.status !== 'passed' || !call) return [];
  return [
    {
      subject: 'this computer',
      evidence: [...calls.map(({ probe }) => probe.id), raw.id],
      values: { count: calls.length, ...stageValues(failedStageOf(call)) },
    },
  ];
}

function rawFailures(
  evidence: Evidence,
  applies: (transport: ServerTransport) => boolean,
): Match[] {
  return serverWitnesses(evidence)
    .filter(({ raw, chromium }) => raw.state === 'fails' && chromium.state === 'works')
    .filter(({ server }) => applies(server.transport))
    .map((pair) => matchOf(evidence, pair));
}

function onlyChromiumFails(
  evidence: Evidence,
  applies: (pair: ServerWitnesses) => boolean,
): Match[] {
  return disagreeing(evidence)
    .filter(applies)
    .map((pair) => matchOf(evidence, pair));
}

function disagreeing(evidence: Evidence): ServerWitnesses[] {
  return serverWitnesses(evidence).filter(
    ({ raw, chromium }) => raw.state === 'works' && chromium.state === 'fails',
  );
}

/**
 * Several servers, all of them open to raw sockets and closed to Chromium, and no direct way either. That time ran out is only
 * decisive where Chromium did the same in time inside this computer.
 */
function serversBlocked(evidence: Evidence): Match[] {
  const pairs = disagreeing(evidence);
  const isAll = serverWitnesses(evidence).every(({ chromium }) => chromium.state !== 'works');
  const isRefused = pairs.every((pair) => causeOf(pair) === 'credentials');
  const isDirect = connected(triedCalls(evidence, 'srflx')).length > 0;
  const isSure =
    pairs.every(({ errors }) => errors.length > 0) ||
    (['host', 'baseline'] as const).every(
      (path) => connected(triedCalls(evidence, path)).length > 0,
    );
  if (pairs.length < enoughToBlame || !isAll || isRefused || isDirect || !isSure) return [];
  const targets = pairs.map(({ target }) => target).join(', ');
  return [
    {
      subject: targets,
      evidence: pairs.flatMap(({ raw, chromium }) => [...chromium.ids, ...raw.ids]),
      values: { count: pairs.length, servers: targets },
    },
  ];
}

/** Why Chromium failed where raw sockets did not. What was refused outweighs what could not be reached. */
function causeOf({ errors, failedStage }: ServerWitnesses): 'credentials' | 'unreachable' | 'call' {
  if (errors.some(({ code }) => credentialCodes.has(code))) return 'credentials';
  if (errors.some(({ code }) => code !== unreachableCode)) return 'call';
  const isBeyondGathering = failedStage !== null && failedStage.name !== 'gathering';
  return errors.length === 0 && isBeyondGathering ? 'call' : 'unreachable';
}

function matchOf(evidence: Evidence, pair: ServerWitnesses): Match {
  const { target, server, raw, chromium, errors, failedStage } = pair;
  const error = errors.find(({ code }) => code !== unreachableCode) ?? errors[0];
  const reasons = evidence.probes.filter(({ id }) => raw.ids.includes(id));
  return {
    subject: target,
    evidence: [...chromium.ids, ...raw.ids],
    values: {
      server: target,
      host: server.host,
      port: server.port,
      transport: server.transport.toUpperCase(),
      error: iceErrorKey(error?.code ?? null),
      code: error?.code ?? '–',
      said: error?.text || '–',
      raw: raw.ids.join(', '),
      reason: reasons.find(({ status }) => status === 'failed')?.error?.message ?? '',
      ...stageValues(failedStage),
    },
  };
}

function droppedMatch(call: TriedCall): Match[] {
  const stage = failedStageOf(call);
  if (!stage) return [];
  const { probe, result } = call;
  const values = {
    server: probe.target,
    host: hostOf(probe.target),
    path: result.path,
    transport: probe.transport.toUpperCase(),
    ...stageValues(stage),
  };
  return [{ subject: probe.target, evidence: [probe.id], values }];
}

/** The words of a stage are those of `webrtc.stage`. */
function stageValues(stage: { name: string; atMs: number } | null): MessageValues {
  const seconds = stage === null ? 0 : Math.round(stage.atMs / 100) / 10;
  return { stage: stage?.name ?? 'gathering', seconds };
}

function agreeing(evidence: Evidence): Match[] {
  const pairs = serverWitnesses(evidence).filter(({ chromium }) => chromium.state !== 'unknown');
  const working = pairs.filter(
    ({ raw, chromium }) => raw.state === 'works' && chromium.state === 'works',
  );
  if (working.length === 0 || working.length < pairs.length) return [];
  const servers = working.map(({ target }) => target).join(', ');
  return [
    {
      subject: servers,
      evidence: working.flatMap(({ raw, chromium }) => [...chromium.ids, ...raw.ids]),
      values: { count: working.length, servers },
    },
  ];
}
