import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  type DecodedMessage,
  newTransactionId,
  type StunAttribute,
  type StunMessage,
} from '../../electron/stun/index.ts';
import type { Manner } from './manners.ts';

/** One of the four sockets of an RFC 5780 server: which of its two addresses, which of its two ports. */
export interface Place {
  address: 0 | 1;
  port: 0 | 1;
}

export interface Answer {
  message: StunMessage;
  /** The socket that it goes out from. `third` has an address that the server never names. */
  from: Place | 'third';
  toPort: number;
  delayMs: number;
}

/** Later than any probe waits. */
const lateMs = 6000;

const privateAddress = '10.0.0.67';

/**
 * What a server of this manner answers (RFC 5780 sections 6 and 7); null: nothing. `endpointOf` is where a place is on the
 * network.
 */
export function answerTo(
  request: DecodedMessage,
  client: Endpoint,
  at: Place,
  manner: Manner,
  endpointOf: (place: Place) => Endpoint,
): Answer | null {
  if (request.class !== 'request' || request.method !== 'Binding') return null;
  const change = attribute(request, 'CHANGE-REQUEST') ?? { changeIp: false, changePort: false };
  const asked: Place = {
    address: change.changeIp ? other(at.address) : at.address,
    port: change.changePort ? other(at.port) : at.port,
  };
  const isChange = change.changeIp || change.changePort;
  if (manner === 'silent-other-address' && (isChange || at.address === 1)) return null;
  const otherAddress = otherAddressOf(manner, at, endpointOf);
  const attributes: StunAttribute[] = [
    { name: 'XOR-MAPPED-ADDRESS', value: client },
    { name: 'MAPPED-ADDRESS', value: client },
    { name: 'RESPONSE-ORIGIN', value: endpointOf(asked) },
    ...(otherAddress ? [{ name: 'OTHER-ADDRESS', value: otherAddress } as const] : []),
    { name: 'SOFTWARE', value: `callpath test server, ${manner}` },
  ];
  const isRewriting = manner === 'rewrites-transaction-id';
  const transactionId = isRewriting ? newTransactionId() : request.transactionId;
  return {
    message: { class: 'success', method: 'Binding', transactionId, attributes },
    from: sourceOf(manner, at, asked, isChange),
    toPort: attribute(request, 'RESPONSE-PORT') ?? client.port,
    delayMs: manner === 'answers-late' ? lateMs : 0,
  };
}

function other(index: 0 | 1): 0 | 1 {
  return index === 0 ? 1 : 0;
}

function otherAddressOf(manner: Manner, at: Place, endpointOf: (place: Place) => Endpoint) {
  const honest = endpointOf({ address: other(at.address), port: other(at.port) });
  if (manner === 'no-other-address') return null;
  if (manner === 'private-other-address') return { ...honest, address: privateAddress };
  return manner === 'equal-other-address' ? endpointOf(at) : honest;
}

function sourceOf(manner: Manner, at: Place, asked: Place, isChange: boolean): Place | 'third' {
  switch (manner) {
    case 'no-other-address':
    case 'equal-other-address':
    case 'answers-from-primary':
      return at;
    case 'answers-from-third-address':
      return isChange ? 'third' : asked;
    case 'answers-from-other-port':
      return { address: asked.address, port: other(asked.port) };
    default:
      return asked;
  }
}
