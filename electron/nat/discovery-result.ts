import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import type {
  NatAlgResult,
  NatFilteringResult,
  NatMappingResult,
  NatTest,
} from '../../shared/nat-results.ts';
import type { NatDiscovery } from './discovery.ts';
import { judgeMapping, type MappingVerdict, type Observation } from './mapping.ts';
import { keepsParity, keepsPorts, type PortPair } from './parity.ts';
import type { Question } from './question.ts';
import type { ServerUnderTest } from './server-under-test.ts';

/**
 * The mapping part of a discovery as the report holds it. `localAddress` is the address that packets leave from: the
 * socket itself may be bound to all. Complete once `mappingDone`.
 */
export function mappingResult(
  discovery: NatDiscovery,
  localAddress: string | null,
): Omit<NatMappingResult, 'tcpWorks' | 'routerAddress'> {
  const local = withAddress(discovery.local, localAddress);
  const observations = observe(discovery.servers);
  const verdict = judge(discovery, observations, local);
  const pairs = portPairs(discovery, observations);
  return {
    ...verdict,
    tests: [
      ...discovery.servers.flatMap((server) =>
        toTests(mappingQuestions(server), discovery, server),
      ),
      ...toTests(discovery.parity.questions, discovery, null),
    ],
    localAddress: local,
    servers: discovery.servers.map((server) => server.toReport(discovery.nowMs)),
    portPreservation: keepsPorts(pairs),
    portParity: keepsParity(pairs),
  };
}

/** The filtering part. Complete once `done`. */
export function filteringResult(
  discovery: NatDiscovery,
  localAddress: string | null,
): NatFilteringResult {
  const { filteringVerdict: verdict, stopped } = discovery;
  const tests = discovery.servers.flatMap((server) => {
    const { filteringQuestions, controls } = server;
    const asked = [controls.two, controls.three].filter((control) => control !== null);
    return toTests([...filteringQuestions, ...asked], discovery, server);
  });
  const socket = discovery.filtering.local ?? discovery.local;
  return {
    behaviour: verdict?.behaviour ?? 'unknown',
    method: tests.length > 0 ? 'rfc5780' : 'none',
    tests,
    reason: verdict?.reason ?? (verdict ? null : stopped),
    localAddress: withAddress(socket, localAddress),
    servers: discovery.servers.map((server) => server.toReport(discovery.nowMs)),
    controlled: verdict?.controlled ?? false,
  };
}

/**
 * Whether something on the way rewrites addresses inside of packets (RFC 5780 section 3.6): it finds MAPPED-ADDRESS, and
 * not the same address in XOR-MAPPED-ADDRESS.
 */
export function algResult(discovery: NatDiscovery, localAddress: string | null): NatAlgResult {
  const asked = discovery.servers.flatMap(mappingQuestions);
  const compared = asked.flatMap(({ answer }) =>
    answer?.plainMapped ? [sameEndpoint(answer.plainMapped, answer.mapped)] : [],
  );
  const isAnswered = asked.some(({ answer }) => answer);
  return {
    behaviour: compared.length === 0 ? 'unknown' : compared.includes(false) ? 'rewrites' : 'leaves',
    method: compared.length === 0 ? 'none' : 'mapped-address',
    tests: asked
      .filter(({ answer }) => answer?.plainMapped)
      .map((question) => ({
        ...question.toTest(discovery.nowMs, question.rttMs),
        mappedAddress: question.answer?.plainMapped ?? null,
      })),
    reason:
      compared.length > 0
        ? null
        : isAnswered
          ? 'not-sent-by-servers'
          : (discovery.stopped ?? 'no-answer'),
    localAddress: withAddress(discovery.local, localAddress),
  };
}

function judge(
  discovery: NatDiscovery,
  observations: readonly Observation[],
  local: Endpoint | null,
): MappingVerdict {
  const canTellPorts = discovery.servers.some(
    (server) => server.others !== null && server.fitness(discovery.nowMs) === 'fit',
  );
  const verdict = judgeMapping({ observations, local, canTellPorts });
  const { stopped } = discovery;
  if (verdict.behaviour !== 'unknown' || stopped === null) return verdict;
  return { ...verdict, reason: stopped };
}

/** What each endpoint saw of the mapping socket. Addresses of one server, however it is named, are one witness. */
function observe(servers: readonly ServerUnderTest[]): Observation[] {
  const witnessOf = (server: ServerUnderTest) =>
    servers.findIndex((other) => other === server || isSameServer(other, server));
  return servers.flatMap((server) => {
    return mappingQuestions(server).flatMap(({ to, answer }) =>
      answer ? [{ witness: witnessOf(server), to, mapped: answer.mapped }] : [],
    );
  });
}

function isSameServer(a: ServerUnderTest, b: ServerUnderTest): boolean {
  const addresses = (server: ServerUnderTest) => [
    server.endpoint.address,
    ...(server.usableOther ? [server.usableOther.address] : []),
  ];
  return addresses(a).some((address) => addresses(b).includes(address));
}

function portPairs(discovery: NatDiscovery, observations: readonly Observation[]): PortPair[] {
  const { local } = discovery;
  const seen = local
    ? observations.map(({ mapped }) => ({
        socket: 'mapping',
        local: local.port,
        mapped: mapped.port,
      }))
    : [];
  return [...seen, ...discovery.filtering.portPairs, ...discovery.parity.pairs];
}

function withAddress(local: Endpoint | null, address: string | null): Endpoint | null {
  return local && { ...local, address: address ?? local.address };
}

function mappingQuestions({ primary, others }: ServerUnderTest): Question[] {
  return others ? [primary, others.address, others.addressAndPort, others.port] : [primary];
}

function toTests(
  questions: readonly Question[],
  { nowMs }: NatDiscovery,
  server: ServerUnderTest | null,
): NatTest[] {
  return questions
    .filter(({ sendings }) => sendings.length > 0)
    .map((question) => question.toTest(nowMs, server?.rttMs ?? question.rttMs));
}
