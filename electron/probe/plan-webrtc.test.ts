import { describe, expect, it } from 'vitest';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { webrtcSpecs } from './plan-webrtc.ts';

const account = { username: 'anna', credential: 'secret' };
const kinds = new Set(['webrtc.gather', 'webrtc.call', 'webrtc.media'] as const);

function planFor(profile: Partial<Profile>, rest: Partial<Parameters<typeof webrtcSpecs>[0]> = {}) {
  return webrtcSpecs({
    profile: { ...defaultProfile, ...profile },
    kinds,
    canCall: true,
    throughput: false,
    ...rest,
  });
}

type Plan = ReturnType<typeof webrtcSpecs>;
const ids = (plan: Plan) => plan.map(({ id }) => id);
const urls = (plan: Plan, id: string) =>
  plan.find((spec) => spec.id === id)?.task?.servers.map(({ url }) => url);

describe('webrtcSpecs', () => {
  it('calls this computer and its own relay where no server is named', () => {
    expect(ids(planFor({}))).toEqual([
      'webrtc.gather/all',
      'webrtc.call/host',
      'webrtc.call/baseline',
      'webrtc.media/direct',
      'webrtc.media/baseline',
    ]);
  });

  it('asks each server alone and all together, and calls by each TURN server', () => {
    const plan = planFor({
      stun: ['stun:s.example'],
      turn: [
        { uri: 'turn:t.example', ...account },
        { uri: 'turn:t.example?transport=tcp', ...account },
        { uri: 'turns:t.example', ...account },
      ],
    });
    expect(ids(plan)).toEqual([
      'webrtc.gather/all',
      'webrtc.gather/stun:s.example',
      'webrtc.gather/turn:t.example',
      'webrtc.gather/turn:t.example?transport=tcp',
      'webrtc.gather/turns:t.example',
      'webrtc.call/host',
      'webrtc.call/srflx',
      'webrtc.call/baseline',
      'webrtc.call/turn:t.example',
      'webrtc.call/turn:t.example?transport=tcp',
      'webrtc.call/turns:t.example',
      'webrtc.media/direct',
      'webrtc.media/relay',
    ]);
    expect(urls(plan, 'webrtc.call/turns:t.example')).toEqual([
      'turns:t.example:5349?transport=tcp',
    ]);
    expect(urls(plan, 'webrtc.call/srflx')).toEqual([
      'stun:s.example:3478',
      'turn:t.example:3478?transport=udp',
    ]);
    expect(plan.find(({ id }) => id === 'webrtc.call/turns:t.example')?.transport).toBe('tls');
  });

  it('leaves out what Chromium cannot ask: STUN over TLS, and TURN without a password', () => {
    const plan = planFor({
      stun: ['stuns:s.example'],
      turn: [{ uri: 'turn:t.example', username: 'anna', secretRef: 'lost' }],
    });
    expect(ids(plan)).toEqual(ids(planFor({})));
  });

  it('asks at most five servers in one call', () => {
    const stun = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `stun:${name}.example`);
    expect(urls(planFor({ stun }), 'webrtc.gather/all')).toHaveLength(5);
  });

  it('asks for throughput only when it is wanted, and gives it time', () => {
    const task = (plan: Plan) => plan.find(({ id }) => id === 'webrtc.call/host');
    const [without, wanted] = [task(planFor({})), task(planFor({}, { throughput: true }))];
    expect(without?.task).toMatchObject({ throughput: null });
    expect(wanted?.task).toMatchObject({ throughput: { maxMs: 1500 } });
    expect(wanted?.deadlineMs).toBeGreaterThan(without?.deadlineMs ?? 0);
  });

  it('has one line a kind where there is no Chromium to ask', () => {
    const plan = planFor({ stun: ['stun:s.example'] }, { canCall: false });
    expect(ids(plan)).toEqual([...kinds]);
    expect(plan.every(({ task }) => task === undefined)).toBe(true);
  });

  it('runs only the kinds that were asked for', () => {
    expect(ids(planFor({}, { kinds: new Set(['webrtc.gather'] as const) }))).toEqual([
      'webrtc.gather/all',
    ]);
  });
});
