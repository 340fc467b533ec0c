import os from 'node:os';
import { removeLab } from './standing-lab.ts';

/** From now on an interrupted program removes its labs before it ends. */
export function removeOnSignal(instances: readonly string[]): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends it at once.
    process.once(signal, () => {
      for (const instance of instances) removeLab(instance);
      process.exit(128 + os.constants.signals[signal]);
    });
  }
}
