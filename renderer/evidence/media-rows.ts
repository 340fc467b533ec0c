import { callName, callOutcome, voiceWord } from '../../shared/call-text.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import type { CallSample, WebrtcMediaResult } from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';
import { type CallDetail, errorDetails, pairDetails, standingOfCall } from './call-rows.ts';
import type { Standing } from './standing.ts';

/** How sound and picture fared on one way: a sentence, and what it rests on. */
export interface MediaRow {
  id: string;
  path: string;
  standing: Standing;
  /** The quality of voice in words, or why it is not known. */
  words: string;
  /** `estimated score 4.3 of 5`; empty where there is none. */
  score: string;
  measured: CallDetail[];
  /** What the score was estimated from; empty where there is none. */
  inputs: CallDetail[];
  samples: readonly CallSample[];
}

export function makeMediaRows(
  probes: readonly ProbeResult[],
  t: Translate,
  format: Format,
): MediaRow[] {
  return probes
    .filter((probe): probe is ProbeOf<'webrtc.media'> => probe.kind === 'webrtc.media')
    .filter(({ status }) => status !== 'skipped')
    .map((probe) => {
      const { result } = probe;
      const mos = result?.mos ?? null;
      return {
        id: probe.id,
        path: callName(probe, t),
        standing: standingOfCall(probe),
        words: wordsOf(probe, t, format),
        score: mos === null ? '' : t('webrtc.media.mos', { mos: format.number(mos) }),
        measured: result ? measuredDetails(result, t, format) : [],
        inputs: result ? inputDetails(result, t, format) : [],
        samples: result?.samples ?? [],
      };
    });
}

function wordsOf(probe: ProbeOf<'webrtc.media'>, t: Translate, format: Format): string {
  const mos = probe.result?.mos ?? null;
  if (mos !== null) {
    return t('webrtc.media.line', { quality: t(`webrtc.quality.${voiceWord(mos)}`) });
  }
  if (probe.status !== 'failed') return t('webrtc.media.unknown');
  const outcome = callOutcome(probe, t, format.duration);
  return outcome === null || probe.result?.connected ? t('webrtc.media.failed') : outcome;
}

function detail(key: string, label: string, ...lines: string[]): CallDetail {
  return { key, label, lines };
}

/** What was measured of sound and picture, in words and with units. */
export function measuredDetails(
  result: WebrtcMediaResult,
  t: Translate,
  format: Format,
): CallDetail[] {
  const { audio, video, rttMs, availableOutgoingKbps } = result;
  const outgoing =
    availableOutgoingKbps === null
      ? []
      : [
          detail(
            'outgoing',
            t('webrtc.media.outgoing'),
            t('webrtc.media.outgoingValue', { value: format.number(availableOutgoingKbps) }),
          ),
        ];
  return [
    ...(audio ? [detail('audio', t('webrtc.media.audio'), ...audioLines(audio, t, format))] : []),
    ...(video ? [detail('video', t('webrtc.media.video'), ...videoLines(video, t, format))] : []),
    ...(rttMs === null ? [] : [detail('rtt', t('webrtc.card.columns.rtt'), format.rtt(rttMs))]),
    ...outgoing,
    detail('for', t('webrtc.media.measuredFor'), format.duration(result.durationMs)),
    ...pairDetails(result.selectedPair, t),
    ...errorDetails(result.errors, t),
  ];
}

type Audio = NonNullable<WebrtcMediaResult['audio']>;
type Video = NonNullable<WebrtcMediaResult['video']>;

function kindLine(kind: Audio | Video, t: Translate, format: Format): string {
  const unknown = t('window.evidence.noValue');
  return t('webrtc.media.kindLine', {
    codec: kind.codec ?? unknown,
    kbps: kind.kbps === null ? unknown : format.number(kind.kbps),
    loss: format.percent(kind.lossPercent),
    jitter: kind.jitterMs === null ? unknown : format.rtt(kind.jitterMs),
  });
}

function audioLines(audio: Audio, t: Translate, format: Format): string[] {
  const { concealedSamples, totalSamplesReceived } = audio;
  if (totalSamplesReceived === 0) return [kindLine(audio, t, format)];
  const percent = format.percent((100 * concealedSamples) / totalSamplesReceived);
  return [kindLine(audio, t, format), t('webrtc.media.concealed', { percent })];
}

function videoLines(video: Video, t: Translate, format: Format): string[] {
  const { framesDecoded, framesSent, framesDropped, freezeCount } = video;
  const frames = t('webrtc.media.frames', {
    decoded: framesDecoded,
    sent: framesSent,
    dropped: framesDropped,
    freezes: freezeCount,
  });
  return [kindLine(video, t, format), frames];
}

/** The inputs of the E-model, each with its unit. */
export function inputDetails(
  { voiceQuality }: WebrtcMediaResult,
  t: Translate,
  format: Format,
): CallDetail[] {
  if (!voiceQuality) return [];
  const { codec, oneWayDelayMs, jitterBufferMs, lossPercent, rating } = voiceQuality;
  return [
    detail('codec', t('webrtc.media.codec'), codec),
    detail('delay', t('webrtc.media.oneWayDelay'), format.duration(oneWayDelayMs)),
    detail('buffer', t('webrtc.media.jitterBuffer'), format.duration(jitterBufferMs)),
    detail('loss', t('webrtc.media.loss'), format.percent(lossPercent)),
    detail(
      'rating',
      t('webrtc.media.rating'),
      t('webrtc.media.ratingValue', { value: format.number(rating) }),
    ),
  ];
}
