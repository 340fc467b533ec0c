import type { AddressFamily } from '../../shared/endpoint.ts';
import type { TurnServer } from '../../shared/profile.ts';
import { formatServerUri, parseServerUri, type ServerUri } from '../../shared/uri.ts';
import type { PlanInput } from './plan.ts';
import type { ProbeSpec, TurnCredentials } from './probe.ts';

/**
 * A name may take 2 s, a silent TCP port 4 s and a TLS handshake that stands still 4 s more; the allocations then take up to nine
 * requests one after another, which a server that answers at all does in well under 1 s each.
 */
const auditDeadlineMs = 20_000;
/** More servers to compare with tell nothing more, and are not the ones that the person runs. */
const maxOthers = 8;

export interface AuditPlanning {
  familiesFor: (host: string, input: PlanInput) => AddressFamily[];
  localAddressFor: (family: AddressFamily, input: PlanInput) => string | null;
  /** Every server of the profile that can be asked over UDP. */
  others: readonly ServerUri[];
}

/** One audit a host that the profile relays by: a deployment is a host with all its ports. */
export function auditSpecs(input: PlanInput, planning: AuditPlanning): ProbeSpec[] {
  const servers = input.profile.turn.flatMap((server) => {
    const parsed = parseServerUri(server.uri);
    return parsed.ok ? [{ server, uri: parsed.uri }] : [];
  });
  const hosts = [...new Set(servers.map(({ uri }) => uri.host))];
  return hosts.map((host) => {
    const ofHost = servers.filter(({ uri }) => uri.host === host);
    return auditSpec(ofHost, input, planning);
  });
}

function auditSpec(
  ofHost: { server: TurnServer; uri: ServerUri }[],
  input: PlanInput,
  { familiesFor, localAddressFor, others }: AuditPlanning,
): ProbeSpec {
  const [first] = ofHost;
  if (!first) throw new Error('a host has at least one address in the profile');
  const { uri } = first;
  const { host } = uri;
  const families = familiesFor(host, input);
  const [ipv4, ipv6] = [localAddressFor('IPv4', input), localAddressFor('IPv6', input)];
  return {
    id: `turn.audit/${host}`,
    kind: 'turn.audit',
    target: formatServerUri(uri),
    transport: 'none',
    family: 'none',
    deadlineMs: auditDeadlineMs,
    server: uri,
    credentials: ofHost.flatMap(({ server }) => credentialsOf(server) ?? [])[0] ?? null,
    localAddress: null,
    audit: {
      own: ofHost.map((one) => ({ transport: one.uri.transport, port: one.uri.port })),
      families,
      localAddresses: {
        ...(ipv4 !== null && { IPv4: ipv4 }),
        ...(ipv6 !== null && { IPv6: ipv6 }),
      },
      others: others.filter((other) => other.host !== host).slice(0, maxOthers),
      peers: input.auditPeers ?? false,
    },
  };
}

function credentialsOf({ username, credential, rest }: TurnServer): TurnCredentials | null {
  return credential === undefined ? null : { username, credential, ...(rest && { rest }) };
}
