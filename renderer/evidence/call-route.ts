import { callPathOf, routeText, serverInWords } from '../../shared/call-text.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import type { CallPathKind } from '../../shared/webrtc-results.ts';
import { callProbes } from './call-rows.ts';
import { type Reach, serverName } from './server-name.ts';

/** The way that the best test call took, for the picture: what it passes, and a sentence that says it. */
export interface CallRoute {
  id: string;
  /** Whether the node or the line that leads to it is a part of the way; by the keys of the picture. */
  passes: (key: string) => boolean;
  text: string;
}

/** A call takes a direct way where it can, then a relay outside; the others never leave this computer. */
const preference: readonly CallPathKind[] = ['srflx', 'relay', 'baseline', 'host'];
const transports = ['udp', 'tcp', 'tls', 'none'] as const;

/** What lies between this computer and the farthest point of a call. */
const nodesOf: Record<Reach, readonly string[]> = {
  computer: [],
  network: ['network'],
  internet: ['router', 'provider', 'internet'],
};

/** The test call that a real call would resemble most; null where none connected. */
export function bestCall(probes: readonly ProbeResult[]): ProbeOf<'webrtc.call'> | null {
  const connected = callProbes(probes).filter(({ result }) => result?.connected);
  const [best] = connected.sort(
    (a, b) =>
      preference.indexOf(callPathOf(a)) - preference.indexOf(callPathOf(b)) ||
      transports.indexOf(a.transport) - transports.indexOf(b.transport) ||
      rttOf(a) - rttOf(b),
  );
  return best ?? null;
}

export function makeCallRoute(probes: readonly ProbeResult[], t: Translate): CallRoute | null {
  const call = bestCall(probes);
  if (!call) return null;
  const path = callPathOf(call);
  const pair = call.result?.selectedPair;
  const route = pair ? routeText(pair, t) : t('window.standing.unknown');
  const values = { route, server: serverInWords(call.target) };
  const key = { host: 'inside', srflx: 'direct', baseline: 'baseline', relay: 'relay' } as const;
  const server = serverName(call.target);
  const outside = path === 'srflx' ? 'internet' : path === 'relay' ? server.reach : 'computer';
  return {
    id: call.id,
    passes: (node) =>
      node === 'computer' ||
      nodesOf[outside].includes(node) ||
      (path === 'relay' && node === server.name),
    text: t(`webrtc.picture.${key[path]}`, values),
  };
}

function rttOf({ result }: ProbeOf<'webrtc.call'>): number {
  return result?.stream?.rttMs?.median ?? Infinity;
}
