import { formatEndpoint } from './endpoint.ts';
import { iceErrorKey } from './ice-error.ts';
import type { Translate } from './messages/translate.ts';
import type { ProbeKind, ProbeResult, Transport } from './report.ts';
import { hostFamily, parseServerUri, serverLabel } from './uri.ts';
import type {
  CallPathKind,
  CallStage,
  CandidatePair,
  IceCandidateError,
  IceCandidateResult,
} from './webrtc-results.ts';

/** What is known of a call before it is placed. */
export interface PlannedCall {
  kind: ProbeKind;
  target: string;
  transport: Transport;
}

/** The way of a call: from its result, and before that from what it is planned to go through. */
export function callPathOf(probe: PlannedCall | ProbeResult): CallPathKind {
  if ('result' in probe && probe.result && 'path' in probe.result) return probe.result.path;
  if (parseServerUri(probe.target).ok) return 'relay';
  return pathOfTarget[probe.target] ?? 'host';
}

/** What calls are planned to go through where that is no server of their own. */
const pathOfTarget: Partial<Record<string, CallPathKind>> = {
  'embedded relay': 'baseline',
  'this network': 'srflx',
  'TURN servers': 'relay',
};

/** `Through turn.example.org over TLS`: the way of a call, as a heading or in the middle of a sentence. */
export function callName(
  probe: PlannedCall | ProbeResult,
  t: Translate,
  as: 'path' | 'way' = 'path',
): string {
  const path = callPathOf(probe);
  const relay = relayOf(probe);
  if (path !== 'relay') return t(`webrtc.${as}.${path}`);
  // Sound and picture are given all relays; ICE takes one, and until then it is not known which.
  if (relay === null) return t(`webrtc.${as}.relays`);
  const values = { server: serverInWords(relay.target), transport: relay.over.toUpperCase() };
  return t(`webrtc.${as}.relay`, values);
}

/** The relay that a call goes through and what carries it there; null where that is not known. */
export function relayOf(probe: PlannedCall | ProbeResult): { target: string; over: string } | null {
  if (parseServerUri(probe.target).ok) return { target: probe.target, over: probe.transport };
  const result = 'result' in probe ? probe.result : null;
  const local = result && 'selectedPair' in result ? result.selectedPair?.local : null;
  if (!local?.server || !local.relayProtocol) return null;
  return { target: local.server, over: local.relayProtocol };
}

/** The name of a server, without its port; behind a bare address the port is a part of the name. */
export function serverInWords(target: string): string {
  const parsed = parseServerUri(target);
  if (!parsed.ok) return target;
  return hostFamily(parsed.uri.host) === null ? parsed.uri.host : serverLabel(parsed.uri);
}

/** `relay address (to the relay by TLS)`. */
export function candidateKind({ type, relayProtocol }: IceCandidateResult, t: Translate): string {
  const kind = t(`webrtc.candidate.${type}`);
  if (relayProtocol === null || relayProtocol === 'udp') return kind;
  return t('webrtc.route.relayOver', { kind, over: relayProtocol.toUpperCase() });
}

/** The address of a candidate, or that Chromium hides it. */
export function candidateAddress({ endpoint }: IceCandidateResult, t: Translate): string {
  return endpoint ? formatEndpoint(endpoint) : t('webrtc.hidden');
}

/** `own address to relay address, UDP`: the chosen pair by the kinds of its ends. */
export function routeText({ local, remote }: CandidatePair, t: Translate): string {
  return t('webrtc.route.same', {
    local: candidateKind(local, t),
    remote: t(`webrtc.candidate.${remote.type}`),
    protocol: local.protocol.toUpperCase(),
  });
}

/** `401: the server does not accept the user name and password ("Unauthorized")`. */
export function iceErrorText({ code, text }: IceCandidateError, t: Translate): string {
  const words = t(`webrtc.iceError.${iceErrorKey(code)}`);
  return text === ''
    ? t('webrtc.errorLine', { code, words })
    : t('webrtc.errorSaid', { code, words, said: text });
}

/** The stage that a call failed in. */
export function failedStage(stages: readonly CallStage[]): CallStage | null {
  return stages.find(({ status }) => status === 'failed') ?? null;
}

/**
 * What became of a call that was tried: connected, where it stopped, or when it broke off. `time` writes a duration in
 * milliseconds. Null where the probe has no result to tell.
 */
export function callOutcome(
  { result }: Pick<ProbeResult & { kind: 'webrtc.call' | 'webrtc.media' }, 'result'>,
  t: Translate,
  time: (ms: number) => string,
): string | null {
  if (!result) return null;
  const stage = failedStage(result.stages);
  if (result.connected) {
    return stage
      ? t('webrtc.card.droppedAfter', { time: time(stage.atMs) })
      : t('webrtc.card.connected');
  }
  if (!stage) return null;
  const values = { stage: t(`webrtc.stage.${stage.name}`), time: time(stage.atMs) };
  return t('webrtc.card.failedAfter', values);
}

export type VoiceWord = 'excellent' | 'good' | 'fair' | 'poor' | 'bad';

/** A MOS in words: the classes of user satisfaction of ITU-T G.107, annex B (R of 90, 80, 70 and 60). */
export function voiceWord(mos: number): VoiceWord {
  if (mos >= 4.3) return 'excellent';
  if (mos >= 4) return 'good';
  if (mos >= 3.6) return 'fair';
  return mos >= 3.1 ? 'poor' : 'bad';
}
