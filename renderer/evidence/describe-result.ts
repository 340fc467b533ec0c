import { formatEndpoint } from '../../shared/endpoint.ts';
import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import type { NetworkInterface, ProbeResult, Rtt } from '../../shared/report.ts';
import { parseServerUri } from '../../shared/uri.ts';
import type { Format } from '../format.ts';
import { describeCall } from './describe-call.ts';
import { describeNat } from './describe-nat.ts';
import { targetText } from './target-text.ts';

/** A measured value in words; several lines where it is a list. `group` names what it is a part of. */
export interface Fact {
  key: string;
  group: string | null;
  label: string;
  lines: string[];
}

/** Words for the members of results. A member without words here is shown by its own name. */
const labels: Partial<Record<string, MessageKey>> = {
  mappedAddress: 'window.evidence.mappedAddress',
  localAddress: 'window.evidence.localAddress',
  rttMs: 'window.evidence.rttMs',
  sent: 'window.evidence.sent',
  received: 'window.evidence.received',
  software: 'window.evidence.software',
  otherAddress: 'window.evidence.otherAddress',
  responseOrigin: 'window.evidence.responseOrigin',
  relayedAddress: 'window.evidence.relayedAddress',
  lifetimeSec: 'window.evidence.lifetimeSec',
  allocate: 'window.evidence.allocate',
  interfaces: 'window.evidence.interfaces',
  serverAddress: 'window.evidence.serverAddress',
  realm: 'window.evidence.realm',
  passwordAlgorithm: 'window.evidence.passwordAlgorithm',
  credentialExpiresAt: 'window.evidence.credentialExpiresAt',
  credentialProblem: 'window.evidence.credentialProblem',
  relayedAddresses: 'window.evidence.relayedAddresses',
  requests: 'window.evidence.requests',
};

/** These are shown by views of their own, as a time line, a table or a list. */
const shownApart: ReadonlySet<string> = new Set([
  'steps',
  'tls',
  'sent',
  'received',
  'duplicated',
  'reordered',
  'lossPercent',
  'rttMs',
  'jitterMs',
  'throughputMbps',
  'mos',
  'streams',
  'voiceQuality',
  'relay',
  'samples',
  'throughput',
  'mtu',
  'items',
  'listeners',
]);
const withViews: ReadonlySet<string> = new Set([
  'turn.allocate',
  'turn.relay',
  'turn.audit',
  'relay.baseline',
]);

/**
 * What a probe recorded, in words and with units: what was asked, when, and each member of its result. What has a view
 * of its own is left to that.
 */
export function describeProbe(probe: ProbeResult, t: Translate, format: Format): Fact[] {
  const fact = (key: 'id' | 'target' | 'started' | 'took' | 'error', line: string): Fact => ({
    key,
    group: null,
    label: t(`window.evidence.${key}`),
    lines: [line],
  });
  const started = t('window.evidence.startedValue', { time: format.duration(probe.startedAtMs) });
  return [
    ...(probe.error === null ? [] : [fact('error', probe.error.message)]),
    ...(describeCall(probe, t, format) ??
      describeNat(probe, t, format) ??
      describeMembers(withoutViews(probe), null, t, format)),
    fact('id', probe.id),
    fact('target', parseServerUri(probe.target).ok ? probe.target : targetText(probe.target, t)),
    fact('started', started),
    fact('took', format.duration(probe.durationMs)),
  ];
}

function withoutViews({ kind, result }: ProbeResult): object | null {
  return withViews.has(kind) ? leaveOut(result) : result;
}

function leaveOut(members: object | null): object {
  const rest = Object.entries(members ?? {}).filter(([name]) => !shownApart.has(name));
  return Object.fromEntries(
    rest.map(([name, value]: [string, unknown]) =>
      name === 'allocate' && isObject(value) ? [name, leaveOut(value)] : [name, value],
    ),
  );
}

/** Neighbours of the same group together, in their order. */
export function groupFacts(facts: readonly Fact[]): { name: string | null; facts: Fact[] }[] {
  const groups: { name: string | null; facts: Fact[] }[] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    if (last && last.name === fact.group) last.facts.push(fact);
    else groups.push({ name: fact.group, facts: [fact] });
  }
  return groups;
}

function describeMembers(
  members: object | null,
  group: string | null,
  t: Translate,
  format: Format,
): Fact[] {
  return Object.entries(members ?? {}).flatMap(([name, value]: [string, unknown]) => {
    const key = labels[name];
    const label = key === undefined ? name : t(key);
    if (isGroup(name, value)) return describeMembers(value, label, t, format);
    const lines = Array.isArray(value)
      ? value.map((item: unknown) => text(name, item, t, format))
      : [text(name, value, t, format)];
    const shown = lines.length === 0 ? [t('window.evidence.none')] : lines;
    return [{ key: `${group ?? ''}/${name}`, group, label, lines: shown }];
  });
}

function isGroup(name: string, value: unknown): value is object {
  return name === 'allocate' && isObject(value);
}

function text(name: string, value: unknown, t: Translate, format: Format): string {
  if (value === null || value === undefined) return t('window.evidence.noValue');
  if (typeof value === 'boolean') return t(value ? 'window.evidence.yes' : 'window.evidence.no');
  if (typeof value === 'number') return numberText(name, value, format);
  if (typeof value === 'string') return wordsOf(name, value, t, format);
  if (!isObject(value)) return JSON.stringify(value);
  if (isRtt(value)) return rttText(value, t, format);
  if (isInterface(value)) return interfaceText(value, t);
  if (isEndpoint(value)) return formatEndpoint(value);
  return JSON.stringify(value);
}

const credentialProblems: Partial<Record<string, MessageKey>> = {
  wrong: 'window.evidence.credentialWrong',
  expired: 'window.evidence.credentialExpired',
  clock: 'window.evidence.credentialClock',
};

function wordsOf(name: string, value: string, t: Translate, format: Format): string {
  if (name === 'credentialExpiresAt') {
    return Number.isNaN(Date.parse(value)) ? value : format.dateTime(value);
  }
  const key = name === 'credentialProblem' ? credentialProblems[value] : undefined;
  return key === undefined ? value : t(key);
}

function numberText(name: string, value: number, format: Format): string {
  if (name.endsWith('Sec')) return format.duration(value * 1000);
  if (name.endsWith('Ms')) return format.duration(value);
  return name.endsWith('Percent') ? format.percent(value) : format.number(value);
}

function rttText(rtt: Rtt, t: Translate, format: Format): string {
  const { min, median, p95, max, jitter } = rtt;
  return t('window.evidence.rtt', {
    min: format.rtt(min),
    median: format.rtt(median),
    p95: format.rtt(p95),
    max: format.rtt(max),
    jitter: format.rtt(jitter),
  });
}

function interfaceText({ name, address, scope }: NetworkInterface, t: Translate): string {
  return t('window.evidence.interface', {
    name,
    address,
    scope: t(`report.scope.${scope}`),
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isRtt(value: object): value is Rtt {
  return 'median' in value && 'jitter' in value;
}

function isInterface(value: object): value is NetworkInterface {
  return 'scope' in value && 'address' in value && 'name' in value;
}

function isEndpoint(value: object): value is { address: string; port: number } {
  return 'address' in value && 'port' in value;
}
