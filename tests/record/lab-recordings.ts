import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { coturnServer, secondServer, stunUri, testServer } from '../lab/addresses.ts';
import { labServers } from '../lab/diagnose.ts';
import { namespaceOf } from '../lab/instance.ts';
import { type LabType, labTypes } from '../lab/lab-types.ts';
import { manners, testServerOf } from '../lab/manners.ts';
import { onMachine } from '../lab/namespaces.ts';
import { runTool } from '../lab/run-tool.ts';
import type { Lab } from '../lab/standing-lab.ts';
import { cancelledCheck, checkInLab, killedCheck, relays } from './check-in-lab.ts';
import type { Report } from '../../shared/report.ts';

/** A recording that is made in a lab of its own. */
export interface LabRecording {
  name: string;
  /** Where it comes from, for people. */
  source: string;
  type: LabType;
  record: (lab: Lab) => Promise<Report>;
}

const stun = (uris: readonly string[]) => uris.flatMap((uri) => ['--stun', uri]);
const servers = stun(labServers);

/** What has to be asked for in the types that are about it. */
const questions: Partial<Record<LabType, readonly string[]>> = {
  hairpin: [
    '--probes',
    'local.interfaces,relay.baseline,stun.binding,nat.mapping,nat.filtering,nat.hairpinning',
  ],
  'short-lifetime': [
    '--probes',
    'local.interfaces,relay.baseline,stun.binding,nat.mapping,nat.filtering,nat.lifetime',
  ],
};

const everyType = labTypes.map((type): LabRecording => ({
  name: `lab-${type}`,
  source: `two STUN servers and a relay by UDP and TCP, in the lab of the type ${type}`,
  type,
  record: (lab) => checkInLab(lab, [...servers, ...relays, ...(questions[type] ?? [])]),
}));

const withoutRelay = (['open', 'symmetric', 'udp-blocked', 'udp-and-tcp-blocked'] as const).map(
  (type): LabRecording => ({
    name: `lab-${type}-stun-only`,
    source: `two STUN servers and no relay, in the lab of the type ${type}`,
    type,
    record: (lab) => checkInLab(lab, servers),
  }),
);

const lyingServers = manners.map((manner): LabRecording => ({
  name: `server-${manner}`,
  source: `a STUN server of the manner ${manner} beside an honest one, behind a port-restricted cone`,
  type: 'port-restricted-cone',
  record: (lab) => checkInLab(lab, stun([stunUri(testServerOf(manner)), stunUri(secondServer)])),
}));

const silentPorts = [4900, 4901, 4902];
const silent = silentPorts.map((port) => stunUri({ address: testServer.address, port }));
const name = (host: string) => ['--stun', `stun:${host}`];

function plain(name: string, source: string, record: LabRecording['record']): LabRecording {
  return { name, source, type: 'port-restricted-cone', record };
}

const ordinary: LabRecording[] = [
  plain('good', 'two STUN servers and a relay that work, behind a home router', (lab) =>
    checkInLab(lab, [...servers, ...relays]),
  ),
  plain('no-servers', 'no server to ask: `--offline`', (lab) => checkInLab(lab, ['--offline'])),
  plain('all-silent', 'three STUN servers that take everything and say nothing', (lab) =>
    withSilence(lab, () => checkInLab(lab, stun(silent))),
  ),
  plain('one-silent', 'one STUN server of three says nothing', (lab) =>
    withSilence(lab, () => checkInLab(lab, [...servers, ...stun(silent.slice(0, 1))])),
  ),
  plain('one-closed', 'one STUN server of three has a closed port', (lab) =>
    checkInLab(lab, [...servers, '--stun', stunUri({ address: coturnServer.address, port: 9 })]),
  ),
  plain('dns-fails', 'servers by name, and no name server that can be reached', (lab) =>
    checkInLab(lab, [...name('stun.example.org'), ...name('stun.example.net')]),
  ),
  plain('one-name-unknown', 'one of three servers has a name that nobody knows', (lab) =>
    checkInLab(lab, [...servers, ...name(`${'ü'.repeat(63)}.invalid`)]),
  ),
  plain('baseline-fails', 'a firewall on this computer drops UDP to itself', (lab) => {
    dropLoopbackUdp(lab);
    return checkInLab(lab, [...servers, ...relays]);
  }),
  plain('baseline-fails-offline', 'the same, and no server to ask', (lab) => {
    dropLoopbackUdp(lab);
    return checkInLab(lab, ['--offline']);
  }),
  plain('no-network', 'the cable is unplugged', (lab) => {
    runTool('ip', onMachine(lab.instance, 'client', ['ip', 'link', 'set', 'lan0', 'down']));
    return checkInLab(lab, [...servers, ...relays]);
  }),
  plain('audit', 'the audit of a relay, with questions about peers', (lab) =>
    checkInLab(lab, [...relays, '--audit-peers']),
  ),
  plain('throughput', 'with how much the relay carries', (lab) =>
    checkInLab(lab, [...servers, ...relays, '--throughput']),
  ),
  plain('cancelled', 'the person cancels after a second', (lab) =>
    withSilence(lab, () => cancelledCheck(lab, [...servers, ...stun(silent)], 1.5)),
  ),
  plain('interrupted', 'the process is killed after two seconds', (lab) =>
    withSilence(lab, () => killedCheck(lab, [...servers, ...stun(silent)], 2)),
  ),
];

export const labRecordings: readonly LabRecording[] = [
  ...ordinary,
  ...everyType,
  ...withoutRelay,
  ...lyingServers,
];

const silence = `for (const port of process.argv.slice(1))
  require('node:dgram').createSocket('udp4').bind(Number(port), () => console.log('ready'));`;

/** While it works, ports of the lab's internet take everything and say nothing. */
async function withSilence<T>(lab: Lab, work: () => Promise<T>): Promise<T> {
  const command = [process.execPath, '-e', silence, ...silentPorts.map(String)];
  const child = spawn('ip', onMachine(lab.instance, 'internet', command), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    return await work();
  } finally {
    child.kill();
  }
}

function dropLoopbackUdp({ instance }: Lab): void {
  const rules = [
    'add table ip drops',
    'add chain ip drops in { type filter hook input priority 0; }',
    'add rule ip drops in iif "lo" meta l4proto udp drop',
  ].join('\n');
  runTool('ip', ['netns', 'exec', namespaceOf(instance, 'client'), 'nft', '-f', '-'], rules);
}
