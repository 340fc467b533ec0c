import net from 'node:net';
import { once } from 'node:events';
import { createTranslate } from '../../../shared/messages/translate.ts';
import type { TurnAuditResult } from '../../../shared/report.ts';
import type { ServerTransport } from '../../../shared/uri.ts';
import type { UsualPorts } from '../../turn/audit/services.ts';
import type { ProbeOutcome, ProbeSpec, TurnCredentials } from '../probe.ts';
import { auditServer } from '../turn-audit.ts';

export interface AuditCase {
  own: { transport: ServerTransport; port: number }[];
  host?: string;
  credentials?: TurnCredentials | null;
  peers?: boolean;
  others?: { host: string; port: number }[];
  trustedCertificates?: string[];
  ports?: Partial<UsualPorts>;
  signal?: AbortSignal;
}

/** Audits a server on this computer. Nobody listens at the usual ports, but where `ports` says so. */
export async function auditOnLoopback(options: AuditCase): Promise<ProbeOutcome<'turn.audit'>> {
  const { own, host = '127.0.0.1', others = [], signal = new AbortController().signal } = options;
  const [first] = own;
  if (!first) throw new Error('an audit needs a way in');
  const turn = { scheme: 'turn', host, ...first } as const;
  const spec: ProbeSpec = {
    id: 'turn.audit/test',
    kind: 'turn.audit',
    target: 'turn:test',
    transport: 'none',
    family: 'none',
    deadlineMs: 20_000,
    server: turn,
    credentials: options.credentials ?? null,
    localAddress: null,
    ...(options.trustedCertificates && { trustedCertificates: options.trustedCertificates }),
    audit: {
      own,
      families: ['IPv4'],
      localAddresses: {},
      others: others.map((other) => ({ scheme: 'stun', transport: 'udp', ...other })),
      peers: options.peers ?? false,
    },
  };
  const ports = { ...(await closedPorts()), ...options.ports };
  return auditServer(spec, { signal, t: createTranslate('en') }, ports);
}

/** The ratings by code. */
export function ratingsOf(result: TurnAuditResult | null): Record<string, string> {
  return Object.fromEntries((result?.items ?? []).map(({ code, rating }) => [code, rating]));
}

/** Ports that were free a moment ago. */
async function closedPorts(): Promise<UsualPorts> {
  const servers = [net.createServer(), net.createServer(), net.createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ports.push((server.address() as net.AddressInfo).port);
  }
  for (const server of servers) server.close();
  const [plain = 0, tls = 0, https = 0] = ports;
  return { plain, tls, https };
}
