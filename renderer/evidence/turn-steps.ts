import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult, TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import type { Standing } from './standing.ts';

/** A step of the TURN client on the time line that all steps of a test have in common. */
export interface TimelineStep {
  key: string;
  name: string;
  standing: Standing;
  word: string;
  took: string;
  /** What the server or the system said, with its code; null where nothing. */
  said: string | null;
  /** Since the first step began. */
  fromMs: number;
  toMs: number;
}

export interface Timeline {
  steps: TimelineStep[];
  /** The end of the time line; above 0 also where no step took any time. */
  spanMs: number;
}

const standings: Record<TurnStep['status'], Standing> = {
  passed: 'works',
  failed: 'fails',
  skipped: 'skipped',
};
const words = {
  passed: 'window.evidence.stepPassed',
  failed: 'window.evidence.stepFailed',
  skipped: 'window.evidence.stepSkipped',
} as const satisfies Record<TurnStep['status'], MessageKey>;
/** Every server answers the first request with it: it is how the challenge is got. */
const challengeCode = 401;

/** The part of a result that says how a relay address was got. */
export function allocateOf(probe: ProbeResult): TurnAllocateResult | null {
  if (probe.kind === 'turn.allocate') return probe.result;
  if (probe.kind === 'turn.relay' || probe.kind === 'relay.baseline') {
    return probe.result?.allocate ?? null;
  }
  return null;
}

/** The steps one after the other, as they were taken. */
export function makeTimeline(steps: readonly TurnStep[], t: Translate, format: Format): Timeline {
  let passedMs = 0;
  const placed = steps.map((step, i) => {
    const fromMs = passedMs;
    passedMs += step.durationMs;
    return {
      key: `${i}`,
      name: stepName(step.name, t),
      standing: standings[step.status],
      word: t(words[step.status]),
      took: step.status === 'skipped' ? '' : format.rtt(step.durationMs),
      said: saidIn(step),
      fromMs,
      toMs: passedMs,
    };
  });
  return { steps: placed, spanMs: passedMs > 0 ? passedMs : 1 };
}

const knownSteps: Partial<Record<string, MessageKey>> = {
  resolve: 'probe.turnStep.resolve',
  connect: 'probe.turnStep.connect',
  tls: 'probe.turnStep.tls',
  challenge: 'probe.turnStep.challenge',
  redirect: 'probe.turnStep.redirect',
  allocate: 'probe.turnStep.allocate',
  'peer-allocate': 'probe.turnStep.peer-allocate',
  permission: 'probe.turnStep.permission',
  'send-data': 'probe.turnStep.send-data',
  channel: 'probe.turnStep.channel',
  'channel-data': 'probe.turnStep.channel-data',
  refresh: 'probe.turnStep.refresh',
  release: 'probe.turnStep.release',
};

/** A step in words; one that a later version has added keeps its own name. */
export function stepName(name: string, t: Translate): string {
  const key = knownSteps[name];
  return key === undefined ? name : t(key);
}

function saidIn({ name, status, stunErrorCode, reason }: TurnStep): string | null {
  if (status === 'passed' && name === 'challenge' && stunErrorCode === challengeCode) return null;
  const parts = [stunErrorCode === null ? '' : `${stunErrorCode}`, reason ?? ''].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : null;
}
