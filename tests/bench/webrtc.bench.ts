import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { startRelay } from '../../electron/turn/relay.ts';
import type { ProbeOf } from '../../shared/report.ts';
import { diagnoseHeadless } from '../e2e/headless.ts';
import { startCoturn } from '../interop/coturn.ts';

const account = { username: 'bench', credential: 'bench' };
const runs = 5;

export interface CallRow {
  name: string;
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/**
 * How long a relay-only call takes from its start to the open data channel, through the embedded relay and through coturn,
 * both on loopback: in the same page, at the same time. And what the checks in Chromium add to a diagnosis, the embedded
 * relay's own test included, in whole processes that take turns. Takes about 2 min.
 */
export async function webrtcBench(): Promise<CallRow[]> {
  await bundle();
  const userData = mkdtempSync(path.join(tmpdir(), 'callpath-bench-webrtc-'));
  const coturn = await startCoturn({ ...account, realm: 'bench.example' });
  const relay = await startRelay(account);
  if (!relay.ok) throw new Error(relay.message);
  const uris = [relay.value.endpoint.port, coturn.port].map((port) => `turn:127.0.0.1:${port}`);
  const servers = [
    ...uris.flatMap((uri) => ['--turn', uri]),
    ...['--username', account.username, '--credential', account.credential],
  ];
  const raw = ['local.interfaces', 'relay.baseline', 'stun.binding', 'turn.allocate'];
  const withCalls = [...raw, 'webrtc.gather', 'webrtc.call', 'webrtc.media'];
  const times: Record<'own' | 'coturn' | 'without' | 'with', number[]> = {
    own: [],
    coturn: [],
    without: [],
    with: [],
  };
  try {
    // The first round warms the file cache up.
    for (let run = 0; run <= runs; run += 1) {
      const calls = await diagnoseHeadless(userData, [...servers, '--probes', 'webrtc.call']);
      const without = await diagnoseHeadless(userData, [...servers, '--probes', raw.join(',')]);
      const full = await diagnoseHeadless(userData, [...servers, '--probes', withCalls.join(',')]);
      if (run === 0) continue;
      const [own, theirs] = uris.map((uri) => connectMsOf(calls.report.probes, uri));
      times.own.push(own ?? 0);
      times.coturn.push(theirs ?? 0);
      times.without.push(without.report.session.durationMs);
      times.with.push(full.report.session.durationMs);
    }
  } finally {
    await relay.value.close();
    await coturn.stop();
    rmSync(userData, { recursive: true, force: true });
  }
  return [
    summarize('call through the embedded relay', times.own),
    summarize('call through coturn', times.coturn),
    summarize('diagnosis without calls', times.without),
    summarize('diagnosis with calls', times.with),
  ];
}

function connectMsOf(probes: readonly { id: string }[], uri: string): number {
  const probe = probes.find(({ id }) => id === `webrtc.call/${uri}`) as
    ProbeOf<'webrtc.call'> | undefined;
  const connectMs = probe?.result?.connectMs;
  if (typeof connectMs !== 'number')
    throw new Error(`no call through ${uri}: ${JSON.stringify(probe)}`);
  return connectMs;
}

function summarize(name: string, times: readonly number[]): CallRow {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    name,
    medianMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    minMs: Math.round(sorted[0] ?? 0),
    maxMs: Math.round(sorted.at(-1) ?? 0),
  };
}

if (import.meta.main) console.table(await webrtcBench());
