import { describe, expect, it } from 'vitest';
import type { ProbeResult } from './report.ts';
import { packetsOf, rttOf, serverRttOf, type ServerState, summarizeServers } from './servers.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
  refusedAllocation,
  relayed,
} from './testing/probes.ts';

const host = 'turn.example.org:3478';
const target = `turn:${host}`;

function states(probes: ProbeResult[]): ServerState[] {
  return summarizeServers({ probes }).map(({ state }) => state);
}

describe('summarizeServers', () => {
  it('puts the probes of one server together and leaves out what is not a server', () => {
    const probes = [
      adapters(),
      baseline(),
      answeredBinding(host, { target }),
      answeredBinding('stun.example.org:3478'),
      allocation(host),
    ];
    const servers = summarizeServers({ probes });
    expect(servers.map((server) => server.target)).toEqual([target, 'stun:stun.example.org:3478']);
    expect(servers[0]).toMatchObject({
      state: 'works',
      transports: ['udp'],
      families: ['IPv4'],
      rttMs: 24.2,
      sent: 5,
      received: 5,
      errorCode: null,
      probes: [probes[2], probes[4]],
    });
  });

  it('says that a server works by one family although the other one is silent', () => {
    expect(
      states([answeredBinding(host), failedBinding(host, 'timeout', { family: 'IPv6' })]),
    ).toEqual(['works']);
  });

  it('says that a server that answers Binding but refuses to relay is limited', () => {
    expect(states([answeredBinding(host, { target }), refusedAllocation(host, 401)])).toEqual([
      'limited',
    ]);
    expect(
      states([
        answeredBinding(host, { target }),
        allocation(host, { status: 'failed', error: { code: 'timeout', message: '' } }),
      ]),
    ).toEqual(['limited']);
  });

  it.each(['timeout', 'refused', 'unreachable', 'name-not-found'] as const)(
    'says that a server is silent after %s',
    (code) => {
      expect(states([failedBinding(host, code)])).toEqual(['silent']);
    },
  );

  it('says that a server that answers nonsense is limited, not silent', () => {
    expect(states([failedBinding(host, 'malformed')])).toEqual(['limited']);
  });

  it.each(['cancelled', 'internal', 'not-supported'] as const)(
    'says nothing about a server after %s',
    (code) => {
      expect(states([failedBinding(host, code)])).toEqual(['unknown']);
    },
  );

  it('lets what was not asked decide nothing', () => {
    const skipped = allocation(host, { status: 'skipped', result: null });
    expect(states([answeredBinding(host, { target }), skipped])).toEqual(['works']);
    expect(states([skipped])).toEqual(['unknown']);
  });
});

describe('a relay that was sent data through', () => {
  it('counts its packets, but not its round trips, which pass the server twice', () => {
    const [server] = summarizeServers({
      probes: [answeredBinding(host, { target }), relayed(host, { sent: 100, received: 90 })],
    });
    expect(server).toMatchObject({ state: 'works', rttMs: 24.2, sent: 105, received: 95 });
    expect(rttOf(relayed(host))?.median).toBe(48.6);
    expect(serverRttOf(relayed(host))).toBeNull();
    expect(serverRttOf(answeredBinding(host))?.median).toBe(24.2);
  });

  it('has no packets where nothing was sent', () => {
    expect(packetsOf(relayed(host, { sent: 0, received: 0 }))).toBeNull();
  });
});

describe('a probe', () => {
  it('has round trips and packets where its kind counts them', () => {
    expect(rttOf(baseline())?.median).toBe(0.2);
    expect(packetsOf(baseline())).toMatchObject({ sent: 100, received: 100 });
    expect(rttOf(adapters())).toBeNull();
    expect(packetsOf(allocation(host))).toBeNull();
    expect(packetsOf(answeredBinding(host, { result: null }))).toBeNull();
  });
});
