import type { AddressFamily } from '../../shared/endpoint.ts';
import type { ProbeError, ProbeOf, TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import { parseServerUri, type ServerTransport } from '../../shared/uri.ts';
import { type Evidence, probesOf, serversOf } from './evidence.ts';

/** One try to get a relayed address: over one transport and address family of one server. */
export interface AllocationTest {
  id: string;
  target: string;
  /** Without port and scheme: what several ways to the same server have in common. */
  host: string;
  port: number;
  transport: ServerTransport;
  family: AddressFamily;
  state: 'works' | 'fails' | 'unknown';
  result: TurnAllocateResult | null;
  /** The step that ended it. */
  failedStep: TurnStep | null;
  error: ProbeError | null;
}

/** All tests of one host, whatever the transport. */
export interface RelayEvidence {
  host: string;
  tests: AllocationTest[];
}

/**
 * Every try to allocate. A `turn.relay` allocates too: it counts where it was the only one, or where it failed although
 * `turn.allocate` did not, as with a quota of one.
 */
export function allocationsOf(evidence: Evidence): AllocationTest[] {
  const own = probesOf(evidence, 'turn.allocate').map((probe) => toTest(probe, probe.result));
  const keyOf = ({ target, family }: AllocationTest) => `${family} ${target}`;
  const stateOf = new Map(own.map((test) => [keyOf(test), test.state]));
  const ofRelay = probesOf(evidence, 'turn.relay')
    .map((probe) => toTest(probe, probe.result?.allocate ?? null))
    .filter((test) => {
      const state = stateOf.get(keyOf(test)) ?? 'unknown';
      return state === 'unknown' || (state === 'works' && test.state === 'fails');
    });
  return [...own, ...ofRelay];
}

/** The hosts that were asked to relay, in the order of the report. */
export function relaysOf(evidence: Evidence): RelayEvidence[] {
  const tests = allocationsOf(evidence);
  return [...new Set(tests.map(({ host }) => host))].map((host) => ({
    host,
    tests: tests.filter((test) => test.host === host),
  }));
}

/** Whether a server relays, by any transport. */
export function worksAsRelay({ tests }: RelayEvidence): boolean {
  return tests.some(({ state }) => state === 'works');
}

/** A server that refuses by its own words is there, and so is one whose certificate could be looked at. */
export function isReached({ state, error }: Pick<AllocationTest, 'state' | 'error'>): boolean {
  return state === 'works' || error?.code === 'rejected' || error?.code === 'untrusted';
}

export function failsAsRelay({ tests }: RelayEvidence): boolean {
  return tests.some(({ state }) => state === 'fails') && !worksAsRelay({ host: '', tests });
}

/**
 * What failed and needs words. By one address family is enough: a call takes the way that is open. Where no server at all
 * answers Binding over UDP, that has its finding already.
 */
export function failedAllocations(evidence: Evidence): AllocationTest[] {
  const tests = allocationsOf(evidence);
  const works = new Set(
    tests
      .filter(({ state }) => state === 'works')
      .map(({ id, target }) => `${kindOf(id)} ${target}`),
  );
  const isTold = bindingFails(evidence);
  return tests.filter(
    ({ id, state, target, error }) =>
      state === 'fails' &&
      !works.has(`${kindOf(id)} ${target}`) &&
      !isTold(target, error?.code === 'rejected'),
  );
}

/**
 * Whether the failure of Binding already says it. An answer of TURN is more than STUN could say, and where another server
 * answers, this one is told of as the relay that it is.
 */
function bindingFails(evidence: Evidence): (target: string, answered: boolean) => boolean {
  const servers = serversOf(evidence);
  if (servers.some(({ state }) => state === 'answered')) return () => false;
  const silent = new Set(
    servers
      .filter(({ state }) => state !== 'answered' && state !== 'unknown')
      .map(({ target }) => target),
  );
  return (target, answered) => !answered && silent.has(target);
}

function kindOf(id: string): string {
  return id.split('/')[0] ?? id;
}

function toTest(
  { id, target, transport, family, status, error }: ProbeOf<'turn.allocate' | 'turn.relay'>,
  result: TurnAllocateResult | null,
): AllocationTest {
  const parsed = parseServerUri(target);
  const failedStep = result?.steps.findLast((step) => step.status === 'failed') ?? null;
  const isGranted = (result?.relayedAddress ?? null) !== null;
  // What comes after a relayed address was granted is judged by itself.
  const works = status === 'passed' || (isGranted && id.startsWith('turn.relay'));
  return {
    id,
    target,
    host: parsed.ok ? parsed.uri.host : target,
    port: parsed.ok ? parsed.uri.port : 0,
    transport: transport === 'none' ? 'udp' : transport,
    family: family === 'none' ? 'IPv4' : family,
    state: works ? 'works' : status === 'failed' ? 'fails' : 'unknown',
    result,
    failedStep,
    error,
  };
}
