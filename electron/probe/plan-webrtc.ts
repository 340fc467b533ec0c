import type { Profile } from '../../shared/profile.ts';
import type { ProbeKind } from '../../shared/report.ts';
import {
  formatServerUri,
  hostFamily,
  parseServerUri,
  serverLabel,
  type ServerUri,
} from '../../shared/uri.ts';
import type { PlannedTask, ProbeSpec, TaskServer } from './probe.ts';

/** Chromium asks a silent server for 9.5 s; the raw probes know after 2 s, and nobody waits longer than that for both. */
const gatherLimitMs = 3_500;
/** Twelve round trips of 300 ms: TCP, TLS, the allocation, ICE, DTLS and SCTP, one after the other. */
const connectLimitMs = 4_000;
/** A second of voice: 50 packets of 20 ms. */
const stream = { count: 50, intervalMs: 20 };
/** Long enough for the congestion control and two or three reports of the other end. */
const mediaDurationMs = 2_000;
/** Polite, and enough to tell what a call gets from what a video call needs. Only on request. */
const throughput = { maxBytes: 8 * 1024 * 1024, maxMs: 1_500 };
/** Opening the page, and what a stream and its last echoes take beside the limits above. */
const marginMs = 3_000;
/** Chromium warns of more: each one costs a socket for every adapter. */
const maxServersTogether = 5;

export interface WebrtcPlanInput {
  profile: Profile;
  kinds: ReadonlySet<ProbeKind>;
  /** Without it, and from a chosen adapter, one probe a kind says that it was not run. */
  canCall: boolean;
  throughput: boolean;
}

/** The probes in which Chromium gathers candidates and calls itself. All of them run at the same time. */
export function webrtcSpecs(input: WebrtcPlanInput): ProbeSpec[] {
  const { profile, kinds } = input;
  if (!input.canCall) {
    return (['webrtc.gather', 'webrtc.call', 'webrtc.media'] as const)
      .filter((kind) => kinds.has(kind))
      .map((kind) => spec(kind, { id: kind, target: 'Chromium' }, 1_000));
  }
  const servers = serversOf(profile);
  const calls = {
    stream,
    connectLimitMs,
    throughput: input.throughput ? throughput : null,
  };
  // Throughput is measured in one call after the other.
  const callMs =
    connectLimitMs + marginMs + (input.throughput ? throughput.maxMs * (servers.length + 3) : 0);
  return [
    ...(kinds.has('webrtc.gather') ? gatherSpecs(servers) : []),
    ...(kinds.has('webrtc.call') ? callSpecs(servers, calls, callMs) : []),
    ...(kinds.has('webrtc.media') ? mediaSpecs(servers) : []),
  ];
}

/** A server of the profile as Chromium takes it. STUN over TCP and TLS it does not speak. */
interface CallServer {
  uri: ServerUri;
  isTurn: boolean;
  asked: TaskServer;
}

function serversOf({ stun, turn }: Profile): CallServer[] {
  const parse = (text: string) => {
    const parsed = parseServerUri(text);
    return parsed.ok ? [parsed.uri] : [];
  };
  const stunServers = stun.flatMap(parse).filter(({ transport }) => transport === 'udp');
  return [
    ...stunServers.map((uri) => ({
      uri,
      isTurn: false,
      asked: { url: `stun:${serverLabel(uri)}` },
    })),
    ...turn.flatMap(({ uri: text, username, credential, rest }) =>
      // Chromium takes no TURN server without a password; the raw probe says that it is missing.
      credential === undefined
        ? []
        : parse(text).map((uri) => ({
            uri,
            isTurn: true,
            asked: {
              url: turnUrl(uri),
              credentials: { username, credential, ...(rest && { rest }) },
            },
          })),
    ),
  ];
}

function turnUrl(uri: ServerUri): string {
  return `${uri.scheme}:${serverLabel(uri)}?transport=${uri.transport === 'udp' ? 'udp' : 'tcp'}`;
}

function gatherSpecs(servers: readonly CallServer[]): ProbeSpec[] {
  const gather = (asked: TaskServer[]): PlannedTask => ({
    kind: 'webrtc.gather',
    servers: asked,
    limitMs: gatherLimitMs,
  });
  const deadlineMs = gatherLimitMs + marginMs;
  return [
    spec('webrtc.gather', { id: 'webrtc.gather/all', target: 'all servers' }, deadlineMs, {
      task: gather(together(servers)),
    }),
    ...servers.map((server) =>
      serverSpec('webrtc.gather', server, deadlineMs, gather([server.asked])),
    ),
  ];
}

function callSpecs(
  servers: readonly CallServer[],
  common: Omit<Extract<PlannedTask, { kind: 'webrtc.call' }>, 'kind' | 'path' | 'servers'>,
  deadlineMs: number,
): ProbeSpec[] {
  const call = (
    path: 'host' | 'srflx' | 'baseline' | 'relay',
    asked: TaskServer[],
  ): { task: PlannedTask } => ({
    task: { kind: 'webrtc.call', path, servers: asked, ...common },
  });
  const name = (path: string, target: string) => ({ id: `webrtc.call/${path}`, target });
  const udpServers = servers.filter(({ uri }) => uri.transport === 'udp');
  return [
    spec('webrtc.call', name('host', 'this computer'), deadlineMs, call('host', [])),
    ...(udpServers.length === 0
      ? []
      : [
          spec(
            'webrtc.call',
            name('srflx', 'this network'),
            deadlineMs,
            call('srflx', together(udpServers)),
          ),
        ]),
    spec('webrtc.call', name('baseline', 'embedded relay'), deadlineMs, call('baseline', [])),
    ...servers
      .filter(({ isTurn }) => isTurn)
      .map((server) =>
        serverSpec('webrtc.call', server, deadlineMs, call('relay', [server.asked]).task),
      ),
  ];
}

/** The relay path is that of the profile's servers, of which ICE takes the best; the embedded relay where there is none. */
function mediaSpecs(servers: readonly CallServer[]): ProbeSpec[] {
  const deadlineMs = connectLimitMs + mediaDurationMs + marginMs;
  const media = (
    path: 'direct' | 'baseline' | 'relay',
    asked: TaskServer[],
  ): { task: PlannedTask } => ({
    task: {
      kind: 'webrtc.media',
      path,
      servers: asked,
      connectLimitMs,
      durationMs: mediaDurationMs,
    },
  });
  const name = (path: string, target: string) => ({ id: `webrtc.media/${path}`, target });
  const relays = servers.filter(({ isTurn }) => isTurn);
  const stunServers = servers.filter(({ isTurn }) => !isTurn);
  return [
    spec(
      'webrtc.media',
      name('direct', 'this computer'),
      deadlineMs,
      media('direct', together(stunServers)),
    ),
    relays.length === 0
      ? spec('webrtc.media', name('baseline', 'embedded relay'), deadlineMs, media('baseline', []))
      : spec(
          'webrtc.media',
          name('relay', 'TURN servers'),
          deadlineMs,
          media('relay', together(relays)),
        ),
  ];
}

function together(servers: readonly CallServer[]): TaskServer[] {
  return servers.slice(0, maxServersTogether).map(({ asked }) => asked);
}

function serverSpec(
  kind: ProbeKind,
  { uri }: CallServer,
  deadlineMs: number,
  task: PlannedTask,
): ProbeSpec {
  const target = formatServerUri(uri);
  return spec(kind, { id: `${kind}/${target}`, target }, deadlineMs, {
    task,
    transport: uri.transport,
    family: hostFamily(uri.host) ?? 'none',
    server: uri,
  });
}

function spec(
  kind: ProbeKind,
  name: { id: string; target: string },
  deadlineMs: number,
  rest: Partial<ProbeSpec> = {},
): ProbeSpec {
  return {
    ...name,
    kind,
    transport: 'none',
    family: 'none',
    deadlineMs,
    server: null,
    credentials: null,
    localAddress: null,
    ...rest,
  };
}
