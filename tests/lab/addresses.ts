import { isUntranslated, type LabType } from './lab-types.ts';

/** Outside, the lab has documentation addresses (RFC 5737): a packet that escaped would reach nobody. */
export interface Net {
  subnet: string;
  prefix: number;
  /** Address of the machine whose default route leads through `router`. */
  client: string;
  router: string;
}

const privateNet: Net = {
  subnet: '192.168.77.0/24',
  prefix: 24,
  client: '192.168.77.2',
  router: '192.168.77.1',
};

const publicNet: Net = {
  subnet: '203.0.113.128/25',
  prefix: 25,
  client: '203.0.113.130',
  router: '203.0.113.129',
};

/** Between the two routers of the double NAT (RFC 6598). */
export const sharedNet: Net = {
  subnet: '100.64.0.0/10',
  prefix: 10,
  client: '100.64.0.2',
  router: '100.64.0.1',
};

/** Between the last router and the internet. */
export const outsideNet: Net = {
  subnet: '203.0.113.0/25',
  prefix: 25,
  client: '203.0.113.1',
  router: '203.0.113.126',
};

/** The network that the client is in. */
export function clientNet(type: LabType): Net {
  return isUntranslated(type) ? publicNet : privateNet;
}

/** The address that servers see. */
export function publicAddress(type: LabType): string {
  return isUntranslated(type) ? publicNet.client : outsideNet.client;
}

/** coturn with RFC 5780: its OTHER-ADDRESS is the other address and the port behind this one. */
export const coturnServer = { address: '198.51.100.10', otherAddress: '198.51.100.11', port: 3478 };

/** Another coturn, with one address and without RFC 5780. */
export const secondServer = { address: '198.51.100.20', port: 3478 };

/** Where our own servers are, each on its own two ports. */
export const testServer = {
  address: '198.51.100.66',
  otherAddress: '198.51.100.67',
  thirdAddress: '198.51.100.68',
};

/** All that the internet of the lab has to offer. */
export const serverAddresses = [
  coturnServer.address,
  coturnServer.otherAddress,
  secondServer.address,
  ...Object.values(testServer),
];

/** Default port of NAT-PMP (RFC 6886 section 3). */
export const natPmpPort = 5351;

/** URI for `--stun`. */
export function stunUri({ address, port }: { address: string; port: number }): string {
  return `stun:${address}:${port}`;
}
