import { createSocket } from 'node:dgram';
import { freeUdpPorts, runProgram, startProgram, type Background } from './process.ts';

const startWithinMs = 10_000;
const askEveryMs = 50;
/** It takes up to 6 s to start, and then 20 ms a message. */
const uclientTimeoutMs = 40_000;

/** coturn's echo: it sends every datagram back, from a port and, for RTCP, the one behind it. */
export async function startPeer(): Promise<Background & { port: number }> {
  const port = await freeUdpPorts(2);
  const peer = startProgram('turnutils_peer', ['-L', '127.0.0.1', '-p', `${port}`]);
  const echoes = await echoesSoon(port);
  if (echoes) return { ...peer, port };
  await peer.stop();
  throw new Error(`turnutils_peer does not answer at port ${port}:\n${peer.output()}`);
}

async function echoesSoon(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  const asking = setInterval(() => {
    socket.send('ping', port, '127.0.0.1');
  }, askEveryMs);
  const echoed = await new Promise<boolean>((resolve) => {
    socket.once('message', () => {
      resolve(true);
    });
    setTimeout(resolve, startWithinMs, false).unref();
  });
  clearInterval(asking);
  socket.close();
  return echoed;
}

export interface UclientRun {
  status: number | null;
  output: string;
  sent: number;
  received: number;
}

export interface UclientOptions {
  /** Where the server listens; default 127.0.0.1. */
  server?: string;
  serverPort: number;
  username: string;
  /** Missing where the arguments bring it (`-W`). */
  credential?: string;
  /** Missing for clients that talk to each other (`-y`). */
  peer?: { address: string; port: number };
  messages: number;
  args: readonly string[];
}

/** Runs coturn's TURN client against a server on this computer. By channels, unless `-s` asks for Send indications. */
export async function runUclient(options: UclientOptions): Promise<UclientRun> {
  const { server = '127.0.0.1', serverPort, username, credential, peer, messages, args } = options;
  const { status, output } = await runProgram(
    'turnutils_uclient',
    [
      ...args,
      ...['-u', username, '-p', `${serverPort}`, '-n', `${messages}`],
      ...(credential === undefined ? [] : ['-w', credential]),
      ...(peer ? ['-e', peer.address, '-r', `${peer.port}`] : []),
      server,
    ],
    uclientTimeoutMs,
  );
  const totals = [...output.matchAll(/tot_send_msgs=(\d+), tot_recv_msgs=(\d+)/g)].at(-1);
  return { status, output, sent: Number(totals?.[1] ?? 0), received: Number(totals?.[2] ?? 0) };
}
