import * as fc from 'fast-check';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { attributeTable, rowsByType } from '../attributes.ts';
import type {
  AttributeName,
  AttributeValue,
  KnownAttribute,
  StunAttribute,
  UnknownAttribute,
} from '../attributes.ts';
import { canonicalAddress } from '../address-text.ts';
import type { StunMessage } from '../message.ts';
import { messageTypes } from '../message-type.ts';

const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));
const text = fc.string({ unit: 'binary', maxLength: 60 });
const uint16 = fc.nat(0xffff);
const uint32 = fc.nat(0xffffffff);
const uint64 = fc.bigInt({ min: 0n, max: 0xffffffffffffffffn });
const family = fc.constantFrom('IPv4' as const, 'IPv6' as const);
const errorCode = { code: fc.integer({ min: 300, max: 699 }), reason: text };
const passwordAlgorithm = fc.record({ algorithm: uint16, parameters: bytes(0, 9) });

/** Endpoints of both families, their addresses in canonical text. */
export const endpoint: fc.Arbitrary<Endpoint> = fc.oneof(
  fc.record({ address: fc.ipV4(), port: uint16, family: fc.constant('IPv4' as const) }),
  fc.record({
    address: fc.ipV6().map(canonicalAddress),
    port: uint16,
    family: fc.constant('IPv6' as const),
  }),
);

/** Values of every attribute in the table: a new row without one does not compile. */
export const values: { [N in AttributeName]: fc.Arbitrary<AttributeValue<N>> } = {
  'MAPPED-ADDRESS': endpoint,
  USERNAME: text,
  'MESSAGE-INTEGRITY': bytes(20),
  'ERROR-CODE': fc.record(errorCode),
  'UNKNOWN-ATTRIBUTES': fc.array(uint16, { maxLength: 7 }),
  REALM: text,
  NONCE: text,
  'MESSAGE-INTEGRITY-SHA256': fc.constantFrom(16, 20, 24, 28, 32).chain((size) => bytes(size)),
  'PASSWORD-ALGORITHM': passwordAlgorithm,
  USERHASH: bytes(32),
  'XOR-MAPPED-ADDRESS': endpoint,
  'PASSWORD-ALGORITHMS': fc.array(passwordAlgorithm, { maxLength: 4 }),
  'ALTERNATE-DOMAIN': text,
  SOFTWARE: text,
  'ALTERNATE-SERVER': endpoint,
  FINGERPRINT: uint32,
  'CHANNEL-NUMBER': uint16,
  LIFETIME: uint32,
  'XOR-PEER-ADDRESS': endpoint,
  DATA: bytes(0, 200),
  'XOR-RELAYED-ADDRESS': endpoint,
  'REQUESTED-ADDRESS-FAMILY': family,
  'EVEN-PORT': fc.record({ reserve: fc.boolean() }),
  'REQUESTED-TRANSPORT': fc.nat(0xff),
  'DONT-FRAGMENT': fc.constant(null),
  'RESERVATION-TOKEN': bytes(8),
  'ADDITIONAL-ADDRESS-FAMILY': family,
  'ADDRESS-ERROR-CODE': fc.record({ family, ...errorCode }),
  ICMP: fc.record({ type: fc.nat(127), code: fc.nat(511), data: bytes(4) }),
  'CONNECTION-ID': uint32,
  'CHANGE-REQUEST': fc.record({ changeIp: fc.boolean(), changePort: fc.boolean() }),
  PADDING: bytes(0, 300),
  'RESPONSE-PORT': uint16,
  'RESPONSE-ORIGIN': endpoint,
  'OTHER-ADDRESS': endpoint,
  'SOURCE-ADDRESS': endpoint,
  'CHANGED-ADDRESS': endpoint,
  'REFLECTED-FROM': endpoint,
  PRIORITY: uint32,
  'USE-CANDIDATE': fc.constant(null),
  'ICE-CONTROLLED': uint64,
  'ICE-CONTROLLING': uint64,
};

/** Names of the table. */
export const attributeNames = Object.keys(attributeTable) as AttributeName[];

/** An attribute of that name. */
export function attributeNamed(name: AttributeName): fc.Arbitrary<KnownAttribute> {
  const value: fc.Arbitrary<unknown> = values[name];
  // The record above pairs each name with its own values.
  return value.map((one) => ({ name, value: one }) as KnownAttribute);
}

/** Attributes that end what counts: in generated messages they come last. */
const endings: AttributeName[] = ['MESSAGE-INTEGRITY', 'MESSAGE-INTEGRITY-SHA256', 'FINGERPRINT'];

const unknownAttribute: fc.Arbitrary<UnknownAttribute> = fc.record({
  name: fc.constant('UNKNOWN' as const),
  type: uint16.filter((type) => !rowsByType.has(type)),
  value: bytes(0, 20),
});

const attributes: fc.Arbitrary<StunAttribute[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        ...attributeNames.filter((name) => !endings.includes(name)).map(attributeNamed),
        unknownAttribute,
      ),
      { maxLength: 8 },
    ),
    fc.tuple(...endings.map((name) => fc.option(attributeNamed(name)))),
  )
  .map(([body, ends]) => [...body, ...ends.filter((one) => one !== null)]);

/** Whole messages of every class and method. */
export const message: fc.Arbitrary<StunMessage> = fc
  .record({
    type: fc.constantFrom(...messageTypes.values()),
    transactionId: bytes(12),
    attributes,
  })
  .map(({ type, ...rest }) => ({ ...type, ...rest }));
