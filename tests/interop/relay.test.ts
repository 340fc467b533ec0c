import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../requirements.ts';
import { startCliRelay, type CliRelay } from './cli-relay.ts';
import { runProgram } from './process.ts';
import { runUclient, startPeer } from './turnutils.ts';

const { skip } = requirement('interop', [
  'turnutils_uclient',
  'turnutils_stunclient',
  'turnutils_peer',
]);
const username = 'interop';
const credential = 'a credential';
const messages = 100;

describe.skipIf(skip)("the embedded relay with coturn's programs", () => {
  let relay: CliRelay;
  let peer: Awaited<ReturnType<typeof startPeer>>;

  beforeAll(async () => {
    relay = await startCliRelay(username, credential);
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
