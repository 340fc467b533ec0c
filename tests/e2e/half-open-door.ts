import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A way to a server on this computer that only some clients get through. */
export interface HalfOpenDoor {
  port: number;
  close: () => void;
}

/**
 * Passes UDP on to a port of 127.0.0.1 and back, for those clients whose address is let through. Raw tests send from
 * loopback to loopback, Chromium from the address of an adapter: so one of the two witnesses can be kept out.
 */
export async function openHalfOpenDoor(
  serverPort: number,
  letsThrough: (address: string) => boolean,
): Promise<HalfOpenDoor> {
  const front = createSocket('udp4');
  const backs = new Map<number, Socket>();
  front.on('message', (bytes, client) => {
    if (!letsThrough(client.address)) return;
    let back = backs.get(client.port);
    if (!back) {
      back = createSocket('udp4');
      back.on('error', () => undefined);
      back.on('message', (answer) => {
        front.send(answer, client.port, client.address);
      });
      backs.set(client.port, back);
    }
    back.send(bytes, serverPort, '127.0.0.1');
  });
  front.on('error', () => undefined);
  front.bind(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    port: front.address().port,
    close: () => {
      front.close();
      for (const back of backs.values()) back.close();
    },
  };
}
