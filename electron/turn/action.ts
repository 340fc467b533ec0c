import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';

/** How a client reaches the relay: RFC 8656's 5-tuple. An allocation belongs to exactly one. */
export interface FiveTuple {
  transport: 'udp' | 'tcp';
  client: Endpoint;
  server: Endpoint;
  /** What `fiveTupleKey` says, from one who keeps the tuple of a client for its next packet. */
  readonly key?: string;
}

/** The 5-tuple as a key for maps. */
export function fiveTupleKey({ transport, client, server, key }: FiveTuple): string {
  if (key !== undefined) return key;
  return `${transport} ${client.address} ${client.port} ${server.address} ${server.port}`;
}

/** A relay socket, as the protocol and the one who performs its actions both call it. */
export type RelayId = number;

/** What the protocol wants done. Its answers to `open-relay` are `handleRelayOpened` and `handleRelayFailed`. */
export type Action =
  | {
      type: 'send-to-client';
      to: FiveTuple;
      payload: Buffer;
      /** RFC 5780: answer from this listener instead of the one that the request came to. */
      from?: Endpoint;
    }
  | {
      type: 'send-to-peer';
      relay: RelayId;
      peer: Endpoint;
      payload: Buffer;
      /** The message that `payload` is a part of. Whoever performs the action may write over it. */
      message?: Buffer;
      /** RFC 8656 section 14.8 (DONT-FRAGMENT). */
      dontFragment?: boolean;
    }
  /** Ends the client's TCP connection: it sent what no message can begin with. */
  | { type: 'close-client'; tuple: FiveTuple }
  | {
      type: 'open-relay';
      relay: RelayId;
      family: AddressFamily;
      /** RFC 8656 section 18.7: `even` for EVEN-PORT; with `reserve`, the next higher port becomes that relay. */
      port: 'any' | 'even';
      reserve: RelayId | null;
    }
  | { type: 'close-relay'; relay: RelayId };

/** A datagram that arrived from a client. */
export interface ClientDatagram {
  tuple: FiveTuple;
  bytes: Buffer;
}

/** A datagram that arrived at a relay socket. */
export interface PeerDatagram {
  relay: RelayId;
  from: Endpoint;
  bytes: Buffer;
  /** The client's message that `bytes` came in, where it may be written over. */
  message?: Buffer | undefined;
}
