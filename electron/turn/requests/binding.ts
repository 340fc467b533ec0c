import { sameEndpoint, type Endpoint } from '../../../shared/endpoint.ts';
import { attribute } from '../../stun/index.ts';
import type { AttributeName, DecodedMessage, StunAttribute } from '../../stun/index.ts';
import type { FiveTuple } from '../action.ts';
import type { Answer } from '../answer.ts';
import { unknownAnswer } from '../understood.ts';

/**
 * The listeners for NAT behaviour tests (RFC 5780 section 6): each of the two addresses on each of the two ports. `alternate`
 * has another address and another port than `primary`.
 */
export interface NatBehaviour {
  primary: Endpoint;
  alternate: Endpoint;
}

/** A Binding request's answer and where it goes. */
export interface BindingAnswer {
  answer: Answer;
  /** The address that the request came from; its port may be another one (RESPONSE-PORT). */
  to: FiveTuple;
  /** The listener that sends it, where that is not the one that the request came to. */
  from: Endpoint | null;
}

const natAttributes: ReadonlySet<AttributeName> = new Set<AttributeName>([
  'CHANGE-REQUEST',
  'RESPONSE-PORT',
  'PADDING',
]);
const attributeHeader = 4;
/** Header, MAPPED-ADDRESS, XOR-MAPPED-ADDRESS, RESPONSE-ORIGIN, OTHER-ADDRESS and FINGERPRINT. */
const answerBytes = { IPv4: 20 + 4 * 12 + 8, IPv6: 20 + 4 * 24 + 8 };

/** Answers a Binding request (RFC 8489 section 3), for NAT behaviour tests where the relay has the listeners for them. */
export function answerBinding(
  request: DecodedMessage,
  tuple: FiveTuple,
  natBehaviour: NatBehaviour | null,
): BindingAnswer {
  const others = natBehaviour && otherListeners(tuple, natBehaviour);
  if (!others) {
    const attributes: StunAttribute[] = [{ name: 'XOR-MAPPED-ADDRESS', value: tuple.client }];
    return stay(tuple, unknownAnswer(request) ?? { ok: true, attributes });
  }
  const unknown = unknownAnswer(request, natAttributes);
  if (unknown) return stay(tuple, unknown);
  const port = attribute(request, 'RESPONSE-PORT');
  const padding = attribute(request, 'PADDING');
  // The two together would send large packets to somebody who did not ask (RFC 5780 section 6.1).
  if (port === 0 || (port !== undefined && padding)) return stay(tuple, { ok: false, code: 400 });
  return behaviourAnswer(request, tuple, others, port);
}

interface Listeners {
  own: Endpoint;
  other: Endpoint;
}

/** The listener that the request came to and the one that differs in both; null where it is none of the four. */
function otherListeners(
  { transport, server }: FiveTuple,
  { primary, alternate }: NatBehaviour,
): Listeners | null {
  if (transport !== 'udp') return null;
  const address = swap(server.address, primary.address, alternate.address);
  const port = swap(server.port, primary.port, alternate.port);
  if (address === null || port === null) return null;
  return { own: server, other: { address, port, family: server.family } };
}

function swap<T>(value: T, one: T, two: T): T | null {
  if (value === one) return two;
  return value === two ? one : null;
}

function behaviourAnswer(
  request: DecodedMessage,
  tuple: FiveTuple,
  { own, other }: Listeners,
  port: number | undefined,
): BindingAnswer {
  const change = attribute(request, 'CHANGE-REQUEST');
  const from: Endpoint = {
    address: change?.changeIp === true ? other.address : own.address,
    port: change?.changePort === true ? other.port : own.port,
    family: own.family,
  };
  const { client } = tuple;
  const attributes: StunAttribute[] = [
    { name: 'XOR-MAPPED-ADDRESS', value: client },
    { name: 'MAPPED-ADDRESS', value: client },
    { name: 'RESPONSE-ORIGIN', value: from },
    { name: 'OTHER-ADDRESS', value: other },
  ];
  const paddingLength = request.bytes.length - answerBytes[client.family] - attributeHeader;
  // RFC 5780 section 6.1 wants PADDING as long as the interface's largest packet. That is 64 KB on loopback, so the answer
  // is filled up to the length of the request instead: a sender gets no more than it spent.
  if (attribute(request, 'PADDING') && paddingLength > 0) {
    attributes.push({ name: 'PADDING', value: Buffer.alloc(paddingLength) });
  }
  return {
    answer: { ok: true, attributes },
    to: port === undefined ? tuple : { ...tuple, client: { ...client, port } },
    from: sameEndpoint(from, own) ? null : from,
  };
}

function stay(tuple: FiveTuple, answer: Answer): BindingAnswer {
  return { answer, to: tuple, from: null };
}
