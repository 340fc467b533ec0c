import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

let home: string;
let db: string;
let remove: () => void;

beforeEach(async () => {
  ({ folder: home, remove } = temporaryFolder());
  db = path.join(home, 'history.db');
  await runCli(['diagnose', '--offline', '--db', db, '--ticket', 'INC-77'], home);
});
afterEach(() => {
  remove();
});

const history = (...args: string[]) => runCli(['history', ...args, '--db', db], home);
const idsOf = async (...args: string[]) => {
  const { stdout } = await history(...args, '--json');
  return (JSON.parse(stdout) as { sessions: { id: string }[] }).sessions.map(({ id }) => id);
};

it('finds sessions by words and by filters', async () => {
  const [id] = await idsOf('list');
  expect(await idsOf('search', 'inc-77')).toEqual([id]);
  expect(await idsOf('search', 'inc-78')).toEqual([]);
  expect(await idsOf('list', '--verdict', 'good', '--from', '2020-01-01')).toEqual([id]);
  expect(await idsOf('list', '--to', '2020-01-01')).toEqual([]);
});

it('deletes for good, and only where that is meant', async () => {
  const [id = ''] = await idsOf('list');
  const asked = await history('delete', id);
  expect(asked.status).toBe(2);
  expect(asked.stderr).toContain('--yes');
  expect(await idsOf('list')).toEqual([id]);
  expect((await history('delete', id, '--yes')).status).toBe(0);
  expect(await idsOf('list')).toEqual([]);
});

it('copies the history, and replaces a file only by force', async () => {
  const copy = path.join(home, 'copy.db');
  expect((await history('backup', copy)).status).toBe(0);
  expect(fs.existsSync(copy)).toBe(true);
  expect((await history('backup', copy)).status).toBe(2);
  expect((await history('backup', copy, '--force')).status).toBe(0);
});

/** Its header is whole, its schema is not. */
function damage(): void {
  const bytes = fs.readFileSync(db);
  fs.writeFileSync(
    db,
    Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(3996, 0xff), bytes.subarray(4096)]),
  );
}

it('recovers a damaged history and says so in one sentence', async () => {
  damage();
  const { stdout, stderr } = await history('search', 'inc-77');
  expect(stderr).toContain('The history was damaged');
  expect(stdout).toContain('INC-77');
});

it('says so before a check as well, which is stored beside what was recovered', async () => {
  damage();
  const { status, stderr } = await runCli(['diagnose', '--offline', '--db', db], home);
  expect(status).toBe(0);
  expect(stderr).toContain('The history was damaged');
  expect(await idsOf('list')).toHaveLength(2);
});
