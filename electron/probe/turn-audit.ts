import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import { hostFamily } from '../../shared/uri.ts';
import type { AuditFacts, Ipv6Facts, ListenerFacts } from '../turn/audit/facts.ts';
import { RequestCount } from '../turn/audit/request-count.ts';
import { runAudit } from '../turn/audit/run-audit.ts';
import { servicesToAsk, usualPorts, type UsualPorts } from '../turn/audit/services.ts';
import { askNatDiscovery } from './audit-nat-discovery.ts';
import { askOtherServers } from './audit-other-servers.ts';
import { auditResult } from './audit-result.ts';
import type { AuditSpec, ProbeContext, ProbeOutcome, ProbeSpec, RunProbe } from './probe.ts';
import { signInWith } from './sign-in.ts';
import { type Resolution, resolveServer } from './resolve.ts';

type Outcome = ProbeOutcome<'turn.audit'>;
type FoundAddress = { address: string; family: AddressFamily };

/**
 * `turn.audit`: whether a TURN server is well set up, for the person who runs it (docs/audit.md). Passed when the server
 * could be looked at, whatever was found.
 */
export const runTurnAudit: RunProbe<'turn.audit'> = (spec, context) =>
  auditServer(spec, context, usualPorts);

/** The same with other ports in the place of the usual ones. */
export async function auditServer(
  spec: ProbeSpec,
  { signal, t }: Pick<ProbeContext, 'signal' | 't'>,
  ports: UsualPorts,
): Promise<Outcome> {
  const { server, audit } = spec;
  if (!server || !audit) throw new Error('this probe has no server to look at');
  const [ipv4, ipv6] = await Promise.all([
    resolveServer(server, 'IPv4', signal),
    resolveServer(server, 'IPv6', signal),
  ]);
  const addresses = addressesOf([ipv4, ipv6], audit);
  if (addresses.length === 0) return unresolved(server.host, ipv4, ipv6, t);
  const facts = await collect(spec, audit, addresses, { ipv6, ports, signal });
  const result = auditResult(facts, t);
  if (facts.listeners.some(({ status }) => status === 'answered')) {
    return signal.aborted
      ? { status: 'inconclusive', result, error: cancelled(t) }
      : { status: 'passed', result, error: null };
  }
  if (signal.aborted) return { status: 'inconclusive', result, error: cancelled(t) };
  return { status: 'failed', result, error: nowhere(server.host, facts.listeners, t) };
}

async function collect(
  { server, credentials, trustedCertificates }: ProbeSpec,
  audit: AuditSpec,
  addresses: readonly FoundAddress[],
  { ipv6, ports, signal }: { ipv6: Resolution; ports: UsualPorts; signal: AbortSignal },
): Promise<AuditFacts> {
  const host = server?.host ?? '';
  const count = new RequestCount();
  const services = servicesToAsk(addresses, audit.own, ports);
  const udp = services.find(({ transport }) => transport === 'udp');
  const [seen, natDiscovery, otherServers] = await Promise.all([
    runAudit(services, {
      host,
      credentials: credentials && signInWith(credentials, Date.now()),
      ...(trustedCertificates && { trustedCertificates }),
      mayAskPeers: audit.peers,
      localAddresses: audit.localAddresses,
      count,
      signal,
    }),
    udp ? askNatDiscovery(questionTo(udp.endpoint, audit, count, signal)) : null,
    askOtherServers(audit.others, {
      family: addresses[0]?.family ?? 'IPv4',
      localAddress: audit.localAddresses[addresses[0]?.family ?? 'IPv4'],
      count,
      signal,
    }),
  ]);
  return {
    ...seen,
    host,
    ipv6: ipv6Facts(host, ipv6, audit),
    natDiscovery,
    otherServers,
    credentials: credentials ? 'given' : 'none',
    mayAskPeers: audit.peers,
    software: seen.listeners.find(({ software }) => software !== null)?.software ?? null,
    stopped: signal.aborted,
    nowMs: Date.now(),
    requests: count.made,
  };
}

function questionTo(
  server: Endpoint,
  { localAddresses }: AuditSpec,
  count: RequestCount,
  signal: AbortSignal,
) {
  return { server, localAddress: localAddresses[server.family], count, signal };
}

/** Of the families that this computer has. */
function addressesOf(resolutions: readonly Resolution[], { families }: AuditSpec): FoundAddress[] {
  return resolutions.flatMap((resolution) => {
    if (resolution.status !== 'found') return [];
    const { address, family } = resolution.endpoint;
    return families.includes(family) ? [{ address, family }] : [];
  });
}

function ipv6Facts(host: string, resolution: Resolution, { families }: AuditSpec): Ipv6Facts {
  if (hostFamily(host) === 'IPv4') return 'address';
  if (resolution.status !== 'found') return 'not-offered';
  return families.includes('IPv6') ? 'asked' : 'unasked';
}

function unresolved(host: string, ipv4: Resolution, ipv6: Resolution, t: Translate): Outcome {
  if (ipv6.status === 'found') {
    const error = { code: 'not-supported', message: t('probe.error.noIpv4', { host }) } as const;
    return { status: 'skipped', result: null, error };
  }
  if (ipv4.status === 'aborted') {
    return { status: 'inconclusive', result: null, error: cancelled(t) };
  }
  const reason = ipv4.status === 'not-found' ? ipv4.systemCode : 'ENODATA';
  const message = t('probe.error.nameNotFound', { host, reason });
  return { status: 'failed', result: null, error: { code: 'name-not-found', message } };
}

function nowhere(host: string, listeners: readonly ListenerFacts[], t: Translate): ProbeError {
  const message = t('audit.nowhere', { host, count: listeners.length });
  const all = (status: ListenerFacts['status']) =>
    listeners.every((listener) => listener.status === status);
  if (all('refused')) return { code: 'refused', message };
  if (all('unreachable')) return { code: 'unreachable', message };
  const isUntrusted = listeners.some(({ status, tls }) => status === 'not-asked' && tls !== null);
  return { code: isUntrusted ? 'untrusted' : 'timeout', message };
}

function cancelled(t: Translate): ProbeError {
  return { code: 'cancelled', message: t('probe.error.cancelled') };
}
