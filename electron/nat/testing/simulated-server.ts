import type { Endpoint } from '../../../shared/endpoint.ts';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  newTransactionId,
  type StunAttribute,
} from '../../stun/index.ts';

/** How a server behaves. All but the first two lie, or fail, in one way. */
export const manners = [
  'rfc5780',
  'plain',
  'private-other-address',
  'equal-other-address',
  'silent-other-address',
  'ignores-change-request',
  'drops-change-request',
  'refuses-change-request',
  'changes-port-only',
  'rewrites-transaction-ids',
  'answers-from-other-port',
  'wrong-mapped-address',
  'silent',
] as const;
export type Manner = (typeof manners)[number];

export interface Datagram {
  from: Endpoint;
  to: Endpoint;
  bytes: Buffer;
}

/** A STUN server with two addresses and two ports, without sockets: a request in, answers out. */
export class SimulatedServer {
  readonly primary: Endpoint;
  readonly other: Endpoint;
  readonly manner: Manner;
  /** Whether it takes RESPONSE-PORT (RFC 5780 section 7.5). */
  readonly responsePort: boolean;

  constructor(primary: Endpoint, other: Endpoint, manner: Manner = 'rfc5780', responsePort = true) {
    this.primary = primary;
    this.other = other;
    this.manner = manner;
    this.responsePort = responsePort;
  }

  /** Where it takes requests. */
  get endpoints(): Endpoint[] {
    const { primary, other } = this;
    if (['plain', 'private-other-address', 'silent-other-address'].includes(this.manner)) {
      return [primary];
    }
    return [primary, { ...primary, port: other.port }, { ...other, port: primary.port }, other];
  }

  receive({ from: client, to, bytes }: Datagram): Datagram[] {
    const decoded = decodeMessage(bytes);
    if (!decoded.ok || decoded.message.class !== 'request' || this.manner === 'silent') return [];
    const { message } = decoded;
    const change = attribute(message, 'CHANGE-REQUEST');
    const port = attribute(message, 'RESPONSE-PORT');
    const refuses =
      (change && this.manner === 'refuses-change-request') ||
      (port !== undefined && !this.responsePort);
    const drops = ['drops-change-request', 'silent-other-address'].includes(this.manner);
    if (change && drops) return [];
    const from = this.#answerFrom(to, change ?? null);
    const attributes: StunAttribute[] = refuses
      ? [{ name: 'ERROR-CODE', value: { code: 420, reason: 'Unknown Attribute' } }]
      : this.#attributes(client, from);
    const answer = encodeMessage({
      class: refuses ? 'error' : 'success',
      method: 'Binding',
      transactionId:
        this.manner === 'rewrites-transaction-ids' ? newTransactionId() : message.transactionId,
      attributes,
    });
    return [{ from, to: port === undefined ? client : { ...client, port }, bytes: answer }];
  }

  #answerFrom(to: Endpoint, change: { changeIp: boolean; changePort: boolean } | null): Endpoint {
    const { primary, other } = this;
    if (this.manner === 'answers-from-other-port') {
      return { ...to, port: to.port === primary.port ? other.port : primary.port };
    }
    if (!change || ['ignores-change-request', 'plain'].includes(this.manner)) return to;
    const changeIp = change.changeIp && this.manner !== 'changes-port-only';
    const isPrimary = to.address === primary.address;
    return {
      ...to,
      address: changeIp === isPrimary ? other.address : primary.address,
      port: change.changePort === (to.port === primary.port) ? other.port : primary.port,
    };
  }

  #attributes(client: Endpoint, from: Endpoint): StunAttribute[] {
    const wrong = { ...client, address: '198.18.9.9' };
    const mapped = this.manner === 'wrong-mapped-address' ? wrong : client;
    const other = this.#otherAddress();
    return [
      { name: 'XOR-MAPPED-ADDRESS', value: mapped },
      { name: 'MAPPED-ADDRESS', value: mapped },
      { name: 'RESPONSE-ORIGIN', value: from },
      ...(other ? [{ name: 'OTHER-ADDRESS', value: other } as const] : []),
    ];
  }

  #otherAddress(): Endpoint | null {
    if (this.manner === 'plain' || this.manner === 'wrong-mapped-address') return null;
    if (this.manner === 'private-other-address') return { ...this.other, address: '10.0.0.7' };
    return this.manner === 'equal-other-address' ? this.primary : this.other;
  }
}
