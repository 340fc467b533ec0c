import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Account for TURN at the lab's coturns. */
export const turnAccount = { username: 'lab', credential: 'lab' };

export interface CoturnOptions {
  /** Two of them turn RFC 5780 on, which then uses the next port as well. */
  addresses: readonly string[];
  port: number;
  /** For the pid file and the user database: coturn's own are one for the whole computer. */
  folder: string;
  name: string;
}

/** Arguments for turnserver, of any version since 4.5. */
export function coturnArguments({ addresses, port, folder, name }: CoturnOptions): string[] {
  return [
    // Without the system's configuration file: Debian's switches RFC 5780 off.
    '-n',
    ...addresses.flatMap((address) => ['--listening-ip', address]),
    ...addresses.slice(0, 1).flatMap((address) => ['--relay-ip', address]),
    ...['--listening-port', `${port}`, '--no-tls', '--no-dtls'],
    ...['--lt-cred-mech', '--user', `${turnAccount.username}:${turnAccount.credential}`],
    ...['--realm', 'lab.example', '--log-file', 'stdout'],
    ...['--pidfile', path.join(folder, `${name}.pid`)],
    ...['--userdb', path.join(folder, `${name}.users`)],
    ...switches(addresses.length > 1),
  ];
}

/** Since 4.7, RFC 5780 and MAPPED-ADDRESS are off unless asked for; before, they were on. */
function switches(behaviourDiscovery: boolean): string[] {
  const wanted = [
    '--no-cli',
    '--stun-backward-compatibility',
    behaviourDiscovery ? '--rfc5780' : '--no-rfc5780',
  ];
  const help = spawnSync('turnserver', ['--help'], { encoding: 'utf8' });
  const known = new Set(`${help.stdout}${help.stderr}`.match(/--[a-z0-9-]+/g));
  return wanted.filter((option) => known.has(option));
}
