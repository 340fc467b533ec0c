import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import { hostFamily } from '../../shared/uri.ts';
import { openTransport } from '../stun/index.ts';
import { TurnClient } from '../turn/client.ts';
import type { ProbeSpec, TurnCredentials } from './probe.ts';
import { resolveServerOf } from './resolve-server.ts';
import { signInWith } from './sign-in.ts';

/** What a probe of a TURN server begins with. `result` holds the step that failed. */
export type ProbeTurnClient =
  | { ok: true; client: TurnClient }
  | {
      ok: false;
      status: 'failed' | 'skipped';
      result: TurnAllocateResult | null;
      error: ProbeError;
    };

/**
 * A client for the probe's server, over the probe's transport, that follows redirections. Its name is resolved; it connects
 * when it allocates, and every failure from then on is the client's. The caller closes it.
 */
export async function openTurnClient(
  spec: ProbeSpec,
  { signal, t }: { signal: AbortSignal; t: Translate },
  credentials: TurnCredentials | null = spec.credentials,
): Promise<ProbeTurnClient> {
  if (spec.transport === 'none') throw new Error('this probe has no server to ask');
  if (!credentials) {
    const error = { code: 'not-supported', message: t('probe.error.noCredential') } as const;
    return { ok: false, status: 'skipped', result: null, error };
  }
  const { transport, localAddress, trustedCertificates } = spec;
  const startedMs = performance.now();
  const resolved = await resolveServerOf(spec, signal, t);
  const durationMs = performance.now() - startedMs;
  if (!resolved.ok) {
    const { status, error, systemCode } = resolved;
    const step = { ...resolveStep(durationMs), status, reason: systemCode } as const;
    return { ok: false, status, result: status === 'failed' ? onlyStep(step) : null, error };
  }
  const { server, endpoint } = resolved;
  const client = new TurnClient({
    ...signInWith(credentials, Date.now()),
    server: endpoint,
    signal,
    // An address is not looked up.
    steps: hostFamily(server.host) === null ? [resolveStep(durationMs)] : [],
    connect: (to, domain) =>
      openTransport({
        transport,
        to,
        host: domain ?? server.host,
        signal,
        ...(localAddress !== null && { localAddress }),
        ...(trustedCertificates && { trustedCertificates }),
      }),
  });
  return { ok: true, client };
}

function resolveStep(durationMs: number): TurnStep {
  return { name: 'resolve', status: 'passed', durationMs, stunErrorCode: null };
}

function onlyStep(step: TurnStep): TurnAllocateResult {
  return {
    steps: [step],
    relayedAddress: null,
    mappedAddress: null,
    lifetimeSec: null,
    software: null,
    tls: null,
  };
}
