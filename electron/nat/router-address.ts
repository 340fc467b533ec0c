import { createSocket } from 'node:dgram';
import ipaddr from 'ipaddr.js';
import { defaultGateway } from './default-gateway.ts';

/** RFC 6886 section 1.1. */
const natPmpPort = 5351;
/** Version 0, opcode 0: "which is your external address?" (RFC 6886 section 3.2). */
const request = Buffer.from([0, 0]);
const answerLength = 12;
const answerOpcode = 128;
/**
 * A router is one hop away and answers within milliseconds, or says by ICMP that it does not speak this. Most say nothing:
 * a verdict that needs no silence must not wait for them.
 */
const sendAtMs: readonly number[] = [0, 100, 220];
const closeAtMs = 400;

/**
 * Asks this network's router by NAT-PMP which address it has outside. An address that is not the one that servers see
 * shows a second NAT behind it. `null`: there is no router, or it does not tell.
 */
export async function routerOutsideAddress(
  localAddress: string,
  signal: AbortSignal,
): Promise<string | null> {
  // Only a private address has a router before it that could have another one.
  if (!ipaddr.IPv4.isValid(localAddress) || ipaddr.process(localAddress).range() !== 'private') {
    return null;
  }
  const gateway = await defaultGateway(localAddress);
  return gateway === null || signal.aborted ? null : askNatPmp(gateway, localAddress, signal);
}

/** Exported for tests, which have a router on another port. */
export function askNatPmp(
  gateway: string,
  localAddress: string,
  signal: AbortSignal,
  port = natPmpPort,
): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const timers: NodeJS.Timeout[] = [];
    let isOver = false;
    const end = (address: string | null) => {
      if (isOver) return;
      isOver = true;
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.close();
      resolve(address);
    };
    const giveUp = () => {
      end(null);
    };
    timers.push(setTimeout(giveUp, closeAtMs));
    signal.addEventListener('abort', giveUp, { once: true });
    // Kept for the socket's whole life. An ICMP message comes as an error: nothing listens there.
    socket.on('error', giveUp);
    socket.on('message', (bytes) => {
      const address = readNatPmpAddress(bytes);
      if (address !== null) end(address);
    });
    socket.bind({ address: localAddress, port: 0 }, () => {
      // Node's types do not tell: it calls back with the error where there is no way to the router (any more).
      socket.connect(port, gateway, (error?: Error) => {
        if (error || isOver) {
          giveUp();
          return;
        }
        const send = () => {
          socket.send(request, (error) => {
            if (error) giveUp();
          });
        };
        timers.push(...sendAtMs.map((atMs) => setTimeout(send, atMs)));
      });
    });
  });
}

/** The address in a NAT-PMP answer (RFC 6886 section 3.2); `null` for all other bytes, and for a router without one. */
export function readNatPmpAddress(bytes: Buffer): string | null {
  if (bytes.length < answerLength || bytes[0] !== 0 || bytes[1] !== answerOpcode) return null;
  if (bytes.readUInt16BE(2) !== 0) return null;
  const address = [...bytes.subarray(8, answerLength)].join('.');
  return address === '0.0.0.0' ? null : address;
}
