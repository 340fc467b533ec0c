import type { Random } from '../../../shared/testing/random.ts';

/** Numbers at which lengths and types go wrong. */
const edges = [0, 1, 2, 3, 4, 8, 20, 0x00ff, 0x3fff, 0x4000, 0x7fff, 0x8000, 0xfffc, 0xffff];

/** A whole number from 0 to below `end`. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

/** One of them. */
export function oneOf<T>(random: Random, all: readonly T[]): T {
  const one = all[below(random, all.length)];
  if (one === undefined) throw new Error('There is nothing to choose from.');
  return one;
}

/** The bytes with one to three things changed. */
export function mutated(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let times = 1 + below(random, 3); times > 0; times--) {
    result = oneOf(random, mutations)(result, random, other);
  }
  return result;
}

/** The message with a header whose length fits again, so that its attributes are looked at. Writes into it. */
export function refitted(message: Buffer): Buffer {
  if (message.length >= 20) message.writeUInt16BE((message.length - 20) & 0xffff, 2);
  return message;
}

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer<ArrayBuffer>;

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  setEdge,
  cutOff,
  append,
  removeGroup,
  repeatGroup,
  splice,
];

function flipBit(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const result = Buffer.from(bytes);
  const at = below(random, result.length + 1);
  if (at < result.length) result[at] = (result[at] ?? 0) ^ (1 << below(random, 8));
  return result;
}

function setByte(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const result = Buffer.from(bytes);
  const at = below(random, result.length + 1);
  if (at < result.length) result[at] = below(random, 256);
  return result;
}

/** Where types and lengths are: at even places. */
function setEdge(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const result = Buffer.from(bytes);
  const at = below(random, result.length + 1) & ~1;
  if (at + 2 <= result.length) result.writeUInt16BE(oneOf(random, edges), at);
  return result;
}

function cutOff(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  return Buffer.from(bytes.subarray(0, below(random, bytes.length + 1)));
}

function append(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const more = Buffer.from(Array.from({ length: 4 * below(random, 6) }, () => below(random, 256)));
  return Buffer.concat([bytes, more]);
}

/** Takes out groups of 4 bytes: attributes begin and end on them. */
function removeGroup(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = below(random, bytes.length + 1) & ~3;
  const end = at + 4 * (1 + below(random, 8));
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
}

function repeatGroup(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = below(random, bytes.length + 1) & ~3;
  const end = at + 4 * (1 + below(random, 8));
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
}

/** The head of one message and the tail of another. */
function splice(bytes: Buffer, random: Random, other: Buffer): Buffer<ArrayBuffer> {
  const at = below(random, bytes.length + 1) & ~3;
  const from = below(random, other.length + 1) & ~3;
  return Buffer.concat([bytes.subarray(0, at), other.subarray(from)]);
}
