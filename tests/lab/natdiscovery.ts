import { clientNet, coturnServer } from './addresses.ts';
import type { ExpectedNat } from './expected-nat.ts';
import { type Lab, runOn } from './standing-lab.ts';

/** It waits 3 s for each of two answers and sends nothing again. */
const timeoutMs = 20_000;

export interface NatdiscoveryRun {
  mapping: ExpectedNat['mapping'];
  filtering: ExpectedNat['filtering'];
  alg: boolean;
  elapsedMs: number;
  output: string;
}

/** What coturn's `turnutils_natdiscovery -m -f` says in the lab; `unknown` where it names no verdict. */
export async function runNatdiscovery(lab: Lab): Promise<NatdiscoveryRun> {
  const { elapsedMs, output } = await natdiscovery(lab, ['-m', '-f']);
  const [mappingPart = '', filteringPart = ''] = output.split('Filtering Behavior Discovery');
  const mapping = behaviourIn(mappingPart, 'Mapping');
  return {
    mapping: mappingPart.includes('No NAT!') ? 'none' : mapping,
    filtering: behaviourIn(filteringPart, 'Filtering'),
    alg: output.includes('ALG detected'),
    elapsedMs,
    output,
  };
}

/** Whether it received its own request (`-H`). */
export async function natdiscoveryHairpins(lab: Lab): Promise<boolean> {
  const { output } = await natdiscovery(lab, ['-H']);
  return output.includes('successful hairpinning');
}

/** Whether an answer still came through after a pause without traffic (`-t -T`). */
export async function natdiscoveryMappingLives(lab: Lab, pauseSec: number): Promise<boolean> {
  const { output } = await natdiscovery(lab, ['-t', '-T', `${pauseSec}`]);
  return output.includes('RFC 5780 response 2');
}

async function natdiscovery(lab: Lab, args: readonly string[]) {
  const { client } = clientNet(lab.type);
  const command = ['turnutils_natdiscovery', ...args, '-L', client, coturnServer.address];
  const { status, stdout, stderr, elapsedMs } = await runOn(lab, 'client', command, timeoutMs);
  const output = stdout + stderr;
  if (status === null) throw new Error(`turnutils_natdiscovery did not end:\n${output}`);
  return { output, elapsedMs };
}

function behaviourIn(output: string, part: 'Mapping' | 'Filtering') {
  if (output.includes(`NAT with Endpoint Independent ${part}!`)) return 'endpoint-independent';
  if (output.includes(`NAT with Address Dependent ${part}!`)) return 'address-dependent';
  const isBoth = output.includes(`NAT with Address and Port Dependent ${part}!`);
  return isBoth ? 'address-and-port-dependent' : 'unknown';
}
