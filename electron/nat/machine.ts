import type { Endpoint } from '../../shared/endpoint.ts';

/**
 * Which local ports a socket may get. A router remembers for minutes whom a port has talked to, so a filtering test must
 * not get a port that an earlier mapping test used: ports of the two kinds are never the same.
 */
export type PortClass = 'mapping' | 'filtering';

/** What a test wants done. Sockets are names: the performer knows the real ones. */
export type NatAction =
  | { type: 'open'; socket: string; portClass: PortClass }
  | { type: 'send'; socket: string; bytes: Buffer; to: Endpoint };

/**
 * A NAT test without sockets and clock: events go in, actions come out. All times are of one monotonic clock, in
 * milliseconds. The same machine runs on real sockets (`perform.ts`) and in the simulator.
 */
export interface NatMachine {
  /** When `onTime` has to be called next; `Infinity` while only events can change anything. */
  readonly wakeAtMs: number;
  readonly done: boolean;
  /** To be called at the start and at `wakeAtMs`; too early does no harm. */
  onTime(nowMs: number): NatAction[];
  /** A socket is open; `local` is where it is bound. */
  onOpened(socket: string, local: Endpoint, nowMs: number): NatAction[];
  onDatagram(socket: string, bytes: Buffer, from: Endpoint, nowMs: number): NatAction[];
  /** A socket could not be opened, or a datagram not be sent; `code` as Node gives it. */
  onSocketError(socket: string, code: string, to: Endpoint | null, nowMs: number): NatAction[];
  /** This computer no longer has the address that the test sends from. */
  onAddressGone(nowMs: number): void;
}
