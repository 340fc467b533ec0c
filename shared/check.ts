import * as v from 'valibot';
import {
  probeKinds,
  probeKindsOnRequest,
  type ProbeKind,
  type ProbeResult,
  type Report,
} from './report.ts';
import type { LiveCall } from './webrtc-results.ts';

/** What a person chooses before a check starts. */
export const checkOptionsSchema = v.strictObject({
  ticket: v.optional(v.pipe(v.string(), v.maxLength(200))),
  note: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  /** Probe kinds to run; the profile's where it is missing. */
  probes: v.optional(v.array(v.picklist(probeKinds))),
  /** Kinds that run only on request, beside the others. */
  alsoProbes: v.optional(v.array(v.picklist(probeKindsOnRequest))),
  /** Also measure how much a relay and a call carry, with a bounded number of bytes. */
  throughput: v.optional(v.boolean()),
  /**
   * The person runs the servers and agrees that `turn.audit` asks them to relay to addresses that they should refuse, at the
   * servers' own computers.
   */
  auditPeers: v.optional(v.boolean()),
  /** Send from this network interface only. */
  interfaceName: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
});

export type CheckOptions = v.InferOutput<typeof checkOptionsSchema>;

/** One probe of a plan, known before it runs. */
export interface PlannedProbe {
  id: string;
  kind: ProbeKind;
  target: string;
  transport: ProbeResult['transport'];
  family: ProbeResult['family'];
  deadlineMs: number;
}

/** What a running check tells: first the whole plan, then each probe's start, progress and end, then the report. */
export type CheckEvent =
  | {
      type: 'planned';
      sessionId: string;
      startedAt: string;
      probes: PlannedProbe[];
      /** Told again to a page that was not there then: the check began so long ago. */
      elapsedMs?: number;
    }
  | { type: 'started'; sessionId: string; probeId: string; atMs: number }
  /** How far a long probe is: `done` goes from 0 to 1, `text` is for people. */
  | { type: 'progress'; sessionId: string; probeId: string; done: number; text: string }
  /** What a `webrtc.*` probe sees at the moment. */
  | { type: 'live'; sessionId: string; probeId: string; live: LiveCall }
  | { type: 'ended'; sessionId: string; probe: ProbeResult }
  /** The check goes on, but its results cannot be kept in the history; `message` says why. */
  | { type: 'not-saved'; sessionId: string; message: string }
  | { type: 'finished'; sessionId: string; report: Report };
