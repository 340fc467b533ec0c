import { seededRandom, type Random } from '../../../shared/testing/random.ts';
import { StreamFramer } from '../../stun/index.ts';
import type { ClientDatagram, FiveTuple } from '../action.ts';
import type { FuzzResult } from './fuzz-datagrams.ts';
import { FuzzWorld, senders } from './fuzz-world.ts';
import { below, mutated, oneOf } from './mutate.ts';
import { trafficOf } from './traffic.ts';
import { VirtualClient } from './virtual-relay.ts';

const renewEvery = 150;
const bystanderEvery = 50;
/** Slow enough for the limit of failed logins: else most of what is signed would not be looked at. */
const meanStepMs = 3000;
/** The longest message of a stream and its padding. */
const maxPendingBytes = 65_560;

/**
 * Sends that many TCP streams of a few messages each, most of them changed. The nth stream is cut at the nth offset of it
 * (counted round and round), and at some more; each ends with its connection, which must leave no allocation behind.
 */
export function fuzzStreams(
  count: number,
  seed: number,
  onProgress: (done: number) => void = () => undefined,
): FuzzResult {
  const random = seededRandom(seed);
  const world = new FuzzWorld(random);
  let clients: ClientDatagram[][] = [];
  for (let done = 0; done < count; done++) {
    if (done % renewEvery === 0) {
      clients = senders.map((sender, at) =>
        trafficOf(new VirtualClient(world.relay, 41_000 + at, sender, 'tcp'), random),
      );
      onProgress(done);
    }
    oneStream(world, oneOf(random, clients), done, random);
    world.passTime();
    world.relay.nowMs += meanStepMs * 2 * random();
    if (done % bystanderEvery === 0) world.checkBystander();
  }
  const { granted, discarded } = world.relay.protocol;
  const { undisturbed } = world;
  return { done: count, undisturbed, granted, discarded, left: world.end() };
}

function oneStream(
  world: FuzzWorld,
  traffic: readonly ClientDatagram[],
  nth: number,
  random: Random,
): void {
  const tuple = traffic[0]?.tuple;
  if (!tuple) throw new Error('There is no traffic.');
  const bytes = drawStream(traffic, random);
  const framer = new StreamFramer();
  for (const chunk of chunksOf(bytes, nth, random)) {
    for (const message of framer.push(chunk)) world.fromClient({ tuple, bytes: message });
    if (framer.pendingBytes > maxPendingBytes) throw new Error('A framer holds too much.');
    if (framer.error) break;
  }
  endConnection(world, tuple);
}

/** A socket may still be opening when the connection ends. */
function endConnection(world: FuzzWorld, tuple: FiveTuple): void {
  world.clientGone(tuple);
  world.relay.openWaiting();
  const { allocations, opening, relays } = world.relay.protocol.held;
  // The good client's one is left, and what is reserved for whoever has the token.
  if (allocations !== 1 || opening !== 0 || relays > 12 + 1 || world.relay.open.size !== relays) {
    throw new Error(`A connection left ${allocations - 1} allocations and ${relays} sockets.`);
  }
}

/** One to six messages in a row, one in ten streams without a change. */
function drawStream(traffic: readonly ClientDatagram[], random: Random): Buffer {
  const messages = Array.from({ length: 1 + below(random, 6) }, () => oneOf(random, traffic).bytes);
  const bytes = Buffer.concat(messages);
  return random() < 0.1 ? bytes : mutated(bytes, oneOf(random, traffic).bytes, random);
}

function chunksOf(bytes: Buffer, nth: number, random: Random): Buffer[] {
  const more = Array.from({ length: below(random, 4) }, () => below(random, bytes.length + 1));
  const cuts = [nth % (bytes.length + 1), ...more, bytes.length].sort((a, b) => a - b);
  return cuts.map((cut, index) => bytes.subarray(index === 0 ? 0 : cuts[index - 1], cut));
}
