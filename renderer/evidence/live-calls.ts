import { callName, callOutcome, serverInWords } from '../../shared/call-text.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { parseServerUri } from '../../shared/uri.ts';
import type { CallSample, IceCandidateResult } from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';
import { standingOfCall } from './call-rows.ts';
import type { Observation } from './observation.ts';
import { type Standing, standingOf } from './standing.ts';

/** What a test call, or a search for ways, looks like at this moment. */
export interface LiveRow {
  id: string;
  name: string;
  standing: Standing;
  state: string;
  /** How many ways of which kinds were found. */
  found: string;
  /** The newest round trip; empty before anything was sent. */
  rtt: string;
}

export interface LiveCalls {
  rows: LiveRow[];
  /** Test calls, without searches and media. */
  total: number;
  connected: number;
  isDone: boolean;
  /** The call that has most to show; null before any has. */
  shown: { id: string; name: string; samples: readonly CallSample[] } | null;
}

/** More would push the picture out of sight: then those that wait are left out first, then those that ended. */
const maxRows = 10;
const order: readonly Standing[] = ['running', 'fails', 'partly', 'works', 'unknown', 'skipped'];

/** What Chromium does while a check runs; null where it was not asked to do anything. */
export function makeLiveCalls(
  observations: readonly Observation[],
  t: Translate,
  format: Format,
): LiveCalls | null {
  const own = observations.filter(({ kind, probe }) => {
    return kind.startsWith('webrtc.') && probe?.status !== 'skipped';
  });
  if (own.length === 0) return null;
  const calls = own.filter(({ kind }) => kind === 'webrtc.call');
  const rows = own.map((observation) => liveRow(observation, t, format));
  const shown = own.reduce<Observation | null>(
    (best, one) => ((one.samples?.length ?? 0) > (best?.samples?.length ?? 0) ? one : best),
    null,
  );
  return {
    rows: chosenRows(rows),
    total: calls.length,
    connected: calls.filter(isConnected).length,
    isDone: own.every(({ phase }) => phase === 'ended'),
    shown: shown && {
      id: shown.id,
      name: nameOf(shown, t),
      samples: shown.samples ?? [],
    },
  };
}

function chosenRows(rows: readonly LiveRow[]): LiveRow[] {
  if (rows.length <= maxRows) return [...rows];
  const rank = ({ standing }: LiveRow) => (order.indexOf(standing) + order.length) % order.length;
  const kept = new Set([...rows].sort((a, b) => rank(a) - rank(b)).slice(0, maxRows));
  return rows.filter((row) => kept.has(row));
}

function isConnected({ probe, live }: Observation): boolean {
  if (probe?.kind === 'webrtc.call') return probe.result?.connected ?? false;
  return live?.state === 'connected' || live?.state === 'streaming';
}

function liveRow(observation: Observation, t: Translate, format: Format): LiveRow {
  const { id, probe, samples = [] } = observation;
  const rttMs = samples.at(-1)?.rttMs ?? null;
  const isCall = probe?.kind === 'webrtc.call' || probe?.kind === 'webrtc.media';
  return {
    id,
    name: nameOf(observation, t),
    standing: isCall ? standingOfCall(probe) : standingOf(observation),
    state: stateText(observation, t, format),
    found: foundText(candidatesOf(observation), t),
    rtt: rttMs === null ? '' : t('webrtc.live.rtt', { rtt: format.rtt(rttMs) }),
  };
}

function nameOf(observation: Observation, t: Translate): string {
  const { kind, target } = observation;
  const named = observation.probe ?? observation;
  if (kind === 'webrtc.media') return t('webrtc.live.media', { way: callName(named, t, 'way') });
  if (kind !== 'webrtc.gather') return callName(named, t);
  return parseServerUri(target).ok
    ? t('webrtc.live.gather', {
        server: serverInWords(target),
        transport: observation.transport.toUpperCase(),
      })
    : t('webrtc.live.gatherAll');
}

function stateText({ probe, live }: Observation, t: Translate, format: Format): string {
  if (probe?.kind === 'webrtc.call' || probe?.kind === 'webrtc.media') {
    return callOutcome(probe, t, format.duration) ?? t(`report.status.${probe.status}`);
  }
  if (probe) return t(`report.status.${probe.status}`);
  return t(`webrtc.state.${live?.state ?? 'new'}`);
}

function candidatesOf({ probe, live }: Observation): readonly IceCandidateResult[] {
  if (probe?.kind === 'webrtc.gather') return probe.result?.candidates ?? [];
  return live?.candidates ?? [];
}

/** `3 ways found: 2 × own address, 1 × relay address`; empty where none was found yet. */
function foundText(candidates: readonly IceCandidateResult[], t: Translate): string {
  if (candidates.length === 0) return '';
  const kinds = candidates.map(({ type }) => t(`webrtc.candidate.${type}`));
  const counted = [...new Set(kinds)].map((kind) =>
    t('webrtc.live.kinds', { kind, count: kinds.filter((one) => one === kind).length }),
  );
  return t('webrtc.live.candidates', {
    count: candidates.length,
    kinds: counted.join(t('report.comma')),
  });
}
