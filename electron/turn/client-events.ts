import type { FiveTuple } from './action.ts';

/** What the sockets that clients talk to tell of them. */
export interface ClientEvents {
  /** A datagram, or a message from a stream. */
  onMessage: (tuple: FiveTuple, bytes: Buffer) => void;
  /** A connection has ended, whoever ended it. */
  onGone: (tuple: FiveTuple) => void;
}
