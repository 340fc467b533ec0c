import { findAllocationPeer } from '../turn/allocation-peer.ts';
import { findAnnouncedPeer } from '../turn/announced-peer.ts';
import type { TurnClient } from '../turn/client.ts';
import { runRelayTest, voicePacing } from '../turn/relay-test.ts';
import type { TurnAllocateResult, TurnRelayResult } from '../../shared/report.ts';
import type { ProbeContext, ProbeOutcome, ProbeSpec, RunProbe } from './probe.ts';
import { relayStopError } from './relay-stop-error.ts';
import { openTurnClient } from './turn-client.ts';

/** A voice packet later than this has no use for a call; those of a satellite get three round trips. */
const lostAfterMs = 500;

/**
 * `turn.relay`: sends numbered streams through one TURN server and back, as a call's voice, and measures what becomes of
 * them. It passes where data came back by Send indications and by channels; loss is judged by the diagnosis. It runs once
 * `turn.allocate` of the same server has ended, so that both together hold at most two allocations of a user's quota, and
 * a server that gave none is not asked, and waited for, again.
 */
export const runTurnRelay: RunProbe<'turn.relay'> = async (spec, context) => {
  const { signal, t, earlier } = context;
  if (earlier?.kind === 'turn.allocate' && !earlier.result?.relayedAddress) {
    return skipped(t('probe.error.noRelayedAddress'));
  }
  const opened = await openTurnClient(spec, context);
  if (!opened.ok) return { ...opened, result: opened.result && withSteps(opened.result) };
  const { client } = opened;
  const outcome = await runRelayTest({
    client,
    peers: [
      findAllocationPeer(() => openSecond(spec, context)),
      findAnnouncedPeer(spec.localAddress),
    ],
    signal,
    pacing: voicePacing,
    lostAfterMs,
    throughput: spec.throughput ?? false,
  });
  const { allocate, relay, stop } = outcome;
  const result = withSteps(allocate, relay);
  if (!stop) return { status: 'passed', result, error: null };
  const error = relayStopError(stop, client.server, t);
  // Without an other end, nothing is known about what the server would have relayed.
  return { status: stop.step === 'peer-allocate' ? 'inconclusive' : 'failed', result, error };
};

async function openSecond(spec: ProbeSpec, context: ProbeContext): Promise<TurnClient | null> {
  const opened = await openTurnClient(spec, context);
  return opened.ok ? opened.client : null;
}

/** Where nothing was sent, the steps of the allocation are still evidence. */
function withSteps(
  allocate: TurnAllocateResult,
  relay: TurnRelayResult | null = null,
): TurnRelayResult {
  return { ...(relay ?? nothingSent), allocate };
}

const nothingSent = {
  sent: 0,
  received: 0,
  duplicated: 0,
  reordered: 0,
  lossPercent: 0,
  rttMs: null,
  throughputMbps: null,
  mos: null,
} as const satisfies TurnRelayResult;

function skipped(message: string): ProbeOutcome<'turn.relay'> {
  return { status: 'skipped', result: null, error: { code: 'not-supported', message } };
}
