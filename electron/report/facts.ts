import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import { formatMs } from '../../shared/format.ts';
import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import type { NatTest } from '../../shared/nat-results.ts';
import type {
  NetworkInterface,
  ProbeResult,
  Report,
  StunBindingResult,
  Transport,
} from '../../shared/report.ts';
import { packetsOf, rttOf } from '../../shared/servers.ts';
import { sessionValues } from '../../shared/session-values.ts';
import { allocateFacts, auditFacts, relayFacts, rttFacts } from './turn-facts.ts';
import { isWebrtcProbe, webrtcFacts, webrtcResult, webrtcTarget } from './webrtc-facts.ts';

/** A label and what it says, as text and Markdown show it. Values may come from the network: escape them. */
export interface Fact {
  label: string;
  value: string;
}

export const transportNames: Record<Transport, string> = {
  udp: 'UDP',
  tcp: 'TCP',
  tls: 'TLS',
  none: '–',
};

/** A row of the table of every test. */
export interface ProbeLine {
  test: string;
  target: string;
  over: string;
  result: string;
  rtt: string;
  lost: string;
  took: string;
}

const nothing = '–';

export function probeLine(probe: ProbeResult, t: Translate): ProbeLine {
  const rtt = rttOf(probe);
  const packets = packetsOf(probe);
  const family = probe.family === 'none' ? '' : ` ${probe.family}`;
  return {
    test: t(`report.kind.${probe.kind}`),
    target: isWebrtcProbe(probe) ? webrtcTarget(probe, t) : probe.target,
    over: `${transportNames[probe.transport]}${family}`,
    result: resultText(probe, t),
    rtt: rtt ? formatMs(rtt.median) : nothing,
    lost: packets
      ? t('report.lostShort', {
          lost: Math.max(0, packets.sent - packets.received),
          sent: packets.sent,
        })
      : nothing,
    took: formatMs(probe.durationMs),
  };
}

/** The result in a few words: the address where that is what was asked for, else what became of it. */
function resultText(probe: ProbeResult, t: Translate): string {
  if (probe.status === 'passed' && probe.kind === 'stun.binding' && probe.result?.mappedAddress) {
    return formatEndpoint(probe.result.mappedAddress);
  }
  if (probe.status === 'passed' && isNatProbe(probe) && probe.result) {
    return t(`report.nat.${probe.result.behaviour}`);
  }
  const called = isWebrtcProbe(probe) ? webrtcResult(probe, t) : null;
  if (called !== null) return called;
  const status = t(`report.status.${probe.status}`);
  if (!probe.error) return status;
  const reason = t(`report.error.${probe.error.code}`);
  return probe.status === 'failed' ? reason : `${status}${t('report.comma')}${reason}`;
}

/** Everything else that is known of a probe. What is not known is left out. */
export function probeFacts(probe: ProbeResult, t: Translate): Fact[] {
  return [
    ...facts(t, { error: probe.error?.message, ...resultFacts(probe, t) }),
    ...(probe.kind === 'local.interfaces' ? (probe.result?.interfaces ?? []) : []).map(
      (adapter) => ({
        label: t('report.fact.adapter'),
        value: adapterText(adapter, t),
      }),
    ),
    ...(isNatProbe(probe) ? (probe.result?.tests ?? []) : []).map((test) => ({
      label: t(`probe.natTest.${test.name}`),
      value: natTestText(test, t),
    })),
    ...(isWebrtcProbe(probe) ? webrtcFacts(probe, t) : []),
    ...(probe.kind === 'turn.audit' ? auditFacts(probe, t) : []),
    ...facts(t, { began: formatMs(probe.startedAtMs), testId: probe.id }),
  ];
}

export function sessionFacts(report: Report, t: Translate): Fact[] {
  return facts(t, sessionValues(report, t));
}

/** How the network treats calls. What is not known says so: it must not be read as "no". */
export function natFacts({ nat }: Report, t: Translate): Fact[] {
  const known = (value: boolean | null) =>
    value === null ? t('report.notKnown') : t(value ? 'report.yes' : 'report.no');
  const lifetimeMs = nat.bindingLifetimeSec === null ? null : nat.bindingLifetimeSec * 1000;
  return facts(t, {
    publicAddress: endpoint(nat.publicAddress) ?? t('report.notKnown'),
    rfc3489: t(`report.nat.${nat.rfc3489}`),
    mapping: t(`report.nat.${nat.mapping}`),
    filtering: t(`report.nat.${nat.filtering}`),
    cgnat: known(nat.cgnat),
    portPreservation: known(nat.portPreservation),
    hairpinning: known(nat.hairpinning),
    alg: known(nat.alg),
    bindingLifetime: lifetimeMs === null ? t('report.notKnown') : formatMs(lifetimeMs),
    confidence: t(`report.confidence.${nat.confidence}`),
    reason: nat.reason,
  });
}

type NatProbe = Extract<ProbeResult, { kind: `nat.${string}` }>;
type NatResult = NonNullable<NatProbe['result']>;

function isNatProbe(probe: ProbeResult): probe is NatProbe {
  return probe.kind.startsWith('nat.');
}

type FactKey =
  Extract<MessageKey, `report.fact.${string}`> extends `report.fact.${infer K}` ? K : never;
/** Values by the name of their label; what is empty is left out. */
export type FactValues = Partial<Record<FactKey, string | null | undefined>>;

function facts(t: Translate, values: FactValues): Fact[] {
  return (Object.entries(values) as [FactKey, string | null | undefined][]).flatMap(
    ([key, value]) => (value ? { label: t(`report.fact.${key}`), value } : []),
  );
}

function resultFacts(probe: ProbeResult, t: Translate): FactValues {
  if (!probe.result) return {};
  if (probe.kind === 'stun.binding') return bindingFacts(probe.result);
  if (probe.kind === 'turn.allocate') return allocateFacts(probe.result, t);
  if (probe.kind === 'relay.baseline') {
    const { allocate, relay } = probe.result;
    return { ...allocateFacts(allocate, t), ...(relay ? relayFacts(relay, t) : {}) };
  }
  if (probe.kind === 'turn.relay') {
    const { allocate } = probe.result;
    return { ...(allocate ? allocateFacts(allocate, t) : {}), ...relayFacts(probe.result, t) };
  }
  if (probe.kind === 'turn.audit') {
    const { software, realm, requests } = probe.result;
    return { software, realm, requests: String(requests) };
  }
  if ('behaviour' in probe.result) return natProbeFacts(probe.result, t);
  return {};
}

function natProbeFacts(result: NatResult, t: Translate): FactValues {
  const mapping = 'portParity' in result ? result : null;
  const lifetime = 'lifetimeSec' in result ? result : null;
  const yesNo = (value: boolean | null | undefined) =>
    value === null || value === undefined ? null : t(value ? 'report.yes' : 'report.no');
  const span = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : formatMs(seconds * 1000);
  return {
    behaviour: t(`report.nat.${result.behaviour}`),
    localAddress: endpoint(result.localAddress),
    agreeing: mapping ? String(mapping.agreeing) : null,
    portPreservation: yesNo(mapping?.portPreservation),
    portParity: yesNo(mapping?.portParity),
    bindingLifetime: span(lifetime?.lifetimeSec),
    keepAlive: span(lifetime?.keepAliveSec),
  };
}

/** `203.0.113.1:3478 ← 203.0.113.2:3479, 198.51.100.7:40000, answered (1 of 1)`. */
function natTestText(test: NatTest, t: Translate): string {
  const { sentTo, answeredFrom, mappedAddress, status, sent, received } = test;
  const way = [endpoint(sentTo), endpoint(answeredFrom)].filter((one) => one !== null).join(' ← ');
  const count = t('report.because', { reason: `${received} / ${sent}` });
  return [
    way,
    ...(mappedAddress ? [formatEndpoint(mappedAddress)] : []),
    ...(test.afterSec === undefined ? [] : [formatMs(test.afterSec * 1000)]),
    `${t(`probe.natTestStatus.${status}`)}${count}`,
  ].join(t('report.comma'));
}

function bindingFacts(result: StunBindingResult): FactValues {
  return {
    mappedAddress: endpoint(result.mappedAddress),
    localAddress: endpoint(result.localAddress),
    responseOrigin: endpoint(result.responseOrigin),
    otherAddress: endpoint(result.otherAddress),
    software: result.software,
    ...rttFacts(result.rttMs),
  };
}

function adapterText({ name, address, prefixLength, scope }: NetworkInterface, t: Translate) {
  const prefix = prefixLength === null ? '' : `/${prefixLength}`;
  return `${name} ${address}${prefix} (${t(`report.scope.${scope}`)})`;
}

function endpoint(value: Endpoint | null): string | null {
  return value && formatEndpoint(value);
}
