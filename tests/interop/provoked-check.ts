import { makeProbePlan } from '../../electron/probe/plan.ts';
import { runPlan } from '../../electron/probe/run.ts';
import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { defaultProfile, type Profile, type TurnServer } from '../../shared/profile.ts';
import type { ProbeKind, ProbeResult } from '../../shared/report.ts';
import type { ServerTransport } from '../../shared/uri.ts';

export const account = { username: 'interop', credential: 'a credential' };

/** What a check is asked to look at, and with what. */
export interface ProvokedCheck {
  uris: readonly string[];
  credentials?: Omit<TurnServer, 'uri'>;
  stun?: Profile['stun'];
  kinds?: readonly ProbeKind[];
  trustedCertificates?: readonly string[];
  localAddress?: string;
}

const turnKinds = ['stun.binding', 'turn.allocate', 'turn.relay'] as const;

/** The URI of a server on loopback. */
export function uriOf(endpoint: Endpoint, transport: ServerTransport = 'udp'): string {
  const scheme = transport === 'tls' ? 'turns' : 'turn';
  return `${scheme}:${formatEndpoint(endpoint)}${transport === 'tcp' ? '?transport=tcp' : ''}`;
}

/** Runs the real probes of a check against servers on loopback. */
export function probe({
  uris,
  credentials = account,
  stun = [],
  kinds = turnKinds,
  trustedCertificates = [],
  localAddress,
}: ProvokedCheck): Promise<ProbeResult[]> {
  const turn = uris.map((uri) => ({ uri, ...credentials }));
  const plan = makeProbePlan({ profile: { ...defaultProfile, stun, turn }, interfaces: [], kinds });
  return runPlan(
    plan.map((spec) => ({
      ...spec,
      trustedCertificates,
      ...(localAddress !== undefined && { localAddress }),
    })),
    {
      signal: new AbortController().signal,
      t: createTranslate('en'),
      elapsedMs: () => performance.now(),
      onStarted: () => undefined,
      onEnded: () => undefined,
    },
  );
}
