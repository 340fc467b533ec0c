import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../requirements.ts';
import { startCliRelay, type CliRelay } from './cli-relay.ts';
import { runProgram } from './process.ts';
import { runUclient, startPeer } from './turnutils.ts';

const { skip } = requirement('interop', [
  'turnutils_uclient',
  'turnutils_stunclient',
  'turnutils_peer',
  'turnutils_natdiscovery',
]);
const username = 'interop';
const credential = 'a credential';
const restSecret = 'a shared secret';
const messages = 100;
const brokenClientMs = 10_000;

describe.skipIf(skip)("the embedded relay with coturn's programs", () => {
  let relay: CliRelay;
  let peer: Awaited<ReturnType<typeof startPeer>>;

  beforeAll(async () => {
    relay = await startCliRelay(username, credential, ['--rest-secret', restSecret]);
    peer = await startPeer();
  });

  afterAll(async () => {
    await relay.stop();
    await peer.stop();
  });

  function uclient(...args: string[]) {
    return {
      serverPort: relay.port,
      username,
      credential,
      peer: { address: '127.0.0.1', port: peer.port },
      messages,
      args,
    };
  }

  it.concurrent.each([
    ['Send and Data indications', ['-s', '-c'], 1],
    ['channels', ['-c'], 1],
    ['Send and Data indications, with a pair of ports for RTCP', ['-s'], 2],
    ['channels, with a pair of ports for RTCP', [], 2],
  ])('loses nothing by %s', async (_what, args, streams) => {
    const run = await runUclient(uclient(...args));
    expect(run.output).toContain('Total lost packets 0');
    expect(run).toMatchObject({
      status: 0,
      sent: messages * streams,
      received: messages * streams,
    });
  });

  /** Clients that talk to each other through the relay: no peer outside it. */
  async function talk(args: readonly string[], streams = 2, server = '127.0.0.1') {
    const account = { serverPort: relay.port, username, credential, messages };
    const run = await runUclient({ ...account, args: ['-y', ...args], server });
    expect(run.output).toContain('Total lost packets 0');
    const all = messages * streams;
    expect(run).toMatchObject({ status: 0, sent: all, received: all });
  }

  it.concurrent.each([
    ['channels', ['-c']],
    ['Send and Data indications', ['-c', '-s']],
    ['DONT-FRAGMENT and channels', ['-c', '-g']],
    ['DONT-FRAGMENT and indications', ['-c', '-g', '-s']],
    ['channels, asking for everything twice', ['-c', '-G']],
    ['indications, asking for everything twice', ['-c', '-G', '-s']],
    ['padded ChannelData', ['-c', '-D']],
    ['IPv4 that they ask for', ['-c', '-X']],
    ['IPv6 and channels', ['-c', '-x']],
    ['IPv6 and indications', ['-c', '-x', '-s']],
    ['connections that break off', ['-c', '-B']],
    ['requests that are wrong', ['-c', '-N']],
  ])('lets clients talk to each other over UDP by %s', async (_what, args) => {
    await talk(args);
  });

  it('lets clients with pairs of ports talk to each other', async () => {
    await talk([], 4);
  });

  it.concurrent.each([
    ['channels', ['-c']],
    ['Send and Data indications', ['-c', '-s']],
    ['messages whose length is not a multiple of 4', ['-c', '-l', '171']],
    ['channels, asking for everything twice', ['-c', '-G']],
    ['IPv6', ['-c', '-x']],
    ['connections that break off', ['-c', '-B']],
    ['requests that are wrong', ['-c', '-N']],
  ])('lets clients talk to each other over TCP by %s', async (_what, args) => {
    await talk(['-t', ...args]);
  });

  it.concurrent.each([
    ['UDP', ['-c', '-x']],
    ['TCP', ['-c', '-t']],
  ])('serves clients that come by IPv6 and %s', async (_what, args) => {
    await talk(args, 2, '::1');
  });

  it.concurrent.each([
    ['UDP', []],
    ['TCP', ['-t']],
  ])('accepts a REST password by %s', async (_what, args) => {
    const run = await runUclient({
      ...{ serverPort: relay.port, username: 'somebody', messages },
      args: ['-y', '-c', '-W', restSecret, ...args],
    });
    expect(run).toMatchObject({ status: 0, sent: 2 * messages, received: 2 * messages });
  });

  it('refuses a REST password that was made with another secret', async () => {
    const run = await runUclient({
      ...{ serverPort: relay.port, username: 'somebody', messages },
      args: ['-y', '-c', '-W', 'another secret'],
    });
    expect(run.output).toContain('Cannot complete Allocation');
    expect(run.received).toBe(0);
  });

  it.concurrent.each([
    ['UDP', []],
    ['TCP', ['-t']],
  ])('serves a hundred clients at once by %s', async (_what, args) => {
    const account = { serverPort: relay.port, username, credential, messages: 20 };
    const run = await runUclient({ ...account, args: ['-y', '-c', '-m', '100', ...args] });
    expect(run).toMatchObject({ status: 0, sent: 2000, received: 2000 });
  });

  // The client sends broken messages among the others and then waits for answers that no server gives: with coturn as
  // well, most runs never end. So what is asked is whether the clients beside it are served.
  it('serves others beside clients that break the protocol', async () => {
    const broken = ['-R', '-s', '-t'].map((mode) =>
      runProgram(
        'turnutils_uclient',
        [
          ...['-R', '-y', '-c', mode, '-u', username, '-w', credential],
          ...['-p', `${relay.port}`, '127.0.0.1'],
        ],
        brokenClientMs,
      ),
    );
    await talk(['-c']);
    await Promise.all(broken);
    await talk(['-c', '-s', '-t']);
  });

  it("answers coturn's NAT behaviour discovery from its second address", async () => {
    const args = ['-m', '-f', '-p', `${relay.port}`, '127.0.0.1'];
    const { output } = await runProgram('turnutils_natdiscovery', args, 30_000);
    expect(output).toContain('NAT with Endpoint Independent Mapping!');
    expect(output).toContain('NAT with Endpoint Independent Filtering!');
    expect(output).toMatch(/Response origin: : 127\.0\.0\.2:\d+/);
  });

  it('serves many clients at once', async () => {
    const run = await runUclient({ ...uclient('-m', '10'), messages: 20 });
    expect(run).toMatchObject({ status: 0, sent: 200, received: 200 });
  });

  it('refuses a wrong password', async () => {
    const run = await runUclient({ ...uclient('-s', '-c'), credential: 'wrong' });
    expect(run.output).toContain('Cannot complete Allocation');
    expect(run.received).toBe(0);
  });

  it.concurrent.each([
    ['-s', 'create permission error 403 (Forbidden)'],
    ['-c', 'channel bind: error 403 (Forbidden)'],
  ])('refuses a peer outside loopback with %s', async (mode, error) => {
    const outside = { address: '192.0.2.1', port: 9 };
    const run = await runUclient({ ...uclient(mode, '-c'), peer: outside });
    expect(run.output).toContain(error);
    expect(run.received).toBe(0);
  });

  it('tells a STUN client its mapped address', async () => {
    const args = ['-p', `${relay.port}`, '127.0.0.1'];
    const { output } = await runProgram('turnutils_stunclient', args, 10_000);
    expect(output).toMatch(/UDP reflexive addr: 127\.0\.0\.1:\d+/);
  });
});
