import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import { serverLabel } from '../../shared/uri.ts';
import { startRelay } from '../turn/relay.ts';
import type { TaskServer } from './probe.ts';

/** Runs `use` with an embedded relay of its own, as Chromium is given a TURN server, and ends it afterwards. */
export async function withEmbeddedRelay<T>(
  t: Translate,
  use: (servers: readonly TaskServer[]) => Promise<T>,
): Promise<T | { outcome: { status: 'failed'; result: null; error: ProbeError } }> {
  const started = await startRelay();
  if (!started.ok) {
    const message = t('probe.error.relayStart', { reason: started.message });
    return { outcome: { status: 'failed', result: null, error: { code: 'unreachable', message } } };
  }
  const { endpoint, username, credential } = started.value;
  const label = serverLabel({ host: endpoint.address, port: endpoint.port });
  try {
    return await use([
      { url: `turn:${label}?transport=udp`, credentials: { username, credential } },
    ]);
  } finally {
    await started.value.close();
  }
}
