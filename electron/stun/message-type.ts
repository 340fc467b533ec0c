import type { StunClass, StunMethod } from './message.ts';

/** The magic cookie (RFC 8489 section 5). */
export const magicCookie = 0x2112a442;
/** Bytes of a header (RFC 8489 section 5). */
export const headerLength = 20;

/** Method numbers of RFC 8489 section 18.2, RFC 8656 section 17 and RFC 6062 section 6.1. */
const methodNumbers: Record<StunMethod, number> = {
  Binding: 0x001,
  Allocate: 0x003,
  Refresh: 0x004,
  Send: 0x006,
  Data: 0x007,
  CreatePermission: 0x008,
  ChannelBind: 0x009,
  Connect: 0x00a,
  ConnectionBind: 0x00b,
  ConnectionAttempt: 0x00c,
};

/** The two class bits, already at their places within the message type (RFC 8489 section 5, figure 3). */
const classBits: Record<StunClass, number> = {
  request: 0x0000,
  indication: 0x0010,
  success: 0x0100,
  error: 0x0110,
};

/** The 16-bit message type. Methods below 0x010 need no spreading around the class bits. */
export function messageTypeOf(stunClass: StunClass, method: StunMethod): number {
  return methodNumbers[method] | classBits[stunClass];
}

/** Class and method of a message type. */
export interface MessageType {
  class: StunClass;
  method: StunMethod;
}

/** Message types that this program knows, by number. */
export const messageTypes: ReadonlyMap<number, MessageType> = new Map(
  (Object.keys(methodNumbers) as StunMethod[]).flatMap((method) =>
    (Object.keys(classBits) as StunClass[]).map((stunClass) => [
      messageTypeOf(stunClass, method),
      { class: stunClass, method },
    ]),
  ),
);
