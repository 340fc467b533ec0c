import { createHash } from 'node:crypto';
import path from 'node:path';

/** The machines of a lab, each a network namespace. The carrier's router is the second one of a double NAT. */
export const machines = ['client', 'router', 'carrier', 'internet'] as const;

export type Machine = (typeof machines)[number];

/** Letters and digits only: a hyphen could make the names of two instances alike. */
const instancePattern = /^[a-z0-9]{1,20}$/;

export function parseInstance(text: string): string {
  if (instancePattern.test(text)) return text;
  throw new Error(`"${text}" is no name for a lab: use 1 to 20 small letters and digits.`);
}

/** The network namespace of a machine. */
export function namespaceOf(instance: string, machine: Machine): string {
  return `callpath-${instance}-${machine}`;
}

/** Logs, pid file and user database of the lab's servers. Under /run: only root can write there, and it ends at boot. */
export function stateFolderOf(instance: string): string {
  return path.join('/run/callpath-lab', instance);
}

/**
 * Name of a lab that a program raises for itself: of this checkout, so that two checkouts do not remove each other's, and the
 * same each time, so that what a killed run left is found by the next.
 */
export function ownInstance(purpose: string): string {
  return parseInstance(`${purpose}${checkout}`);
}

const checkout = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 6);
