import type { AddressFamily } from '../../shared/endpoint.ts';
import type { Profile } from '../../shared/profile.ts';
import {
  type NetworkInterface,
  type ProbeKind,
  probeKinds,
  probeKindsOnRequest,
  type Transport,
} from '../../shared/report.ts';
import {
  formatServerUri,
  hostFamily,
  parseServerUri,
  serverLabel,
  type ServerUri,
} from '../../shared/uri.ts';
import { auditSpecs } from './plan-audit.ts';
import { webrtcSpecs } from './plan-webrtc.ts';
import type { ProbeSpec } from './probe.ts';

/** A name may take long to resolve, the transaction closes after 2 s, the samples need two round trips more. */
const bindingDeadlineMs = 6_000;
/** Loopback answers at once; what takes longer than this is itself the finding. */
const baselineDeadlineMs = 5_000;
/**
 * A name may take 2 s. By UDP two round trips for the challenge, each with three retransmissions; by TCP a silent server is
 * known after 4 s more, and over TLS a handshake that stands still after another 4 s.
 */
const allocateDeadlinesMs = { udp: 8_000, tcp: 11_000, tls: 15_000 } as const;
/** After its allocation: a second one, two streams of half a second, and waits for what is lost. A relay that forwards nothing is known after 3 s. */
const relayDeadlineMs = 8_000;
/** The ramp ends by itself within this. */
const throughputDeadlineMs = 6_000;
const interfacesDeadlineMs = 1_000;
/** Names, then a discovery that ends by itself within 6 s. */
const discoveryDeadlineMs = 9_000;
/** Names, two round trips, and nine rounds within a second. */
const hairpinningDeadlineMs = 6_000;
/** The search takes as long as the lifetime and a part of it again: at most twice the bound, and a moment. */
const lifetimeRounds = 2;
const lifetimeMarginMs = 30_000;
/** RFC 4787 section 4.3 recommends that a mapping lasts five minutes. */
const defaultUpperBoundSec = 300;

export interface PlanInput {
  /** With the credentials filled in. */
  profile: Profile;
  interfaces: readonly NetworkInterface[];
  /** Only these kinds; the profile's, or all, where it is missing. */
  kinds?: readonly ProbeKind[] | undefined;
  /** These kinds as well. */
  alsoKinds?: readonly ProbeKind[] | undefined;
  /** The administrator allows no others, whoever asks for them; all where it is missing. */
  allowedKinds?: readonly ProbeKind[] | undefined;
  /** Measure how much relays and calls carry as well. */
  throughput?: boolean | undefined;
  /** The person agreed that `turn.audit` asks about peers. */
  auditPeers?: boolean | undefined;
  /** Send from this interface's addresses only. */
  interfaceName?: string | undefined;
  /** Whether Chromium is at hand for `webrtc.*`. */
  canCall?: boolean | undefined;
  /** No probe gets more than this. */
  maxDeadlineMs?: number | undefined;
}

const onRequest: readonly ProbeKind[] = probeKindsOnRequest;
const defaultKinds = probeKinds.filter((kind) => !onRequest.includes(kind));

/**
 * Decides what to run. Pure: the same profile and interfaces give the same plan. A server that is named twice is asked
 * once; a name is asked by IPv6 as well where this computer has an IPv6 address that leads beyond its own link.
 */
export function makeProbePlan(input: PlanInput): ProbeSpec[] {
  const { allowedKinds = probeKinds } = input;
  const asked = [
    ...(input.kinds ?? input.profile.probes ?? defaultKinds),
    ...(input.alsoKinds ?? []),
  ];
  const kinds = new Set(asked.filter((kind) => allowedKinds.includes(kind)));
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
  plan.push(...natSpecs(input, kinds));
  if (kinds.has('turn.allocate')) plan.push(...allocateSpecs(input));
  if (kinds.has('turn.relay')) plan.push(...relaySpecs(input));
  if (kinds.has('turn.audit')) {
    plan.push(...auditSpecs(input, { familiesFor, localAddressFor, others: udpServers(input) }));
  }
  plan.push(
    ...webrtcSpecs({
      profile: input.profile,
      kinds,
      // Chromium cannot be told which adapter to send from.
      canCall: input.canCall === true && input.interfaceName === undefined,
      throughput: input.throughput ?? false,
    }),
  );

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
  return udpServers(input).flatMap((server) =>
    serverSpecs('stun.binding', server, bindingDeadlineMs, input),
  );
}

/** TURN servers answer Binding as well (RFC 8656 section 4); what is reached by TCP or TLS only is not asked by UDP. */
function udpServers({ profile }: PlanInput): ServerUri[] {
  const uris = [...profile.stun, ...profile.turn.map(({ uri }) => uri)];
  const servers = uris.flatMap((text) => {
    const parsed = parseServerUri(text);
    return parsed.ok && parsed.uri.transport === 'udp' ? [parsed.uri] : [];
  });
  const seen = new Set<string>();
  return servers.filter(
    (server) => !seen.has(serverLabel(server)) && seen.add(serverLabel(server)),
  );
}

/** One discovery an address family for all servers together. IPv6 is a network of its own. */
function natSpecs(input: PlanInput, kinds: ReadonlySet<ProbeKind>): ProbeSpec[] {
  const upperBoundSec = input.profile.budgets.lifetimeSec ?? defaultUpperBoundSec;
  const deadlines = [
    ['nat.mapping', discoveryDeadlineMs],
    ['nat.filtering', discoveryDeadlineMs],
    ['nat.alg', discoveryDeadlineMs],
    ['nat.hairpinning', hairpinningDeadlineMs],
    ['nat.lifetime', lifetimeRounds * upperBoundSec * 1000 + lifetimeMarginMs],
  ] as const;
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const servers = udpServers(input).filter(({ host }) =>
      familiesFor(host, input).includes(family),
    );
    if (servers.length === 0) return [];
    return deadlines
      .filter(([kind]) => kinds.has(kind))
      .map(([kind, deadlineMs]) => ({
        ...localSpec(kind, 'this network', deadlineMs),
        id: `${kind}/${transportLabel('udp', family)}`,
        transport: 'udp',
        family,
        servers,
        localAddress: localAddressFor(family, input),
        ...(kind === 'nat.lifetime' && { upperBoundSec }),
      }));
  });
}

/**
 * One URI, one transport: `turn:host` alone is UDP (RFC 7065 section 3.1), and a profile that offers TCP as well names
 * both, as a call would be given both.
 */
function allocateSpecs(input: PlanInput): ProbeSpec[] {
  return turnSpecs('turn.allocate', input);
}

/** Without a credential there is nothing to relay by, and `turn.allocate` says so. */
function relaySpecs(input: PlanInput): ProbeSpec[] {
  const { throughput = false } = input;
  const moreMs = relayDeadlineMs + (throughput ? throughputDeadlineMs : 0);
  return turnSpecs('turn.relay', input)
    .filter(({ credentials }) => credentials !== null)
    .map((spec) => ({
      ...spec,
      deadlineMs: spec.deadlineMs + moreMs,
      after: spec.id.replace('turn.relay', 'turn.allocate'),
      ...(throughput && { throughput }),
    }));
}

function turnSpecs(kind: ProbeKind, input: PlanInput): ProbeSpec[] {
  return input.profile.turn.flatMap((server) => {
    const parsed = parseServerUri(server.uri);
    if (!parsed.ok) return [];
    const { uri } = parsed;
    const { username, credential, rest } = server;
    const credentials =
      credential === undefined ? null : { username, credential, ...(rest && { rest }) };
    const deadlineMs = allocateDeadlinesMs[uri.transport];
    return serverSpecs(kind, uri, deadlineMs, input).map((spec) => ({
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
