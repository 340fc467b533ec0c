import { seededRandom } from '../../../shared/testing/random.ts';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { decodeFromPeer } from '../client-data.ts';
import { UdpSocket } from '../udp-socket.ts';

export interface LossyPathOptions {
  seed?: number;
  /** Shares of the packets that carry data, in each direction: 0 to 1. */
  drop?: number;
  duplicate?: number;
  /** Held back by `holdMs`, so that later ones overtake them. */
  hold?: number;
  holdMs?: number;
  /** Every packet takes this long more. */
  delayMs?: number;
  /** What never arrives, whatever the shares say. */
  swallows?: (bytes: Buffer) => boolean;
}

/** What the path did to packets that carry data. */
export interface LossyPath {
  endpoint: Endpoint;
  counts: Record<'up' | 'down', { seen: number; dropped: number; duplicated: number }>;
  /** Payloads in the order in which they were given to clients. */
  delivered: Buffer[];
  close(): Promise<void>;
}

/** Stands between clients and a server over UDP, and treats their data badly, by a seed. Requests and answers pass. */
export async function openLossyPath(
  server: Endpoint,
  options: LossyPathOptions = {},
): Promise<LossyPath> {
  const fate = fates(options);
  const any: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };
  const outsides = new Map<number, Promise<UdpSocket>>();
  const counts = {
    up: { seen: 0, dropped: 0, duplicated: 0 },
    down: { seen: 0, dropped: 0, duplicated: 0 },
  };
  const delivered: Buffer[] = [];
  const inside: UdpSocket = await UdpSocket.bind(any, (bytes, client) => {
    const outside = outsides.get(client.port) ?? openOutside(client);
    fate(bytes, counts.up, () => {
      void outside.then((socket) => {
        socket.send(bytes, server);
      });
    });
  });
  function openOutside(client: Endpoint): Promise<UdpSocket> {
    const opening = UdpSocket.bind(any, (bytes) => {
      fate(bytes, counts.down, () => {
        const received = decodeFromPeer(bytes, () => client);
        if (received) delivered.push(received.data);
        inside.send(bytes, client);
      });
    });
    outsides.set(client.port, opening);
    return opening;
  }
  const close = async () => {
    await inside.close();
    for (const outside of outsides.values()) await (await outside).close();
  };
  return { endpoint: inside.endpoint, counts, delivered, close };
}

function fates(options: LossyPathOptions) {
  const { seed = 1, drop = 0, duplicate = 0, hold = 0, holdMs = 30, delayMs = 0 } = options;
  const random = seededRandom(seed);
  return (bytes: Buffer, counts: LossyPath['counts']['up'], pass: () => void) => {
    const isData = carriesData(bytes);
    if (isData) counts.seen += 1;
    if ((options.swallows?.(bytes) ?? false) || (isData && random() < drop)) {
      counts.dropped += 1;
      return;
    }
    const waitMs = delayMs + (isData && random() < hold ? holdMs : 0);
    const deliver = () => {
      pass();
      if (!isData || random() >= duplicate) return;
      counts.duplicated += 1;
      pass();
    };
    if (waitMs === 0) deliver();
    else setTimeout(deliver, waitMs);
  };
}

export function isChannelData(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0xc0) === 0x40;
}

export function isSendIndication(bytes: Buffer): boolean {
  return hasMessageType(bytes, 0x0016);
}

function carriesData(bytes: Buffer): boolean {
  return isChannelData(bytes) || isSendIndication(bytes) || hasMessageType(bytes, 0x0017);
}

function hasMessageType(bytes: Buffer, type: number): boolean {
  return bytes.length >= 2 && bytes.readUInt16BE(0) === type;
}
