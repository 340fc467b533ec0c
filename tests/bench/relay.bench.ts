import { startCoturn } from '../interop/coturn.ts';
import { startPeer } from '../interop/turnutils.ts';
import { cpuSeconds, residentBytes, startMeasured } from './measured-process.ts';
import { answersPerSec, LoadClient } from './turn-load.ts';
import { account, median, runLoad, type LoadResult, type ServerUnderLoad } from './uclient-load.ts';

export interface RelayRow {
  what: string;
  ours: number;
  /** coturn, or a bare UDP echo of the same Node. */
  peer: number | null;
  /** What issue 4 asks for. */
  wanted: string;
  ratio: number | null;
}

const rounds = 3;
const flood = ['-c', '-m', '8', '-l', '1200', '-z', '0', '-n', '50000'];
/** Each of the 8 clients sends one message a millisecond. */
const paced = ['-y', '-c', '-m', '8', '-n', '10000', '-l', '1200', '-z', '1'];
const allocations = 1000;
const cycles = 100_000;
const cyclingClients = 16;

/**
 * The embedded relay beside coturn, both driven by the same `turnutils_uclient`, taking turns so that a drift of the
 * machine hits both alike. Takes about 8 min; Linux with coturn.
 */
export async function relayBench(): Promise<RelayRow[]> {
  const ours = await startMeasured('relay', account);
  const coturn = await startCoturn({ ...account, realm: 'callpath.local' });
  const peer = await startPeer();
  try {
    const toPeer = ['-e', '127.0.0.1', '-r', `${peer.port}`];
    const both = { ours, coturn };
    return [
      ...(await compare('client to client, Send', both, ['-y', '-s', ...flood], 1.3)),
      ...(await compare('client to client, channels', both, ['-y', ...flood], 1.6)),
      ...(await compare('outside peer, Send', both, ['-s', ...flood, ...toPeer], null)),
      ...(await compare('outside peer, channels', both, [...flood, ...toPeer], null)),
      ...(await atEightThousand(ours, coturn)),
      await bindingRate(ours.port),
    ];
  } finally {
    await Promise.all([ours.stop(), coturn.stop(), peer.stop()]);
  }
}

/** `cpuRatio`: how many times coturn's CPU a message may cost; null where nothing was promised. */
async function compare(
  what: string,
  { ours, coturn }: { ours: ServerUnderLoad; coturn: ServerUnderLoad },
  args: readonly string[],
  cpuRatio: number | null,
): Promise<RelayRow[]> {
  const own: LoadResult[] = [];
  const other: LoadResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    own.push(await runLoad(ours, args));
    other.push(await runLoad(coturn, args));
  }
  const measured = (title: string, of: (result: LoadResult) => number, wanted: string) =>
    row(`${what}: ${title}`, median(own.map(of)), median(other.map(of)), wanted);
  return [
    measured('delivered/s', (one) => one.deliveredPerSec, cpuRatio === null ? '' : '>= 0.7'),
    measured(
      'CPU s per million',
      (one) => one.cpuSecPerMillion,
      cpuRatio === null ? '' : `<= ${cpuRatio}`,
    ),
    measured('loss %', (one) => one.lossPercent, ''),
  ];
}

async function atEightThousand(
  ours: Awaited<ReturnType<typeof startMeasured>>,
  coturn: ServerUnderLoad,
): Promise<RelayRow[]> {
  await ours.ask('watch');
  const own = await runLoad(ours, paced);
  // The client takes some seconds to start and to end: most of what is watched is the load, but not all of it.
  const { delayP99Ms = NaN } = await ours.ask('delay');
  const other = await runLoad(coturn, paced);
  return [
    row('8,000 messages/s: lost', own.sent - own.received, other.sent - other.received, '0'),
    row('8,000 messages/s: CPU s per million', own.cpuSecPerMillion, other.cpuSecPerMillion, ''),
    row('8,000 messages/s: event-loop delay p99, ms', delayP99Ms, null, '<= 20'),
  ];
}

/** Only the part at 8,000 messages a second, in about a minute. */
export async function relayPacedBench(): Promise<RelayRow[]> {
  const ours = await startMeasured('relay', account);
  const coturn = await startCoturn({ ...account, realm: 'callpath.local' });
  try {
    return await atEightThousand(ours, coturn);
  } finally {
    await Promise.all([ours.stop(), coturn.stop()]);
  }
}

async function bindingRate(port: number): Promise<RelayRow> {
  const echo = await startMeasured('echo');
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await answersPerSec(echo.port));
      ours.push(await answersPerSec(port));
    }
    return row('STUN Binding answers/s (bare echo beside)', median(ours), median(bare), '>= 0.6');
  } finally {
    await echo.stop();
  }
}

/** What allocations cost in memory, in MiB, in relay processes of their own. Takes some minutes; Linux. */
export async function relayMemoryBench(): Promise<RelayRow[]> {
  return [await memoryOfAllocations(), ...(await memoryOfCycles())];
}

async function memoryOfAllocations(): Promise<RelayRow> {
  const relay = await startMeasured('relay', account);
  const clients: LoadClient[] = [];
  try {
    const warm = await LoadClient.open(relay.port, account);
    clients.push(warm);
    await warm.allocate();
    const before = residentBytes(relay.pid);
    for (let count = 1; count < allocations; count += 1) {
      const client = await LoadClient.open(relay.port, account);
      clients.push(client);
      await client.allocate();
    }
    const grown = mebibytes(residentBytes(relay.pid) - before);
    return row(`${allocations} allocations: MiB more than 1`, grown, null, '< 64');
  } finally {
    for (const client of clients) client.close();
    await relay.stop();
  }
}

async function memoryOfCycles(): Promise<RelayRow[]> {
  const relay = await startMeasured('relay', account);
  const clients = await Promise.all(
    Array.from({ length: cyclingClients }, () => LoadClient.open(relay.port, account)),
  );
  const cycle = async (client: LoadClient, times: number) => {
    for (let count = 0; count < times; count += 1) {
      await client.allocate();
      await client.release();
    }
  };
  try {
    // Answers are kept for 40 s and bounded in number: the start is a relay that has as many as it keeps.
    await Promise.all(clients.map((client) => cycle(client, 200)));
    const before = (await relay.ask('memory')).usedBytes ?? NaN;
    const startSec = cpuSeconds(relay.pid);
    await Promise.all(clients.map((client) => cycle(client, cycles / cyclingClients)));
    const cpu = cpuSeconds(relay.pid) - startSec;
    const after = (await relay.ask('memory')).usedBytes ?? NaN;
    return [
      row(`${cycles} allocate and release: MiB more after`, mebibytes(after - before), null, '0'),
      row('allocate and release: CPU ms each', (cpu * 1000) / cycles, null, ''),
    ];
  } finally {
    for (const client of clients) client.close();
    await relay.stop();
  }
}

function mebibytes(bytes: number): number {
  return bytes / 1_048_576;
}

function row(what: string, ours: number, peer: number | null, wanted: string): RelayRow {
  const ratio = peer === null || peer === 0 ? null : rounded(ours / peer);
  const made = { what, ours: rounded(ours), peer: peer && rounded(peer), wanted, ratio };
  // The whole takes minutes: each number is worth seeing when it is there.
  console.log(`${what}: ${made.ours}${peer === null ? '' : `, beside ${made.peer}`}`);
  return made;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

if (import.meta.main) {
  const benches = { load: relayBench, paced: relayPacedBench, memory: relayMemoryBench };
  const chosen = Object.entries(benches).filter(([name]) =>
    process.argv.length > 2 ? process.argv.includes(name) : name !== 'paced',
  );
  for (const [, bench] of chosen) console.table(await bench());
}
