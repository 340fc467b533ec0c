import * as v from 'valibot';
import { probeKinds, type ProbeKind, type ProbeResult, type Report } from './report.ts';

/** What a person chooses before a check starts. */
export const checkOptionsSchema = v.strictObject({
  ticket: v.optional(v.pipe(v.string(), v.maxLength(200))),
  note: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  /** Probe kinds to run; the profile's where it is missing. */
  probes: v.optional(v.array(v.picklist(probeKinds))),
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

/** What a running check tells: first the whole plan, then each probe's start and end, then the report. */
export type CheckEvent =
  | { type: 'planned'; sessionId: string; startedAt: string; probes: PlannedProbe[] }
  | { type: 'started'; sessionId: string; probeId: string; atMs: number }
  | { type: 'ended'; sessionId: string; probe: ProbeResult }
  /** The check goes on, but its results cannot be kept in the history; `message` says why. */
  | { type: 'not-saved'; sessionId: string; message: string }
  | { type: 'finished'; sessionId: string; report: Report };
