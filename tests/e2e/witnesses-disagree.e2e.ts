import type { ElectronApplication } from '@playwright/test';
import type { Report } from '../../shared/report.ts';
import { expect } from './application.ts';
import { openHalfOpenDoor } from './half-open-door.ts';
import { checkKinds, probeOf, profileOf, test } from './witness-check.ts';

const kinds = [
  'local.interfaces',
  'relay.baseline',
  'stun.binding',
  'turn.allocate',
  'turn.relay',
  'webrtc.gather',
  'webrtc.call',
] as const;

const isLoopback = (address: string) => address.startsWith('127.');

function findingOf({ findings }: Report, code: string, subject: string) {
  return findings.find((finding) => finding.code === code && finding.subject === subject);
}

test('finds a server that only raw sockets reach', async ({ callpath, coturn }) => {
  const door = await openHalfOpenDoor((await coturn()).port, isLoopback);
  const uri = `turn:127.0.0.1:${door.port}`;
  await callpath.useProfile(profileOf([uri]));
  const { page } = await callpath.start();
  const report = await checkKinds(page, [...kinds]);
  door.close();

  expect(probeOf(report, 'turn.relay', `udp4/127.0.0.1:${door.port}`).status).toBe('passed');
  expect(probeOf(report, 'webrtc.call', uri).status).toBe('failed');
  expect(probeOf(report, 'webrtc.call', 'baseline').status).toBe('passed');
  const finding = findingOf(report, 'webrtc-server-unreachable', uri);
  expect(finding?.evidence).toEqual(
    expect.arrayContaining([`webrtc.call/${uri}`, `turn.allocate/udp4/127.0.0.1:${door.port}`]),
  );
  expect(report.verdict.level).toBe('degraded');
});

test('finds a server that only Chromium reaches', async ({ callpath, coturn }) => {
  const door = await openHalfOpenDoor((await coturn()).port, (address) => !isLoopback(address));
  const uri = `turn:127.0.0.1:${door.port}`;
  await callpath.useProfile(profileOf([uri]));
  const { page } = await callpath.start();
  const report = await checkKinds(page, [...kinds]);
  door.close();

  expect(probeOf(report, 'turn.allocate', `udp4/127.0.0.1:${door.port}`).status).toBe('failed');
  expect(probeOf(report, 'webrtc.call', uri).status).toBe('passed');
  expect(findingOf(report, 'webrtc-only-raw-fails', uri)).toBeDefined();
  // What the raw tests alone would have said is not true of calls.
  expect(report.findings.map(({ code }) => code)).not.toContain('all-servers-silent');
  expect(report.verdict.level).toBe('degraded');
});

test('finds that this computer keeps Chromium from calling where a policy does', async ({
  callpath,
  coturn,
}) => {
  const uri = `turn:127.0.0.1:${(await coturn()).port}`;
  await callpath.useProfile(profileOf([uri]));
  const { app, page } = await callpath.start();
  await forbidUdp(app);
  const report = await checkKinds(page, [...kinds]);

  const baseline = report.probes.find(({ kind }) => kind === 'relay.baseline');
  expect(baseline?.status).toBe('passed');
  expect(report.findings.map(({ code }) => code)).toContain('webrtc-blocked');
  expect(report.verdict.level).toBe('blocked');
});

/** The IP handling policy that administrators can give to Chromium, in the pages that are opened from now on. */
function forbidUdp(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ app: electron }) => {
    electron.on('web-contents-created', (_event, contents) => {
      contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    });
  });
}
