import fc from 'fast-check';
import * as v from 'valibot';

/** Input that no honest page sends, generated for one call of the contract. */

/** Values that other programs have stumbled over. Each survives the structured clone that IPC makes. */
const traps: readonly unknown[] = [
  null,
  Number.NaN,
  -0,
  2 ** 53,
  10n ** 30n,
  '',
  'x'.repeat(300_000),
  '\0',
  '\ud800',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  "'; DROP TABLE session; --",
  '<img src=x onerror=alert(1)>',
  '__proto__',
  JSON.parse('{"__proto__":{"polluted":"yes"}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":"yes"}}}'),
  Object.create(null),
  // Behind its length there is nothing.
  new Array(100_000),
  new Date(Number.NaN),
  new Map([[{}, new Set([1])]]),
  new Uint8Array(300_000),
  new Error('thrown by nobody'),
  /(a+)+$/,
  nested(2_000),
  circular(),
];

/** Anything at all, and objects whose members are named as the contract names them but hold anything. */
export function garbageFor(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  const anything = fc.oneof(
    fc.constantFrom(...traps),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 }),
  );
  const shaped = namesIn(schema).map((names) =>
    fc.record(
      Object.fromEntries([...names, 'extra'].map((name) => [name, fc.oneof(anything, plausible)])),
      { requiredKeys: [] },
    ),
  );
  return fc.oneof(anything, ...shaped);
}

/** Whether the contract takes it: then it is not garbage, and the call would rightly do its work. */
export function isAccepted(schema: v.GenericSchema, value: unknown): boolean {
  return v.safeParse(schema, value).success;
}

/** Members that are right by themselves, so that a wrong one beside them is what decides. */
const plausible = fc.oneof(
  fc.uuid(),
  fc.constantFrom('json', 'en', 'stun', 'stun:stun.example.org', true, 10),
  fc.array(fc.uuid(), { maxLength: 3 }),
);

/** The names of an object schema's members; one list for each of a variant's objects. */
function namesIn(schema: v.GenericSchema): string[][] {
  const parts = schema as { entries?: object; options?: unknown[]; pipe?: unknown[] };
  if (parts.entries) return [Object.keys(parts.entries)];
  const inner = parts.options ?? parts.pipe?.slice(0, 1) ?? [];
  return inner.filter(isSchema).flatMap(namesIn);
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

function nested(depth: number): unknown {
  let value: unknown = 'the innermost';
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
}

function circular(): unknown {
  const value: Record<string, unknown> = {};
  value['itself'] = value;
  return value;
}
