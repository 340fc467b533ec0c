import type { MessageValues } from '../../shared/messages/translate.ts';
import type { ProbeOf, TurnRelayResult } from '../../shared/report.ts';
import { parseServerUri } from '../../shared/uri.ts';
import { type Evidence, probesOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';
import { ownerOfLoss } from './turn-owner.ts';

type RelayProbe = ProbeOf<'turn.relay'>;

/** Fewer packets than this that were lost may be chance, whatever their part. */
const minLost = 3;
/** Lost packets are made up for by codecs up to here; beyond it sound has gaps and pictures freeze. */
const tolerableLossPercent = 5;
/** ITU-T G.107 annex B: below 3.6 (R = 70) many listeners are dissatisfied. */
const tolerableMos = 3.6;
/** Jitter buffers of calls start at about this much; beyond it packets come too late to be played. */
const tolerableJitterMs = 50;

const forbidden = 403;
const dataSteps = ['peer-allocate', 'permission', 'send-data', 'channel', 'channel-data'] as const;
type DataStep = (typeof dataSteps)[number];

/** Findings about what passes through a relayed address, once it was granted. */
export const turnDataRules: readonly Rule[] = [
  {
    code: 'turn-permission-fails',
    severity: 'warning',
    level: 'degraded',
    owner: 'service',
    match: (evidence) => stoppedAt(evidence, ['permission'], (code) => code !== forbidden),
  },
  {
    // Relaying to its own address is what the test asks for, and what careful servers refuse; calls do not need it.
    code: 'turn-peer-forbidden',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => stoppedAt(evidence, ['permission'], (code) => code === forbidden),
  },
  {
    code: 'turn-data-unknown',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => stoppedAt(evidence, ['peer-allocate']),
  },
  {
    code: 'turn-data-fails',
    severity: 'warning',
    level: 'degraded',
    owner: 'service',
    match: (evidence) => stoppedAt(evidence, ['send-data']),
  },
  {
    // Browsers give a relay up that binds no channel.
    code: 'turn-channel-fails',
    severity: 'warning',
    level: 'degraded',
    owner: 'service',
    match: (evidence) => stoppedAt(evidence, ['channel', 'channel-data']),
  },
  {
    code: 'turn-relay-lossy',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfLoss,
    match: (evidence) => streams(evidence, isPoor),
  },
  {
    code: 'turn-data-ok',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => streams(evidence, (result) => !isPoor(result)),
  },
];

/** The relay tests to which a relayed address was granted, and that stopped at one of these steps. */
function stoppedAt(
  evidence: Evidence,
  steps: readonly DataStep[],
  applies: (stunErrorCode: number | null) => boolean = () => true,
): Match[] {
  return granted(evidence)
    .filter((probe) => {
      const stop = stopOf(probe);
      return stop !== null && steps.includes(stop.name) && applies(stop.stunErrorCode);
    })
    .map(matchProbe);
}

function granted(evidence: Evidence): RelayProbe[] {
  return probesOf(evidence, 'turn.relay').filter(({ result }) => {
    const allocate = result?.allocate;
    return result !== null && (!allocate || allocate.relayedAddress !== null);
  });
}

/**
 * The step that a relay test stopped at. Of several ways to the other end the first one counts, since the later ones say
 * less about the server. Null where it ran to its end, or was stopped by a person.
 */
function stopOf({ status, error, result }: RelayProbe) {
  if (status === 'passed' || status === 'skipped' || error?.code === 'cancelled') return null;
  const failed = result?.allocate?.steps.find((step) => step.status === 'failed');
  const stunErrorCode = failed?.stunErrorCode ?? null;
  if (status === 'inconclusive') return { name: 'peer-allocate', stunErrorCode } as const;
  const name = dataSteps.find((step) => step === failed?.name);
  return name === undefined ? null : { name, stunErrorCode };
}

function streams(evidence: Evidence, applies: (result: TurnRelayResult) => boolean): Match[] {
  return granted(evidence)
    .filter(({ status, result }) => status === 'passed' && result !== null && applies(result))
    .map(matchProbe);
}

function isPoor({ sent, received, lossPercent, mos, jitterMs, rttMs }: TurnRelayResult): boolean {
  const isLossy = sent - received >= minLost && lossPercent >= tolerableLossPercent;
  const jitter = jitterMs ?? rttMs?.jitter ?? 0;
  // A MOS that a few lost packets brought down would be chance as well; delay and jitter bring it down by themselves.
  const isBadVoice =
    mos !== null && mos < tolerableMos && (lossPercent === 0 || sent - received >= minLost);
  return isLossy || isBadVoice || jitter > tolerableJitterMs;
}

function matchProbe({ id, target, transport, error, result }: RelayProbe): Match {
  const parsed = parseServerUri(target);
  const host = parsed.ok ? parsed.uri.host : target;
  const failed = result?.allocate?.steps.find(({ status }) => status === 'failed');
  return {
    subject: target,
    evidence: [id],
    values: {
      server: target,
      host,
      over: transport.toUpperCase(),
      reason: error?.message ?? '',
      step: failed?.name ?? 'send-data',
      code: failed?.stunErrorCode ?? 0,
      ...numbersOf(result),
    },
  };
}

function numbersOf(result: TurnRelayResult | null): MessageValues {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    sent: result?.sent ?? 0,
    received: result?.received ?? 0,
    lossPercent: tenth(result?.lossPercent ?? 0),
    rttMs: tenth(result?.rttMs?.median ?? 0),
    jitterMs: tenth(result?.jitterMs ?? result?.rttMs?.jitter ?? 0),
    mos: result?.mos?.toFixed(1) ?? '–',
  };
}
