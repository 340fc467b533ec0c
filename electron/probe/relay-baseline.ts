import type { Translate } from '../../shared/messages/translate.ts';
import { StunSocket } from '../stun/index.ts';
import { TurnClient } from '../turn/client.ts';
import { startRelay, type RunningRelay } from '../turn/relay.ts';
import { runRelayTest } from '../turn/relay-test.ts';
import type { ProbeOutcome, RunProbe } from './probe.ts';
import { turnError } from './turn-failure.ts';

/**
 * `relay.baseline`: starts the embedded relay, allocates on it and sends a numbered stream through it and back. Nothing
 * leaves this computer, so what fails here is this computer. It passes as long as the stream runs; its loss is judged by
 * the diagnosis.
 */
export const runRelayBaseline: RunProbe<'relay.baseline'> = async (_spec, { signal, t }) => {
  const started = await startRelay();
  if (!started.ok) return cannotStart(started.message, t);
  const relay = started.value;
  try {
    return await streamThrough(relay, signal, t);
  } finally {
    await relay.close();
  }
};

async function streamThrough(
  { endpoint: server, username, credential }: RunningRelay,
  signal: AbortSignal,
  t: Translate,
): Promise<ProbeOutcome<'relay.baseline'>> {
  const opened = await StunSocket.bind({ family: server.family, connectTo: server });
  if (!opened.ok) return cannotStart(opened.message, t);
  const client = new TurnClient({ socket: opened.value, server, username, credential, signal });
  const { allocate, relay, failure } = await runRelayTest({ client, signal });
  const result = { allocate, relay };
  if (failure) return { status: 'failed', result, error: turnError(failure, server, t) };
  if (relay && relay.received > 0) return { status: 'passed', result, error: null };
  const { sent = 0, received = 0 } = relay ?? {};
  const message = t('probe.error.relayLoss', { sent, received });
  return { status: 'failed', result, error: { code: 'timeout', message } };
}

function cannotStart(reason: string, t: Translate): ProbeOutcome<'relay.baseline'> {
  const message = t('probe.error.relayStart', { reason });
  return { status: 'failed', result: null, error: { code: 'unreachable', message } };
}
