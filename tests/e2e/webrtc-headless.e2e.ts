import { spawnSync } from 'node:child_process';
import { expect } from './application.ts';
import { diagnoseHeadless } from './headless.ts';
import { account, probeOf, test, webrtcKinds } from './witness-check.ts';

/** A network of its own for the command behind it, in which only loopback is up. */
const onlyLoopback = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];
const canUnshare = spawnSync('unshare', ['--net', 'true']).status === 0;

test('calls itself from the command line without a display', async ({ callpath, coturn }) => {
  const { port } = await coturn();
  const uri = `turn:127.0.0.1:${port}`;
  const { username, credential } = account;
  const { report, stderr } = await diagnoseHeadless(callpath.userData, [
    ...['--turn', uri, '--username', username, '--credential', credential],
    ...['--probes', webrtcKinds.join(',')],
  ]);
  expect(probeOf(report, 'webrtc.gather', uri).status).toBe('passed');
  for (const path of ['host', 'baseline', uri]) {
    expect(probeOf(report, 'webrtc.call', path).status).toBe('passed');
  }
  for (const path of ['direct', 'relay']) {
    expect(probeOf(report, 'webrtc.media', path).status).toBe('passed');
  }
  expect(JSON.stringify(report) + stderr).not.toContain(credential);
});

test('calls by TLS where the certificate is trusted, and says so where it is not', async ({
  callpath,
  coturn,
}) => {
  const uri = `turns:127.0.0.1:${(await coturn()).at('tls').port}`;
  const { username, credential } = account;
  const args = ['--turn', uri, '--username', username, '--credential', credential];
  const probes = ['--probes', 'webrtc.call'];
  const untrusted = await diagnoseHeadless(callpath.userData, [...args, ...probes]);
  expect(probeOf(untrusted.report, 'webrtc.call', uri)).toMatchObject({
    status: 'failed',
    error: { code: 'unreachable' },
  });
  // In the place of an authority that this computer trusts; a switch of Chromium, not of Callpath.
  const trustAll = ['--ignore-certificate-errors'];
  const trusted = await diagnoseHeadless(callpath.userData, [...args, ...probes], [], trustAll);
  expect(probeOf(trusted.report, 'webrtc.call', uri)).toMatchObject({
    status: 'passed',
    transport: 'tls',
    result: { selectedPair: { local: { relayProtocol: 'tls' } } },
  });
});

test('places no call where only loopback is up, and does not call that a fault', async ({
  callpath,
}) => {
  test.skip(!canUnshare, 'a network namespace needs root');
  const { report } = await diagnoseHeadless(callpath.userData, ['--offline'], onlyLoopback);
  const probes = report.probes.filter(({ kind }) => kind.startsWith('webrtc.'));
  expect(probes.length).toBeGreaterThan(3);
  for (const probe of probes) {
    expect(probe).toMatchObject({ status: 'skipped', error: { code: 'unreachable' } });
  }
  const baseline = report.probes.find(({ kind }) => kind === 'relay.baseline');
  expect(baseline?.status).toBe('passed');
  expect(report.verdict.level).not.toBe('blocked');
});
