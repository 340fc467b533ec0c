import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clientNet, coturnServer, natPmpPort, secondServer } from './addresses.ts';
import { coturnArguments } from './coturn-arguments.ts';
import { type Machine, stateFolderOf } from './instance.ts';
import type { LabType } from './lab-types.ts';
import { manners, testServerOf } from './manners.ts';
import { onMachine } from './namespaces.ts';
import { runTool } from './run-tool.ts';

const startWithinMs = 15_000;
const lookEveryMs = 20;
const shownLogLength = 2000;

/** A program that runs on a machine of the lab for as long as the lab stands. */
interface Server {
  name: string;
  machine: Machine;
  command: readonly string[];
  /** `address:port` of the UDP sockets that tell that it can be asked. */
  listensAt: readonly string[];
}

/** Starts all that answers in the lab, and waits until it can. Throws with the end of the log where it cannot. */
export async function startServers(instance: string, type: LabType): Promise<void> {
  const folder = stateFolderOf(instance);
  const startedMs = performance.now();
  const running = serversOf(type, folder).map((server) => ({
    server,
    child: start(instance, server, folder),
  }));
  for (const { server, child } of running) {
    while (!listens(instance, server)) {
      const isLate = performance.now() - startedMs > startWithinMs;
      if (isLate || child.exitCode !== null) throw notStarted(server, folder);
      await delay(lookEveryMs);
    }
  }
}

function serversOf(type: LabType, folder: string): Server[] {
  const { address, otherAddress, port } = coturnServer;
  const addresses = [address, otherAddress];
  const servers: Server[] = [
    coturn({ folder, name: 'coturn', addresses, port, ports: 2 }),
    coturn({
      folder,
      name: 'second',
      addresses: [secondServer.address],
      ...secondServer,
      ports: 1,
    }),
    {
      name: 'test-servers',
      machine: 'internet',
      command: program('test-servers.ts'),
      listensAt: manners.map(testServerOf).map((place) => `${place.address}:${place.port}`),
    },
  ];
  if (type !== 'double-nat') return servers;
  const natPmp: Server = {
    name: 'nat-pmp',
    machine: 'router',
    command: program('nat-pmp-router.ts'),
    listensAt: [`${clientNet(type).router}:${natPmpPort}`],
  };
  return [...servers, natPmp];
}

function coturn(options: Parameters<typeof coturnArguments>[0] & { ports: 1 | 2 }): Server {
  const { name, addresses, port, ports } = options;
  return {
    name,
    machine: 'internet',
    command: ['turnserver', ...coturnArguments(options)],
    listensAt: addresses.flatMap((address) =>
      [port, port + 1].slice(0, ports).map((one) => `${address}:${one}`),
    ),
  };
}

function program(file: string): string[] {
  return [process.execPath, path.join(import.meta.dirname, file)];
}

/** Detached: it goes on when the command that raised the lab has ended. */
function start(instance: string, server: Server, folder: string): ChildProcess {
  const log = openSync(logOf(server, folder), 'a');
  const child = spawn('ip', onMachine(instance, server.machine, server.command), {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: folder,
  });
  child.unref();
  closeSync(log);
  return child;
}

function listens(instance: string, { machine, listensAt }: Server): boolean {
  const sockets = runTool('ip', onMachine(instance, machine, ['ss', '-Hlnu'])).split(/\s+/);
  return listensAt.every((place) => sockets.includes(place));
}

function notStarted(server: Server, folder: string): Error {
  const log = readFileSync(logOf(server, folder), 'utf8').slice(-shownLogLength);
  return new Error(`The lab's ${server.name} did not start. It said:\n${log}`);
}

function logOf({ name }: Server, folder: string): string {
  return path.join(folder, `${name}.log`);
}
