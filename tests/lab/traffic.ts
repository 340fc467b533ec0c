import { onMachine } from './namespaces.ts';
import { runTool } from './run-tool.ts';
import { sentCounter } from './rulesets.ts';
import type { Lab } from './standing-lab.ts';

/** Headers of IPv4 and UDP, which the router counts too. */
const headerLength = 28;

export interface Traffic {
  datagrams: number;
  /** UDP payloads. */
  bytes: number;
}

/** What the client has sent over UDP since the lab was raised or `forget` was called. */
export function sentByClient({ instance }: Lab): Traffic {
  const list = ['nft', '--json', 'list', 'counter', 'ip', 'lab', sentCounter];
  const { nftables } = JSON.parse(runTool('ip', onMachine(instance, 'router', list))) as {
    nftables: { counter?: { packets: number; bytes: number } }[];
  };
  const counter = nftables.find((one) => one.counter !== undefined)?.counter;
  if (!counter) throw new Error('The router does not count. Load the rules of the lab again.');
  return { datagrams: counter.packets, bytes: counter.bytes - counter.packets * headerLength };
}
