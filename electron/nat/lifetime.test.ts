import { describe, expect, it } from 'vitest';
import { type LifetimeProgress, LifetimeTest } from './lifetime.ts';
import { addressOf, combinations, ipv4, server } from './testing/discover.ts';
import { type NetworkOptions, SimulatedNetwork } from './testing/simulated-network.ts';
import { SimulatedServer } from './testing/simulated-server.ts';

function search(options: Partial<NetworkOptions> & { upperBoundSec?: number; untilMs?: number }) {
  const servers = options.servers ?? [server('rfc5780', 1)];
  const network = new SimulatedNetwork({ seed: 5, ...options, servers });
  const told: LifetimeProgress[] = [];
  const startMs = network.nowMs;
  const machine = new LifetimeTest({
    servers: servers.map(addressOf),
    upperBoundSec: options.upperBoundSec ?? 300,
    startMs,
    onProgress: (progress) => told.push(progress),
  });
  network.run(machine, options.untilMs);
  machine.stop('stopped');
  const tookSec = (network.nowMs - startMs) / 1000;
  return { ...machine.result(network.clientAddress), tookSec, told, ...network.sent };
}

const nat = { mapping: 'endpoint-independent', filtering: 'address-and-port-dependent' } as const;
const withLifetime = (seconds: number) => [{ ...nat, lifetimeMs: seconds * 1000 }];

describe('the search for the lifetime of a mapping', () => {
  it.each([4, 8, 30, 65, 119, 181, 290])(
    'finds %i s to a tenth, in less than three times that',
    (seconds) => {
      for (const lossPercent of [0, 20]) {
        const found = search({ nats: withLifetime(seconds), lossPercent });
        expect(found.behaviour).toBe('measured');
        expect(found.lifetimeSec).toBeLessThanOrEqual(seconds);
        expect(found.goneAfterSec).toBeGreaterThan(seconds - 1);
        const width = (found.goneAfterSec ?? 0) - (found.lifetimeSec ?? 0);
        expect(width).toBeLessThanOrEqual(Math.max(2, 0.1 * (found.goneAfterSec ?? 0)));
        expect(found.tookSec).toBeLessThan(3 * seconds + 20);
        expect(found.keepAliveSec).toBeLessThan(found.lifetimeSec ?? 0);
      }
    },
  );

  it('works behind every kind of NAT', () => {
    for (const { mapping, filtering } of combinations) {
      const nats = [{ mapping, filtering, ports: 'random', lifetimeMs: 45_500 }] as const;
      expect(search({ nats })).toMatchObject({ behaviour: 'measured', lifetimeSec: 45 });
    }
  });

  it('says "at least" where the mapping outlives the bound, which can be set', () => {
    const found = search({ nats: withLifetime(100), upperBoundSec: 40 });
    expect(found).toMatchObject({
      behaviour: 'at-least',
      lifetimeSec: 40,
      goneAfterSec: null,
      keepAliveSec: 32,
    });
    expect(found.tookSec).toBeLessThan(45);
  });

  it('keeps what it knows when it is stopped, and told how far it was', () => {
    const found = search({ nats: withLifetime(100), untilMs: 1000 + 50_000 });
    expect(found).toMatchObject({ behaviour: 'at-least', lifetimeSec: 45, reason: 'stopped' });
    expect(found.told.at(-1)).toMatchObject({ aliveSec: 45, goneSec: null, upperBoundSec: 300 });
    expect(found.told.length).toBeGreaterThan(5);
    expect(found.told.length).toBeLessThan(30);
  });

  it('needs a server that knows RESPONSE-PORT, and says so', () => {
    const ignorant = (n: number) =>
      new SimulatedServer(
        ipv4(`198.51.10${n}.1`, 3478),
        ipv4(`198.51.10${n}.2`, 3479),
        'rfc5780',
        false,
      );
    const alone = search({ nats: withLifetime(30), servers: [ignorant(1)] });
    expect(alone).toMatchObject({ behaviour: 'unknown', reason: 'no-response-port' });
    const second = search({ nats: withLifetime(30), servers: [ignorant(1), server('rfc5780', 2)] });
    expect(second).toMatchObject({ behaviour: 'measured', reason: null });
  });

  it.each([
    [{ blocked: true }, 'no-answer'],
    [{ addressGoneAtMs: 20_000 }, 'network-changed'],
  ] as const)('ends without a lifetime that is not one: %o', (options, reason) => {
    const found = search({ ...options, nats: withLifetime(100) });
    expect(found).toMatchObject({ goneAfterSec: null, reason });
    expect(found.behaviour).not.toBe('measured');
  });
});
