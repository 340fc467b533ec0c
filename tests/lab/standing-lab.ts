import { mkdirSync, rmSync } from 'node:fs';
import { type Ended, runToEnd } from '../run-to-end.ts';
import { type Machine, stateFolderOf } from './instance.ts';
import type { LabType } from './lab-types.ts';
import { linksAreUp } from './links.ts';
import { machineExists, onMachine, removeMachines } from './namespaces.ts';
import { buildNetwork, loadRules } from './network.ts';
import { startServers } from './servers.ts';

const maxZone = 65_535;

/** A lab that stands: its servers answer. */
export interface Lab {
  instance: string;
  type: LabType;
  /** Makes the routers forget every mapping, as between two runs that must not disturb each other. */
  forget: () => void;
  /** Ends what runs in it and removes it. May be called again. */
  remove: () => void;
}

/** Builds a lab, instead of one with the same name if there is any. Nothing of it is left if that fails. */
export async function raiseLab(type: LabType, instance: string): Promise<Lab> {
  removeLab(instance);
  let zone = 1;
  try {
    mkdirSync(stateFolderOf(instance), { recursive: true, mode: 0o700 });
    buildNetwork(instance, type);
    loadRules(instance, type, zone);
    await startServers(instance, type);
    await linksAreUp(instance);
  } catch (error) {
    removeLab(instance);
    throw error;
  }
  return {
    instance,
    type,
    forget: () => {
      zone = (zone % maxZone) + 1;
      loadRules(instance, type, zone);
    },
    remove: () => {
      removeLab(instance);
    },
  };
}

/** Removes a lab, or what a killed command left of it. */
export function removeLab(instance: string): void {
  removeMachines(instance);
  rmSync(stateFolderOf(instance), { recursive: true, force: true });
}

export function labStands(instance: string): boolean {
  return machineExists(instance, 'client');
}

/** Runs a command on a machine of the lab to its end. It is killed after `timeoutMs`. */
export function runOn(
  { instance }: Pick<Lab, 'instance'>,
  machine: Machine,
  command: readonly string[],
  timeoutMs: number,
): Promise<Ended> {
  return runToEnd('ip', onMachine(instance, machine, command), { timeoutMs });
}
