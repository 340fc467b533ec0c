import {
  callName,
  callOutcome,
  candidateAddress,
  candidateKind,
  failedStage,
  iceErrorText,
  routeText,
} from '../../shared/call-text.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import type {
  CallSample,
  CallStage,
  CandidatePair,
  IceCandidateError,
  IceCandidateResult,
  WebrtcCallResult,
} from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';
import { type Standing, standingOfProbe } from './standing.ts';

/** A line of values under a label, of what is shown on demand. */
export interface CallDetail {
  key: string;
  label: string;
  lines: string[];
}

/** A test call as a line of the card, with all its cells as text. */
export interface CallRow {
  id: string;
  path: string;
  standing: Standing;
  isTried: boolean;
  isConnected: boolean;
  result: string;
  /** The chosen pair by the kinds of its ends; empty where none was chosen. */
  route: string;
  connect: string;
  rtt: string;
  lost: string;
  jitter: string;
  details: CallDetail[];
  samples: readonly CallSample[];
}

const nothing = '–';

export function callProbes(probes: readonly ProbeResult[]): ProbeOf<'webrtc.call'>[] {
  return probes.filter((probe): probe is ProbeOf<'webrtc.call'> => probe.kind === 'webrtc.call');
}

/** One line for each way that a test call was to take, in the order of the report. */
export function makeCallRows(
  probes: readonly ProbeResult[],
  t: Translate,
  format: Format,
): CallRow[] {
  return callProbes(probes).map((probe) => {
    const { result } = probe;
    const stream = result?.stream ?? null;
    return {
      id: probe.id,
      path: callName(probe, t),
      standing: standingOfCall(probe),
      isTried: probe.status !== 'skipped',
      isConnected: result?.connected ?? false,
      result: resultText(probe, t, format),
      route: result?.selectedPair ? routeText(result.selectedPair, t) : '',
      connect: measured(result?.connectMs, (ms) => shortTime(ms, format)),
      rtt: measured(stream?.rttMs?.median, format.rtt),
      lost: measured(stream?.lossPercent, format.percent),
      jitter: measured(stream?.jitterMs, format.rtt),
      details: [...callDetails(result, t, format), ...whyDetails(probe, t)],
      samples: result?.samples ?? [],
    };
  });
}

/** A call that broke off worked in part. */
export function standingOfCall(probe: ProbeOf<'webrtc.call' | 'webrtc.media'>): Standing {
  const { result, status } = probe;
  if (status === 'skipped') return 'skipped';
  // What connected is known to work, also where the check ended before all was measured.
  if (result?.connected) return failedStage(result.stages) ? 'partly' : 'works';
  return standingOfProbe(probe);
}

function resultText(probe: ProbeOf<'webrtc.call'>, t: Translate, format: Format): string {
  if (probe.status === 'skipped') return t('webrtc.card.notTried');
  const outcome = callOutcome(probe, t, format.duration);
  if (outcome !== null) return outcome;
  if (probe.error) return t(`report.error.${probe.error.code}`);
  return t('window.standing.unknown');
}

function measured(value: number | null | undefined, write: (value: number) => string): string {
  return value === null || value === undefined ? nothing : write(value);
}

/** Most calls connect within a second: tenths of a second would hide the differences. */
function shortTime(ms: number, format: Format): string {
  return ms < 1000 ? format.rtt(ms) : format.duration(ms);
}

function whyDetails({ error }: ProbeOf<'webrtc.call'>, t: Translate): CallDetail[] {
  if (!error) return [];
  return [{ key: 'error', label: t('window.evidence.error'), lines: [error.message] }];
}

/** Everything that a test call recorded, in words and with units. */
export function callDetails(
  result: WebrtcCallResult | null,
  t: Translate,
  format: Format,
): CallDetail[] {
  if (!result) return [];
  const { stream, throughputMbps: throughput } = result;
  const { sent = 0, received = 0, reordered = 0, duplicated = 0 } = stream ?? {};
  const detail = (key: 'messages' | 'throughput', value: string | null): CallDetail[] =>
    value === null ? [] : [{ key, label: t(`webrtc.card.${key}`), lines: [value] }];
  return [
    ...pairDetails(result.selectedPair, t),
    ...detail(
      'messages',
      stream && t('webrtc.card.messagesValue', { sent, received, reordered, duplicated }),
    ),
    ...detail(
      'throughput',
      throughput === null
        ? null
        : t('webrtc.card.throughputValue', { value: format.number(throughput) }),
    ),
    ...stageDetails(result.stages, t, format),
    ...errorDetails(result.errors, t),
  ];
}

/** The two ends of the chosen pair: kind, address and protocol of each. */
export function pairDetails(pair: CandidatePair | null, t: Translate): CallDetail[] {
  if (!pair) return [];
  const line = (candidate: IceCandidateResult) =>
    t('webrtc.card.endpoint', {
      kind: candidateKind(candidate, t),
      address: candidateAddress(candidate, t),
      protocol: candidate.protocol.toUpperCase(),
    });
  return [
    { key: 'local', label: t('webrtc.card.local'), lines: [line(pair.local)] },
    { key: 'remote', label: t('webrtc.card.remote'), lines: [line(pair.remote)] },
  ];
}

export function stageDetails(
  stages: readonly CallStage[],
  t: Translate,
  format: Format,
): CallDetail[] {
  const lines = stages.map(({ name, status, atMs }) =>
    t(status === 'passed' ? 'webrtc.card.stagePassed' : 'webrtc.card.stageFailed', {
      stage: t(`webrtc.stage.${name}`),
      time: format.duration(atMs),
    }),
  );
  return lines.length === 0 ? [] : [{ key: 'stages', label: t('webrtc.card.stages'), lines }];
}

export function errorDetails(errors: readonly IceCandidateError[], t: Translate): CallDetail[] {
  const lines = errors.map((error) =>
    t('webrtc.card.errorOf', { server: error.server, text: iceErrorText(error, t) }),
  );
  return lines.length === 0
    ? []
    : [{ key: 'errors', label: t('webrtc.card.errors'), lines: [...new Set(lines)] }];
}
