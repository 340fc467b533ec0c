import type { Endpoint } from '../endpoint.ts';
import { estimateVoiceQuality } from '../e-model.ts';
import type { ProbeOf, Transport } from '../report.ts';
import type {
  CallPathKind,
  CallSample,
  CallStage,
  CandidatePair,
  IceCandidateError,
  IceCandidateResult,
  WebrtcCallResult,
  WebrtcMediaResult,
} from '../webrtc-results.ts';

/** Probes of Chromium's calls for tests; times and candidates are those of calls on loopback and in the NAT lab. */

const ipv4 = (address: string, port: number): Endpoint => ({ address, port, family: 'IPv4' });

export function iceCandidate(overrides: Partial<IceCandidateResult> = {}): IceCandidateResult {
  return {
    type: 'host',
    protocol: 'udp',
    relayProtocol: null,
    endpoint: ipv4('192.168.77.2', 51_200),
    family: 'IPv4',
    mdns: false,
    related: null,
    server: null,
    priority: 2_122_260_223,
    atMs: 4.2,
    ...overrides,
  };
}

/** What Chromium shows of an own address where it hides it. */
export function mdnsCandidate(): IceCandidateResult {
  return iceCandidate({ endpoint: null, family: null, mdns: true });
}

export function srflxCandidate(server = 'stun:stun.example.org'): IceCandidateResult {
  return iceCandidate({
    type: 'srflx',
    endpoint: ipv4('203.0.113.1', 51_200),
    related: ipv4('0.0.0.0', 0),
    server,
    priority: 1_686_052_607,
    atMs: 26.4,
  });
}

export function relayCandidate(
  server: string,
  relayProtocol: 'udp' | 'tcp' | 'tls' = 'udp',
  port = 50_001,
): IceCandidateResult {
  return iceCandidate({
    type: 'relay',
    relayProtocol,
    endpoint: ipv4('198.51.100.7', port),
    related: ipv4('203.0.113.1', 51_200),
    server,
    priority: 41_885_439,
    atMs: 58.9,
  });
}

export function iceError(code: number, overrides: Partial<IceCandidateError> = {}) {
  return {
    server: 'turn:turn.example.org',
    code,
    text: code === 701 ? 'TURN host lookup received error.' : 'Unauthorized',
    address: '192.168.77.x',
    port: 51_200,
    atMs: 60.4,
    ...overrides,
  };
}

const members = {
  family: 'none',
  status: 'passed',
  startedAtMs: 3.4,
  error: null,
} as const;

export function gathered(
  server: string,
  candidates: IceCandidateResult[],
  errors: IceCandidateError[] = [],
  overrides: Partial<ProbeOf<'webrtc.gather'>> = {},
): ProbeOf<'webrtc.gather'> {
  return {
    ...members,
    id: `webrtc.gather/${server}`,
    kind: 'webrtc.gather',
    target: server,
    transport: 'udp',
    durationMs: 120.3,
    result: { servers: [server], candidates, errors, complete: true, gatheringMs: 118.2 },
    ...overrides,
  };
}

const passedStages: CallStage[] = [
  { name: 'offer', status: 'passed', atMs: 3.1 },
  { name: 'gathering', status: 'passed', atMs: 62.4 },
  { name: 'checking', status: 'passed', atMs: 63 },
  { name: 'ice-connected', status: 'passed', atMs: 121.7 },
  { name: 'dtls-connected', status: 'passed', atMs: 168.2 },
  { name: 'channel-open', status: 'passed', atMs: 180.5 },
  { name: 'stream', status: 'passed', atMs: 1182.9 },
  { name: 'closed', status: 'passed', atMs: 1184 },
];

/** A second of samples, one every 100 ms. */
export function callSamples(rttMs: number, lossPercent = 0): CallSample[] {
  return Array.from({ length: 10 }, (_, index) => ({
    atMs: (index + 1) * 100,
    rttMs: rttMs + (index % 3) * 0.7,
    lossPercent: index === 6 ? lossPercent : 0,
    kbps: 64,
  }));
}

function pairOf(path: CallPathKind, target: string, transport: Transport): CandidatePair {
  if (path === 'host') return { local: iceCandidate(), remote: iceCandidate() };
  if (path === 'srflx') return { local: iceCandidate(), remote: srflxCandidate() };
  const over = transport === 'none' ? 'udp' : transport;
  return {
    local: relayCandidate(target, over),
    remote: relayCandidate(target, over, 50_002),
  };
}

const pathNames = { host: 'this computer', srflx: 'this network', baseline: 'embedded relay' };

/** A call that connected. `target` is the TURN server of a `relay` call. */
export function connectedCall(
  path: CallPathKind,
  target = 'turn:turn.example.org',
  transport: Transport = 'udp',
  result: Partial<WebrtcCallResult> = {},
): ProbeOf<'webrtc.call'> {
  const own = path === 'relay' ? target : pathNames[path];
  return {
    ...members,
    id: path === 'relay' ? `webrtc.call/${transport}/${target}` : `webrtc.call/${path}`,
    kind: 'webrtc.call',
    target: own,
    transport,
    durationMs: 1190.2,
    result: {
      path,
      connected: true,
      stages: passedStages,
      connectMs: 180.5,
      selectedPair: pairOf(path, target, transport),
      stream: {
        sent: 100,
        received: 100,
        duplicated: 0,
        reordered: 0,
        lossPercent: 0,
        rttMs: { min: 24.1, median: 25.2, p95: 27.9, max: 31, jitter: 0.8 },
        jitterMs: 0.9,
      },
      throughputMbps: null,
      samples: callSamples(25),
      errors: [],
      ...result,
    },
  };
}

/** A call that got as far as `stage` and failed there. */
export function failedCall(
  path: CallPathKind,
  stage: CallStage['name'] = 'checking',
  target = 'turn:turn.example.org',
  transport: Transport = 'udp',
  errors: IceCandidateError[] = [],
): ProbeOf<'webrtc.call'> {
  const index = passedStages.findIndex(({ name }) => name === stage);
  return {
    ...connectedCall(path, target, transport, {
      connected: false,
      stages: [
        ...passedStages.slice(0, index),
        { name: stage, status: 'failed', atMs: 3020.4 },
        { name: 'closed', status: 'passed', atMs: 3021 },
      ],
      connectMs: null,
      selectedPair: null,
      stream: null,
      samples: [],
      errors,
    }),
    status: 'failed',
    error: { code: 'timeout', message: `recorded failure in ${stage}` },
  };
}

/** A call that connected and broke off while messages were sent. */
export function droppedCall(target = 'turn:turn.example.org'): ProbeOf<'webrtc.call'> {
  const stages: CallStage[] = passedStages.map((stage) =>
    stage.name === 'stream' ? { name: 'stream', status: 'failed', atMs: 612.4 } : stage,
  );
  return {
    ...connectedCall('relay', target, 'udp', { stages, samples: callSamples(25).slice(0, 4) }),
    status: 'failed',
    error: { code: 'timeout', message: 'recorded break' },
  };
}

export function media(
  path: CallPathKind,
  target = 'turn:turn.example.org',
  quality = { rttMs: 26, jitterMs: 2, lossPercent: 0 },
  result: Partial<WebrtcMediaResult> = {},
): ProbeOf<'webrtc.media'> {
  const voiceQuality = estimateVoiceQuality(quality);
  const lost = Math.round(quality.lossPercent);
  const kind = {
    packetsSent: 100,
    packetsReceived: 100 - lost,
    packetsLost: lost,
    lossPercent: quality.lossPercent,
    jitterMs: quality.jitterMs,
  };
  const own = path === 'relay' ? target : pathNames[path];
  return {
    ...members,
    id: `webrtc.media/${path === 'relay' ? target : path}`,
    kind: 'webrtc.media',
    target: own,
    transport: 'udp',
    durationMs: 2190.2,
    result: {
      path,
      connected: true,
      stages: passedStages,
      selectedPair: pairOf(path, target, 'udp'),
      durationMs: 2000,
      rttMs: quality.rttMs,
      availableOutgoingKbps: 2400,
      audio: {
        codec: 'opus',
        kbps: 48,
        ...kind,
        concealedSamples: 480,
        totalSamplesReceived: 96_000,
      },
      video: {
        codec: 'VP8',
        kbps: 820,
        ...kind,
        framesSent: 60,
        framesReceived: 60,
        framesDecoded: 59,
        framesDropped: 1,
        freezeCount: 0,
      },
      voiceQuality,
      mos: voiceQuality.mos,
      samples: callSamples(quality.rttMs, quality.lossPercent),
      errors: [],
      ...result,
    },
  };
}

/** As the terminal gives them, where there is no Chromium. */
export function skippedCall(path: CallPathKind = 'host'): ProbeOf<'webrtc.call'> {
  return {
    ...connectedCall(path),
    status: 'skipped',
    result: null,
    error: {
      code: 'not-supported',
      message: 'Test calls need Chromium: run them in the application.',
    },
  };
}
