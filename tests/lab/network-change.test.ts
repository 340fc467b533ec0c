import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientNet, secondServer, stunUri } from './addresses.ts';
import { diagnose, labServers } from './diagnose.ts';
import { namespaceOf, ownInstance } from './instance.ts';
import { labRequirement } from './requirement.ts';
import { runTool } from './run-tool.ts';
import { type Lab, raiseLab } from './standing-lab.ts';
import { sentByClient } from './traffic.ts';

const { skip } = labRequirement();
const type = 'port-restricted-cone';

/** The test of a filter that answers nothing is under way then, and takes a second more. */
const firstDatagrams = 8;
const longestMs = 15_000;

describe.skipIf(skip)('a network that is not as it seems', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await raiseLab(type, ownInstance('change'));
  });

  afterAll(() => {
    lab.remove();
  });

  it('is one server where two names lead to the same address', async () => {
    const { report } = await diagnose(lab, [stunUri(secondServer), `stun:${secondServer.address}`]);
    expect(report.nat).toMatchObject({ mapping: 'unknown', filtering: 'unknown' });
    expect(report.nat.reason).not.toBe('');
  });

  it('gives no verdict where the address goes away while the test runs', async () => {
    lab.forget();
    const diagnosing = diagnose(lab, labServers);
    while (sentByClient(lab).datagrams < firstDatagrams) await delay(10);
    const { client, prefix } = clientNet(type);
    const address = ['addr', 'del', `${client}/${prefix}`, 'dev', 'lan0'];
    runTool('ip', ['-n', namespaceOf(lab.instance, 'client'), ...address]);
    const { report, elapsedMs } = await diagnosing;
    expect(elapsedMs).toBeLessThan(longestMs);
    expect(report.nat.filtering).toBe('unknown');
    expect(report.nat.reason).not.toBe('');
    const filtering = report.probes.find(({ kind }) => kind === 'nat.filtering');
    expect(filtering?.status).toBe('inconclusive');
    expect(report.findings.map(({ code }) => code)).toContain('network-changed');
    expect(report.verdict).toMatchObject({ level: 'inconclusive', confidence: 'low' });
  });

  it('names the adapter that went away in the middle, and blames no server for it', async () => {
    const onClient = ['-n', namespaceOf(lab.instance, 'client')];
    const { client, prefix, router } = clientNet(type);
    runTool('ip', [...onClient, 'addr', 'replace', `${client}/${prefix}`, 'dev', 'lan0']);
    runTool('ip', [...onClient, 'route', 'replace', 'default', 'via', router]);
    lab.forget();
    const diagnosing = diagnose(lab, labServers);
    while (sentByClient(lab).datagrams < firstDatagrams) await delay(10);
    runTool('ip', [...onClient, 'link', 'set', 'lan0', 'down']);
    const { report } = await diagnosing;
    const finding = report.findings.find(({ code }) => code === 'network-changed');
    expect(finding?.subject).toBe('lan0');
    expect(finding?.title).toContain('lan0 went away');
    expect(finding?.evidence).toContain('nat.filtering/udp4');
    expect(report.verdict).toMatchObject({ level: 'inconclusive', confidence: 'low' });
    const blamed = report.findings.filter(({ severity }) => severity === 'critical');
    expect(blamed).toEqual([]);
  });
});
