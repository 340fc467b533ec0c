import { describe, expect, it } from 'vitest';
import { createTranslate } from './messages/translate.ts';
import type { Finding } from './report.ts';
import { sortFindings, toSummaryText } from './summary.ts';
import { exampleReport } from './testing/example-report.ts';
import { adapters, answeredBinding, failedBinding } from './testing/probes.ts';

const t = createTranslate('en');

function finding(severity: Finding['severity'], title: string): Finding {
  const [first] = exampleReport().findings;
  if (!first) throw new Error('no finding');
  return { ...first, severity, title };
}

describe('toSummaryText', () => {
  it('says all that a ticket needs in a few lines', () => {
    expect(toSummaryText(exampleReport(), t)).toBe(
      `Calls will work, but not through every server
Two of four servers can be used. One does not answer, and one does not accept the user name and password.
Calls work with limits · High confidence

- [Warning] turn:turn-us.example.org does not answer
- [Warning] turn:turn-ap.example.org does not accept the user name and password

NAT: not known
Public address: 203.0.113.1
Adapter: eth0, 192.168.77.2

- turn:turn-us.example.org: does not answer (no answer), lost 4 of 4
- turn:turn-ap.example.org: answers, but not everything works (request rejected), RTT 24 ms, lost 0 of 5
- stun:stun.example.org:3478: answers, RTT 24 ms, lost 0 of 5
- turn:turn-eu.example.org: answers, RTT 24 ms, lost 0 of 5

2026-03-02 14:02:11 UTC · took 2.1 s · Callpath 1.0.0 · Windows 11 x64
Session: 019505a0-5c00-7000-8000-000000000001 · Ticket: INC-1234`,
    );
  });

  it('is written in Chinese for a Chinese reader', () => {
    const text = toSummaryText(exampleReport(), createTranslate('zh-CN'));
    expect(text).toContain('公网地址：203.0.113.1');
    expect(text).toContain('- turn:turn-us.example.org：无应答（没有应答），4 个中丢失 4 个');
  });

  it('names the three most important findings, the worst first, and says how many more there are', () => {
    const findings = [
      finding('info', 'information'),
      finding('warning', 'first warning'),
      finding('ok', 'in order'),
      finding('warning', 'second warning'),
      finding('critical', 'the worst'),
    ];
    const text = toSummaryText(exampleReport({ findings }), t);
    expect(text).toContain(
      '- [Critical] the worst\n- [Warning] first warning\n- [Warning] second warning\n- and 1 more in the report\n',
    );
    expect(text).not.toContain('in order');
  });

  it('names what is in order where there is nothing else', () => {
    const text = toSummaryText(exampleReport({ findings: [finding('ok', 'All is well')] }), t);
    expect(text).toContain('- [In order] All is well');
  });

  it('shows the servers that fail before those that work, and not more than six', () => {
    const probes = [
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => answeredBinding(`s${n}.example.org:3478`)),
      failedBinding('broken.example.org:3478', 'refused'),
    ];
    const lines = toSummaryText(exampleReport({ probes }), t).split('\n');
    const servers = lines.filter((line) => line.startsWith('- stun:'));
    expect(servers).toHaveLength(6);
    expect(servers[0]).toContain('broken.example.org:3478: does not answer (refused)');
    expect(lines).toContain('- and 2 more in the report');
  });

  it('says "not known" for a public address that is not known', () => {
    const nat = { ...exampleReport().nat, publicAddress: null };
    expect(toSummaryText(exampleReport({ nat }), t)).toContain('Public address: not known');
  });

  it('says whose problem it is where the report does', () => {
    const { verdict } = exampleReport();
    const told = exampleReport({ verdict: { ...verdict, owner: 'network' } });
    expect(toSummaryText(told, t)).toContain(
      '\nWhose problem: the network\nCalls work with limits',
    );
    expect(toSummaryText(exampleReport(), t)).not.toContain('Whose problem');
  });

  it('tells how the network translates addresses', () => {
    const nat = {
      ...exampleReport().nat,
      rfc3489: 'symmetric',
      mapping: 'address-and-port-dependent',
      filtering: 'unknown',
    } as const;
    expect(toSummaryText(exampleReport({ nat }), t)).toContain(
      'NAT: symmetric NAT (mapping: address- and port-dependent; filtering: not known)\n',
    );
  });

  it('names every adapter where it is not known which one was used', () => {
    const probe = adapters();
    const [wired] = probe.result?.interfaces.slice(1) ?? [];
    if (!probe.result || !wired) throw new Error('no adapter');
    probe.result.interfaces.push({ ...wired, name: 'tun0', address: '10.8.0.2' });
    expect(toSummaryText(exampleReport({ probes: [probe] }), t)).toContain('Adapter: eth0, tun0\n');
    expect(toSummaryText(exampleReport({ probes: [] }), t)).toContain('Adapter: not known\n');
  });

  it('lets text from the network add no line', () => {
    const findings = [finding('critical', 'a\n\nPublic address: 198.51.100.1\u2028\u0007b')];
    const text = toSummaryText(exampleReport({ findings }), t);
    expect(text).toContain('- [Critical] a Public address: 198.51.100.1 b\n');
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  });
});

describe('sortFindings', () => {
  it('keeps the order of the report within a severity', () => {
    const findings = [finding('ok', 'a'), finding('info', 'b'), finding('ok', 'c')];
    expect(sortFindings(findings).map(({ title }) => title)).toEqual(['b', 'a', 'c']);
  });
});
