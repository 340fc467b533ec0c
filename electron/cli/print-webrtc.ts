import { callName, callOutcome, routeText, voiceWord } from '../../shared/call-text.ts';
import { formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult, Report } from '../../shared/report.ts';

type CallProbe = ProbeOf<'webrtc.call'>;
type MediaProbe = ProbeOf<'webrtc.media'>;

/** Whether a probe was not run at all for want of Chromium: all of these together are one line. */
export function isSkippedCall({ kind, status, error, result }: ProbeResult): boolean {
  const isLeftOut = status === 'skipped' && error?.code !== 'cancelled';
  return kind.startsWith('webrtc.') && isLeftOut && result === null;
}

/** One line a test call, then one a test of sound and picture; nothing where none was planned. */
export function webrtcLines({ probes }: Report, t: Translate): string[] {
  const tried = probes.filter((probe) => !isSkippedCall(probe));
  const calls = tried.filter((probe): probe is CallProbe => probe.kind === 'webrtc.call');
  const media = tried.filter((probe): probe is MediaProbe => probe.kind === 'webrtc.media');
  const lines = [
    ...(calls.length === 0 ? [] : [titleLine(calls, t)]),
    ...calls.map((probe) => `  ${callLine(probe, t)}`),
    ...media.map((probe) => `  ${mediaLine(probe, t)}`),
    ...skippedLine(probes.filter(isSkippedCall), t),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function titleLine(calls: readonly CallProbe[], t: Translate): string {
  const connected = calls.filter(({ result }) => result?.connected).length;
  return t('webrtc.terminal.title', { connected, count: calls.length });
}

function callLine(probe: CallProbe, t: Translate): string {
  const { result, status } = probe;
  const call = callName(probe, t);
  if (status !== 'passed' || !result?.connected || result.connectMs === null) {
    const outcome =
      (status === 'skipped' ? null : callOutcome(probe, t, formatMs)) ??
      t(`report.status.${status}`);
    return t('webrtc.terminal.failed', { call, result: outcome });
  }
  const { stream, selectedPair } = result;
  const quality = stream?.rttMs
    ? t('webrtc.terminal.quality', {
        rtt: formatMs(stream.rttMs.median),
        lost: `${stream.lossPercent} %`,
      })
    : '';
  return t('webrtc.terminal.connected', {
    call,
    time: formatMs(result.connectMs),
    route: selectedPair ? routeText(selectedPair, t) : t('report.notKnown'),
    quality,
  });
}

function mediaLine(probe: MediaProbe, t: Translate): string {
  const way = callName(probe, t, 'way');
  const mos = probe.result?.mos ?? null;
  if (mos === null) return t('webrtc.terminal.mediaFailed', { way });
  const quality = t(`webrtc.quality.${voiceWord(mos)}`);
  return t('webrtc.terminal.media', { way, quality, mos: mos.toFixed(1) });
}

function skippedLine(skipped: readonly ProbeResult[], t: Translate): string[] {
  const [first] = skipped;
  if (!first) return [];
  const values = { count: skipped.length, reason: first.error?.message ?? '' };
  return [t('webrtc.terminal.skipped', values)];
}
