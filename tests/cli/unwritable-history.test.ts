import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFileReadOnly, mayMount, mountFolder, type MountedFolder } from './mounted-folder.ts';
import { runCli, startCli, temporaryFolder } from './run-cli.ts';

const diagnose = (home: string) => runCli(['diagnose', '--offline'], home);
const fileIn = (home: string) => path.join(home, 'Callpath', 'history.db');
const sessionsIn = async (home: string) => {
  const { stdout } = await runCli(['history', 'list', '--json'], home);
  return (JSON.parse(stdout) as { sessions: { status: string }[] }).sessions;
};

describe('a history in use', () => {
  let home: string;
  let remove: () => void;

  beforeEach(async () => {
    ({ folder: home, remove } = temporaryFolder());
    await diagnose(home);
  });
  afterEach(() => {
    remove();
  });

  it('that stays locked costs the check its place in it, says so once, and no more', async () => {
    const other = new Sqlite(fileIn(home));
    other.exec('BEGIN IMMEDIATE');
    const { status, stdout, stderr } = await diagnose(home);
    other.close();
    expect(status).toBe(0);
    expect((stdout + stderr).match(/locked for too long/g)).toHaveLength(1);
    expect(stdout).not.toContain('Saved in the history');
    expect(await sessionsIn(home)).toHaveLength(1);
  });

  it('that is locked only at the start of a check has the whole check in the end', async () => {
    const other = new Sqlite(fileIn(home));
    other.exec('BEGIN IMMEDIATE');
    const running = startCli(['diagnose', '--offline'], home);
    // Printed once the first write has waited in vain.
    await running.saw('tests');
    other.close();
    const { status, stdout } = await running.finished;
    expect(status).toBe(0);
    expect(stdout).toContain('Saved in the history');
    expect(await sessionsIn(home)).toHaveLength(2);
  });

  it('by several checks at once keeps them all', async () => {
    const ended = await Promise.all([diagnose(home), diagnose(home), diagnose(home)]);
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(await sessionsIn(home)).toHaveLength(4);
    expect((await runCli(['history', 'verify'], home)).status).toBe(0);
  });
});

// Root writes whatever a file's mode says: only on a disk of its own is something read-only or full.
describe.skipIf(!mayMount)('on a disk of its own, a history', () => {
  let disk: MountedFolder;

  beforeEach(() => {
    disk = mountFolder(4_096);
  });
  afterEach(() => {
    disk.remove();
  });

  /** Leaves so much room. */
  function fill(leftKib: number): string {
    const filler = path.join(disk.folder, 'filler');
    const { bavail, bsize } = fs.statfsSync(disk.folder);
    fs.writeFileSync(filler, Buffer.alloc(bavail * bsize - leftKib * 1024));
    return filler;
  }

  it.each([0, 48, 96])(
    'with %i KiB left loses nothing that it has, and the check goes on',
    async (leftKib) => {
      await diagnose(disk.folder);
      const filler = fill(leftKib);
      const { status, stdout, stderr } = await diagnose(disk.folder);
      expect(status).toBe(0);
      expect(stdout + stderr).toMatch(/Not saved in the history: .*Free some space/);
      expect(stdout).not.toContain('Saved in the history');
      fs.rmSync(filler);
      expect((await diagnose(disk.folder)).stdout).toContain('Saved in the history');
      const sessions = await sessionsIn(disk.folder);
      expect(sessions.filter(({ status: one }) => one === 'completed')).toHaveLength(2);
      expect((await runCli(['history', 'verify'], disk.folder)).status).toBe(0);
    },
  );

  it('in a folder that is read-only is told as such, and the check goes on', async () => {
    await diagnose(disk.folder);
    disk.makeReadOnly();
    const { status, stdout, stderr } = await diagnose(disk.folder);
    expect(status).toBe(0);
    expect(stdout + stderr).toMatch(/Not saved in the history: .*you may write/);
  });

  it('that cannot be made because its folder is read-only is told as such', async () => {
    disk.makeReadOnly();
    const { status, stderr } = await diagnose(disk.folder);
    expect(status).toBe(0);
    expect(stderr).toContain(path.join(disk.folder, 'Callpath'));
  });

  it('that is a read-only file is told as such, and can still be read', async () => {
    await diagnose(disk.folder);
    const end = makeFileReadOnly(fileIn(disk.folder));
    const { status, stdout, stderr } = await diagnose(disk.folder);
    const listed = await runCli(['history', 'list', '--json'], disk.folder);
    end();
    expect(status).toBe(0);
    expect(stdout + stderr).toMatch(/Not saved in the history: .*you may write/);
    expect(listed).toMatchObject({ status: 0, stderr: '' });
  });
});
