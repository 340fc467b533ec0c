import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { newTransactionId, openTransport } from '../../electron/stun/index.ts';
import type { TestCertificate } from '../../electron/stun/testing/test-certificates.ts';
import { freeUdpPorts, startProgram, standStill } from './process.ts';

export interface CoturnOptions {
  /** A free one where it is missing. */
  port?: number;
  username?: string;
  credential?: string;
  /** TURN REST API instead of an account. */
  restSecret?: string;
  realm: string;
  /** Listens on ::1 as well, and relays from there. */
  ipv6?: boolean;
  /** Speaks TLS, at a port of its own. */
  certificate?: TestCertificate;
  /** Relays for who does not sign in. */
  isOpen?: boolean;
  /** Default true: most tests have their peers on loopback. */
  allowsLoopbackPeers?: boolean;
  /** How it is seen that it has started; default UDP. */
  answersBy?: 'udp' | 'tcp';
  extraArgs?: readonly string[];
}

export interface RunningCoturn {
  pid: number;
  port: number;
  /** 127.0.0.1, UDP and TCP. */
  endpoint: Endpoint;
  at: (transport: 'udp' | 'tcp' | 'tls', family?: AddressFamily) => Endpoint;
  /** Lets it stand still: its ports stay open and nobody answers. */
  pause: () => Promise<void>;
  /** Ends the server at once, as a computer does that loses its power. */
  kill: () => void;
  /** Ends the server and removes its files. May be called again. */
  stop: () => Promise<void>;
}

const startWithinMs = 15_000;
const quick = { sendAtMs: [0, 50, 100, 150], closeAtMs: 250 };
const loopback = { IPv4: '127.0.0.1', IPv6: '::1' } as const;

/** Starts coturn on loopback and waits until it answers a Binding request. */
export async function startCoturn(options: CoturnOptions): Promise<RunningCoturn> {
  const port = options.port ?? (await freeUdpPorts());
  const tlsPort = options.certificate ? await freeUdpPorts() : 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-coturn-'));
  const server = startProgram('turnserver', [
    // Without the system's configuration file: Debian's switches things off.
    '-n',
    ...['--listening-port', `${port}`, '--realm', options.realm],
    ...listenArguments(options),
    ...accountArguments(options),
    ...tlsArguments(options, tlsPort, folder),
    ...['--no-dtls', '--no-cli'],
    ...((options.allowsLoopbackPeers ?? true) ? ['--allow-loopback-peers'] : []),
    ...['--pidfile', path.join(folder, 'pid'), '--userdb', path.join(folder, 'users')],
    ...['--log-file', 'stdout', ...(options.extraArgs ?? [])],
  ]);
  const stop = async () => {
    server.child.kill('SIGCONT');
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const at: RunningCoturn['at'] = (transport, family = 'IPv4') => ({
    address: loopback[family],
    port: transport === 'tls' ? tlsPort : port,
    family,
  });
  const endpoint = at('udp');
  const startedMs = performance.now();
  while (!(await answersBinding(endpoint, options.answersBy ?? 'udp'))) {
    if (server.child.exitCode === null && performance.now() - startedMs < startWithinMs) continue;
    await stop();
    throw new Error(`coturn does not answer at port ${port}:\n${server.output()}`);
  }
  const { child } = server;
  const pause = () => standStill(child);
  const kill = () => void child.kill('SIGKILL');
  return { pid: child.pid ?? NaN, port, endpoint, at, pause, kill, stop };
}

function listenArguments({ ipv6 = false }: CoturnOptions): string[] {
  const addresses = [loopback.IPv4, ...(ipv6 ? [loopback.IPv6] : [])];
  return addresses.flatMap((address) => ['--listening-ip', address, '--relay-ip', address]);
}

function accountArguments(options: CoturnOptions): string[] {
  const { username, credential, restSecret, isOpen = false } = options;
  if (isOpen) return ['--no-auth'];
  if (restSecret !== undefined) return ['--use-auth-secret', '--static-auth-secret', restSecret];
  return ['--lt-cred-mech', '--user', `${username ?? ''}:${credential ?? ''}`];
}

function tlsArguments({ certificate }: CoturnOptions, port: number, folder: string): string[] {
  if (!certificate) return ['--no-tls'];
  const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  writeFileSync(cert, certificate.cert);
  writeFileSync(key, certificate.key, { mode: 0o600 });
  return ['--cert', cert, '--pkey', key, '--tls-listening-port', `${port}`];
}

async function answersBinding(to: Endpoint, transport: 'udp' | 'tcp'): Promise<boolean> {
  const opened = await openTransport({ transport, to, host: to.address });
  if (!opened.ok) {
    await delay(quick.closeAtMs);
    return false;
  }
  const outcome = await opened.transport.request(
    { class: 'request', method: 'Binding', transactionId: newTransactionId(), attributes: [] },
    { to, schedule: quick },
  );
  opened.transport.close();
  // A refusal comes at once, and the server needs a moment.
  if (outcome.status !== 'answered') await delay(50);
  return outcome.status === 'answered';
}
