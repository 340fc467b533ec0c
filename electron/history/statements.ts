import type { Database, Statement } from 'better-sqlite3';
import type { Row } from './session-rows.ts';

export type Value = Row[string];

/** Compiling a statement takes longer than running it; a database keeps its own as long as it is there. */
const compiled = new WeakMap<Database, Map<string, Statement<Value[], Row>>>();

function prepare(database: Database, sql: string): Statement<Value[], Row> {
  const known = compiled.get(database) ?? new Map<string, Statement<Value[], Row>>();
  compiled.set(database, known);
  const statement = known.get(sql) ?? database.prepare<Value[], Row>(sql);
  known.set(sql, statement);
  return statement;
}

export function getRow(database: Database, sql: string, ...values: Value[]): Row | undefined {
  return prepare(database, sql).get(...values);
}

export function allRows(database: Database, sql: string, ...values: Value[]): Row[] {
  return prepare(database, sql).all(...values);
}

/** Runs a statement and returns how many rows it changed. */
export function change(database: Database, sql: string, ...values: Value[]): number {
  return prepare(database, sql).run(...values).changes;
}

export function insertRow(database: Database, table: string, row: Row): void {
  change(database, insertSql(table, row), ...Object.values(row));
}

export function insertSql(table: string, row: Row): string {
  const names = Object.keys(row);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
}
