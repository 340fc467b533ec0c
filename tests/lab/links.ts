import { setTimeout as delay } from 'node:timers/promises';
import { machines, namespaceOf } from './instance.ts';
import { machineExists } from './namespaces.ts';
import { runTool } from './run-tool.ts';

const limitMs = 5000;
const lookEveryMs = 20;

/**
 * Waits until the kernel says of every interface that it is up. It does so up to a second after packets pass, and until
 * then `os.networkInterfaces()` does not list the interface: a check would find a computer without a network.
 */
export async function linksAreUp(instance: string): Promise<void> {
  const endMs = performance.now() + limitMs;
  for (const machine of machines.filter((one) => machineExists(instance, one))) {
    const namespace = namespaceOf(instance, machine);
    while (waitingLinks(namespace).length > 0) {
      if (performance.now() > endMs) {
        throw new Error(`${namespace}: not up: ${waitingLinks(namespace).join(', ')}`);
      }
      await delay(lookEveryMs);
    }
  }
}

function waitingLinks(namespace: string): string[] {
  const links = JSON.parse(runTool('ip', ['-n', namespace, '-json', 'link', 'show'])) as {
    ifname: string;
    link_type: string;
    operstate: string;
  }[];
  return links
    .filter(({ link_type, operstate }) => link_type === 'ether' && operstate !== 'UP')
    .map(({ ifname }) => ifname);
}
