import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { shortTermKey } from './credentials.ts';
import { encodeMessage } from './encode.ts';
import type { EncodeOptions } from './encode.ts';
import type { StunMessage } from './message.ts';
import { diagnosingSchedule } from './schedule.ts';
import { hex } from './testing/raw-message.ts';
import { ClientTransaction } from './transaction.ts';
import type { TransactionOutcome } from './transaction.ts';

const server: Endpoint = { address: '192.0.2.1', port: 3478, family: 'IPv4' };
const otherPort: Endpoint = { ...server, port: 3479 };
const otherHost: Endpoint = { ...server, address: '192.0.2.2' };
const transactionId = Buffer.from('0123456789ab');
const request: StunMessage = { class: 'request', method: 'Binding', transactionId, attributes: [] };
const answer: StunMessage = { ...request, class: 'success' };
const key = shortTermKey('a password');
/** The clock does not begin at 0. */
const startMs = 5000;

function start(options: { key?: typeof key; answerFrom?: Endpoint } = {}): ClientTransaction {
  const { answerFrom = server, ...rest } = options;
  const transaction = new ClientTransaction({
    request: encodeMessage(request),
    answerFrom,
    schedule: diagnosingSchedule,
    startMs,
    ...rest,
  });
  transaction.onTime(startMs);
  return transaction;
}

function bytesOf(changes: Partial<StunMessage> = {}, options: EncodeOptions = {}): Buffer {
  return encodeMessage({ ...answer, ...changes }, options);
}

/** Lets the time pass until the deadline. */
function silence(transaction: ClientTransaction): TransactionOutcome {
  const step = transaction.onTime(startMs + diagnosingSchedule.closeAtMs);
  if (!step.done) throw new Error('still open at its deadline');
  return step.outcome;
}

describe('the schedule of a transaction', () => {
  it('sends at 0, 200, 600 and 1400 ms and closes at 2 s', () => {
    const transaction = new ClientTransaction({
      request: encodeMessage(request),
      answerFrom: server,
      schedule: diagnosingSchedule,
      startMs,
    });
    const sentAtMs: number[] = [];
    let nowMs = startMs;
    let step = transaction.onTime(nowMs);
    while (!step.done) {
      if (step.send) sentAtMs.push(nowMs - startMs);
      nowMs = step.wakeAtMs;
      step = transaction.onTime(nowMs);
    }
    expect(sentAtMs).toEqual([0, 200, 600, 1400]);
    expect(nowMs - startMs).toBe(2000);
    expect(step.outcome).toEqual({ status: 'timeout', sent: 4, ignored: [] });
  });

  it('sends nothing when it is woken too early', () => {
    expect(start().onTime(startMs + 199)).toEqual({
      done: false,
      send: false,
      wakeAtMs: startMs + 200,
    });
  });
});

describe('an answer', () => {
  it('counts with its round trip while the request was sent once', () => {
    expect(start().onPacket(bytesOf(), server, startMs + 48)).toMatchObject({
      status: 'answered',
      rttMs: 48,
      sent: 1,
      from: server,
      message: { class: 'success', transactionId },
    });
  });

  it('has no round trip once the request was sent again', () => {
    const transaction = start();
    transaction.onTime(startMs + 200);
    const outcome = transaction.onPacket(bytesOf(), server, startMs + 210);
    expect(outcome).toMatchObject({ status: 'answered', rttMs: null, sent: 2 });
  });

  it('may be an error', () => {
    const outcome = start().onPacket(bytesOf({ class: 'error' }), server, startMs);
    expect(outcome).toMatchObject({ status: 'answered', message: { class: 'error' } });
  });

  it('may come from the endpoint that was asked for instead of the one that was sent to', () => {
    const transaction = start({ answerFrom: otherPort });
    expect(transaction.onPacket(bytesOf(), server, startMs)).toBeNull();
    expect(transaction.onPacket(bytesOf(), otherPort, startMs)).toMatchObject({
      status: 'answered',
    });
  });

  it.each([
    ['an answer from another port', bytesOf(), otherPort, 'wrong source'],
    ['an answer from another host', bytesOf(), otherHost, 'wrong source'],
    ['another transaction id', bytesOf({ transactionId: Buffer.alloc(12) }), server, 'wrong id'],
    ['another method', bytesOf({ method: 'Allocate' }), server, 'wrong type'],
    ['the request itself, sent back', bytesOf({ class: 'request' }), server, 'wrong type'],
    ['an indication', bytesOf({ class: 'indication' }), server, 'wrong type'],
    ['bytes that are not STUN', hex('deadbeef'), server, 'not STUN'],
    ['an empty datagram', Buffer.alloc(0), server, 'not STUN'],
  ])('is not %s, which is ignored and noted', (_what, bytes, from, reason) => {
    const transaction = start();
    expect(transaction.onPacket(bytes, from, startMs + 30)).toBeNull();
    expect(transaction.onPacket(bytesOf(), server, startMs + 40)).toMatchObject({ rttMs: 40 });
    expect(silence(transaction)).toMatchObject({ ignored: [{ from, reason, atMs: 30 }] });
  });

  it('leaves a bounded note of a flood', () => {
    const transaction = start();
    for (let count = 0; count < 1000; count += 1) {
      transaction.onPacket(hex('deadbeef'), server, startMs);
    }
    const outcome = silence(transaction);
    expect(outcome.status === 'timeout' && outcome.ignored.length).toBe(16);
  });

  it.each([
    ['its attributes cannot be read', hex('01010004 2112a442 303132333435363738396162 000d0001')],
    ['it is cut off', hex('01010008 2112a442 303132333435363738396162 000d0004')],
  ])('is malformed when %s', (_what, bytes) => {
    expect(start().onPacket(bytes, server, startMs)).toMatchObject({
      status: 'malformed',
      sent: 1,
    });
  });
});

describe('an answer that must be discarded', () => {
  it('for unknown required attributes makes room for a better one', () => {
    const transaction = start();
    const unknown = bytesOf({
      attributes: [{ name: 'UNKNOWN', type: 0x7f01, value: Buffer.alloc(4) }],
    });
    expect(transaction.onPacket(unknown, server, startMs)).toBeNull();
    expect(transaction.onPacket(bytesOf(), server, startMs)).toMatchObject({ status: 'answered' });
  });

  it('for unknown required attributes is malformed if none better comes before the deadline', () => {
    const transaction = start();
    const value = Buffer.alloc(4);
    transaction.onPacket(
      bytesOf({ attributes: [{ name: 'UNKNOWN', type: 0x7f01, value }] }),
      server,
      startMs,
    );
    expect(silence(transaction)).toMatchObject({
      status: 'malformed',
      error: { place: 'attribute 0x7f01', reason: expect.stringContaining('before the deadline') },
    });
  });

  it('for a wrong fingerprint is noted', () => {
    const transaction = start();
    const bytes = bytesOf({ attributes: [{ name: 'FINGERPRINT', value: 1 }] });
    expect(transaction.onPacket(bytes, server, startMs)).toBeNull();
    expect(silence(transaction)).toMatchObject({ ignored: [{ reason: 'wrong fingerprint' }] });
  });

  it.each([
    ['signed with another key', 'success', { integrity: shortTermKey('x') }, 'wrong integrity'],
    [
      'an error signed with another key',
      'error',
      { integrity: shortTermKey('x') },
      'wrong integrity',
    ],
    ['a success that is not signed', 'success', {}, 'no integrity'],
  ] as const)('is, with a key, one %s', (_what, stunClass, options, reason) => {
    const transaction = start({ key });
    const bytes = bytesOf({ class: stunClass }, options);
    expect(transaction.onPacket(bytes, server, startMs)).toBeNull();
    expect(silence(transaction)).toMatchObject({ status: 'timeout', ignored: [{ reason }] });
  });

  it('is, with a key, neither a signed success nor an unsigned error', () => {
    const signed = bytesOf({}, { integrity: key });
    expect(start({ key }).onPacket(signed, server, startMs)).toMatchObject({ status: 'answered' });
    const error = bytesOf({ class: 'error' });
    expect(start({ key }).onPacket(error, server, startMs)).toMatchObject({ status: 'answered' });
  });
});

describe('an error of the socket', () => {
  it.each([
    ['ECONNREFUSED', { status: 'refused', sent: 1 }],
    ['ECONNRESET', { status: 'refused', sent: 1 }],
    ['ENETUNREACH', { status: 'unreachable', sent: 1, code: 'ENETUNREACH' }],
    ['EHOSTUNREACH', { status: 'unreachable', sent: 1, code: 'EHOSTUNREACH' }],
    ['EPERM', { status: 'unreachable', sent: 1, code: 'EPERM' }],
  ])('%s ends the transaction', (code, outcome) => {
    expect(start().onSocketError(code)).toEqual(outcome);
  });
});
