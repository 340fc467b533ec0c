import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applicationId, migrate, type Migration, migrations, userVersion } from './migrate.ts';

const second: Migration = {
  version: migrations.length + 1,
  sql: 'CREATE TABLE later (id INTEGER) STRICT',
};
const broken: Migration = {
  version: migrations.length + 1,
  sql: 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE probe (id INTEGER)',
};

function tables(database: Sqlite.Database): unknown[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_text%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();
}

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
  });

  it('bring an empty file to the newest version and mark it as a history', () => {
    const database = new Sqlite(':memory:');
    migrate(database);
    expect(userVersion(database)).toBe(migrations.length);
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId);
    expect(tables(database)).toEqual([
      'finding',
      'probe',
      'remark',
      'sample',
      'session',
      'session_term',
      'setting',
      'term',
    ]);
  });

  it('make strict tables only, which refuse a value of another type', () => {
    const database = new Sqlite(':memory:');
    migrate(database);
    const strict = database.prepare(
      `SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE '%\\_text%' ESCAPE '\\'`,
    );
    expect(new Set(strict.pluck().all())).toEqual(new Set([1]));
  });

  it('keep the data of a file that has the version before', () => {
    const database = new Sqlite(':memory:');
    migrate(database);
    database.exec(
      `INSERT INTO session (id, started_at, started_at_epoch_ms, status, owner_pid, profile,
         app_name, app_version, host_os, host_arch, host_hostname)
       VALUES ('a', '2026-01-01T00:00:00Z', 0, 'running', 7, 'p', 'n', 'v', 'o', 'a', 'h')`,
    );
    migrate(database, [...migrations, second]);
    expect(userVersion(database)).toBe(migrations.length + 1);
    expect(database.prepare('SELECT id, owner_pid FROM session').all()).toEqual([
      { id: 'a', owner_pid: 7 },
    ]);
  });

  it('are applied once: a second run changes nothing', () => {
    const database = new Sqlite(':memory:');
    migrate(database, [...migrations, second]);
    migrate(database, [...migrations, second]);
    expect(userVersion(database)).toBe(migrations.length + 1);
  });

  it('leave the file at the version before where one fails halfway', () => {
    const database = new Sqlite(':memory:');
    migrate(database);
    expect(() => {
      migrate(database, [...migrations, broken]);
    }).toThrow('table probe already exists');
    expect(userVersion(database)).toBe(migrations.length);
    expect(tables(database)).not.toContain('half');
  });
});
