import { expect, it } from 'vitest';
import { attribute } from '../stun/index.ts';
import { SteadyClock } from './steady-clock.ts';
import { ipv4, peerAddress, VirtualClient, VirtualRelay } from './testing/virtual-relay.ts';

it('never goes back and goes on from where it stood', () => {
  let sourceMs = 5000;
  const clock = new SteadyClock(() => sourceMs);
  const readings = [5000, 6000, 1000, 1500, 0, 10].map((ms) => {
    sourceMs = ms;
    return clock.nowMs();
  });
  expect(readings).toEqual([5000, 6000, 6000, 6500, 6500, 6510]);
});

it('keeps allocations, permissions and nonces right when the clock is set back', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  relay.passSeconds(10_000);
  client.allocate();
  client.request('CreatePermission', [peerAddress(ipv4(7000))]);
  relay.nowMs = 0;
  expect(attribute(client.request('Refresh'), 'LIFETIME')).toBe(600);
  const data = { name: 'DATA', value: Buffer.alloc(1) } as const;
  const send = client.indication('Send', [peerAddress(ipv4(7000)), data]);
  expect(client.send(send)).toHaveLength(1);
  relay.passSeconds(299);
  expect(client.send(send)).toHaveLength(1);
  relay.passSeconds(1);
  expect(client.send(send)).toEqual([]);
  relay.passSeconds(300);
  relay.perform(relay.protocol.expire());
  expect(relay.protocol.active).toBe(0);
});

it('ends an allocation early when it was refreshed for a shorter time', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate([{ name: 'LIFETIME', value: 3600 }]);
  client.request('Refresh', [{ name: 'LIFETIME', value: 600 }]);
  relay.passSeconds(600);
  relay.perform(relay.protocol.expire());
  expect(relay.open.size).toBe(0);
});
