import { readFile } from 'node:fs/promises';
import os from 'node:os';

/**
 * The router that packets from an IPv4 address of this computer go to, by Linux's table of routes. `null`: there is none, or
 * this system does not tell without a program of its own. It is never guessed: a stranger would be asked.
 */
export async function defaultGateway(localAddress: string): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  for (const [name, addresses = []] of Object.entries(os.networkInterfaces())) {
    if (addresses.some(({ address }) => address === localAddress)) {
      return gatewayOfTable(await readTable(), name);
    }
  }
  return null;
}

async function readTable(): Promise<string> {
  return readFile('/proc/net/route', 'latin1').catch(() => '');
}

/** Reads Linux's table of routes: a line a route, addresses in hexadecimal with the last octet first. */
export function gatewayOfTable(table: string, interfaceName: string): string | null {
  for (const line of table.split('\n').slice(1)) {
    const [name, destination, gateway = ''] = line.trim().split(/\s+/);
    if (name !== interfaceName || destination !== '00000000') continue;
    if (!/^[0-9A-F]{8}$/i.test(gateway) || gateway === '00000000') continue;
    return [...Buffer.from(gateway, 'hex').reverse()].join('.');
  }
  return null;
}
