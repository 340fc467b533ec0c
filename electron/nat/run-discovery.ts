import type {
  NatAlgResult,
  NatFilteringResult,
  NatMappingResult,
  NatServer,
  NatTest,
} from '../../shared/nat-results.ts';
import { NatDiscovery } from './discovery.ts';
import { algResult, filteringResult, mappingResult } from './discovery-result.ts';
import { perform } from './perform.ts';
import { routerOutsideAddress } from './router-address.ts';
import { chooseRoute, type RouteOptions } from './route.ts';
import { maxTcpServers, tcpAfterMs } from './timing.ts';
import { tcpVerdict, tryTcp } from './tcp-path.ts';

/** A discovery under way. Each part resolves as soon as it is known; none ever rejects for what the network does. */
export interface RunningDiscovery {
  mapping: () => Promise<NatMappingResult>;
  filtering: () => Promise<NatFilteringResult>;
  alg: () => Promise<NatAlgResult>;
}

/** Runs one NAT discovery on real sockets. */
export function startDiscovery(options: RouteOptions): RunningDiscovery {
  let onMapping: (mapping: NatMappingResult) => void = () => undefined;
  const early = new Promise<NatMappingResult>((resolve) => {
    onMapping = resolve;
  });
  const whole = run(options, (mapping) => {
    onMapping(mapping);
  });
  return {
    mapping: () => Promise.race([early, whole.then(({ mapping }) => mapping)]),
    filtering: async () => (await whole).filtering,
    alg: async () => (await whole).alg,
  };
}

interface Parts {
  mapping: NatMappingResult;
  filtering: NatFilteringResult;
  alg: NatAlgResult;
}

async function run(
  { servers, family, ownAddress, signal }: RouteOptions,
  onMapping: (mapping: NatMappingResult) => void,
): Promise<Parts> {
  const { localAddress, reachable, left } = await chooseRoute(servers, ownAddress);
  const machine = new NatDiscovery({ servers: reachable, startMs: performance.now() });
  const mapping = () => withServers(mappingResult(machine, localAddress), left);
  const parts = (tcpTests: NatTest[]): Parts => ({
    mapping: withTcp(mapping(), tcpTests),
    filtering: withServers(filteringResult(machine, localAddress), left),
    alg: algResult(machine, localAddress),
  });
  if (localAddress === null) {
    machine.stop('no-way');
    return parts([]);
  }
  const tcp = new TcpFallback(machine, localAddress);
  const router = routerOutsideAddress(localAddress, signal);
  let isTold = false;
  const onEvent = () => {
    // Silence waits for what TCP says; a mapping that is known is told at once.
    if (isTold || !machine.mappingDone || machine.servers.every(({ answer }) => !answer)) return;
    isTold = true;
    const told = mapping();
    void router.then((routerAddress) => {
      onMapping({ ...withTcp(told, []), routerAddress });
    });
  };
  await perform(machine, { family, localAddress, signal, onEvent });
  machine.stop('stopped');
  const known = parts(await tcp.end());
  return { ...known, mapping: { ...known.mapping, routerAddress: await router } };
}

/** Tries TCP when no server has answered for a while; what it knows when silence is certain, is what counts. */
class TcpFallback {
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #tests: Promise<NatTest>[] = [];

  constructor({ servers }: NatDiscovery, localAddress: string) {
    this.#timer = setTimeout(() => {
      if (servers.some(({ answer }) => answer)) return;
      this.#tests = servers
        .slice(0, maxTcpServers)
        .map(({ endpoint }) => tryTcp(endpoint, localAddress, this.#stop.signal));
    }, tcpAfterMs);
  }

  end(): Promise<NatTest[]> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    return Promise.all(this.#tests);
  }
}

function withTcp(
  result: ReturnType<typeof mappingResult>,
  tests: readonly NatTest[],
): NatMappingResult {
  const tcpWorks = tcpVerdict(tests);
  return { ...result, tests: [...result.tests, ...tests], tcpWorks, routerAddress: null };
}

function withServers<T extends { servers: NatServer[] }>(result: T, left: NatServer[]): T {
  return { ...result, servers: [...result.servers, ...left] };
}
