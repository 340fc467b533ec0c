import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { requireElectron } from '../../build/electron-runtime.ts';
import { outPath } from '../../build/paths.ts';
import { startRelay } from '../../electron/turn/relay.ts';
import type { WebrtcMediaResult } from '../../shared/webrtc-results.ts';
import type { MediaTask } from '../../shared/witness.ts';
import { sandboxSwitches } from '../electron-switches.ts';

const durationMs = 60_000;
const timeoutMs = durationMs + 60_000;
const pagePath = path.join(import.meta.dirname, 'long-media');

export interface LongMediaRow {
  media: 'audio' | 'video';
  seconds: number;
  /** What Chromium's two ends say (getStats). */
  sent: number;
  received: number;
  lost: number;
  kbps: number | null;
  /** What the relay says of all media together: each packet goes to a peer, and from there to a client. */
  toPeers: number;
  toClients: number;
  discarded: number;
  dropped: number;
}

/** A minute of sound and picture through the embedded relay: its own counters against getStats. */
export async function longMediaBench(): Promise<LongMediaRow[]> {
  await bundle();
  const relay = await startRelay();
  if (!relay.ok) throw new Error(relay.message);
  const { endpoint, username, credential } = relay.value;
  try {
    const result = await runMedia({
      kind: 'webrtc.media',
      path: 'relay',
      servers: [{ url: `turn:127.0.0.1:${endpoint.port}?transport=udp`, username, credential }],
      connectLimitMs: 10_000,
      durationMs,
    });
    const { packetsToPeers, packetsToClients, discarded, dropped } = relay.value.counters;
    return (['audio', 'video'] as const).map((media) => ({
      media,
      seconds: Math.round(result.durationMs / 1000),
      sent: result[media]?.packetsSent ?? 0,
      received: result[media]?.packetsReceived ?? 0,
      lost: result[media]?.packetsLost ?? 0,
      kbps: result[media]?.kbps ?? null,
      toPeers: packetsToPeers,
      toClients: packetsToClients,
      discarded,
      dropped,
    }));
  } finally {
    await relay.value.close();
  }
}

async function runMedia(task: MediaTask): Promise<WebrtcMediaResult> {
  const { executable } = requireElectron();
  const child = spawn(executable, [...sandboxSwitches, pagePath, '--headless'], {
    env: { ...process.env, CALLPATH_LONG_MEDIA: JSON.stringify({ outPath, task }) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`it ended with ${status}: ${stdout}`);
  const { answer } = JSON.parse(stdout) as { answer: { result: WebrtcMediaResult } };
  return answer.result;
}

if (import.meta.main) console.table(await longMediaBench());
