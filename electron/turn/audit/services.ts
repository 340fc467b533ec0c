import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import type { ListenerFacts, Service } from './facts.ts';

/** The ports that clients and firewalls expect (RFC 8656 section 3, RFC 7065), and the one that the strictest let out. */
export interface UsualPorts {
  plain: number;
  tls: number;
  https: number;
}

export const usualPorts: UsualPorts = { plain: 3478, tls: 5349, https: 443 };

/** Of the ports that a profile names beside the usual ones: nobody has more, and the audit stays small. */
const maxOwnServices = 6;

/** A port that the profile names for this host. */
export interface OwnService {
  transport: Service['transport'];
  port: number;
}

/**
 * Every way in that is asked, for each address of the host: the profile's own first, then UDP and TCP at 3478, TLS at 5349, and
 * all three at 443. Where the profile names a port for UDP, TCP is asked there too.
 */
export function servicesToAsk(
  addresses: readonly { address: string; family: AddressFamily }[],
  own: readonly OwnService[],
  ports: UsualPorts = usualPorts,
): Service[] {
  const ownServices = own.slice(0, maxOwnServices);
  const wanted: OwnService[] = [
    ...ownServices,
    ...ownServices.filter(({ transport }) => transport === 'udp').map(overTcp),
    { transport: 'udp', port: ports.plain },
    { transport: 'tcp', port: ports.plain },
    { transport: 'tls', port: ports.tls },
    { transport: 'tls', port: ports.https },
    { transport: 'tcp', port: ports.https },
    { transport: 'udp', port: ports.https },
  ];
  const isOwn = (one: OwnService) =>
    own.some(({ transport, port }) => transport === one.transport && port === one.port);
  return addresses.flatMap(({ address, family }) =>
    unique(wanted).map(({ transport, port }) => {
      const endpoint: Endpoint = { address, port, family };
      return { transport, endpoint, isOwn: isOwn({ transport, port }) };
    }),
  );
}

function overTcp({ port }: OwnService): OwnService {
  return { transport: 'tcp', port };
}

function unique(services: readonly OwnService[]): OwnService[] {
  const byKey = new Map(services.map((one) => [`${one.transport} ${one.port}`, one]));
  return [...byKey.values()];
}

/**
 * Whether TLS was spoken with the TURN server. What answers at 443 with a certificate that is not to be trusted may as well be a
 * web server.
 */
export function isTlsOfTurn({ status, tls, service }: ListenerFacts): boolean {
  if (tls === null || tls.protocol === '') return false;
  const isExpected = service.isOwn || service.endpoint.port !== usualPorts.https;
  return status === 'answered' || (status === 'not-asked' && isExpected);
}
