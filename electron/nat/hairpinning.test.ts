import { describe, expect, it } from 'vitest';
import { HairpinningTest } from './hairpinning.ts';
import { addressOf, combinations, server } from './testing/discover.ts';
import { type NetworkOptions, SimulatedNetwork } from './testing/simulated-network.ts';

function hairpin(options: Partial<NetworkOptions> = {}) {
  const servers = options.servers ?? [server('rfc5780', 1), server('plain', 2)];
  const network = new SimulatedNetwork({ seed: 3, ...options, servers });
  const machine = new HairpinningTest({
    servers: servers.map(addressOf),
    localAddress: network.clientAddress,
    startMs: network.nowMs,
  });
  network.run(machine);
  return machine.result();
}

const nat = { mapping: 'endpoint-independent', filtering: 'address-and-port-dependent' } as const;

describe('hairpinning', () => {
  it.each([0, 20])('is found behind every filter with %i % loss', (lossPercent) => {
    for (const { mapping, filtering } of combinations) {
      if (mapping !== 'endpoint-independent') continue;
      const nats = [{ mapping, filtering, hairpinning: true }];
      for (const seed of [1, 2, 3, 4, 5]) {
        expect(hairpin({ nats, lossPercent, seed }).behaviour).toBe('supported');
      }
    }
  });

  it('is not supported where nothing comes back', () => {
    expect(hairpin({ nats: [nat] })).toMatchObject({ behaviour: 'not-supported', reason: null });
  });

  it('is not known behind a symmetric NAT, whose filter stops the test itself', () => {
    const symmetric = { ...nat, mapping: 'address-and-port-dependent', hairpinning: true } as const;
    for (const servers of [[server('rfc5780', 1), server('plain', 2)], [server('rfc5780', 1)]]) {
      expect(hairpin({ nats: [symmetric], servers })).toMatchObject({
        behaviour: 'unknown',
        reason: 'symmetric',
      });
    }
  });

  it('by one server alone does not call a NAT one without hairpinning: it may be symmetric', () => {
    expect(hairpin({ nats: [nat], servers: [server('plain', 1)] })).toMatchObject({
      behaviour: 'unknown',
      reason: 'one-address',
    });
  });

  it('is nothing to test without a NAT, and sends nothing to itself', () => {
    const found = hairpin({ clientAddress: '203.0.113.9' });
    expect(found).toMatchObject({ behaviour: 'unknown', reason: 'no-nat' });
    expect(found.tests.map(({ name }) => name)).not.toContain('hairpin');
  });

  it.each([
    [{ blocked: true }, 'no-answer'],
    [{ nats: [nat], addressGoneAtMs: 500 }, 'network-changed'],
  ] as const)('ends without a result: %o', (options, reason) => {
    expect(hairpin({ ...options, nats: [nat] })).toMatchObject({ behaviour: 'unknown', reason });
  });
});
