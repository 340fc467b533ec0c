import { describe, expect, it } from 'vitest';
import { ipv4 } from './discover.ts';
import { seededRandom } from '../../../shared/testing/random.ts';
import { type NatOptions, SimulatedNat } from './simulated-nat.ts';

const inside = ipv4('192.168.1.2', 50_001);
const [peer, samePeer, stranger] = [
  ipv4('198.51.100.1', 3478),
  ipv4('198.51.100.1', 9),
  ipv4('203.0.113.99', 3478),
];

function nat(options: Partial<NatOptions> = {}) {
  const defaults = { mapping: 'endpoint-independent', filtering: 'endpoint-independent' } as const;
  return new SimulatedNat({ ...defaults, ...options }, seededRandom(1));
}

describe('the simulated NAT', () => {
  it.each([
    ['endpoint-independent', true, true],
    ['address-dependent', true, false],
    ['address-and-port-dependent', false, false],
  ] as const)(
    'maps %s: the same for another port %s, for another address %s',
    (mapping, port, address) => {
      const one = nat({ mapping, ports: 'random' });
      const first = one.outbound(inside, peer, 0).port;
      expect(one.outbound(inside, peer, 1).port).toBe(first);
      expect(one.outbound(inside, samePeer, 2).port === first).toBe(port);
      expect(one.outbound(inside, stranger, 3).port === first).toBe(address);
    },
  );

  it.each([
    ['endpoint-independent', true, true],
    ['address-dependent', true, false],
    ['address-and-port-dependent', false, false],
  ] as const)(
    'filters %s: lets another port in %s, another address %s',
    (filtering, port, address) => {
      const one = nat({ filtering });
      const outside = one.outbound(inside, peer, 0);
      expect(one.inbound(peer, outside, 1)).toEqual(inside);
      expect(one.inbound(samePeer, outside, 1) !== null).toBe(port);
      expect(one.inbound(stranger, outside, 1) !== null).toBe(address);
    },
  );

  it.each([
    ['preservation', (local: number, mapped: number) => mapped === local],
    ['parity', (local: number, mapped: number) => (mapped - local) % 2 === 0],
    ['random', (_local: number, mapped: number) => mapped >= 1024 && mapped <= 65_535],
  ] as const)('assigns ports by %s', (ports, isRight) => {
    const one = nat({ ports });
    for (let port = 50_000; port < 50_050; port += 1) {
      const mapped = one.outbound({ ...inside, port }, peer, 0).port;
      expect(isRight(port, mapped)).toBe(true);
    }
  });

  it('assigns contiguous ports one after the other', () => {
    const one = nat({ ports: 'contiguous' });
    const mapped = [1, 2, 3].map((port) => one.outbound({ ...inside, port }, peer, 0).port);
    expect(mapped).toEqual([mapped[0], (mapped[0] ?? 0) + 1, (mapped[0] ?? 0) + 2]);
  });

  it('forgets a mapping that nothing was sent through for its lifetime', () => {
    const one = nat({ lifetimeMs: 1000 });
    const outside = one.outbound(inside, peer, 0);
    expect(one.inbound(peer, outside, 1000)).toEqual(inside);
    expect(one.inbound(peer, outside, 1001)).toBeNull();
    one.outbound(inside, peer, 1001);
    expect(one.inbound(peer, outside, 2001)).toEqual(inside);
  });

  it('without mapping is a firewall: addresses stay', () => {
    const one = nat({ mapping: 'none', filtering: 'address-and-port-dependent' });
    expect(one.outbound(inside, peer, 0)).toEqual(inside);
    expect(one.inbound(peer, inside, 0)).toEqual(inside);
    expect(one.inbound(stranger, inside, 0)).toBeNull();
  });
});

it('gives the same numbers for the same seed', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(Math.max(...Array.from({ length: 1000 }, seededRandom(1)))).toBeLessThan(1);
});
