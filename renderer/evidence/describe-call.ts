import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { WebrtcGatherResult } from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';
import { type CallDetail, callDetails, errorDetails } from './call-rows.ts';
import type { Fact } from './describe-result.ts';
import { inputDetails, measuredDetails } from './media-rows.ts';

/** Everything that a probe of Chromium recorded, in words; null for other probes. Candidates are a table of their own. */
export function describeCall(probe: ProbeResult, t: Translate, format: Format): Fact[] | null {
  if (!probe.kind.startsWith('webrtc.')) return null;
  return detailsOf(probe, t, format).map((detail) => ({ ...detail, group: null }));
}

function detailsOf(probe: ProbeResult, t: Translate, format: Format): CallDetail[] {
  if (probe.kind === 'webrtc.call') return callDetails(probe.result, t, format);
  if (!probe.result) return [];
  if (probe.kind === 'webrtc.gather') return gatherDetails(probe.result, t, format);
  if (probe.kind !== 'webrtc.media') return [];
  return [...measuredDetails(probe.result, t, format), ...inputDetails(probe.result, t, format)];
}

function gatherDetails(result: WebrtcGatherResult, t: Translate, format: Format): CallDetail[] {
  const { servers, candidates, complete, gatheringMs } = result;
  const detail = (key: 'asked' | 'found' | 'complete' | 'gathering', ...lines: string[]) => ({
    key,
    label: t(`webrtc.candidates.${key}`),
    lines,
  });
  const none = t('webrtc.candidates.none');
  return [
    detail('asked', ...(servers.length === 0 ? [none] : servers)),
    detail('found', candidates.length === 0 ? none : format.number(candidates.length)),
    detail('complete', t(complete ? 'window.evidence.yes' : 'window.evidence.no')),
    detail('gathering', format.duration(gatheringMs)),
    ...errorDetails(result.errors, t),
  ];
}
