import type { AuditFacts, ListenerFacts, Service } from './facts.ts';
import { couldBeBetter, good, type Judgement, notChecked, wrong } from './judgement.ts';
import { isTlsOfTurn, usualPorts } from './services.ts';

/** UDP carries calls best: without it every call is slower. */
export function judgeUdp(facts: AuditFacts): Judgement {
  return (
    whereAnswered(facts, 'udp', 'udp-answers') ??
    wrong('udp-silent', `listening-port=${usualPorts.plain}`, portsOf(facts, 'udp'))
  );
}

export function judgeTcp(facts: AuditFacts): Judgement {
  return (
    whereAnswered(facts, 'tcp', 'tcp-answers') ??
    couldBeBetter('tcp-silent', `listening-port=${usualPorts.plain}`, portsOf(facts, 'tcp'))
  );
}

export function judgeTls(facts: AuditFacts): Judgement {
  const answered = whereAnswered(facts, 'tls', 'tls-answers');
  if (answered) return answered;
  const tlsListeners = of(facts, 'tls');
  const untrusted = tlsListeners.find(isTlsOfTurn);
  if (untrusted) {
    const { port } = untrusted.service.endpoint;
    return wrong('tls-untrusted', null, { port });
  }
  const option = `tls-listening-port=${usualPorts.tls}`;
  const isPromised = tlsListeners.some(({ service }) => service.isOwn);
  return isPromised
    ? wrong('tls-promised', option, portsOf(facts, 'tls'))
    : couldBeBetter('tls-silent', option, portsOf(facts, 'tls'));
}

/** Strict firewalls let out nothing but TCP to port 443. */
export function judgePort443(facts: AuditFacts): Judgement {
  if (facts.stopped && !facts.listeners.some(isAnswered)) return notChecked('stopped');
  const { https } = usualPorts;
  const there = facts.listeners.filter(
    ({ service }) => service.endpoint.port === https && service.transport !== 'udp',
  );
  if (there.some(isAnswered)) return good('port-443-answers');
  if (there.some(({ status, tls }) => status === 'not-turn' || tls !== null)) {
    return couldBeBetter('port-443-taken', `tls-listening-port=${https}`);
  }
  return couldBeBetter('port-443-silent', `tls-listening-port=${https}`);
}

export function judgeIpv6(facts: AuditFacts): Judgement {
  if (facts.ipv6 === 'address') return notChecked('address-only');
  if (facts.ipv6 === 'unasked') return notChecked('no-ipv6-here');
  if (facts.ipv6 === 'not-offered') {
    return couldBeBetter('ipv6-none', 'listening-ip=<IPv6 address>', { host: facts.host });
  }
  const listeners = facts.listeners.filter(({ service }) => service.endpoint.family === 'IPv6');
  if (listeners.some(isAnswered)) return good('ipv6-answers');
  if (facts.stopped) return notChecked('stopped');
  if (listeners.every(({ status }) => status === 'unreachable')) return notChecked('no-ipv6-here');
  return wrong('ipv6-silent', 'listening-ip=<IPv6 address>', { host: facts.host });
}

function whereAnswered(
  facts: AuditFacts,
  transport: Service['transport'],
  text: 'udp-answers' | 'tcp-answers' | 'tls-answers',
): Judgement | null {
  const answered = of(facts, transport).filter(isAnswered);
  if (answered.length > 0) return good(text, { ports: listPorts(answered) });
  return facts.stopped ? notChecked('stopped') : null;
}

function of({ listeners }: AuditFacts, transport: Service['transport']): ListenerFacts[] {
  return listeners.filter(({ service }) => service.transport === transport);
}

function isAnswered({ status }: ListenerFacts): boolean {
  return status === 'answered';
}

function portsOf(facts: AuditFacts, transport: Service['transport']) {
  return { ports: listPorts(of(facts, transport)) };
}

function listPorts(listeners: readonly ListenerFacts[]): string {
  const ports = new Set(listeners.map(({ service }) => service.endpoint.port));
  return [...ports].join(', ');
}
