import { diagnose, labServers } from '../lab/diagnose.ts';
import { ownInstance } from '../lab/instance.ts';
import type { LabType } from '../lab/lab-types.ts';
import { runNatdiscovery } from '../lab/natdiscovery.ts';
import { removeOnSignal } from '../lab/on-signal.ts';
import { type Lab, raiseLab } from '../lab/standing-lab.ts';
import { sentByClient, type Traffic } from '../lab/traffic.ts';

const types: LabType[] = ['open', 'full-cone', 'port-restricted-cone', 'symmetric', 'udp-blocked'];
const runs = 5;
const instance = ownInstance('bench');

/** A NAT discovery alone. */
const discoveryOnly = ['--probes', 'nat.mapping,nat.filtering,nat.alg'];

export interface NatRow {
  lab: LabType;
  /** Mapping / filtering. */
  verdict: string;
  /** Wall time of the whole process, from start to exit. */
  medianMs: number;
  maxMs: number;
  natdiscoveryVerdict: string;
  natdiscoveryMs: number;
  /** Callpath's median by natdiscovery's. */
  ratio: number;
  /** The most that one discovery has sent. */
  datagrams: number;
  bytes: number;
}

/**
 * A whole `diagnose`, NAT verdict included, beside `turnutils_natdiscovery -m -f`, in the same lab, taking turns.
 * natdiscovery asks one server, Callpath two. What a discovery sends is counted by the lab's router, in runs of their own.
 * Takes about 3 min; needs root.
 */
export async function natBench(): Promise<NatRow[]> {
  removeOnSignal([instance]);
  const rows: NatRow[] = [];
  for (const type of types) {
    const lab = await raiseLab(type, instance);
    try {
      rows.push(await compare(lab));
    } finally {
      lab.remove();
    }
  }
  return rows;
}

async function compare(lab: Lab): Promise<NatRow> {
  const ours: number[] = [];
  const theirs: number[] = [];
  let verdict = '';
  let natdiscoveryVerdict = '';
  let sent: Traffic = { datagrams: 0, bytes: 0 };
  // The first round warms the file cache up.
  for (let run = 0; run <= runs; run += 1) {
    lab.forget();
    const { report, elapsedMs } = await diagnose(lab, labServers);
    verdict = `${report.nat.mapping} / ${report.nat.filtering}`;
    lab.forget();
    await diagnose(lab, labServers, discoveryOnly);
    sent = most(sent, sentByClient(lab));
    lab.forget();
    const peer = await runNatdiscovery(lab);
    natdiscoveryVerdict = `${peer.mapping} / ${peer.filtering}`;
    if (run === 0) continue;
    ours.push(elapsedMs);
    theirs.push(peer.elapsedMs);
  }
  const [medianMs, natdiscoveryMs] = [median(ours), median(theirs)];
  return {
    lab: lab.type,
    verdict,
    medianMs,
    maxMs: Math.round(Math.max(...ours)),
    natdiscoveryVerdict,
    natdiscoveryMs,
    ratio: Number((medianMs / natdiscoveryMs).toFixed(2)),
    ...sent,
  };
}

function most(a: Traffic, b: Traffic): Traffic {
  return { datagrams: Math.max(a.datagrams, b.datagrams), bytes: Math.max(a.bytes, b.bytes) };
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

if (import.meta.main) console.table(await natBench());
