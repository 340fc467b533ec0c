import { runAllocateTest } from '../turn/allocate-test.ts';
import { findCredentialProblem } from './credential-problem.ts';
import type { RunProbe } from './probe.ts';
import { openTurnClient } from './turn-client.ts';
import { credentialError, turnError } from './turn-failure.ts';

/**
 * `turn.allocate`: allocates on one TURN server over UDP, TCP or TLS, refreshes and releases (RFC 8656 sections 7 and 8). A
 * credential that is refused is looked into.
 */
export const runTurnAllocate: RunProbe<'turn.allocate'> = async (spec, context) => {
  const { t } = context;
  const opened = await openTurnClient(spec, context);
  if (!opened.ok) return opened;
  const { client } = opened;
  const { result, failure } = await runAllocateTest(client);
  if (!failure) return { status: 'passed', result, error: null };
  const problem = await findCredentialProblem(failure, result, spec, context);
  return {
    status: 'failed',
    result: { ...result, credentialProblem: problem },
    error: problem ? credentialError(problem, result, t) : turnError(failure, client.server, t),
  };
};
