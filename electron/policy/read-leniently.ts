import * as v from 'valibot';
import type { PolicyProblem } from './policy-file.ts';

/** As much of a schema as is needed to read its parts one by one. */
interface Parts {
  type: string;
  pipe?: unknown;
  wrapped?: v.GenericSchema;
  item?: v.GenericSchema;
  entries?: Record<string, v.GenericSchema>;
}

/**
 * Reads what is right, and names what is not: of an object without a rule of its own each member by itself, of a list each
 * element. `undefined` where nothing is left. The result is what `schema` allows, but for members that are missing.
 */
export function readLeniently(
  schema: v.GenericSchema,
  value: unknown,
  place: string,
  report: (problem: PolicyProblem) => void,
): unknown {
  const { type, pipe, wrapped, item, entries } = schema as unknown as Parts;
  if (type === 'optional' && wrapped && value !== undefined) {
    return readLeniently(wrapped, value, place, report);
  }
  if (pipe === undefined && item && Array.isArray(value)) {
    return value
      .map((element, at) => readLeniently(item, element, `${place}[${String(at)}]`, report))
      .filter((element) => element !== undefined);
  }
  if (pipe === undefined && entries && isObject(value)) {
    return readMembers(entries, value, place, report);
  }
  return readWhole(schema, value, place, report);
}

function readMembers(
  entries: Record<string, v.GenericSchema>,
  value: Record<string, unknown>,
  place: string,
  report: (problem: PolicyProblem) => void,
): Record<string, unknown> {
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(entries, name)) continue;
    const reason = `known are ${Object.keys(entries).join(', ')}`;
    report({ code: 'unknown-member', place: joined(place, shortened(name)), reason });
  }
  const members = Object.entries(entries).flatMap(([name, schema]) => {
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    const read = readLeniently(schema, own, joined(place, name), report);
    return read === undefined ? [] : [[name, read] as const];
  });
  return Object.fromEntries(members);
}

function readWhole(
  schema: v.GenericSchema,
  value: unknown,
  place: string,
  report: (problem: PolicyProblem) => void,
): unknown {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const inside = v.getDotPath(issue);
  report({
    code: 'wrong-member',
    place: inside === null ? place : joined(place, shortened(inside)),
    reason: reasonOf(issue),
  });
  return undefined;
}

/** What is written there may be a secret in the wrong place: only what is expected is told. */
function reasonOf({ type, expected, message, input }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'there is no such member';
  // A rule of the schema's own says it better.
  if (expected !== null && type !== 'regex') return shortened(`expected ${expected}`);
  return typeof input === 'string' && input !== '' ? message.replaceAll(input, '…') : message;
}

function joined(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function shortened(name: string): string {
  const longest = 120;
  return name.length <= longest ? name : `${name.slice(0, longest)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
