import { randomBytes } from 'node:crypto';
import type { TurnRelayResult } from '../../shared/report.ts';
import { pause } from './pause.ts';
import type { StreamOptions } from './numbered-stream.ts';

export type RelayMtu = NonNullable<TurnRelayResult['mtu']>;

/** Links that calls meet: the least of IPv4, tunnels, WireGuard, PPPoE, Ethernet. Bytes of an IP packet. */
const linkMtus = [576, 1400, 1420, 1492, 1500];
/** What Chromium sends at most, before encryption. */
const chromiumPacketBytes = 1200;
/** UDP's header and that of ChannelData. */
const relayHeaderBytes = 8 + 4;
const ipHeaderBytes = { IPv4: 20, IPv6: 40 };
/** A size counts as lost after this many tries in vain: one lost packet says nothing about its size. */
const tries = 3;
const waitLimitsMs = { least: 150, most: 1000 };

/** Payload sizes in bytes that fill each link's packets to the brim, on the way between client and server. */
export function payloadSizes(family: 'IPv4' | 'IPv6'): number[] {
  const sizes = linkMtus.map((mtu) => mtu - ipHeaderBytes[family] - relayHeaderBytes);
  return [...sizes, chromiumPacketBytes].sort((a, b) => a - b);
}

/**
 * Sends a packet of each size through the relay, again where it did not come back whole. About 8 KB where all pass. That
 * packets travel in fragments is not seen: what counts is that they arrive. Null: it was cancelled.
 */
export async function searchMtu(
  { client, peer }: Pick<StreamOptions, 'client' | 'peer'>,
  rttMs: number,
  signal: AbortSignal,
): Promise<RelayMtu | null> {
  const missing = new Map(payloadSizes(peer.family).map((bytes) => [bytes, randomBytes(bytes)]));
  const sizes = [...missing.keys()];
  let complete = new AbortController();
  const unsubscribe = client.onData(({ data }) => {
    if (missing.get(data.length)?.equals(data)) missing.delete(data.length);
    if (missing.size === 0) complete.abort();
  });
  const waitMs = Math.min(waitLimitsMs.most, Math.max(waitLimitsMs.least, 2 * rttMs));
  for (let n = 0; n < tries && missing.size > 0 && !signal.aborted; n++) {
    complete = new AbortController();
    for (const packet of missing.values()) client.send(peer, packet);
    await pause(waitMs, AbortSignal.any([signal, complete.signal]));
  }
  unsubscribe();
  if (signal.aborted) return null;
  const tried = sizes.map((bytes) => ({ bytes, returned: !missing.has(bytes) }));
  const whole = tried.filter(({ returned }) => returned).map(({ bytes }) => bytes);
  return { largestBytes: Math.max(0, ...whole), tried };
}
