import type { AddressFamily } from '../../shared/endpoint.ts';
import { serverLabel, type ServerUri } from '../../shared/uri.ts';
import { newTransactionId, StunSocket } from '../stun/index.ts';
import type { OtherServerFacts } from '../turn/audit/facts.ts';
import type { RequestCount } from '../turn/audit/request-count.ts';
import { resolveServer } from './resolve.ts';

export interface OtherServersOptions {
  family: AddressFamily;
  localAddress: string | undefined;
  count: RequestCount;
  signal: AbortSignal;
}

/** Their owners did not ask for an audit: one question, not repeated. */
const once = { sendAtMs: [0], closeAtMs: 1500 };

/** How far the other servers of the profile are: each is asked once for the mapped address, over UDP. */
export function askOtherServers(
  servers: readonly ServerUri[],
  options: OtherServersOptions,
): Promise<OtherServerFacts[]> {
  return Promise.all(
    servers.map(async (server) => ({
      server: serverLabel(server),
      rttMs: await rttOf(server, options),
    })),
  );
}

async function rttOf(
  server: ServerUri,
  { family, localAddress, count, signal }: OtherServersOptions,
): Promise<number | null> {
  const resolution = await resolveServer(server, family, signal);
  if (resolution.status !== 'found') return null;
  const { endpoint } = resolution;
  const bound = await StunSocket.bind({
    family,
    connectTo: endpoint,
    ...(localAddress !== undefined && { address: localAddress }),
  });
  if (!bound.ok) return null;
  try {
    return await count.run(1, async () => {
      const transactionId = newTransactionId();
      const outcome = await bound.value.request(
        { class: 'request', method: 'Binding', transactionId, attributes: [] },
        { to: endpoint, schedule: once, signal },
      );
      return { sent: outcome.sent, value: outcome.status === 'answered' ? outcome.rttMs : null };
    });
  } finally {
    bound.value.close();
  }
}
