import type * as v from 'valibot';

/** Formats that a schema asks of a text: such a text is no prose and stays. */
const formatChecks: ReadonlySet<string> = new Set(['uuid', 'iso_timestamp', 'regex']);

/** The parts of valibot's schemas that say where texts are. */
interface SchemaParts {
  type: string;
  entries?: Record<string, SchemaParts>;
  item?: SchemaParts;
  wrapped?: SchemaParts;
  key?: string;
  options?: readonly SchemaParts[];
  literal?: unknown;
  pipe?: readonly { type: string }[];
}

/**
 * A copy of a valid value in which every free text has gone through `change`; what the schema makes a term (a picklist, a
 * literal, an id, a time) stays, so that the result is valid whatever the texts are. `place` is the path without the
 * indices of arrays: `probes.result.tls.subject`.
 */
export function mapTexts<T>(
  schema: v.GenericSchema<unknown, T>,
  value: T,
  change: (text: string, place: string) => string,
): T {
  return mapPart(schema as unknown as SchemaParts, value, change, '') as T;
}

type Change = (text: string, place: string) => string;

function mapPart(schema: SchemaParts, value: unknown, change: Change, place: string): unknown {
  if (typeof value === 'string') return isFreeText(schema) ? change(value, place) : value;
  if (Array.isArray(value)) {
    const { item } = bare(schema);
    return item ? value.map((one) => mapPart(item, one, change, place)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  const entries = entriesOf(bare(schema), members);
  return Object.fromEntries(
    Object.entries(members).map(([name, one]) => {
      const part = entries[name];
      const inner = place === '' ? name : `${place}.${name}`;
      return [name, part ? mapPart(part, one, change, inner) : one];
    }),
  );
}

function isFreeText(schema: SchemaParts): boolean {
  const { type, pipe } = bare(schema);
  return type === 'string' && !pipe?.some((step) => formatChecks.has(step.type));
}

/** Without `nullable` and `optional`. */
function bare(schema: SchemaParts): SchemaParts {
  return schema.wrapped ? bare(schema.wrapped) : schema;
}

function entriesOf(schema: SchemaParts, value: Record<string, unknown>) {
  const { key, options } = schema;
  if (key === undefined || !options) return schema.entries ?? {};
  const option = options.find(({ entries }) => entries?.[key]?.literal === value[key]);
  return option?.entries ?? {};
}
