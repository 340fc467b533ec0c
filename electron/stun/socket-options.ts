import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { IntegrityKey } from './credentials.ts';
import type { EncodeOptions } from './encode.ts';
import type { Schedule } from './schedule.ts';

/** How a `StunSocket` is opened. */
export interface BindOptions {
  family: AddressFamily;
  /** Local address; default all of the family. */
  address?: string;
  /** Local port; default one that the operating system chooses. */
  port?: number;
  /**
   * The only endpoint that the socket will talk to. Needed to learn of ICMP port unreachable ('refused'), which Linux and
   * macOS tell to connected sockets only and Windows to none. Packets of all others are then dropped by the kernel.
   */
  connectTo?: Endpoint;
}

/** How a request is sent and what counts as its answer. */
export interface RequestOptions {
  /** The server. On a connected socket: the endpoint that it is connected to. */
  to: Endpoint;
  /** Whose answer counts where it is not `to`: the other address, after a CHANGE-REQUEST (RFC 5780 section 4.4). */
  answerFrom?: Endpoint;
  /** Default `diagnosingSchedule`. */
  schedule?: Schedule;
  signal?: AbortSignal;
  /** Answers must be signed with this key, see `ClientTransaction`. Does not sign the request: that is `encode`. */
  key?: IntegrityKey;
  /** How a request given as `StunMessage` is encoded: integrity, fingerprint. */
  encode?: EncodeOptions;
}

/** Gets packets that were not the answer to an open request: indications, ChannelData, stray packets. */
export type DatagramListener = (bytes: Buffer, from: Endpoint) => void;
