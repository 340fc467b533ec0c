import os from 'node:os';
import { performance } from 'node:perf_hooks';
import { v7 as uuidv7 } from 'uuid';
import type { CheckEvent, CheckOptions } from '../shared/check.ts';
import type { Translate } from '../shared/messages/translate.ts';
import { type Outcome, success } from '../shared/outcome.ts';
import type { Profile } from '../shared/profile.ts';
import type { ProbeKind, ProbeResult, Report, Session } from '../shared/report.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import type { Disturbance } from './diagnosis/evidence.ts';
import { isOwnerAlive } from './history/owner.ts';
import type { Sessions, SessionStart } from './history/sessions.ts';
import { listInterfaces } from './probe/local-interfaces.ts';
import { makeProbePlan } from './probe/plan.ts';
import type { ProbeSpec } from './probe/probe.ts';
import { runPlan } from './probe/run.ts';
import type { Witness } from './probe/witness.ts';
import { sealReport } from './report/json.ts';
import { SessionKeeping } from './session-keeping.ts';
import { watchDisturbances, type WatchPower } from './watch-disturbances.ts';

export interface SessionOptions {
  /** With the credentials filled in. */
  profile: Profile;
  check: CheckOptions;
  /** `null`: the session is not kept. */
  history: Sessions | null;
  t: Translate;
  app: Session['app'];
  /** Cancels: the report then has the status `cancelled` and what was measured until then. */
  signal: AbortSignal;
  onEvent: (event: CheckEvent) => void;
  /** Gives Chromium as the second witness; missing where the engine runs without it. */
  openWitness?: (() => Witness) | undefined;
  /** No probe gets more than this. */
  maxDeadlineMs?: number | undefined;
  /** The administrator allows no others; all where it is missing. */
  allowedProbes?: readonly ProbeKind[] | undefined;
  /** Missing where only the clocks tell that the computer slept. */
  watchPower?: WatchPower | undefined;
}

/**
 * Runs one check from plan to report. Each probe is in the history as soon as it ends. A history that cannot be written
 * does not end the check, and is tried again; where it cannot be written at the end either, one `not-saved` event tells so.
 */
export async function runSession(options: SessionOptions): Promise<Report> {
  const { profile, check, history, signal, onEvent } = options;
  const startedAt = new Date();
  const clockStart = performance.now();
  const elapsedMs = () => performance.now() - clockStart;
  const begun = beginSession(options, startedAt);
  const sessionId = begun.id;
  const keeping = new SessionKeeping(history);

  keeping.add((sessions) => sessions.beginSession(begun));
  const plan = makeProbePlan({
    profile,
    interfaces: listInterfaces(),
    kinds: check.probes,
    alsoKinds: check.alsoProbes,
    allowedKinds: options.allowedProbes,
    auditPeers: check.auditPeers,
    interfaceName: check.interfaceName,
    canCall: options.openWitness !== undefined,
    throughput: check.throughput,
    maxDeadlineMs: options.maxDeadlineMs ?? toMs(profile.budgets.deadlineSec),
  });
  onEvent({
    type: 'planned',
    sessionId,
    startedAt: begun.startedAt,
    probes: plan.map(toPlanned),
  });
  const witness = plan.some(({ task }) => task) ? options.openWitness?.() : null;
  const disturbance = watchDisturbances(options, elapsedMs);
  const probes = await runPlan(plan, {
    signal,
    t: options.t,
    elapsedMs,
    amend: (probe) => disturbance.watch.amend(probe),
    witness,
    onLive: (probeId, live) => {
      onEvent({ type: 'live', sessionId, probeId, live });
    },
    onStarted: (probeId, atMs) => {
      onEvent({ type: 'started', sessionId, probeId, atMs });
    },
    onProgress: (probeId, done, text) => {
      onEvent({ type: 'progress', sessionId, probeId, done, text });
    },
    onEnded: (probe) => {
      keeping.add((sessions) => sessions.appendProbe(sessionId, probe));
      onEvent({ type: 'ended', sessionId, probe });
    },
  }).finally(() => {
    witness?.close();
    disturbance.end();
  });
  const status = signal.aborted ? 'cancelled' : 'completed';
  const session = { ...begun, durationMs: Math.round(elapsedMs()), status } as const;
  const report = composeReport(session, probes, options.t, disturbance.watch.disturbances());
  const kept = keeping.finish(report);
  if (!kept.ok) onEvent({ type: 'not-saved', sessionId, message: kept.message });
  onEvent({ type: 'finished', sessionId, report });
  return report;
}

/** Diagnoses the sessions whose process is gone and stores them as `interrupted`; tells how many there were. */
export function recoverInterrupted(history: Sessions, t: Translate): Outcome<number> {
  const left = history.findInterrupted(isOwnerAlive);
  if (!left.ok) return left;
  for (const { probes, ...session } of left.value) {
    const lastMs = Math.max(0, ...probes.map((probe) => probe.startedAtMs + probe.durationMs));
    const finished = { ...session, durationMs: Math.round(lastMs), status: 'interrupted' } as const;
    const stored = history.finishSession(composeReport(finished, probes, t));
    // Another start may have stored it meanwhile: that is as good.
    if (!stored.ok && stored.code !== 'session-finished') return stored;
  }
  return success(left.value.length);
}

/** Asks one server, or one server and its relay, without a session. Resolves with the probe that says most. */
export async function testServer(
  profile: Profile,
  t: Translate,
  signal: AbortSignal,
): Promise<ProbeResult | undefined> {
  const clockStart = performance.now();
  const plan = makeProbePlan({
    profile,
    interfaces: listInterfaces().filter(({ family }) => family === 'IPv4'),
    kinds: ['stun.binding', 'turn.allocate'],
  });
  const probes = await runPlan(plan, {
    signal,
    t,
    elapsedMs: () => performance.now() - clockStart,
    onStarted: () => undefined,
    onEnded: () => undefined,
  });
  const told = probes.filter(({ status }) => status !== 'skipped');
  return told.find(({ status }) => status !== 'passed') ?? told[0] ?? probes[0];
}

function beginSession({ profile, check, app }: SessionOptions, startedAt: Date): SessionStart {
  return {
    id: uuidv7(),
    startedAt: startedAt.toISOString(),
    profile: profile.name,
    app,
    host: { os: `${os.type()} ${os.release()}`, arch: os.arch(), hostname: os.hostname() },
    ...(check.ticket !== undefined && { ticket: check.ticket }),
    ...(check.note !== undefined && { note: check.note }),
  };
}

function composeReport(
  session: Session,
  probes: ProbeResult[],
  t: Translate,
  disturbances: Disturbance[] = [],
): Report {
  const { status, profile, startedAt } = session;
  const evidence = { status, profile, startedAt, probes, disturbances };
  const { verdict, findings, nat } = diagnose(evidence, t);
  return sealReport({
    schema: 'callpath-report',
    version: 1,
    session,
    verdict,
    findings,
    nat,
    probes,
  });
}

function toPlanned({ id, kind, target, transport, family, deadlineMs }: ProbeSpec) {
  return { id, kind, target, transport, family, deadlineMs };
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
