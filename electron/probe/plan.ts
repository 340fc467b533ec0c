import type { AddressFamily } from '../../shared/endpoint.ts';
import type { Profile } from '../../shared/profile.ts';
import {
  type NetworkInterface,
  type ProbeKind,
  probeKinds,
  type Transport,
} from '../../shared/report.ts';
import {
  formatServerUri,
  hostFamily,
  parseServerUri,
  serverLabel,
  type ServerUri,
} from '../../shared/uri.ts';
import type { ProbeSpec } from './probe.ts';

/** A name may take long to resolve, the transaction closes after 2 s, the samples need two round trips more. */
const bindingDeadlineMs = 6_000;
/** Loopback answers at once; what takes longer than this is itself the finding. */
const baselineDeadlineMs = 5_000;
/** Two round trips for the challenge, each with three retransmissions, after the name was resolved. */
const allocateDeadlineMs = 8_000;
const interfacesDeadlineMs = 1_000;

export interface PlanInput {
  /** With the credentials filled in. */
  profile: Profile;
  interfaces: readonly NetworkInterface[];
  /** Only these kinds; the profile's, or all, where it is missing. */
  kinds?: readonly ProbeKind[] | undefined;
  /** Send from this interface's addresses only. */
  interfaceName?: string | undefined;
  /** No probe gets more than this. */
  maxDeadlineMs?: number | undefined;
}

/**
 * Decides what to run. Pure: the same profile and interfaces give the same plan. A server that is named twice is asked
 * once; a name is asked by IPv6 as well where this computer has an IPv6 address that leads beyond its own link.
 */
export function makeProbePlan(input: PlanInput): ProbeSpec[] {
  const kinds = new Set(input.kinds ?? input.profile.probes ?? probeKinds);
  const plan: ProbeSpec[] = [];
  if (kinds.has('local.interfaces')) {
    plan.push(localSpec('local.interfaces', 'this computer', interfacesDeadlineMs));
  }
  if (kinds.has('relay.baseline')) {
    plan.push({
      ...localSpec('relay.baseline', 'embedded relay', baselineDeadlineMs),
      transport: 'udp',
      family: 'IPv4',
    });
  }
  if (kinds.has('stun.binding')) plan.push(...bindingSpecs(input));
  if (kinds.has('turn.allocate')) plan.push(...allocateSpecs(input));

  const seen = new Set<string>();
  return plan
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map((spec) => ({
      ...spec,
      deadlineMs: Math.min(spec.deadlineMs, input.maxDeadlineMs ?? Infinity),
    }));
}

function localSpec(kind: ProbeKind, target: string, deadlineMs: number): ProbeSpec {
  return {
    id: kind,
    kind,
    target,
    transport: 'none',
    family: 'none',
    deadlineMs,
    server: null,
    credentials: null,
    localAddress: null,
  };
}

function bindingSpecs(input: PlanInput): ProbeSpec[] {
  const uris = [...input.profile.stun, ...input.profile.turn.map(({ uri }) => uri)];
  return uris.flatMap((text) => {
    const parsed = parseServerUri(text);
    // TURN servers answer Binding as well (RFC 8656 section 4); what is reached by TCP or TLS only is not asked by UDP.
    if (!parsed.ok || parsed.uri.transport !== 'udp') return [];
    return serverSpecs('stun.binding', parsed.uri, bindingDeadlineMs, input);
  });
}

function allocateSpecs(input: PlanInput): ProbeSpec[] {
  return input.profile.turn.flatMap((server) => {
    const parsed = parseServerUri(server.uri);
    if (!parsed.ok) return [];
    const credentials =
      server.credential === undefined
        ? null
        : { username: server.username, credential: server.credential };
    return serverSpecs('turn.allocate', parsed.uri, allocateDeadlineMs, input).map((spec) => ({
      ...spec,
      credentials,
    }));
  });
}

function serverSpecs(
  kind: ProbeKind,
  server: ServerUri,
  deadlineMs: number,
  input: PlanInput,
): ProbeSpec[] {
  return familiesFor(server.host, input).map((family) => ({
    id: `${kind}/${transportLabel(server.transport, family)}/${serverLabel(server)}`,
    kind,
    target: formatServerUri(server),
    transport: server.transport,
    family,
    deadlineMs,
    server,
    credentials: null,
    localAddress: localAddressFor(family, input),
  }));
}

function transportLabel(transport: Transport, family: AddressFamily): string {
  return `${transport}${family === 'IPv4' ? 4 : 6}`;
}

function familiesFor(host: string, input: PlanInput): AddressFamily[] {
  const literal = hostFamily(host);
  if (literal) return [literal];
  const offersIpv6 = input.interfaces.some(
    ({ name, family, scope }) =>
      family === 'IPv6' &&
      (scope === 'global' || scope === 'unique-local') &&
      (input.interfaceName === undefined || name === input.interfaceName),
  );
  return offersIpv6 ? ['IPv4', 'IPv6'] : ['IPv4'];
}

function localAddressFor(family: AddressFamily, input: PlanInput): string | null {
  if (input.interfaceName === undefined) return null;
  const own = input.interfaces.find(
    (candidate) =>
      candidate.name === input.interfaceName &&
      candidate.family === family &&
      candidate.scope !== 'link-local',
  );
  return own?.address ?? null;
}
