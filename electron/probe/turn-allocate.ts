import type { ProbeOutcome, RunProbe } from './probe.ts';
import { runAllocateTest } from '../turn/allocate-test.ts';
import { TurnClient } from '../turn/client.ts';
import { openServerSocket } from './server-socket.ts';
import { turnError } from './turn-failure.ts';

/**
 * `turn.allocate`: allocates on one TURN server over UDP, refreshes and releases (RFC 8656 sections 7 and 8). TCP and TLS
 * are not spoken yet, and are said to be so.
 */
export const runTurnAllocate: RunProbe<'turn.allocate'> = async (spec, { signal, t }) => {
  if (spec.transport !== 'udp') {
    const transport = spec.transport.toUpperCase();
    return skipped(t('probe.error.transport', { transport }));
  }
  if (!spec.credentials) return skipped(t('probe.error.noCredential'));
  const opened = await openServerSocket(spec, signal, t);
  if (!opened.ok) return { status: opened.status, result: null, error: opened.error };
  const { socket, server } = opened;
  const client = new TurnClient({ socket, server, signal, ...spec.credentials });
  const { result, failure } = await runAllocateTest(client);
  if (!failure) return { status: 'passed', result, error: null };
  return { status: 'failed', result, error: turnError(failure, server, t) };
};

function skipped(message: string): ProbeOutcome<'turn.allocate'> {
  return { status: 'skipped', result: null, error: { code: 'not-supported', message } };
}
