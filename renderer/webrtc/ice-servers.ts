import type { WitnessServer } from '../../shared/witness.ts';

/** The servers as RTCPeerConnection takes them (W3C webrtc-pc, RTCIceServer). */
export function toIceServers(servers: readonly WitnessServer[]): RTCIceServer[] {
  return servers.map(({ url, username, credential }) => ({
    urls: url,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  }));
}
