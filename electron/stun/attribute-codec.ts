/** Why the bytes of a value are not a value. Returned, never thrown: the bytes come from the network. */
export class Rejection {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * How the value of one attribute is read and written. Both ends see the whole message from its header on, because
 * XOR-ed addresses depend on the magic cookie and the transaction id at bytes 4-19 (RFC 8489 section 14.2).
 */
export interface AttributeCodec<T> {
  /** Reads the value in `message[start, end)`; padding is not part of it. Never throws. */
  decode(message: Buffer, start: number, end: number): T | Rejection;
  /**
   * Writes the value at `at` and returns the offset behind it, without padding.
   * Throws RangeError for a value that the format cannot hold: that is a bug of the caller.
   */
  encode(message: Buffer, at: number, value: T): number;
}
