import type { AddressFamily } from '../../../shared/endpoint.ts';
import { attribute, type DecodedMessage } from '../../stun/index.ts';

const udp = 17;

/** What an Allocate request asks for. */
export interface AllocateWish {
  families: readonly AddressFamily[];
  port: 'any' | 'even';
  /** The port behind the even one is to be kept for a later request. */
  reserve: boolean;
  /** The relay socket that an earlier request had kept. */
  token: Buffer | undefined;
}

/** Reads the wish, or says why it cannot be meant, in the order of RFC 8656 section 7.2. */
export function allocateWish(message: DecodedMessage): AllocateWish | 400 | 442 {
  const transport = attribute(message, 'REQUESTED-TRANSPORT');
  if (transport === undefined) return 400;
  if (transport !== udp) return 442;
  const evenPort = attribute(message, 'EVEN-PORT');
  const family = attribute(message, 'REQUESTED-ADDRESS-FAMILY');
  const additional = attribute(message, 'ADDITIONAL-ADDRESS-FAMILY');
  const token = attribute(message, 'RESERVATION-TOKEN');
  if (token && (evenPort || family || additional)) return 400;
  const reserve = evenPort?.reserve === true;
  if (additional && (family || reserve || additional !== 'IPv6')) return 400;
  return {
    families: additional ? ['IPv4', 'IPv6'] : [family ?? 'IPv4'],
    port: evenPort ? 'even' : 'any',
    reserve,
    token,
  };
}
