import type { AttributeCodec } from './attribute-codec.ts';
import { address, xorAddress } from './codecs/address.ts';
import { bytes, fixedBytes, truncatedSha256 } from './codecs/bytes.ts';
import { changeRequest, evenPort, flag } from './codecs/flags.ts';
import { addressErrorCode, errorCode } from './codecs/error-code.ts';
import { icmp } from './codecs/icmp.ts';
import {
  addressFamily,
  channelNumber,
  responsePort,
  transportProtocol,
  typeList,
  uint32,
  uint64,
} from './codecs/numbers.ts';
import { passwordAlgorithm, passwordAlgorithms } from './codecs/password-algorithm.ts';
import { exactText, lenientText } from './codecs/text.ts';

/** One row of the table: the attribute's type number and how its value is read and written. */
export interface AttributeRow<T> {
  type: number;
  codec: AttributeCodec<T>;
}

function row<T>(type: number, codec: AttributeCodec<T>): AttributeRow<T> {
  return { type, codec };
}

/** Every attribute that this program reads or writes, by its RFC name. Types below 0x8000 are comprehension-required. */
export const attributeTable = {
  // RFC 8489 (STUN), section 14
  'MAPPED-ADDRESS': row(0x0001, address),
  USERNAME: row(0x0006, exactText(508)),
  'MESSAGE-INTEGRITY': row(0x0008, fixedBytes(20)),
  'ERROR-CODE': row(0x0009, errorCode),
  'UNKNOWN-ATTRIBUTES': row(0x000a, typeList),
  REALM: row(0x0014, exactText(763)),
  NONCE: row(0x0015, exactText(763)),
  'MESSAGE-INTEGRITY-SHA256': row(0x001c, truncatedSha256),
  'PASSWORD-ALGORITHM': row(0x001d, passwordAlgorithm),
  USERHASH: row(0x001e, fixedBytes(32)),
  'XOR-MAPPED-ADDRESS': row(0x0020, xorAddress),
  'PASSWORD-ALGORITHMS': row(0x8002, passwordAlgorithms),
  'ALTERNATE-DOMAIN': row(0x8003, exactText(255)),
  SOFTWARE: row(0x8022, lenientText(763)),
  'ALTERNATE-SERVER': row(0x8023, address),
  FINGERPRINT: row(0x8028, uint32),

  // RFC 8656 (TURN), section 18
  'CHANNEL-NUMBER': row(0x000c, channelNumber),
  LIFETIME: row(0x000d, uint32),
  'XOR-PEER-ADDRESS': row(0x0012, xorAddress),
  DATA: row(0x0013, bytes),
  'XOR-RELAYED-ADDRESS': row(0x0016, xorAddress),
  'REQUESTED-ADDRESS-FAMILY': row(0x0017, addressFamily),
  'EVEN-PORT': row(0x0018, evenPort),
  'REQUESTED-TRANSPORT': row(0x0019, transportProtocol),
  'DONT-FRAGMENT': row(0x001a, flag),
  'RESERVATION-TOKEN': row(0x0022, fixedBytes(8)),
  'ADDITIONAL-ADDRESS-FAMILY': row(0x8000, addressFamily),
  'ADDRESS-ERROR-CODE': row(0x8001, addressErrorCode),
  ICMP: row(0x8004, icmp),

  // RFC 6062 (TURN over TCP to peers), section 6.2
  'CONNECTION-ID': row(0x002a, uint32),

  // RFC 5780 (NAT behaviour discovery), section 7
  'CHANGE-REQUEST': row(0x0003, changeRequest),
  PADDING: row(0x0026, bytes),
  'RESPONSE-PORT': row(0x0027, responsePort),
  'RESPONSE-ORIGIN': row(0x802b, address),
  'OTHER-ADDRESS': row(0x802c, address),

  // RFC 3489 (classic STUN), section 11.2: old servers still send these beside the new ones
  'SOURCE-ADDRESS': row(0x0004, address),
  'CHANGED-ADDRESS': row(0x0005, address),
  'REFLECTED-FROM': row(0x000b, address),

  // RFC 8445 (ICE), section 16.1
  PRIORITY: row(0x0024, uint32),
  'USE-CANDIDATE': row(0x0025, flag),
  'ICE-CONTROLLED': row(0x8029, uint64),
  'ICE-CONTROLLING': row(0x802a, uint64),
};

// The three that end what counts in a message (RFC 8489 sections 14.5 to 14.7).
export const integrityType = attributeTable['MESSAGE-INTEGRITY'].type;
export const integritySha256Type = attributeTable['MESSAGE-INTEGRITY-SHA256'].type;
export const fingerprintType = attributeTable.FINGERPRINT.type;

/** RFC name of an attribute in the table. */
export type AttributeName = keyof typeof attributeTable;

/** Type of the value of an attribute. */
export type AttributeValue<N extends AttributeName> =
  (typeof attributeTable)[N] extends AttributeRow<infer T> ? T : never;

/** An attribute of the table with its value. */
export type KnownAttribute = {
  [N in AttributeName]: { name: N; value: AttributeValue<N> };
}[AttributeName];

/** An attribute that is not in the table. */
export interface UnknownAttribute {
  name: 'UNKNOWN';
  type: number;
  value: Buffer;
}

/** An attribute of a message: discriminated by `name`. */
export type StunAttribute = KnownAttribute | UnknownAttribute;

/** A row as the decoder meets it: the value's type is not known before the row is. */
export interface NamedRow {
  name: AttributeName;
  codec: AttributeCodec<unknown>;
}

/** Rows by type number. */
export const rowsByType: ReadonlyMap<number, NamedRow> = new Map(
  (Object.keys(attributeTable) as AttributeName[]).map((name) => {
    const { type, codec } = attributeTable[name];
    return [type, { name, codec: codec as AttributeCodec<unknown> }];
  }),
);

/** Whether a receiver that does not know the type must refuse the message (RFC 8489 section 14). */
export function isComprehensionRequired(type: number): boolean {
  return type < 0x8000;
}

/** Name for people: the RFC's, or the number where the table has none. */
export function attributeLabel(type: number): string {
  return rowsByType.get(type)?.name ?? `0x${type.toString(16).padStart(4, '0')}`;
}
