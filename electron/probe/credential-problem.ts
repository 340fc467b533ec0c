import type { TurnAllocateResult } from '../../shared/report.ts';
import { clockIsWrong } from '../stun/index.ts';
import { runAllocateTest } from '../turn/allocate-test.ts';
import type { TurnFailure } from '../turn/client-failure.ts';
import type { ProbeContext, ProbeSpec } from './probe.ts';
import { openTurnClient } from './turn-client.ts';

export type CredentialProblem = NonNullable<TurnAllocateResult['credentialProblem']>;

/** Unauthenticated, Wrong Credentials. */
const refusals: ReadonlySet<number> = new Set([401, 441]);
/** The last second that fits into 31 bits, in 2038: coturn takes later ones for the past. */
const farAheadSec = 2 ** 31 - 1;

/**
 * Why a server refuses a credential; null where it does not. Servers say 401 for a wrong password as well as for a REST
 * user name whose time has run out. Where the password is made from a secret, a second attempt with a time far ahead
 * tells the two apart: if it is accepted, the secret is right and the clocks differ.
 */
export async function findCredentialProblem(
  failure: TurnFailure,
  { credentialExpiresAt = null }: TurnAllocateResult,
  spec: ProbeSpec,
  context: Pick<ProbeContext, 'signal' | 't'>,
): Promise<CredentialProblem | null> {
  if (failure.status !== 'rejected' || !refusals.has(failure.stunErrorCode)) return null;
  if (credentialExpiresAt === null) return 'wrong';
  if (clockIsWrong(Date.now())) return 'clock';
  if (spec.credentials?.rest) return (await isAcceptedFarAhead(spec, context)) ? 'clock' : 'wrong';
  return Date.parse(credentialExpiresAt) < Date.now() ? 'expired' : 'wrong';
}

async function isAcceptedFarAhead(
  spec: ProbeSpec,
  context: Pick<ProbeContext, 'signal' | 't'>,
): Promise<boolean> {
  const { credentials } = spec;
  const ttlSec = farAheadSec - Date.now() / 1000;
  const farAhead = credentials && { ...credentials, rest: { ttlSec } };
  const opened = await openTurnClient(spec, context, farAhead);
  if (!opened.ok) return false;
  return (await runAllocateTest(opened.client)).failure === null;
}
