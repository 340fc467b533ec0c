import { isOutward } from '../../shared/outward-interface.ts';
import type { ProbeErrorCode, ProbeStatus } from '../../shared/report.ts';
import type { ResultOf, TaskOf, WitnessKind, WitnessServer } from '../../shared/witness.ts';
import { listInterfaces } from './local-interfaces.ts';
import type { ProbeContext, ProbeSpec, TaskServer } from './probe.ts';
import { signInWith } from './sign-in.ts';

type Problem = {
  status: ProbeStatus;
  result: null;
  error: { code: ProbeErrorCode; message: string };
};

/**
 * Lets Chromium do the probe's task, with `servers` in the place of the task's own where they are given. An `outcome`
 * says why there is no result. Without an adapter it is not asked: Chromium gathers nothing then, and is not to blame.
 */
export async function askWitness<K extends WitnessKind>(
  kind: K,
  { task }: ProbeSpec,
  { witness, signal, t, onLive }: ProbeContext,
  servers = task?.servers ?? [],
): Promise<{ result: ResultOf<K> } | { outcome: Problem }> {
  if (!witness) return problem('skipped', 'not-supported', t('witness.error.noChromium'));
  if (task?.kind !== kind) return problem('skipped', 'not-supported', t('witness.error.adapter'));
  if (!listInterfaces().some(isOutward)) {
    return problem('skipped', 'unreachable', t('probe.error.onlyLoopback'));
  }
  // `kind` is that of the task.
  const request = { ...task, servers: servers.map(signIn) } as unknown as TaskOf<K>;
  const answer = await witness.run<K>(request, { signal, onLive });
  if (answer.status === 'done') {
    const asked: { result: ResultOf<K> } = { result: answer.result };
    return asked;
  }
  const message = t('witness.error.gone', { reason: answer.reason });
  return problem('inconclusive', 'internal', message);
}

/** The page gets what a call needs, never the secret that passwords are made from. */
function signIn({ url, credentials }: TaskServer): WitnessServer {
  return credentials ? { url, ...signInWith(credentials, Date.now()) } : { url };
}

function problem(status: ProbeStatus, code: ProbeErrorCode, message: string) {
  return { outcome: { status, result: null, error: { code, message } } };
}
