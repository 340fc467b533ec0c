import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { findAllocationPeer } from '../../electron/turn/allocation-peer.ts';
import { findAnnouncedPeer } from '../../electron/turn/announced-peer.ts';
import {
  runRelayTest,
  voicePacing,
  type RelayTestOptions,
  type RelayTestOutcome,
} from '../../electron/turn/relay-test.ts';
import { openLossyPath } from '../../electron/turn/testing/lossy-path.ts';
import { openClient } from '../../electron/turn/testing/open-client.ts';
import { streamsSeenBy } from '../../electron/turn/testing/seen-streams.ts';
import {
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { makeProbePlan } from '../../electron/probe/plan.ts';
import { runPlan } from '../../electron/probe/run.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { defaultProfile } from '../../shared/profile.ts';
import type { ProbeOf } from '../../shared/report.ts';
import { turnRelayResultSchema } from '../../shared/turn-results.ts';
import { requirement } from '../requirements.ts';
import { startCoturn, type RunningCoturn } from './coturn.ts';

const { skip } = requirement('interop', ['turnserver']);
const account = { username: 'interop', credential: 'a credential' };
const { signal } = new AbortController();

async function coturnWith(...extraArgs: string[]): Promise<RunningCoturn> {
  return startCoturn({ ...account, realm: 'interop.example', extraArgs });
}

/** The probe itself, over one of the transports of a coturn with a certificate of this authority. */
async function relayProbe(
  uri: string,
  trustedCertificates: readonly string[],
): Promise<ProbeOf<'turn.relay'>> {
  const profile = { ...defaultProfile, turn: [{ uri, ...account }] };
  const plan = makeProbePlan({ profile, interfaces: [], kinds: ['turn.allocate', 'turn.relay'] });
  const probes = await runPlan(
    plan.map((spec) => ({ ...spec, trustedCertificates })),
    {
      signal,
      t: createTranslate('en'),
      elapsedMs: () => performance.now(),
      onStarted: () => undefined,
      onEnded: () => undefined,
    },
  );
  const found = probes.find((probe) => probe.kind === 'turn.relay');
  if (!found) throw new Error('turn.relay was not planned');
  return found;
}

/** The test as `turn.relay` runs it. */
async function relayTest(
  { endpoint }: Pick<RunningCoturn, 'endpoint'>,
  options: Partial<RelayTestOptions> = {},
): Promise<RelayTestOutcome> {
  return runRelayTest({
    client: await openClient(endpoint, account),
    peers: [findAllocationPeer(() => openClient(endpoint, account)), findAnnouncedPeer(null)],
    signal,
    pacing: voicePacing,
    lostAfterMs: 500,
    ...options,
  });
}

describe.skipIf(skip)('streams through coturn', () => {
  let coturn: RunningCoturn;
  const closing: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    coturn = await coturnWith();
  });

  afterEach(async () => {
    for (const one of closing.splice(0)) await one.close();
  });

  afterAll(() => coturn.stop());

  it('lose nothing between two allocations', async () => {
    const { relay, stop } = await relayTest(coturn);
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ sent: 100, received: 100, peer: { kind: 'allocation' } });
    expect(relay?.mtu?.largestBytes).toBe(1468);
    expect(v.is(turnRelayResultSchema, relay)).toBe(true);
  });

  it('lose nothing to a socket that greets the relayed address', async () => {
    const { relay, stop } = await relayTest(coturn, { peers: [findAnnouncedPeer(null)] });
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ sent: 100, received: 100, peer: { kind: 'socket' } });
  });

  it('lose what the way to it loses', async () => {
    const bad = { seed: 7, drop: 0.05, duplicate: 0.05, hold: 0.1 };
    const path = await openLossyPath(coturn.endpoint, bad);
    closing.push(path);
    const client = await openClient(path.endpoint, account);
    // Only the caller's packets pass the bad path: what it was given is what came back.
    const { relay } = await relayTest(coturn, { client });
    const [indications, channelData] = streamsSeenBy(path);
    expect(relay?.streams).toMatchObject({ indications, channelData });
    expect(relay?.received).toBeLessThan(100);
  });

  it('carry more and more, where throughput is asked for', async () => {
    const { relay } = await relayTest(coturn, { throughput: true });
    expect(relay?.throughput?.steps.length).toBeGreaterThan(0);
    expect(relay?.throughput?.bytes).toBeLessThanOrEqual(4_000_000);
    expect(relay?.throughputMbps).toBeGreaterThan(0.5);
  });
});

describe.skipIf(skip)('streams through coturn over a connection', () => {
  let authority: TestAuthority;
  let coturn: RunningCoturn;

  beforeAll(async () => {
    authority = await createTestAuthority();
    const certificate = await authority.issue({ names: ['127.0.0.1'] });
    coturn = await startCoturn({ ...account, realm: 'interop.example', certificate });
  });

  afterAll(() => coturn.stop());

  it.each(['tcp', 'tls'] as const)('lose nothing over %s', async (transport) => {
    const server = formatEndpoint(coturn.at(transport));
    const uri = transport === 'tcp' ? `turn:${server}?transport=tcp` : `turns:${server}`;
    const probe = await relayProbe(uri, [authority.cert]);
    expect(probe).toMatchObject({ transport, status: 'passed', error: null });
    expect(probe.result).toMatchObject({
      sent: 100,
      received: 100,
      peer: { kind: 'allocation' },
      mtu: { largestBytes: 1468 },
    });
    const names = probe.result?.allocate?.steps.map(({ name }) => name) ?? [];
    expect(names).toContain('connect');
    expect(names.includes('tls')).toBe(transport === 'tls');
  });

  it('are not sent where the certificate is not to be trusted', async () => {
    const probe = await relayProbe(`turns:${formatEndpoint(coturn.at('tls'))}`, []);
    expect(probe).toMatchObject({ status: 'skipped', result: null });
  });
});

describe.skipIf(skip)('a coturn with limits', () => {
  it('refuses the permission', async () => {
    const coturn = await coturnWith('--denied-peer-ip', '127.0.0.1');
    const { relay, stop, allocate } = await relayTest(coturn);
    await coturn.stop();
    expect(stop).toMatchObject({
      step: 'permission',
      failure: { status: 'rejected', stunErrorCode: 403 },
    });
    expect(allocate.relayedAddress).not.toBeNull();
    expect(relay).toBeNull();
  });

  it('gives one allocation to a user, and relays to a plain socket', async () => {
    const coturn = await coturnWith('--user-quota', '1');
    const { relay, stop } = await relayTest(coturn);
    await coturn.stop();
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ received: 100, peer: { kind: 'socket' } });
  });
});
