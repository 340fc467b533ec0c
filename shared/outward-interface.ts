import type { NetworkInterface } from './report.ts';

/** Whether an address leads beyond this computer and its own link. */
export function isOutward({ scope }: Pick<NetworkInterface, 'scope'>): boolean {
  return scope !== 'loopback' && scope !== 'link-local';
}
