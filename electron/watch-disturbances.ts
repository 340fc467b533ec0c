import type { Translate } from '../shared/messages/translate.ts';
import { DisturbanceWatch } from './disturbance-watch.ts';
import { listInterfaces } from './probe/local-interfaces.ts';

/** Tells when the system goes to sleep and wakes up; returns what ends that. */
export type WatchPower = (listener: Pick<DisturbanceWatch, 'suspend' | 'resume'>) => () => void;

export interface DisturbanceTerms {
  t: Translate;
  /** Missing where only the clocks tell. */
  watchPower?: WatchPower | undefined;
}

const lookEveryMs = 1_000;

/** Watches what happens to this computer until `end`. */
export function watchDisturbances(
  { t, watchPower }: DisturbanceTerms,
  elapsedMs: () => number,
): { watch: DisturbanceWatch; end: () => void } {
  const watch = new DisturbanceWatch({
    t,
    elapsedMs,
    wallMs: () => Date.now(),
    interfaces: listInterfaces,
  });
  const looking = setInterval(() => {
    watch.look();
  }, lookEveryMs);
  const endPower = watchPower?.(watch);
  const end = () => {
    clearInterval(looking);
    endPower?.();
  };
  return { watch, end };
}
