import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../shared/report.ts';
import { coturnServer } from './addresses.ts';
import { turnAccount } from './coturn-arguments.ts';
import { diagnose, labServers } from './diagnose.ts';
import { namespaceOf, ownInstance, stateFolderOf } from './instance.ts';
import type { LabType } from './lab-types.ts';
import { runTool } from './run-tool.ts';
import { type Lab, raiseLab } from './standing-lab.ts';

/** Two checks between which one thing changed. */
export const pairs = ['full-cone-to-symmetric', 'udp-blocked', 'server-down', 'vpn-up'] as const;
export type Pair = (typeof pairs)[number];

export interface Checks {
  before: Report;
  after: Report;
}

/** Makes the change happen in a lab of its own, with a check before and one after it. */
export async function checkPair(pair: Pair): Promise<Checks> {
  switch (pair) {
    case 'full-cone-to-symmetric':
      return { before: await checkIn('full-cone'), after: await checkIn('symmetric') };
    case 'udp-blocked':
      return { before: await checkIn('port-restricted-cone'), after: await checkIn('udp-blocked') };
    case 'server-down':
      return checkAround(stopSecondServer);
    case 'vpn-up':
      return checkAround(connectVpn);
  }
}

async function checkIn(type: LabType): Promise<Report> {
  const lab = await raiseLab(type, ownInstance('pair'));
  try {
    return await check(lab);
  } finally {
    lab.remove();
  }
}

async function checkAround(change: (lab: Lab) => Promise<void>): Promise<Checks> {
  const lab = await raiseLab('port-restricted-cone', ownInstance('pair'));
  try {
    const before = await check(lab);
    await change(lab);
    lab.forget();
    return { before, after: await check(lab) };
  } finally {
    lab.remove();
  }
}

async function check(lab: Lab): Promise<Report> {
  const turn = `turn:${coturnServer.address}`;
  const account = ['--username', turnAccount.username, '--credential', turnAccount.credential];
  const relays = ['--turn', turn, '--turn', `${turn}?transport=tcp`];
  const { report } = await diagnose(lab, labServers, [...relays, ...account]);
  return report;
}

const lookEveryMs = 20;
const looks = 500;

async function stopSecondServer({ instance }: Lab): Promise<void> {
  const pid = Number(readFileSync(path.join(stateFolderOf(instance), 'second.pid'), 'utf8'));
  process.kill(pid);
  for (let look = 0; look < looks && isAlive(pid); look += 1) await delay(lookEveryMs);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** As a VPN looks from the client: an adapter called tun0 that takes the default route, and another way out (RFC 5737). */
async function connectVpn({ instance }: Lab): Promise<void> {
  const [client, internet] = [namespaceOf(instance, 'client'), namespaceOf(instance, 'internet')];
  const peer = ['peer', 'name', 'vpn0', 'netns', internet];
  runTool('ip', ['link', 'add', 'tun0', 'netns', client, 'type', 'veth', ...peer]);
  const batch = (namespace: string, lines: string[]) =>
    runTool('ip', ['-n', namespace, '-batch', '-'], `${lines.join('\n')}\n`);
  batch(internet, ['addr add 192.0.2.1/24 dev vpn0', 'link set vpn0 up']);
  batch(client, [
    'addr add 192.0.2.2/24 dev tun0',
    'link set tun0 up',
    'route replace default via 192.0.2.1 dev tun0',
  ]);
  await delay(500);
}
