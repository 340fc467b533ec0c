import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { TurnAllocateResult, TurnRelayResult } from '../../shared/report.ts';
import type { TurnClient } from './client.ts';
import type { TurnFailure, TurnResult } from './client-failure.ts';
import { openEchoPeer } from './echo-peer.ts';
import { StreamStatistics } from './stream-statistics.ts';

/** `relay` is null where no stream was sent to its end. `failure` is what ended the test early; null: it ran to its end. */
export interface RelayTestOutcome {
  allocate: TurnAllocateResult;
  relay: TurnRelayResult | null;
  failure: TurnFailure | null;
}

export interface RelayTestOptions {
  /** A client that has not allocated. It is closed in the end. */
  client: TurnClient;
  /** Ends the test at once, whatever it is doing. */
  signal: AbortSignal;
  /** Packets of the stream; default 100. */
  count?: number;
}

/** Size of a voice packet: 20 ms of G.711 with its RTP header. */
const packetBytes = 172;
const streamIdBytes = 8;
const packetsPerBurst = 5;
const burstEveryMs = 5;
/** What is not back this long after the last packet left is lost. On loopback an answer takes well below 1 ms. */
const lastWaitMs = 500;
/** The first packet may be lost like any datagram: it is sent again after each of these waits but the last. */
const firstEchoWaitsMs = [100, 200, 300];

/**
 * Relays a numbered stream to a peer on this computer and back: permission, a first echo by Send and Data indications,
 * then ChannelBind and ChannelData, and a release in the end. For relays that talk to loopback peers, as the embedded one.
 */
export async function runRelayTest(options: RelayTestOptions): Promise<RelayTestOutcome> {
  const { client, signal, count = 100 } = options;
  const statistics = new StreamStatistics();
  const peer = await openEchoPeer();
  try {
    const failure = await relayStream(client, peer.endpoint, statistics, { signal, count });
    const relay = statistics.result();
    // Packets of a stream that was cut off are under way, not lost.
    const measured = relay.sent > 0 && failure?.status !== 'cancelled';
    return { allocate: client.result, relay: measured ? relay : null, failure };
  } finally {
    client.close();
    await peer.close();
  }
}

async function relayStream(
  client: TurnClient,
  peer: Endpoint,
  statistics: StreamStatistics,
  { signal, count }: { signal: AbortSignal; count: number },
): Promise<TurnFailure | null> {
  const allocated = await client.allocate();
  if (!allocated.ok) return allocated.failure;
  const permitted = await client.createPermission(peer);
  if (!permitted.ok) return permitted.failure;
  const echo = await client.step('send-data', () => firstEcho(client, peer, signal));
  if (!echo.ok) return echo.failure;
  const bound = await client.bindChannel(peer);
  if (!bound.ok) return bound.failure;
  const streamed = await client.step('channel-data', () =>
    sendStream(client, peer, statistics, { signal, count }),
  );
  if (!streamed.ok) return streamed.failure;
  const released = await client.refresh(0);
  return released.ok ? null : released.failure;
}

/** One packet there and back by Send and Data indications. */
async function firstEcho(
  client: TurnClient,
  peer: Endpoint,
  signal: AbortSignal,
): Promise<TurnResult<null>> {
  const packet = randomBytes(packetBytes);
  const echoed = new AbortController();
  const unsubscribe = client.onData(({ data }) => {
    if (data.equals(packet)) echoed.abort();
  });
  let sent = 0;
  for (const waitMs of firstEchoWaitsMs) {
    if (signal.aborted || echoed.signal.aborted) break;
    client.send(peer, packet);
    sent += 1;
    await pause(waitMs, AbortSignal.any([signal, echoed.signal]));
  }
  unsubscribe();
  if (echoed.signal.aborted) return { ok: true, value: null };
  return { ok: false, failure: signal.aborted ? cancelled(sent) : timeout(sent) };
}

/** The numbered packets, a few at a time as a call sends them, and the wait for the last ones. */
async function sendStream(
  client: TurnClient,
  peer: Endpoint,
  statistics: StreamStatistics,
  { signal, count }: { signal: AbortSignal; count: number },
): Promise<TurnResult<null>> {
  const streamId = randomBytes(streamIdBytes);
  const complete = new AbortController();
  const unsubscribe = client.onData(({ data }) => {
    if (data.length !== packetBytes || !data.subarray(0, streamIdBytes).equals(streamId)) return;
    statistics.returned(data.readUInt32BE(streamIdBytes), performance.now());
    if (statistics.received === count) complete.abort();
  });
  for (let left = count; left > 0 && !signal.aborted; left -= packetsPerBurst) {
    for (let n = Math.min(left, packetsPerBurst); n > 0; n--) {
      const packet = Buffer.alloc(packetBytes);
      streamId.copy(packet);
      packet.writeUInt32BE(statistics.sent(performance.now()), streamIdBytes);
      client.send(peer, packet);
    }
    await pause(burstEveryMs, signal);
  }
  await pause(lastWaitMs, AbortSignal.any([signal, complete.signal]));
  unsubscribe();
  return signal.aborted ? { ok: false, failure: cancelled(count) } : { ok: true, value: null };
}

/** Ends after the time or with the signal, and never fails. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

function cancelled(sent: number): TurnFailure {
  return { status: 'cancelled', sent };
}

function timeout(sent: number): TurnFailure {
  return { status: 'timeout', sent, ignored: [] };
}
