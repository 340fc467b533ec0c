import type { Endpoint } from '../../shared/endpoint.ts';
import { encodeMessage, newTransactionId } from '../stun/index.ts';
import type { Action } from './action.ts';
import type { Allocation } from './allocation.ts';

/** A permitted peer's datagram on its way to the client: ChannelData where a channel is bound, else a Data indication. */
export function relayToClient(
  allocation: Allocation,
  from: Endpoint,
  bytes: Buffer,
  nowMs: number,
): Action {
  const to = allocation.tuple;
  const channel = allocation.channelOf(from, nowMs);
  if (channel === undefined) {
    return { type: 'send-to-client', to, payload: dataIndication(from, bytes) };
  }
  // The header goes out in front of the peer's bytes as they are: nothing is copied.
  const header = Buffer.allocUnsafe(4);
  header.writeUInt16BE(channel, 0);
  header.writeUInt16BE(bytes.length, 2);
  return { type: 'send-to-client', to, payload: [header, bytes] };
}

/** RFC 8656 section 11.3. */
function dataIndication(peer: Endpoint, data: Buffer): Buffer {
  return encodeMessage({
    class: 'indication',
    method: 'Data',
    transactionId: newTransactionId(),
    attributes: [
      { name: 'XOR-PEER-ADDRESS', value: peer },
      { name: 'DATA', value: data },
    ],
  });
}
