import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLoopbackServer } from '../../electron/nat/testing/loopback-server.ts';
import type { Manner } from '../../electron/nat/testing/simulated-server.ts';
import { diagnoseJson, runCli, temporaryFolder } from './run-cli.ts';

let home: string;
let cleanUp: (() => void)[] = [];

beforeEach(() => {
  const temporary = temporaryFolder();
  home = temporary.folder;
  cleanUp = [temporary.remove];
});
afterEach(() => {
  for (const step of cleanUp.reverse()) step();
});

async function stun(...manners: Manner[]): Promise<string[]> {
  const servers = await Promise.all(manners.map((manner) => openLoopbackServer(manner)));
  cleanUp.push(...servers.map(({ close }) => close));
  return servers.flatMap(({ uri }) => ['--stun', uri]);
}

// The servers need a second loopback address, which only Linux has.
describe.skipIf(process.platform !== 'linux')('the NAT in the terminal', () => {
  it('is examined whenever servers are named, and stands in the report', async () => {
    const { report, status } = await diagnoseJson(await stun('rfc5780', 'plain'), home);
    expect(report.nat).toMatchObject({
      mapping: 'none',
      filtering: 'endpoint-independent',
      rfc3489: 'open-internet',
      alg: false,
      hairpinning: null,
      bindingLifetimeSec: null,
    });
    const nat = report.probes.filter(({ kind }) => kind.startsWith('nat.'));
    expect(nat.map(({ id, status: state }) => `${id} ${state}`)).toEqual([
      'nat.mapping/udp4 passed',
      'nat.filtering/udp4 passed',
      'nat.alg/udp4 passed',
    ]);
    expect(status).toBe(0);
  });

  it('is printed with a table of its tests, in both languages', async () => {
    const servers = await stun('rfc5780', 'plain');
    const { stdout } = await runCli(['diagnose', ...servers], home);
    expect(stdout).toMatch(/NAT: open internet \((medium|high) confidence\)/);
    expect(stdout).toMatch(
      /test I{2} +127\.0\.0\.1:\d+ +127\.0\.0\.2:\d+ +127\.0\.0\.1:\d+ +answered/,
    );
    const chinese = await runCli(['diagnose', '--locale', 'zh-CN', ...servers], home);
    expect(chinese.stdout).toContain('NAT：直接连到互联网');
  });

  it('blames a server that ignores CHANGE-REQUEST and leaves filtering unknown', async () => {
    const servers = await stun('ignores-change-request');
    const { report } = await diagnoseJson(servers, home);
    expect(report.nat).toMatchObject({ mapping: 'none', filtering: 'unknown', rfc3489: 'unknown' });
    expect(report.nat.reason).toContain('RFC 5780');
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'nat-server-unfit', subject: servers[1] }),
    );
  });

  it('tests hairpinning and the lifetime of a mapping only when asked, the latter up to a bound', async () => {
    const servers = await stun('rfc5780');
    const probes = ['--probes', 'nat.hairpinning,nat.lifetime', '--lifetime-limit', '5'];
    const { report, stderr } = await diagnoseJson([...servers, ...probes], home);
    const [hairpinning, lifetime] = report.probes;
    expect(hairpinning).toMatchObject({ status: 'inconclusive', result: { reason: 'no-nat' } });
    expect(lifetime).toMatchObject({
      status: 'passed',
      result: { behaviour: 'at-least', lifetimeSec: 5, keepAliveSec: 4 },
    });
    expect(report.nat.bindingLifetimeSec).toBe(5);
    expect(stderr).toMatch(/\d s: (waiting|still open)/);
    const wrong = await runCli(['diagnose', ...servers, '--lifetime-limit', '1'], home);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('from 5 to 3600');
  });

  it('is not examined with --offline, nor without a server', async () => {
    const { report } = await diagnoseJson(['--offline'], home);
    const run = report.probes.filter(({ status }) => status !== 'skipped');
    expect(run.map(({ kind }) => kind)).toEqual(['local.interfaces', 'relay.baseline']);
    expect(report.probes.filter(({ kind }) => kind.startsWith('nat.'))).toEqual([]);
    expect(report.nat.reason).not.toBe('');
  });

  it('keeps the table readable and valid with --redact', async () => {
    const { report } = await diagnoseJson(['--redact', ...(await stun('rfc5780'))], home);
    const mapping = report.probes.find(({ kind }) => kind === 'nat.mapping');
    expect(mapping).toHaveProperty('result.tests.0.name', 'test I');
    expect(report.nat.rfc3489).toBe('open-internet');
  });
});
