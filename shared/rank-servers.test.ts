import { describe, expect, it } from 'vitest';
import { rankServers } from './rank-servers.ts';
import { answeredBinding, failedBinding } from './testing/probes.ts';
import { failedTurn, turnAllocation, turnRelay } from './testing/turn-probes.ts';

function binding(host: string, median: number) {
  const rttMs = { min: median, median, p95: median, max: median, jitter: 0 };
  const probe = answeredBinding(`${host}:3478`, { target: `turn:${host}` });
  return { ...probe, result: probe.result && { ...probe.result, rttMs } };
}

const hosts = (probes: Parameters<typeof rankServers>[0]['probes']) =>
  rankServers({ probes }).map(({ host }) => host);

describe('the ranking of servers', () => {
  it('puts what works before what works in part, and that before what is silent', () => {
    expect(
      hosts([
        failedBinding('c', 'timeout', { target: 'stun:c' }),
        binding('b', 5),
        failedTurn({ host: 'b', stunErrorCode: 401 }),
        binding('a', 90),
        turnAllocation('a'),
      ]),
    ).toEqual(['a', 'b', 'c']);
  });

  it('puts the nearest first among those that work, and what has no time last', () => {
    const unmeasured = turnAllocation('c', 'tcp', { steps: [] });
    expect(hosts([binding('a', 40), binding('b', 12), unmeasured])).toEqual(['b', 'a', 'c']);
  });

  it('puts all ways to one host together and tells which of them work', () => {
    const [server] = rankServers({
      probes: [
        binding('a', 12),
        turnAllocation('a'),
        turnAllocation('a', 'tcp'),
        failedTurn({ host: 'a', transport: 'tls', step: 'tls', code: 'timeout' }),
      ],
    });
    expect(server).toMatchObject({
      host: 'a',
      state: 'limited',
      isRelay: true,
      working: ['udp', 'tcp'],
      failing: ['tls'],
      errorCode: 'timeout',
      rttMs: 12,
    });
  });

  it('tells loss and voice of the relayed stream, and of Binding where there is none', () => {
    const relayed = rankServers({
      probes: [turnAllocation('a'), turnRelay('a', { received: 96, lossPercent: 4, mos: 3.9 })],
    });
    expect(relayed[0]).toMatchObject({ lossPercent: 4, mos: 3.9 });
    const asked = rankServers({ probes: [binding('a', 12)] });
    expect(asked[0]).toMatchObject({ lossPercent: 0, mos: null, isRelay: false });
  });

  it('takes each port behind a bare address for a server of its own', () => {
    expect(hosts([binding('203.0.113.9', 12), answeredBinding('203.0.113.9:5000')])).toEqual([
      '203.0.113.9:3478',
      '203.0.113.9:5000',
    ]);
  });

  it('takes the time of one request where nothing else was measured', () => {
    expect(rankServers({ probes: [turnAllocation('a', 'tls')] })[0]?.rttMs).toBe(25.2);
  });

  it('says nothing about a server that was not asked to the end', () => {
    const cancelled = failedBinding('a', 'cancelled', { status: 'inconclusive' });
    expect(rankServers({ probes: [cancelled] })[0]).toMatchObject({
      state: 'unknown',
      failing: [],
    });
  });
});
