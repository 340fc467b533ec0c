import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Endpoint } from '../../shared/endpoint.ts';
import { newTransactionId, StunSocket } from '../../electron/stun/index.ts';
import { freeUdpPorts, startProgram } from './process.ts';

export interface CoturnOptions {
  /** A free one where it is missing. */
  port?: number;
  username: string;
  credential: string;
  realm: string;
  extraArgs?: readonly string[];
}

export interface RunningCoturn {
  pid: number;
  port: number;
  endpoint: Endpoint;
  /** Ends the server and removes its files. May be called again. */
  stop: () => Promise<void>;
}

const startWithinMs = 15_000;
const quick = { sendAtMs: [0, 50, 100, 150], closeAtMs: 250 };

/** Starts coturn on 127.0.0.1 and waits until it answers a Binding request. It may relay to loopback peers. */
export async function startCoturn(options: CoturnOptions): Promise<RunningCoturn> {
  const port = options.port ?? (await freeUdpPorts());
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-coturn-'));
  const server = startProgram('turnserver', [
    // Without the system's configuration file: Debian's switches things off.
    '-n',
    ...['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1', '--listening-port', `${port}`],
    ...['--lt-cred-mech', '--user', `${options.username}:${options.credential}`],
    ...['--realm', options.realm, '--no-tls', '--no-dtls', '--no-cli', '--allow-loopback-peers'],
    ...['--pidfile', path.join(folder, 'pid'), '--userdb', path.join(folder, 'users')],
    ...['--log-file', 'stdout', ...(options.extraArgs ?? [])],
  ]);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const endpoint: Endpoint = { address: '127.0.0.1', port, family: 'IPv4' };
  const startedMs = performance.now();
  while (!(await answersBinding(endpoint))) {
    if (server.child.exitCode === null && performance.now() - startedMs < startWithinMs) continue;
    await stop();
    throw new Error(`coturn does not answer at port ${port}:\n${server.output()}`);
  }
  return { pid: server.child.pid ?? NaN, port, endpoint, stop };
}

async function answersBinding(to: Endpoint): Promise<boolean> {
  const socket = await StunSocket.bind({ family: 'IPv4' });
  if (!socket.ok) throw new Error(socket.message);
  const outcome = await socket.value.request(
    { class: 'request', method: 'Binding', transactionId: newTransactionId(), attributes: [] },
    { to, schedule: quick },
  );
  socket.value.close();
  return outcome.status === 'answered';
}
