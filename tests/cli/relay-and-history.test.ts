import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report.ts';
import { runCli, startCli, temporaryFolder } from './run-cli.ts';
import { startStunServer } from './stun-server.ts';

let home: string;
let remove: () => void;

beforeEach(() => {
  ({ folder: home, remove } = temporaryFolder());
});
afterEach(() => {
  remove();
});

describe('relay', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one JSON line when it listens and ends cleanly on %s',
    async (signal) => {
      const relay = startCli(
        ['relay', '--port', '0', '--username', 'u', '--credential', 'p'],
        home,
      );
      await relay.saw('\n');
      expect(JSON.parse(relay.output())).toMatchObject({
        event: 'listening',
        address: '127.0.0.1',
        port: expect.any(Number) as number,
        username: 'u',
      });
      relay.signal(signal);
      expect((await relay.finished).status).toBe(0);
    },
  );

  it('says that a port is in use', async () => {
    const server = await startStunServer();
    const { status, stderr } = await runCli(['relay', '--port', String(server.port)], home);
    server.close();
    expect(status).toBe(2);
    expect(stderr).toContain(String(server.port));
  });

  it('refuses to listen beyond loopback', async () => {
    const { status, stderr } = await runCli(['relay', '--host', '0.0.0.0', '--port', '0'], home);
    expect(status).toBe(2);
    expect(stderr).toContain('loopback');
  });
});

describe('history', () => {
  const list = async (db: string) => {
    const { stdout } = await runCli(['history', 'list', '--db', db, '--json'], home);
    return (JSON.parse(stdout) as { sessions: { id: string; imported: boolean }[] }).sessions;
  };

  it('lists, shows, exports, imports elsewhere, compares and verifies', async () => {
    const [db, elsewhere] = [path.join(home, 'a.db'), path.join(home, 'b.db')];
    await runCli(['diagnose', '--offline', '--db', db, '--ticket', 'INC-1'], home);
    await runCli(['diagnose', '--offline', '--db', db], home);
    const [newer, older] = await list(db);
    const file = path.join(home, 'report.json');
    const exported = ['history', 'export', older?.id ?? '', '--db', db, '--output', file];
    expect((await runCli(exported, home)).status).toBe(0);
    const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
    expect(report.session).toMatchObject({ id: older?.id, ticket: 'INC-1' });

    await runCli(['diagnose', '--offline', '--db', elsewhere], home);
    expect((await runCli(['history', 'import', file, '--db', elsewhere], home)).status).toBe(0);
    expect(await list(elsewhere)).toContainEqual(
      expect.objectContaining({ id: older?.id, imported: true }),
    );
    const show = ['history', 'show', older?.id ?? '', '--db', elsewhere, '--json'];
    expect(JSON.parse((await runCli(show, home)).stdout)).toEqual(report);

    const ids = [older?.id ?? '', newer?.id ?? ''];
    const compared = await runCli(['history', 'compare', ...ids, '--db', db, '--json'], home);
    expect(JSON.parse(compared.stdout)).toEqual([]);
    const verified = await runCli(['history', 'verify', '--db', db, '--json'], home);
    expect(JSON.parse(verified.stdout)).toEqual({ checked: 2, problems: [] });
  });

  it('says that an imported report was changed after it was written', async () => {
    const db = path.join(home, 'a.db');
    const file = path.join(home, 'report.json');
    await runCli(['diagnose', '--offline', '--no-save', '--output', file], home);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"low"', '"high"'));
    await runCli(['diagnose', '--offline', '--db', db], home);
    const { stdout } = await runCli(['history', 'import', file, '--db', db], home);
    expect(stdout).toContain('changed after it was written');
  });

  it.each([
    [['show', '00000000-0000-7000-8000-000000000000'], 'no session'],
    [['list', '--limit', '0'], 'A limit is a whole number'],
    [['import', '/nowhere/report.json'], 'there is no file'],
  ])('history %j ends with 2', async (args, message) => {
    const { status, stderr } = await runCli(['history', ...args], home);
    expect(stderr.toLowerCase()).toContain(message.toLowerCase());
    expect(status).toBe(2);
  });
});
