/** Connections at one time: as many as there can be allocations. More are closed at once. */
export const maxConnections = 1024;
/**
 * A message that has begun must be whole after this, and a connection that its client has ended must be gone: one that
 * trickles bytes, or does not read its last answers, holds a connection for nothing.
 */
export const unfinishedMs = 10_000;
/** A connection without an allocation must say something now and then. Long enough for a person who types a password. */
export const idleMs = 60_000;
/** Data for a client that does not read is dropped beyond this: relayed media is of no use when it is late. */
export const maxQueuedDataBytes = 262_144;
/**
 * Answers are kept beyond that, as the client waits for them. One that lets this many pile up only asks and never
 * listens: its connection is closed.
 */
export const maxQueuedBytes = maxQueuedDataBytes + 65_536;
