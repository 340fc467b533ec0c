import { Command, Option } from 'commander';
import { startRelay } from '../turn/relay.ts';
import { orUsageError } from './exit-status.ts';
import { parsePort } from './parse-option.ts';
import { untilStopped } from './stop-signals.ts';

interface RelayOptions {
  host?: string;
  port: number;
  username?: string;
  credential?: string;
  realm?: string;
  restSecret?: string;
}

/** `relay`: the embedded relay alone, until SIGTERM or SIGINT. Prints one JSON line when it listens. */
export function relayCommand(finish: (status: number) => void): Command {
  return new Command('relay')
    .description('run the embedded TURN relay alone, on a loopback address')
    .option('--host <address>', 'loopback address to listen on (default: 127.0.0.1 and ::1)')
    .addOption(new Option('--port <port>', '0 takes a free one').default(3478).argParser(parsePort))
    .option('--username <name>', 'a random one where it is missing')
    .option('--credential <password>', 'a random one where it is missing')
    .option('--realm <realm>')
    .option('--rest-secret <secret>', 'accepts TURN REST credentials made with it as well')
    .action(async (options: RelayOptions) => {
      const stopped = untilStopped();
      const relay = orUsageError(await startRelay(options));
      const { endpoint, username, credential, realm } = relay;
      const ready = { event: 'listening', ...endpoint, username, credential, realm };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
      await stopped;
      await relay.close();
      finish(0);
    });
}
