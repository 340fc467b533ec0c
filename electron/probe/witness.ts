import type { LiveCall } from '../../shared/webrtc-results.ts';
import type { ResultOf, TaskOf, WitnessKind } from '../../shared/witness.ts';

/** `gone`: the page could not be opened, or it ended in the middle; `reason` says why. */
export type WitnessAnswer<K extends WitnessKind> =
  { status: 'done'; result: ResultOf<K> } | { status: 'gone'; reason: string };

export interface WitnessOptions {
  /** When it fires, the task ends with what it has. */
  signal: AbortSignal;
  onLive: (live: LiveCall) => void;
}

/** How probes reach the second witness, Chromium: an engine without it, as in a terminal, has `null` in its place. */
export interface Witness {
  /** Runs one task. Never rejects. */
  run: <K extends WitnessKind>(
    task: TaskOf<K>,
    options: WitnessOptions,
  ) => Promise<WitnessAnswer<K>>;
  /** Ends its pages with everything that runs in them. May be called again. */
  close: () => void;
}
