import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isOwnerAlive } from './owner.ts';

const now = () => new Date().toISOString();
const longAgo = '2001-01-01T00:00:00Z';

function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('isOwnerAlive', () => {
  it('says yes for this process and its parent', () => {
    expect(isOwnerAlive(process.pid, now())).toBe(true);
    expect(isOwnerAlive(process.ppid, now())).toBe(true);
  });

  it('says no for a process that has ended', () => {
    expect(isOwnerAlive(endedProcess(), now())).toBe(false);
  });

  it('says no for a session from before the computer started, whoever has its process id now', () => {
    expect(isOwnerAlive(process.ppid, longAgo)).toBe(false);
  });

  it('says no for a session from before this process started that had the same id', () => {
    const beforeThisProcess = new Date(Date.now() - process.uptime() * 1000 - 60_000);
    expect(isOwnerAlive(process.pid, beforeThisProcess.toISOString())).toBe(false);
  });
});
