import {
  callName,
  callOutcome,
  candidateAddress,
  candidateKind,
  iceErrorText,
  routeText,
  voiceWord,
} from '../../shared/call-text.ts';
import { formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import type {
  CallStage,
  CandidatePair,
  IceCandidateError,
  IceCandidateResult,
  WebrtcCallResult,
  WebrtcGatherResult,
  WebrtcMediaResult,
} from '../../shared/webrtc-results.ts';
import { parseServerUri } from '../../shared/uri.ts';
import type { Fact } from './facts.ts';

export type WebrtcProbe = ProbeOf<'webrtc.gather' | 'webrtc.call' | 'webrtc.media'>;

export function isWebrtcProbe(probe: ProbeResult): probe is WebrtcProbe {
  return probe.kind.startsWith('webrtc.');
}

/** What a row is about: a server as it is written, or the way of a call that goes through none. */
export function webrtcTarget(probe: WebrtcProbe, t: Translate): string {
  const isServer = probe.kind === 'webrtc.gather' || parseServerUri(probe.target).ok;
  return isServer ? probe.target : callName(probe, t);
}

/** The result of a row: how many ways were found, or what became of the call. Null where there is none. */
export function webrtcResult(probe: WebrtcProbe, t: Translate): string | null {
  const { result, kind } = probe;
  if (!result || probe.status === 'skipped') return null;
  if (kind === 'webrtc.gather') return foundText(result.candidates, t);
  if (kind === 'webrtc.media' && result.mos !== null) {
    const quality = t(`webrtc.quality.${voiceWord(result.mos)}`);
    return t('webrtc.media.line', { quality });
  }
  return callOutcome(probe, t, formatMs);
}

/** `2 × own address, 1 × relay address`. */
export function foundText(candidates: readonly IceCandidateResult[], t: Translate): string {
  if (candidates.length === 0) return t('webrtc.live.noCandidates');
  const kinds = candidates.map((candidate) => t(`webrtc.candidate.${candidate.type}`));
  return [...new Set(kinds)]
    .map((kind) =>
      t('webrtc.live.kinds', { kind, count: kinds.filter((one) => one === kind).length }),
    )
    .join(t('report.comma'));
}

/** Everything else that Chromium told. Values may come from the network: escape them. */
export function webrtcFacts(probe: WebrtcProbe, t: Translate): Fact[] {
  if (!probe.result) return [];
  if (probe.kind === 'webrtc.gather') return gatherFacts(probe.result, t);
  if (probe.kind === 'webrtc.call') return callFacts(probe.result, t);
  return mediaFacts(probe.result, t);
}

function gatherFacts({ candidates, errors }: WebrtcGatherResult, t: Translate): Fact[] {
  return [
    ...candidates.map((candidate) => ({
      label: candidateKind(candidate, t),
      value: candidateText(candidate, t),
    })),
    ...errorFacts(errors, t),
  ];
}

function candidateText(candidate: IceCandidateResult, t: Translate): string {
  return [
    `${candidateAddress(candidate, t)} ${candidate.protocol.toUpperCase()}`,
    ...(candidate.server === null ? [] : [candidate.server]),
    formatMs(candidate.atMs),
  ].join(t('report.comma'));
}

function callFacts(result: WebrtcCallResult, t: Translate): Fact[] {
  const { connectMs, stream, throughputMbps } = result;
  return [
    ...fact(t('webrtc.card.columns.connect'), connectMs, formatMs),
    ...pairFacts(result.selectedPair, t),
    ...(stream
      ? [
          {
            label: t('webrtc.card.messages'),
            value: t('webrtc.card.messagesValue', {
              sent: stream.sent,
              received: stream.received,
              reordered: stream.reordered,
              duplicated: stream.duplicated,
            }),
          },
        ]
      : []),
    ...fact(t('webrtc.card.columns.jitter'), stream?.jitterMs, formatMs),
    ...fact(t('webrtc.card.throughput'), throughputMbps, (value) =>
      t('webrtc.card.throughputValue', { value: value.toFixed(1) }),
    ),
    ...stageFacts(result.stages, t),
    ...errorFacts(result.errors, t),
  ];
}

function mediaFacts(result: WebrtcMediaResult, t: Translate): Fact[] {
  const { audio, video, voiceQuality, availableOutgoingKbps: outgoing } = result;
  const kind = (media: typeof audio | typeof video) =>
    media &&
    t('webrtc.media.kindLine', {
      codec: media.codec ?? t('report.notKnown'),
      kbps: media.kbps === null ? t('report.notKnown') : Math.round(media.kbps),
      loss: `${media.lossPercent} %`,
      jitter: media.jitterMs === null ? t('report.notKnown') : formatMs(media.jitterMs),
    });
  return [
    ...fact(t('report.fact.mos'), result.mos, (mos) => mos.toFixed(1)),
    ...(voiceQuality
      ? [{ label: t('webrtc.media.inputs'), value: inputsText(voiceQuality, t) }]
      : []),
    ...fact(t('webrtc.card.columns.rtt'), result.rttMs, formatMs),
    ...fact(t('webrtc.media.audio'), kind(audio), String),
    ...fact(t('webrtc.media.video'), kind(video), String),
    ...fact(t('webrtc.media.outgoing'), outgoing, (value) =>
      t('webrtc.media.outgoingValue', { value: Math.round(value) }),
    ),
    ...pairFacts(result.selectedPair, t),
    ...stageFacts(result.stages, t),
    ...errorFacts(result.errors, t),
  ];
}

function inputsText(quality: NonNullable<WebrtcMediaResult['voiceQuality']>, t: Translate): string {
  return [
    t('webrtc.media.model'),
    quality.codec,
    `${t('webrtc.media.oneWayDelay')} ${formatMs(quality.oneWayDelayMs)}`,
    `${t('webrtc.media.loss')} ${quality.lossPercent} %`,
    `${t('webrtc.media.rating')} ${quality.rating}`,
  ].join(t('report.comma'));
}

function pairFacts(pair: CandidatePair | null, t: Translate): Fact[] {
  if (!pair) return [];
  const addresses = [pair.local, pair.remote].map((candidate) => candidateAddress(candidate, t));
  const value = `${routeText(pair, t)} (${addresses.join(' → ')})`;
  return [{ label: t('webrtc.card.route'), value }];
}

function stageFacts(stages: readonly CallStage[], t: Translate): Fact[] {
  if (stages.length === 0) return [];
  const texts = stages.map(({ name, status, atMs }) =>
    t(status === 'passed' ? 'webrtc.card.stagePassed' : 'webrtc.card.stageFailed', {
      stage: t(`webrtc.stage.${name}`),
      time: formatMs(atMs),
    }),
  );
  return [{ label: t('webrtc.card.stages'), value: texts.join(' → ') }];
}

function errorFacts(errors: readonly IceCandidateError[], t: Translate): Fact[] {
  return errors.map((error) => ({
    label: t('webrtc.card.errors'),
    value: t('webrtc.card.errorOf', { server: error.server, text: iceErrorText(error, t) }),
  }));
}

function fact<T>(label: string, value: T | null | undefined, write: (value: T) => string): Fact[] {
  return value === null || value === undefined ? [] : [{ label, value: write(value) }];
}
