import type { GatherTask } from '../../shared/witness.ts';
import type {
  IceCandidateError,
  IceCandidateResult,
  LiveCall,
  WebrtcGatherResult,
} from '../../shared/webrtc-results.ts';
import { readCandidate, readCandidateError } from './candidates.ts';
import { startClock, wait } from './clock.ts';
import { toIceServers } from './ice-servers.ts';

export interface TaskOptions {
  signal: AbortSignal;
  onLive: (live: LiveCall) => void;
}

/** `webrtc.gather`: lets Chromium gather candidates from the servers until it is done or the time is up. */
export async function gather(
  { servers, limitMs }: GatherTask,
  { signal, onLive }: TaskOptions,
): Promise<WebrtcGatherResult> {
  const elapsedMs = startClock();
  const candidates: IceCandidateResult[] = [];
  const errors: IceCandidateError[] = [];
  const connection = new RTCPeerConnection({ iceServers: toIceServers(servers) });
  const tell = (state: LiveCall['state']) => {
    onLive({ state, candidates: [...candidates], sample: null });
  };
  const done = new AbortController();
  connection.addEventListener('icecandidate', ({ candidate }) => {
    const found = candidate && readCandidate(candidate, elapsedMs());
    if (!found) return;
    candidates.push(found);
    tell('gathering');
  });
  connection.addEventListener('icecandidateerror', (event) => {
    errors.push(readCandidateError(event, elapsedMs()));
  });
  connection.addEventListener('icegatheringstatechange', () => {
    if (connection.iceGatheringState === 'complete') done.abort();
  });
  try {
    // A data channel gives the offer the one section that candidates are gathered for.
    connection.createDataChannel('gather');
    await connection.setLocalDescription();
    tell('gathering');
    await wait(limitMs, AbortSignal.any([signal, done.signal]));
    return {
      servers: servers.map(({ url }) => url),
      candidates,
      errors,
      complete: done.signal.aborted,
      gatheringMs: elapsedMs(),
    };
  } finally {
    connection.close();
    tell('closed');
  }
}
