import { seededRandom, type Random } from '../../../shared/testing/random.ts';
import type { ClientDatagram } from '../action.ts';
import type { Held } from '../held.ts';
import { FuzzWorld, senders } from './fuzz-world.ts';
import { below, mutated, oneOf, refitted } from './mutate.ts';
import { trafficOf } from './traffic.ts';
import { VirtualClient } from './virtual-relay.ts';

/** New traffic after so many datagrams: nonces and transaction ids that are new again. */
const renewEvery = 3000;
const bystanderEvery = 500;
const timeEvery = 50;
const goneEvery = 100;

/** Slow enough for the limit of failed logins: else most of what is signed would not be looked at. */
const meanStepMs = 150;

/** What a fuzz run did, and what the relay held after all had expired. */
export interface FuzzResult {
  done: number;
  /** Steps of the good client between the broken ones. */
  undisturbed: number;
  granted: number;
  discarded: number;
  left: Held & { open: number };
}

/**
 * Sends that many datagrams, most of them changed copies of good ones of every kind, from three accounts over UDP and TCP
 * and from peers. What is changed follows from the seed. `onProgress` is told now and then how many are done.
 */
export function fuzzDatagrams(
  count: number,
  seed: number,
  onProgress: (done: number) => void = () => undefined,
): FuzzResult {
  const random = seededRandom(seed);
  const world = new FuzzWorld(random);
  let traffic: ClientDatagram[] = [];
  for (let done = 0; done < count; done++) {
    if (done % renewEvery === 0) {
      traffic = allTraffic(world, 10_000 + ((done / renewEvery) % 8000), random);
      onProgress(done);
    }
    const { tuple, bytes } = oneOf(random, traffic);
    const sent = random() < 0.1 ? bytes : broken(bytes, traffic, random);
    if (below(random, 16) === 0) world.fromPeer(sent);
    else world.fromClient({ tuple, bytes: sent });
    if (done % goneEvery === 0) world.clientGone(tuple);
    world.relay.nowMs += meanStepMs * 2 * random();
    if (done % timeEvery === 0) world.passTime();
    if (done % bystanderEvery === 0) world.checkBystander();
  }
  const { granted, discarded } = world.relay.protocol;
  const { undisturbed } = world;
  return { done: count, undisturbed, granted, discarded, left: world.end() };
}

function broken(bytes: Buffer, traffic: readonly ClientDatagram[], random: Random): Buffer {
  const changed = mutated(bytes, oneOf(random, traffic).bytes, random);
  return random() < 0.5 ? refitted(changed) : changed;
}

/** Clients on ports of their own: failed logins are counted for each. */
function allTraffic(world: FuzzWorld, port: number, random: Random): ClientDatagram[] {
  const clients = (['udp', 'tcp'] as const).flatMap((transport) =>
    senders.map((sender, at) => new VirtualClient(world.relay, 3 * port + at, sender, transport)),
  );
  return clients.flatMap((client) => trafficOf(client, random));
}
