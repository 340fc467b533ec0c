export type {
  AttributeName,
  AttributeValue,
  KnownAttribute,
  StunAttribute,
  UnknownAttribute,
} from './attributes.ts';
export { attributeLabel, attributeTable, isComprehensionRequired } from './attributes.ts';
export type { DecodedMessage, DecodeError, StunClass, StunMessage, StunMethod } from './message.ts';
export { attribute, newTransactionId } from './message.ts';
export { decodeMessage, isStunMessage } from './decode.ts';
export type { DecodeResult } from './decode.ts';
export { encodeMessage } from './encode.ts';
export type { EncodeOptions } from './encode.ts';
export { longTermKey, shortTermKey, userhash } from './credentials.ts';
export type { IntegrityKey } from './credentials.ts';
export { checkFingerprint, checkIntegrity } from './integrity.ts';
export type { FingerprintCheck, IntegrityCheck } from './integrity.ts';
export { parseNonceCookie, withNonceCookie } from './nonce-cookie.ts';
export type { SecurityFeatures } from './nonce-cookie.ts';
export { stunErrorNames } from './error-codes.ts';
export { decodeChannelData, encodeChannelData } from './channel-data.ts';
export type { ChannelData, ChannelDataResult } from './channel-data.ts';
export { diagnosingSchedule, rfc8489Schedule, shrunkSchedule, streamSchedule } from './schedule.ts';
export type { Schedule } from './schedule.ts';
export type { IgnoredPacket, IgnoredReason, TransactionOutcome } from './transaction.ts';
export { clockIsWrong, madeAfterMs } from './made-after.ts';
export { printable } from './printable.ts';
export { connectTcp } from './connect-tcp.ts';
export { StunSocket } from './stun-socket.ts';
export { StunStream } from './stun-stream.ts';
export type { StunTransport } from './stun-transport.ts';
export { natDiscoveryAlpn, openTransport, turnAlpn } from './open-transport.ts';
export type { OpenedTransport, TransportOptions, TransportStep } from './open-transport.ts';
export type { TransportFailure } from './transport-failure.ts';
export { StreamFramer } from './stream-framer.ts';
export type { FramingError } from './stream-framer.ts';
export type { BindOptions, DatagramListener, RequestOptions } from './socket-options.ts';
export { trustedRoots } from './trusted-roots.ts';
