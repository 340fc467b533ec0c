import { formatEndpoint } from '../../shared/endpoint.ts';
import { formatInstant } from '../../shared/format.ts';
import type { MessageValues } from '../../shared/messages/translate.ts';
import type { TlsResult } from '../../shared/report.ts';
import type { Match } from './rules.ts';
import type { AllocationTest } from './turn-evidence.ts';

const transportNames = { udp: 'UDP', tcp: 'TCP', tls: 'TLS' } as const;

/** One match for each host: the same cause over several transports is one thing to repair. */
export function matchHosts(
  tests: readonly AllocationTest[],
  more: (own: readonly AllocationTest[]) => MessageValues = () => ({}),
): Match[] {
  const hosts = [...new Set(tests.map(({ host }) => host))];
  return hosts.map((host) => {
    const own = tests.filter((test) => test.host === host);
    return {
      subject: distinct(own.map(({ target }) => target)).join(', '),
      evidence: own.map(({ id }) => id),
      values: { ...valuesOf(own), ...more(own) },
    };
  });
}

/** `UDP, TLS`, in this order. */
export function transportsOf(tests: readonly Pick<AllocationTest, 'transport'>[]): string {
  const used = (['udp', 'tcp', 'tls'] as const).filter((one) =>
    tests.some(({ transport }) => transport === one),
  );
  return used.map((one) => transportNames[one]).join(', ');
}

/** `UDP 3478, TCP 443`: what a firewall has to let through. TLS runs over TCP. */
export function portsOf(tests: readonly AllocationTest[]): string {
  const ports = tests.map(
    ({ transport, port }) => `${transport === 'udp' ? 'UDP' : 'TCP'} ${port}`,
  );
  return distinct(ports).join(', ');
}

export function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function valuesOf(own: readonly AllocationTest[]): MessageValues {
  const [first] = own;
  if (!first) return {};
  const { failedStep, error, result } = first;
  return {
    server: distinct(own.map(({ target }) => target)).join(', '),
    host: first.host,
    over: transportsOf(own),
    ports: portsOf(own),
    reason: error?.message ?? '',
    step: failedStep?.name ?? 'allocate',
    code: failedStep?.stunErrorCode ?? 0,
    address: result?.serverAddress ? formatEndpoint(result.serverAddress) : first.host,
    relayed: result?.relayedAddress ? formatEndpoint(result.relayedAddress) : '',
    lifetimeSec: result?.lifetimeSec ?? 0,
    software: result?.software ?? '',
    realm: result?.realm ?? '–',
    expiresAt: result?.credentialExpiresAt ? formatInstant(result.credentialExpiresAt) : '',
    ...certificateValues(own.find(({ result: one }) => one?.tls)?.result?.tls ?? null),
  };
}

function certificateValues(tls: TlsResult | null): MessageValues {
  return {
    issuer: tls?.issuer ?? '',
    certificate: tls?.subject ?? '',
    names: tls?.names?.join(', ') ?? tls?.subject ?? '',
    validTo: tls ? formatInstant(tls.validTo) : '',
    validFrom: tls?.validFrom === undefined ? '' : formatInstant(tls.validFrom),
    dates: tls ? `${formatInstant(tls.validFrom ?? '–')} – ${formatInstant(tls.validTo)}` : '–',
  };
}
