import { voicePacketBytes } from '../numbered-stream.ts';
import type { LossyPath } from './lossy-path.ts';

export interface SeenStream {
  received: number;
  duplicated: number;
  reordered: number;
}

/** What a path gave to the client of each numbered stream, counted from the bytes alone. The first echo is none of them. */
export function streamsSeenBy({ delivered }: LossyPath): SeenStream[] {
  const byId = new Map<string, number[]>();
  for (const packet of delivered.filter(({ length }) => length === voicePacketBytes)) {
    const id = packet.toString('hex', 0, 8);
    byId.set(id, [...(byId.get(id) ?? []), packet.readUInt32BE(8)]);
  }
  return [...byId.values()].slice(1).map(count);
}

function count(numbers: number[]): SeenStream {
  const first = numbers.filter((number, i) => numbers.indexOf(number) === i);
  const reordered = first.filter((number, i) => first.slice(0, i).some((other) => other > number));
  return {
    received: first.length,
    duplicated: numbers.length - first.length,
    reordered: reordered.length,
  };
}
