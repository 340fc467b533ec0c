import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { runProgram } from '../interop/process.ts';
import { clientNet, coturnServer } from './addresses.ts';
import { machines, ownInstance, stateFolderOf } from './instance.ts';
import { machineExists, pidsOn } from './namespaces.ts';
import { runNatdiscovery } from './natdiscovery.ts';
import { labRequirement } from './requirement.ts';
import { type Lab, raiseLab, removeLab, runOn } from './standing-lab.ts';

const { skip } = labRequirement();
const first = ownInstance('first');
const second = ownInstance('second');
const timeoutMs = 30_000;

const labCommand = [path.join(import.meta.dirname, 'lab.ts')];

function lab(...args: string[]) {
  return runProgram(process.execPath, [...labCommand, ...args], timeoutMs);
}

/** `up` in the background, ended by a signal as soon as the first machine is there. */
async function interruptedUp(instance: string, signal: NodeJS.Signals): Promise<ChildProcess> {
  const args = [...labCommand, 'up', 'double-nat', '--instance', instance];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'close');
  while (!machineExists(instance, 'internet') && child.exitCode === null) await delay(5);
  child.kill(signal);
  await ended;
  return child;
}

function machinesLeft(instance: string): string[] {
  return machines.filter((machine) => machineExists(instance, machine));
}

/** A process that its parent has not collected yet is over as well. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}

/** What a server sees of the client's port 5000. */
async function mappedPort(standing: Lab): Promise<string | undefined> {
  const from = ['-L', clientNet(standing.type).client, '-l', '5000'];
  const command = ['turnutils_natdiscovery', '-m', ...from, coturnServer.address];
  const { stdout } = await runOn(standing, 'client', command, timeoutMs);
  return /reflexive addr: 203\.0\.113\.1:(\d+)/.exec(stdout)?.[1];
}

describe.skipIf(skip)('the lab', () => {
  afterEach(() => {
    removeLab(first);
    removeLab(second);
  });

  it('leaves nothing behind', async () => {
    const standing = await raiseLab('double-nat', first);
    const pids = machines.flatMap((machine) => pidsOn(first, machine));
    expect(pids.length).toBeGreaterThanOrEqual(4);
    expect(pids.filter(isRunning)).toEqual(pids);
    standing.remove();
    expect(machinesLeft(first)).toEqual([]);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(existsSync(stateFolderOf(first))).toBe(false);
  });

  it('is removed by a later down where up was killed', async () => {
    await interruptedUp(first, 'SIGKILL');
    expect(machinesLeft(first)).toContain('internet');
    expect(await lab('down', '--instance', first)).toEqual({ status: 0, output: '' });
    expect(machinesLeft(first)).toEqual([]);
    expect(existsSync(stateFolderOf(first))).toBe(false);
  });

  it('is built by a later up where up was killed', async () => {
    await interruptedUp(first, 'SIGKILL');
    expect(await lab('up', 'open', '--instance', first)).toMatchObject({ status: 0 });
    expect(machinesLeft(first)).toEqual(['client', 'router', 'internet']);
  });

  it('removes itself where up is interrupted', async () => {
    const child = await interruptedUp(first, 'SIGTERM');
    expect(child.exitCode).toBe(128 + 15);
    expect(machinesLeft(first)).toEqual([]);
  });

  it('stands beside another one', async () => {
    await raiseLab('symmetric', first);
    const other = await raiseLab('full-cone', second);
    removeLab(first);
    expect(machinesLeft(first)).toEqual([]);
    expect(await runNatdiscovery(other)).toMatchObject({ filtering: 'endpoint-independent' });
  });

  it('ends a command that still runs in it', async () => {
    await raiseLab('open', first);
    const sleep = lab('exec', '--instance', first, 'sleep', '60');
    while (pidsOn(first, 'client').length === 0) await delay(20);
    removeLab(first);
    expect(await sleep).toMatchObject({ status: 128 + 15 });
  });

  it('hands on what a command prints and its exit status', async () => {
    await raiseLab('open', first);
    const command = ['sh', '-c', 'echo seen; exit 7', '--instance'];
    expect(await lab('exec', '--instance', first, ...command)).toEqual({
      status: 7,
      output: 'seen\n',
    });
  });

  it('says what to do where no lab stands', async () => {
    const { status, output } = await lab('exec', '--instance', first, 'true');
    expect(status).toBe(1);
    expect(output).toContain('npm run lab -- up TYPE');
  });

  it('refuses a type that there is not, and a name that could be of two', async () => {
    expect((await lab('up', 'cone')).output).toContain('Known are open, full-cone');
    expect((await lab('down', '--instance', 'a-client')).output).toContain('no name for a lab');
  });

  it('forgets mappings between two runs only when told to', async () => {
    const standing = await raiseLab('symmetric', first);
    const mapped = await mappedPort(standing);
    expect(mapped).toMatch(/^\d+$/);
    expect(await mappedPort(standing)).toBe(mapped);
    standing.forget();
    expect(await mappedPort(standing)).not.toBe(mapped);
  });
});
