import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { TurnClient } from './client.ts';
import { pause } from './pause.ts';
import { StreamStatistics } from './stream-statistics.ts';

/** How fast packets leave: `burst` at once, then the time that so many take at one each `intervalMs`. */
export interface Pacing {
  count: number;
  intervalMs: number;
  burst: number;
}

/** Size of a voice packet: 20 ms of G.711 with its RTP header. */
export const voicePacketBytes = 172;
const streamIdBytes = 8;

export interface StreamOptions {
  client: TurnClient;
  /** Sends everything back. */
  peer: Endpoint;
  /** Payload of each packet; at least 12. */
  packetBytes?: number;
  /** A packet that is not back after this long is lost. */
  lostAfterMs: number;
}

/**
 * Packets with numbers that go through the relay to a peer and back. It listens until it is closed, so a late packet still
 * counts while something else is being done.
 */
export class NumberedStream {
  readonly statistics: StreamStatistics;
  readonly #options: Required<StreamOptions>;
  readonly #id = randomBytes(streamIdBytes);
  readonly #unsubscribe: () => void;
  readonly #onReturn = new Set<() => void>();

  constructor(options: StreamOptions) {
    this.#options = { packetBytes: voicePacketBytes, ...options };
    this.statistics = new StreamStatistics(options.lostAfterMs);
    this.#unsubscribe = options.client.onData(({ data }) => {
      this.#receive(data);
    });
  }

  /** Sends the packets. A timer that fires late delays the packets behind it: they are not sent in one heap. */
  async send({ count, intervalMs, burst }: Pacing, signal: AbortSignal): Promise<void> {
    let dueMs = performance.now();
    for (let left = count; left > 0 && !signal.aborted; left -= burst) {
      for (let n = Math.min(left, burst); n > 0; n--) this.sendOne();
      if (left <= burst) return;
      const nowMs = performance.now();
      dueMs = Math.max(dueMs + burst * intervalMs, nowMs);
      await pause(dueMs - nowMs, signal);
    }
  }

  /** Sends the next packet. */
  sendOne(): void {
    const { client, peer, packetBytes } = this.#options;
    const packet = Buffer.alloc(packetBytes);
    this.#id.copy(packet);
    packet.writeUInt32BE(this.statistics.sent(performance.now()), streamIdBytes);
    client.send(peer, packet);
  }

  /** Waits until all that was sent is back or counts as lost. */
  async settled(signal: AbortSignal): Promise<void> {
    const { sentAtMs } = this.statistics;
    const lostAtMs = (sentAtMs.at(-1) ?? 0) + this.#options.lostAfterMs;
    await this.returned(this.statistics.sentCount, lostAtMs - performance.now(), signal);
  }

  /** Waits until so many packets are back, but not longer than that. */
  async returned(count: number, waitMs: number, signal: AbortSignal): Promise<void> {
    if (this.statistics.received >= count) return;
    const complete = new AbortController();
    const look = () => {
      if (this.statistics.received >= count) complete.abort();
    };
    this.#onReturn.add(look);
    await pause(waitMs, AbortSignal.any([signal, complete.signal]));
    this.#onReturn.delete(look);
  }

  /** Stops listening. May be called again. */
  close(): void {
    this.#unsubscribe();
  }

  #receive(data: Buffer): void {
    if (data.length !== this.#options.packetBytes) return;
    if (!data.subarray(0, streamIdBytes).equals(this.#id)) return;
    this.statistics.returned(data.readUInt32BE(streamIdBytes), performance.now());
    for (const look of this.#onReturn) look();
  }
}
