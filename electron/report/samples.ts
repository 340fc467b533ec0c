import type { ProbeResult, Report, Rtt } from '../../shared/report.ts';

/** One measured value. `atMs` counts from the first packet of the probe's stream; null for what is said of all of it. */
export interface Sample {
  probe: ProbeResult;
  measure: string;
  atMs: number | null;
  /** Null where nothing came back. */
  value: number | null;
  unit: string;
}

/** Every value that the tests measured, in the order of the report: single packets where it keeps them, else their sums. */
export function samplesOf({ probes }: Pick<Report, 'probes'>): Sample[] {
  return probes.flatMap((probe) => samplesOfProbe(probe));
}

function samplesOfProbe(probe: ProbeResult): Sample[] {
  if (!probe.result) return [];
  switch (probe.kind) {
    case 'stun.binding': {
      const { sent, received, rttMs } = probe.result;
      return [...rttRows(probe, rttMs), ...countRows(probe, sent, received)];
    }
    case 'relay.baseline':
      return probe.result.relay ? relayRows(probe, probe.result.relay) : [];
    case 'turn.relay':
      return relayRows(probe, probe.result);
    case 'webrtc.call':
    case 'webrtc.media':
      return callRows(probe, probe.result);
    default:
      return [];
  }
}

interface RelayMeasures {
  sent: number;
  received: number;
  rttMs: Rtt | null;
  samples?: readonly { sentAtMs: number; rttMs: number | null }[] | undefined;
  throughput?: { steps: readonly ThroughputStep[] } | null | undefined;
}

interface ThroughputStep {
  offeredMbps: number;
  deliveredMbps: number;
  lossPercent: number;
}

function relayRows(probe: ProbeResult, relay: RelayMeasures): Sample[] {
  const packets = (relay.samples ?? []).map(({ sentAtMs, rttMs }) =>
    row(probe, 'rtt', rttMs, 'ms', sentAtMs),
  );
  const steps = (relay.throughput?.steps ?? []).flatMap((step) => [
    row(probe, 'throughput.offered', step.offeredMbps, 'Mbit/s'),
    row(probe, 'throughput.delivered', step.deliveredMbps, 'Mbit/s'),
    row(probe, 'throughput.loss', step.lossPercent, '%'),
  ]);
  return [
    ...rttRows(probe, relay.rttMs),
    ...countRows(probe, relay.sent, relay.received),
    ...packets,
    ...steps,
  ];
}

type CallResult = NonNullable<
  Extract<ProbeResult, { kind: 'webrtc.call' | 'webrtc.media' }>['result']
>;

function callRows(probe: ProbeResult, { samples }: CallResult): Sample[] {
  return samples.flatMap(({ atMs, rttMs, lossPercent, kbps }) => [
    row(probe, 'rtt', rttMs, 'ms', atMs),
    row(probe, 'loss', lossPercent, '%', atMs),
    row(probe, 'bitrate', kbps, 'kbit/s', atMs),
  ]);
}

function rttRows(probe: ProbeResult, rtt: Rtt | null): Sample[] {
  if (!rtt) return [];
  return (['min', 'median', 'p95', 'max', 'jitter'] as const).map((name) =>
    row(probe, `rtt.${name}`, rtt[name], 'ms'),
  );
}

function countRows(probe: ProbeResult, sent: number, received: number): Sample[] {
  return [
    row(probe, 'packets.sent', sent, 'packets'),
    row(probe, 'packets.received', received, 'packets'),
  ];
}

function row(
  probe: ProbeResult,
  measure: string,
  value: number | null,
  unit: string,
  atMs: number | null = null,
): Sample {
  return { probe, measure, atMs, value, unit };
}
