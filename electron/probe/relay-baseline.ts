import type { Translate } from '../../shared/messages/translate.ts';
import { StunSocket } from '../stun/index.ts';
import { TurnClient } from '../turn/client.ts';
import { findLocalPeer } from '../turn/local-peer.ts';
import { startRelay, type RunningRelay } from '../turn/relay.ts';
import { loopbackPacing, runRelayTest, type RelayTestOutcome } from '../turn/relay-test.ts';
import type { ProbeOutcome, RunProbe } from './probe.ts';
import { turnError } from './turn-failure.ts';

/** On loopback a packet is back in well below 1 ms, on a busy computer in some. */
const lostAfterMs = 500;

/**
 * `relay.baseline`: starts the embedded relay, allocates on it and sends numbered streams through it and back. Nothing
 * leaves this computer, so what fails here is this computer. It passes as long as the streams run; their loss is judged by
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
  const outcome = await runRelayTest({
    client: new TurnClient({ socket: opened.value, server, username, credential, signal }),
    peers: [findLocalPeer],
    signal,
    pacing: loopbackPacing,
    lostAfterMs,
  });
  const { allocate, relay, stop } = outcome;
  const result = { allocate, relay: relay && withoutSamples(relay) };
  if (!stop) return { status: 'passed', result, error: null };
  const error = lossMessage(outcome, t) ?? turnError(stop.failure, server, t);
  return { status: 'failed', result, error };
}

/** A chart of a loopback says nothing, and every report has this probe. */
function withoutSamples(relay: NonNullable<RelayTestOutcome['relay']>) {
  const { samples: _, ...rest } = relay;
  return rest;
}

/** Where packets were sent in vain. */
function lossMessage({ relay, stop }: RelayTestOutcome, t: Translate) {
  if (stop?.failure.status !== 'timeout' || !relay || relay.received === relay.sent) return null;
  const { sent, received } = relay;
  return { code: 'timeout', message: t('probe.error.relayLoss', { sent, received }) } as const;
}

function cannotStart(reason: string, t: Translate): ProbeOutcome<'relay.baseline'> {
  const message = t('probe.error.relayStart', { reason });
  return { status: 'failed', result: null, error: { code: 'unreachable', message } };
}
