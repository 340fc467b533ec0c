import type { TurnAllocateResult, TurnRelayResult } from '../../shared/report.ts';
import { allocateWithinQuota } from './allocate-within-quota.ts';
import type { GrantedAllocation, TurnClient } from './client.ts';
import { cancelled, noReturn, type TurnFailure, type TurnResult } from './client-failure.ts';
import { firstEcho } from './first-echo.ts';
import { searchMtu } from './mtu-search.ts';
import { NumberedStream, type Pacing } from './numbered-stream.ts';
import { type RelayMeasurement, relayResult } from './relay-measurement.ts';
import type { FindPeer, RelayPeer, RelayTestStop } from './relay-peer.ts';
import { rampThroughput } from './throughput-ramp.ts';

/**
 * `relay` is null where no stream came to its end. `stop` is where and why the test ended early; null: data came back
 * by both ways.
 */
export interface RelayTestOutcome {
  allocate: TurnAllocateResult;
  relay: TurnRelayResult | null;
  stop: RelayTestStop | null;
}

export interface RelayTestOptions {
  /** A client that has not allocated. It is closed in the end. */
  client: TurnClient;
  /** Ways to a peer, tried one after the other until data comes back. */
  peers: readonly FindPeer[];
  /** Ends the test at once, whatever it is doing. */
  signal: AbortSignal;
  pacing: Pacing;
  /** A packet that is not back after this long, or three times the first round trip, is lost. */
  lostAfterMs: number;
  /** Also offer more and more data, see `rampThroughput`. */
  throughput?: boolean;
}

/** Two streams of this tell the loss to one percent and take 1 s: no other wait of a check gets longer by it. */
export const voicePacing: Pacing = { count: 50, intervalMs: 10, burst: 1 };
/** Inside a computer the same packets can follow each other faster. */
export const loopbackPacing: Pacing = { count: 50, intervalMs: 1, burst: 5 };

const lostAfterRoundTrips = 3;
/** The last packets of the first stream get this long, or two round trips, before the second one begins. */
const leastReturnMs = 100;

/**
 * Relays two numbered streams to a peer and back, the first by Send and Data indications, the second by ChannelData, and packets
 * of several sizes. Steps: `challenge`, `allocate`, `permission`, `send-data` (the first echo), `channel`, `channel-data`
 * (the second stream), `release`.
 */
export async function runRelayTest(options: RelayTestOptions): Promise<RelayTestOutcome> {
  const test = new RelayTest(options);
  try {
    const stop = await test.run();
    const { result } = options.client;
    const allocate = { ...result, steps: [...result.steps, ...(stop?.peerSteps ?? [])] };
    return { allocate, relay: relayResult(test.measured), stop };
  } finally {
    await test.close();
  }
}

class RelayTest {
  readonly measured: RelayMeasurement = {
    peer: null,
    indications: null,
    channelData: null,
    mtu: null,
    throughput: null,
  };
  readonly #options: RelayTestOptions;
  readonly #streams: NumberedStream[] = [];
  #echoMs = 0;

  constructor(options: RelayTestOptions) {
    this.#options = options;
  }

  async run(): Promise<RelayTestStop | null> {
    const { client, signal } = this.#options;
    const allocated = await allocateWithinQuota(client, signal);
    if (!allocated.ok) return { step: 'allocate', failure: allocated.failure };
    const reached = await this.#reachPeer(allocated.value);
    if (!reached.ok) return reached.stop;
    const { peer } = reached;
    this.measured.peer = peer;
    const indications = await this.#indications(peer);
    const bound = await this.#bindChannels(peer);
    const channel = bound.ok
      ? await client.step('channel-data', () => this.#channelData(peer))
      : bound;
    await indications.settled;
    if (!channel.ok)
      return { step: bound.ok ? 'channel-data' : 'channel', failure: channel.failure };
    if (this.#options.throughput === true && !signal.aborted) {
      this.measured.throughput = await rampThroughput(this.#path(peer), this.#echoMs, signal);
    }
    if (signal.aborted) return { step: 'channel-data', failure: cancelled(0) };
    await Promise.all([client.refresh(0), peer.release()]);
    return null;
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.close();
    this.#options.client.close();
    await this.measured.peer?.close();
  }

  /** The first of several failures counts: the ways that are tried later say less about the server. */
  async #reachPeer(
    allocation: GrantedAllocation,
  ): Promise<{ ok: true; peer: RelayPeer } | { ok: false; stop: RelayTestStop }> {
    const { client, peers, signal } = this.#options;
    let stop: RelayTestStop | null = null;
    for (const find of peers) {
      if (signal.aborted) break;
      const found = await find(client, allocation, signal);
      if (found?.ok === false) stop ??= found.stop;
      if (!found?.ok) continue;
      const { peer } = found;
      const stream = this.#stream(peer, Infinity);
      const echo = await client.step('send-data', () =>
        firstEcho(stream, serverRttMs(client), signal),
      );
      if (echo.ok) {
        this.#echoMs = echo.value;
        return { ok: true, peer };
      }
      await peer.close();
      if (!signal.aborted && stop === null) this.measured.indications = stream.statistics;
      stop ??= { step: 'send-data', failure: echo.failure };
    }
    return { ok: false, stop: stop ?? { step: 'peer-allocate', failure: noPeer } };
  }

  /** Sends the first stream. What it resolves with waits for the packets that are still under way. */
  async #indications(peer: RelayPeer): Promise<{ settled: Promise<void> }> {
    const { pacing, signal } = this.#options;
    const stream = this.#stream(peer);
    await stream.send(pacing, signal);
    const settled = stream.settled(signal).then(() => {
      if (!signal.aborted) this.measured.indications = stream.statistics;
    });
    // Once a channel is bound the server answers by it: what is late would come back by the wrong way.
    await stream.returned(pacing.count, Math.max(leastReturnMs, 2 * this.#echoMs), signal);
    return { settled };
  }

  async #bindChannels(peer: RelayPeer): Promise<TurnResult<unknown>> {
    // Where only the peer gets no channel, it answers by Send indications, and the client's side is tested all the same.
    const [bound] = await Promise.all([
      this.#options.client.bindChannel(peer.endpoint),
      peer.bindChannel(),
    ]);
    return bound;
  }

  async #channelData(peer: RelayPeer): Promise<TurnResult<null>> {
    const { pacing, signal } = this.#options;
    const stream = this.#stream(peer);
    const { statistics } = stream;
    await stream.send(pacing, signal);
    const [mtu] = await Promise.all([
      searchMtu(this.#path(peer), this.#echoMs, signal),
      stream.settled(signal),
    ]);
    if (signal.aborted) return { ok: false, failure: cancelled(statistics.sentCount) };
    this.measured.channelData = statistics;
    this.measured.mtu = mtu;
    if (statistics.received > 0) return { ok: true, value: null };
    return { ok: false, failure: noReturn(statistics.sentCount) };
  }

  #stream(peer: RelayPeer, lostAfterMs = this.#lostAfterMs()): NumberedStream {
    const stream = new NumberedStream({ ...this.#path(peer), lostAfterMs });
    this.#streams.push(stream);
    return stream;
  }

  #lostAfterMs(): number {
    return Math.max(this.#options.lostAfterMs, lostAfterRoundTrips * this.#echoMs);
  }

  #path(peer: RelayPeer) {
    return { client: this.#options.client, peer: peer.endpoint };
  }
}

/** No kind of peer could be had here. */
const noPeer: TurnFailure = { status: 'unreachable', sent: 0, code: 'no peer' };

/** A request takes a round trip, or more where it was lost. */
function serverRttMs({ steps }: TurnClient): number {
  const requests = steps.filter(({ name }) => name === 'allocate' || name === 'permission');
  return Math.min(...requests.map(({ durationMs }) => durationMs));
}
