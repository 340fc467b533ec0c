import type { Database } from 'better-sqlite3';
import { probeKinds, severitySchema } from '../../../shared/report.ts';
import type { StoredValue } from './read-record.ts';

/** A table, how many columns its rows have at least (those of its first version), and what tells its rows from others. */
interface Shape {
  table: string;
  leastColumns: number;
  matches: (values: StoredValue[]) => boolean;
}

const isUuid = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
const isPosition = (value: unknown) => typeof value === 'number' && Number.isInteger(value);
const kinds: readonly unknown[] = probeKinds;
const severities: readonly unknown[] = severitySchema.options;

const shapes: readonly Shape[] = [
  {
    table: 'session',
    leastColumns: 23,
    matches: ([id, startedAt, epochMs]) =>
      isUuid(id) && typeof startedAt === 'string' && typeof epochMs === 'number',
  },
  {
    table: 'probe',
    leastColumns: 13,
    matches: ([id, position, , kind]) => isUuid(id) && isPosition(position) && kinds.includes(kind),
  },
  {
    table: 'finding',
    leastColumns: 10,
    matches: ([id, position, , severity]) =>
      isUuid(id) && isPosition(position) && severities.includes(severity),
  },
  {
    table: 'sample',
    leastColumns: 3,
    matches: ([id, position, series]) =>
      isUuid(id) && isPosition(position) && typeof series === 'string' && series.startsWith('['),
  },
  {
    table: 'setting',
    leastColumns: 2,
    matches: ([name, value]) =>
      typeof name === 'string' && name.startsWith('retention.') && typeof value === 'string',
  },
];

/** Columns that the list and the search are made with: they are made anew. */
const derived = { session: { list_key: null } } as Partial<Record<string, Record<string, null>>>;

/** Gives a function that puts rows of whatever table into the one of this database that they are of. */
export function rowSorter(database: Database): (values: StoredValue[]) => void {
  const targets = shapes.map((shape) => {
    const columns = database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid')
      .all(shape.table)
      .map(({ name }) => name);
    return { ...shape, columns };
  });
  return (values) => {
    const target = targets.find(
      ({ columns, leastColumns, matches }) =>
        values.length >= leastColumns && values.length <= columns.length && matches(values),
    );
    if (!target) return;
    // Rows that are older than a column end before it; SQLite then says its default.
    const names = target.columns.slice(0, values.length);
    const row = names.map((name, i) => (derived[target.table]?.[name] === null ? null : values[i]));
    try {
      database
        .prepare(
          `INSERT OR IGNORE INTO ${target.table} (${names.join(', ')})
           VALUES (${names.map(() => '?').join(', ')})`,
        )
        .run(...row);
    } catch (error) {
      // A row that looks like one of this table and breaks its rules is none: only that is passed over.
      if (!isConstraint(error)) throw error;
    }
  };
}

function isConstraint(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
  );
}
