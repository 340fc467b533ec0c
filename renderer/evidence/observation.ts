import type { CheckEvent, PlannedProbe } from '../../shared/check.ts';
import type { ServerView } from '../../shared/ipc.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import type { CallSample, LiveCall } from '../../shared/webrtc-results.ts';
import { parseServerUri } from '../../shared/uri.ts';

/** What is known of one test at one moment: planned, running, or ended with its result. */
export interface Observation extends Omit<PlannedProbe, 'deadlineMs'> {
  phase: 'waiting' | 'running' | 'ended';
  /** From the start of the session. `null` as long as it waits. */
  startedAtMs: number | null;
  probe: ProbeResult | null;
  /** How far a long test is, in words. */
  progress?: string;
  /** What Chromium sees at the moment, and all that it has seen until then. */
  live?: LiveCall;
  samples?: readonly CallSample[];
}

/** A check that runs, or one that ran in this window. */
export interface Run {
  sessionId: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  observations: readonly Observation[];
}

/** The run after an event. Events of another session change nothing; a plan begins a new run. */
export function applyEvent(run: Run | null, event: CheckEvent): Run | null {
  if (event.type === 'planned') {
    return {
      sessionId: event.sessionId,
      startedAt: event.startedAt,
      observations: event.probes.map(plan),
    };
  }
  if (run?.sessionId !== event.sessionId) return run;
  if (event.type === 'started') {
    return change(run, event.probeId, (observation) => ({
      ...observation,
      phase: 'running',
      startedAtMs: event.atMs,
    }));
  }
  if (event.type === 'progress') {
    return change(run, event.probeId, (observation) => ({ ...observation, progress: event.text }));
  }
  if (event.type === 'live') {
    return change(run, event.probeId, (observation) => withLive(observation, event.live));
  }
  if (event.type === 'ended') {
    const { probe } = event;
    if (!run.observations.some(({ id }) => id === probe.id)) {
      return { ...run, observations: [...run.observations, observeProbe(probe)] };
    }
    return change(run, probe.id, () => observeProbe(probe));
  }
  if (event.type === 'finished') return { ...run, observations: observeReport(event.report) };
  return run;
}

function withLive(observation: Observation, live: LiveCall): Observation {
  const { samples = [] } = observation;
  const { sample } = live;
  const isNew = sample !== null && sample.atMs !== samples.at(-1)?.atMs;
  return { ...observation, live, samples: isNew ? [...samples, sample] : samples };
}

/** How many tests ended, of how many. */
export function countDone(observations: readonly Observation[]): { done: number; total: number } {
  return {
    done: observations.filter(({ phase }) => phase === 'ended').length,
    total: observations.length,
  };
}

export function observeReport(report: Report): Observation[] {
  return report.probes.map(observeProbe);
}

/** What a check of these servers would look at: the picture before the first check. */
export function observeServers(servers: readonly ServerView[]): Observation[] {
  return servers.map(({ id, type, uri }) => {
    const parsed = parseServerUri(uri);
    return plan({
      id,
      kind: type === 'turn' ? 'turn.allocate' : 'stun.binding',
      target: uri,
      transport: parsed.ok ? parsed.uri.transport : 'none',
      family: 'none',
    });
  });
}

function observeProbe(probe: ProbeResult): Observation {
  const { id, kind, target, transport, family, startedAtMs } = probe;
  return { id, kind, target, transport, family, phase: 'ended', startedAtMs, probe };
}

function plan(probe: Omit<PlannedProbe, 'deadlineMs'>): Observation {
  const { id, kind, target, transport, family } = probe;
  return { id, kind, target, transport, family, phase: 'waiting', startedAtMs: null, probe: null };
}

function change(run: Run, id: string, next: (observation: Observation) => Observation): Run {
  return {
    ...run,
    observations: run.observations.map((observation) =>
      observation.id === id ? next(observation) : observation,
    ),
  };
}
