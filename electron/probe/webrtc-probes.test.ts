import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type {
  CallStage,
  WebrtcCallResult,
  WebrtcGatherResult,
} from '../../shared/webrtc-results.ts';
import type { ResultOf, WitnessKind, WitnessTask } from '../../shared/witness.ts';
import { NatDiscoveries } from './nat-discoveries.ts';
import type { PlannedTask, ProbeContext, ProbeSpec } from './probe.ts';
import { runWebrtcCall } from './webrtc-call.ts';
import { runWebrtcGather } from './webrtc-gather.ts';
import type { Witness, WitnessAnswer } from './witness.ts';

const t = createTranslate('en');

/** Chromium in a test: it gives the result that it is told, and keeps what it was asked. */
class ToldWitness implements Witness {
  readonly asked: WitnessTask[] = [];
  readonly #answer: WitnessAnswer<WitnessKind>;

  constructor(answer: ResultOf<WitnessKind> | null) {
    this.#answer = answer ? { status: 'done', result: answer } : { status: 'gone', reason: 'test' };
  }

  run: Witness['run'] = <K extends WitnessKind>(task: WitnessTask) => {
    this.asked.push(task);
    return Promise.resolve(this.#answer as WitnessAnswer<K>);
  };

  close(): void {
    this.asked.length = 0;
  }
}

function specOf(kind: ProbeSpec['kind'], task: PlannedTask, rest: Partial<ProbeSpec> = {}) {
  const name = { id: kind, kind, target: 'x', transport: 'none', family: 'none' } as const;
  const server = { server: null, credentials: null, localAddress: null };
  return { ...name, ...server, deadlineMs: 1000, task, ...rest };
}

function contextOf(witness: Witness | null, signal = new AbortController().signal): ProbeContext {
  return {
    signal,
    t,
    witness,
    discoveries: new NatDiscoveries(),
    earlier: null,
    onProgress: () => undefined,
    onLive: () => undefined,
  };
}

const gatherTask: PlannedTask = { kind: 'webrtc.gather', servers: [], limitMs: 1 };
const callTask = {
  kind: 'webrtc.call',
  path: 'relay',
  servers: [],
  connectLimitMs: 4000,
  stream: { count: 1, intervalMs: 1 },
  throughput: null,
} as const;

const gathered: WebrtcGatherResult = {
  servers: [],
  candidates: [],
  errors: [],
  complete: true,
  gatheringMs: 10,
};
const stage = (name: CallStage['name'], status: CallStage['status'], atMs = 10): CallStage => ({
  name,
  status,
  atMs,
});
const called: WebrtcCallResult = {
  path: 'relay',
  connected: true,
  stages: [stage('offer', 'passed'), stage('stream', 'passed')],
  connectMs: 5,
  selectedPair: null,
  stream: null,
  throughputMbps: null,
  samples: [],
  errors: [],
};
const iceError = (code: number) => ({
  server: 'turn:t.example:3478?transport=udp',
  code,
  text: 'text',
  address: null,
  port: null,
  atMs: 1,
});
const stunServer = { scheme: 'stun', host: 's.example', port: 3478, transport: 'udp' } as const;
const turnServer = { ...stunServer, scheme: 'turn' } as const;

describe('a webrtc probe', () => {
  it('is skipped without Chromium and says what is needed', async () => {
    const outcome = await runWebrtcGather(specOf('webrtc.gather', gatherTask), contextOf(null));
    expect(outcome).toMatchObject({ status: 'skipped', error: { code: 'not-supported' } });
    expect(outcome.error?.message).toBe(t('witness.error.noChromium'));
  });

  it('gives a REST server a password that was made for it, and never the secret', async () => {
    const witness = new ToldWitness(gathered);
    const credentials = { username: 'anna', credential: 'the secret', rest: {} };
    const task = { ...gatherTask, servers: [{ url: 'turn:t.example:3478', credentials }] };
    await runWebrtcGather(specOf('webrtc.gather', task), contextOf(witness));
    const [server] = witness.asked[0]?.servers ?? [];
    expect(server?.username).toMatch(/^\d+:anna$/);
    expect(JSON.stringify(witness.asked)).not.toContain('the secret');
  });

  it('does not blame the network when the page of the calls ends', async () => {
    const witness = new ToldWitness(null);
    const outcome = await runWebrtcCall(specOf('webrtc.call', callTask), contextOf(witness));
    expect(outcome).toMatchObject({ status: 'inconclusive', error: { code: 'internal' } });
  });
});

describe('runWebrtcGather', () => {
  const run = (result: WebrtcGatherResult, server: ProbeSpec['server']) =>
    runWebrtcGather(
      specOf('webrtc.gather', gatherTask, { server }),
      contextOf(new ToldWitness(result)),
    );

  it('passes where a STUN server answered and no address was translated', async () => {
    expect((await run(gathered, stunServer)).status).toBe('passed');
  });

  it('fails where a STUN server was silent', async () => {
    const outcome = await run({ ...gathered, complete: false }, stunServer);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
  });

  it('fails where a TURN server gave no relay, with what the server said before what did not reach it', async () => {
    const rejected = await run({ ...gathered, errors: [iceError(701), iceError(401)] }, turnServer);
    expect(rejected).toMatchObject({ status: 'failed', error: { code: 'rejected' } });
    const unreached = await run({ ...gathered, errors: [iceError(701)] }, turnServer);
    expect(unreached).toMatchObject({ status: 'failed', error: { code: 'unreachable' } });
  });
});

describe('runWebrtcCall', () => {
  const run = (result: Partial<WebrtcCallResult>, signal?: AbortSignal) =>
    runWebrtcCall(
      specOf('webrtc.call', callTask),
      contextOf(new ToldWitness({ ...called, ...result }), signal),
    );

  it('passes where the stream ran to its end', async () => {
    expect(await run({})).toMatchObject({ status: 'passed', error: null });
  });

  it('tells a path that ended in the middle from one that never stood', async () => {
    const ended = await run({ stages: [stage('offer', 'passed'), stage('stream', 'failed', 740)] });
    expect(ended.error?.message).toBe(t('witness.error.streamEnded', { seconds: 0.7 }));
    const never = await run({ stages: [stage('checking', 'failed', 4000)], connected: false });
    expect(never.error?.message).toContain(t('witness.stage.checking'));
  });

  it('is skipped by reflexive candidates where every server answered and none was found', async () => {
    const stages = [stage('gathering', 'failed', 60)];
    const outcome = await run({ path: 'srflx', connected: false, stages });
    expect(outcome).toMatchObject({ status: 'skipped', error: { code: 'not-supported' } });
  });

  it('fails by reflexive candidates where a server did not answer', async () => {
    const late = [stage('gathering', 'failed', 4000)];
    expect((await run({ path: 'srflx', connected: false, stages: late })).status).toBe('failed');
    const early = [stage('gathering', 'failed', 60)];
    const errors = [iceError(701)];
    const refused = await run({ path: 'srflx', connected: false, stages: early, errors });
    expect(refused.status).toBe('failed');
  });

  it('says nothing of a call that was cut short', async () => {
    const outcome = await run({}, AbortSignal.abort());
    expect(outcome).toMatchObject({ status: 'inconclusive', error: null });
  });
});
