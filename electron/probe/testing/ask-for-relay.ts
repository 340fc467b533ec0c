import type { ServerTransport } from '../../../shared/uri.ts';
import { createTranslate } from '../../../shared/messages/translate.ts';
import type { ProbeOutcome, ProbeSpec } from '../probe.ts';
import { runTurnAllocate } from '../turn-allocate.ts';

export interface RelayQuestion extends Partial<
  Pick<ProbeSpec, 'localAddress' | 'trustedCertificates'>
> {
  transport: ServerTransport;
  host: string;
  port: number;
  credentials: ProbeSpec['credentials'];
  signal?: AbortSignal;
}

/** Runs `turn.allocate` by itself, without plan and runner, over IPv4. */
export function askForRelay(question: RelayQuestion): Promise<ProbeOutcome<'turn.allocate'>> {
  const { transport, host, port, credentials, localAddress = null } = question;
  const { trustedCertificates = [], signal = new AbortController().signal } = question;
  const scheme = transport === 'tls' ? 'turns' : 'turn';
  const spec: ProbeSpec = {
    id: `turn.allocate/${transport}4/${host}:${port}`,
    kind: 'turn.allocate',
    target: `${scheme}:${host}:${port}`,
    transport,
    family: 'IPv4',
    deadlineMs: 8000,
    server: { scheme, host, port, transport },
    credentials,
    localAddress,
    trustedCertificates,
  };
  const context = { signal, t: createTranslate('en') };
  return runTurnAllocate(spec, context as Parameters<typeof runTurnAllocate>[1]);
}
