import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { attribute, type StunAttribute } from '../stun/index.ts';
import {
  alice,
  bob,
  messageOf,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const wishes: Record<string, StunAttribute[]> = {
  one: [],
  ipv6: [{ name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv6' }],
  both: [{ name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' }],
  pair: [{ name: 'EVEN-PORT', value: { reserve: true } }],
};
const releases: Record<string, StunAttribute[]> = {
  release: [],
  releaseIpv4: [{ name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv4' }],
  releaseIpv6: [{ name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv6' }],
};
const others = ['claim', 'gone', 'fail', 'open', 'pass', 'expire'] as const;

const step = fc.record({
  client: fc.nat(5),
  what: fc.constantFrom(...Object.keys(wishes), ...Object.keys(releases), ...others),
  late: fc.boolean(),
  seconds: fc.nat(700),
});

/** Clients that come, release, vanish and bring tokens while sockets open late or not at all. */
class Story {
  readonly relay = new VirtualRelay({ families: ['IPv4', 'IPv6'], maxRelaysPerAccount: 4 });
  readonly #clients = Array.from(
    { length: 6 },
    (_, n) => new VirtualClient(this.relay, 40_000 + n, n < 3 ? alice : bob),
  );
  #token: Buffer = Buffer.alloc(8);

  take({ client: at, what, late, seconds }: typeof step extends fc.Arbitrary<infer T> ? T : never) {
    const client = this.#clients[at];
    if (!client) throw new Error('no such client');
    this.relay.opensAtOnce = false;
    client.nonce = attribute(client.ask('Allocate'), 'NONCE') ?? '';
    this.relay.opensAtOnce = !late;
    const token: StunAttribute = { name: 'RESERVATION-TOKEN', value: this.#token };
    const wish = what === 'claim' ? [token] : wishes[what];
    if (wish) this.#allocate(client, wish);
    const release = releases[what];
    if (release)
      client.send(client.signed('Refresh', [{ name: 'LIFETIME', value: 0 }, ...release]));
    if (what === 'gone') this.relay.perform(this.relay.protocol.handleClientGone(client.tuple));
    if (what === 'fail') this.#failOne();
    if (what === 'open') this.relay.openWaiting();
    if (what === 'pass') this.relay.passSeconds(seconds);
    if (what === 'expire') this.relay.perform(this.relay.protocol.expire());
  }

  #allocate(client: VirtualClient, wish: StunAttribute[]): void {
    const sent = client.send(client.signed('Allocate', [requestedTransport, ...wish]));
    for (const one of sent) {
      this.#token = attribute(messageOf([one]), 'RESERVATION-TOKEN') ?? this.#token;
    }
  }

  #failOne(): void {
    const waiting = this.relay.waiting.shift();
    if (waiting) this.relay.perform(this.relay.protocol.handleRelayFailed(waiting.relay));
  }
}

it('counts each socket once, whatever clients do and however sockets open', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const story = new Story();
      const { relay } = story;
      for (const one of steps) {
        story.take(one);
        if (relay.waiting.length > 0) continue;
        const { relays, opening } = relay.protocol.held;
        expect({ relays, opening }).toEqual({ relays: relay.open.size, opening: 0 });
        expect(relays).toBeLessThanOrEqual(8);
      }
      relay.openWaiting();
      relay.passSeconds(4000);
      relay.perform(relay.protocol.expire());
      expect(relay.open.size).toBe(0);
      expect(relay.protocol.held).toMatchObject({ allocations: 0, relays: 0, opening: 0 });
    }),
    { numRuns: 300 },
  );
}, 30_000);
