import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  newTransactionId,
  type StunAttribute,
} from '../../electron/stun/index.ts';
import { type Manner, manners } from './manners.ts';
import { answerTo, type Place } from './test-server-answer.ts';

const client: Endpoint = { address: '203.0.113.1', port: 40_000, family: 'IPv4' };
const primary: Place = { address: 0, port: 0 };
const alternate: Place = { address: 1, port: 1 };

function endpointOf({ address, port }: Place): Endpoint {
  return { address: `198.51.100.${address + 1}`, port: 3478 + port, family: 'IPv4' };
}

const changeBoth: StunAttribute = {
  name: 'CHANGE-REQUEST',
  value: { changeIp: true, changePort: true },
};

function ask(manner: Manner, attributes: StunAttribute[] = [], at = primary) {
  const request = encodeMessage({
    class: 'request',
    method: 'Binding',
    transactionId: newTransactionId(),
    attributes,
  });
  const decoded = decodeMessage(request);
  if (!decoded.ok) throw new Error(decoded.error.reason);
  const answer = answerTo(decoded.message, client, at, manner, endpointOf);
  return {
    answer,
    from: answer?.from,
    otherAddress: answer ? attribute(answer.message, 'OTHER-ADDRESS') : undefined,
    keepsId: answer?.message.transactionId.equals(decoded.message.transactionId),
  };
}

describe('a test server', () => {
  it('answers from where it was asked and names its other address, if it is honest', () => {
    const { answer, from, otherAddress, keepsId } = ask('honest');
    expect(from).toEqual(primary);
    expect(otherAddress).toEqual(endpointOf(alternate));
    expect(keepsId).toBe(true);
    expect(answer && attribute(answer.message, 'XOR-MAPPED-ADDRESS')).toEqual(client);
  });

  it('answers from the place that CHANGE-REQUEST asks for, if it is honest', () => {
    expect(ask('honest', [changeBoth]).from).toEqual(alternate);
    expect(ask('honest', [changeBoth], alternate).from).toEqual(primary);
  });

  it('answers to the RESPONSE-PORT', () => {
    const { answer } = ask('honest', [{ name: 'RESPONSE-PORT', value: 5000 }]);
    expect(answer?.toPort).toBe(5000);
  });

  it('lies about its other address in each of three ways', () => {
    expect(ask('no-other-address').otherAddress).toBeUndefined();
    expect(ask('private-other-address').otherAddress?.address).toBe('10.0.0.67');
    expect(ask('equal-other-address').otherAddress).toEqual(endpointOf(primary));
  });

  it('says nothing from a silent other address', () => {
    expect(ask('silent-other-address').otherAddress).toEqual(endpointOf(alternate));
    expect(ask('silent-other-address', [], alternate).answer).toBeNull();
    expect(ask('silent-other-address', [changeBoth]).answer).toBeNull();
  });

  it('answers a CHANGE-REQUEST from the wrong place', () => {
    expect(ask('answers-from-primary', [changeBoth]).from).toEqual(primary);
    expect(ask('answers-from-third-address', [changeBoth]).from).toBe('third');
    expect(ask('answers-from-third-address').from).toEqual(primary);
  });

  it('answers from another port, with another id, or late', () => {
    expect(ask('answers-from-other-port').from).toEqual({ address: 0, port: 1 });
    expect(ask('rewrites-transaction-id').keepsId).toBe(false);
    expect(ask('answers-late').answer?.delayMs).toBeGreaterThan(5000);
  });

  it.each(manners)('answers what it claims to be: %s', (manner) => {
    const { answer } = ask(manner);
    expect(answer && attribute(answer.message, 'SOFTWARE')).toContain(manner);
  });
});
