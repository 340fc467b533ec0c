import * as v from 'valibot';
import type { Outcome } from './outcome.ts';
import {
  liveCallSchema,
  webrtcCallResultSchema,
  webrtcGatherResultSchema,
  webrtcMediaResultSchema,
} from './webrtc-results.ts';

/**
 * The second witness: a page of its own, without a window, in which Chromium gathers candidates and places calls to itself.
 * This is the contract between it and the main process, as `ipc.ts` is the one of the window.
 */

/** A server as a call is given it (W3C webrtc-pc, RTCIceServer). The page forgets the credential with the task. */
export interface WitnessServer {
  url: string;
  username?: string;
  credential?: string;
}

export interface GatherTask {
  kind: 'webrtc.gather';
  servers: readonly WitnessServer[];
  limitMs: number;
}

export interface CallTask {
  kind: 'webrtc.call';
  path: 'host' | 'srflx' | 'baseline' | 'relay';
  servers: readonly WitnessServer[];
  connectLimitMs: number;
  stream: { count: number; intervalMs: number };
  /** What may be sent to see how much the path carries; `null`: it is not asked. */
  throughput: { maxBytes: number; maxMs: number } | null;
}

export interface MediaTask {
  kind: 'webrtc.media';
  /** `direct`: by whatever connects without a relay. */
  path: 'direct' | 'baseline' | 'relay';
  servers: readonly WitnessServer[];
  connectLimitMs: number;
  /** How long sound and picture are sent. */
  durationMs: number;
}

export type WitnessTask = GatherTask | CallTask | MediaTask;
export type WitnessKind = WitnessTask['kind'];
export type TaskOf<K extends WitnessKind> = Extract<WitnessTask, { kind: K }>;

const witnessResultSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('webrtc.gather'), result: webrtcGatherResultSchema }),
  v.strictObject({ kind: v.literal('webrtc.call'), result: webrtcCallResultSchema }),
  v.strictObject({ kind: v.literal('webrtc.media'), result: webrtcMediaResultSchema }),
]);

export type WitnessResult = v.InferOutput<typeof witnessResultSchema>;
export type ResultOf<K extends WitnessKind> = Extract<WitnessResult, { kind: K }>['result'];

const taskId = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the page tells the main process, with the schema of each. */
export const witnessCalls = {
  /** The page listens: tasks may be sent. */
  ready: v.undefined(),
  live: v.strictObject({ id: taskId, live: liveCallSchema }),
  done: v.strictObject({ id: taskId, answer: witnessResultSchema }),
  /** A mistake in the page, in one sentence. */
  failed: v.strictObject({ id: taskId, reason: v.string() }),
} as const;

export type WitnessCall = keyof typeof witnessCalls;
export type WitnessInput<K extends WitnessCall> = v.InferOutput<(typeof witnessCalls)[K]>;

/** What the main process tells the page. */
export interface WitnessEvents {
  task: { id: number; task: WitnessTask };
  /** The task has to end now, with what it has. */
  cancel: { id: number };
}

/** What the page's preload exposes as `window.witness`. */
export type WitnessApi = {
  [K in WitnessCall]: undefined extends WitnessInput<K>
    ? () => Promise<Outcome<null>>
    : (input: WitnessInput<K>) => Promise<Outcome<null>>;
} & {
  [K in keyof WitnessEvents as `on${Capitalize<K>}`]: (
    listener: (payload: WitnessEvents[K]) => void,
  ) => void;
};

/** The channel that carries a call or an event of the witness. */
export function witnessChannel(name: WitnessCall | keyof WitnessEvents): string {
  return `callpath:witness-${name}`;
}
