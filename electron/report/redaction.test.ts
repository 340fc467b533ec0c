import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { type ProbeResult, type Report, reportSchema } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { allocation, answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import { isNoHost } from './host-words.ts';
import { toHtml } from './html.ts';
import { checkIntegrity, sealReport, toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { redactReport } from './redaction.ts';

const t = createTranslate('en');
const uuid = '019505a0-5c00-7000-8000-000000000001';

/** Every value that must not leave the house, in members and in texts of every kind. */
const secrets = {
  public4: '81.2.69.160',
  private4: '172.31.99.7',
  shared4: '100.99.88.77',
  public6: '2a02:db9:17::beef',
  local6: 'fe80::1234:56ff:fe78:9abc',
  unique6: 'fdaa:bbcc::77',
  relay4: '81.2.69.142',
  hostname: 'BERLIN-PC-0815',
  ticket: 'HELPDESK-4711',
  note: 'Mrs. Smith in room 12 cannot call',
  profile: 'Northwind Traders',
  stunHost: 'stun.northwind.com',
  turnHost: 'relay-07.northwind.com',
  plainHost: 'intranetrelay',
  foundName: 'gateway.corp.northwind.com',
  organisation: 'Northwind Traders GmbH',
};

function secretReport(): Report {
  const s = secrets;
  const probes: ProbeResult[] = [
    {
      id: 'local.interfaces',
      kind: 'local.interfaces',
      target: 'this computer',
      transport: 'none',
      family: 'none',
      status: 'passed',
      startedAtMs: 0,
      durationMs: 1,
      error: null,
      result: {
        interfaces: [
          { name: 'lo', address: '127.0.0.1', family: 'IPv4', prefixLength: 8, scope: 'loopback' },
          {
            name: 'Wi-Fi',
            address: s.private4,
            family: 'IPv4',
            prefixLength: 24,
            scope: 'private',
          },
          {
            name: 'Wi-Fi',
            address: s.local6,
            family: 'IPv6',
            prefixLength: 64,
            scope: 'link-local',
          },
          {
            name: 'Wi-Fi',
            address: s.unique6,
            family: 'IPv6',
            prefixLength: 64,
            scope: 'unique-local',
          },
          { name: 'ppp0', address: s.shared4, family: 'IPv4', prefixLength: 32, scope: 'shared' },
        ],
      },
    },
    answeredBinding(`${s.stunHost}:3478`, {
      result: {
        mappedAddress: { address: s.public4, port: 40000, family: 'IPv4' },
        localAddress: { address: s.private4, port: 40000, family: 'IPv4' },
        rttMs: null,
        sent: 1,
        received: 1,
        software: `Coturn-4.6.1 on ${s.foundName} (${s.private4})`,
        otherAddress: { address: s.public6, port: 3479, family: 'IPv6' },
        responseOrigin: { address: s.relay4, port: 3478, family: 'IPv4' },
      },
    }),
    failedBinding(`${s.plainHost}:3478`, 'name-not-found', {
      error: { code: 'name-not-found', message: `getaddrinfo ENOTFOUND ${s.plainHost}` },
    }),
    failedBinding(`[${s.public6}]:3478`, 'unreachable', {
      error: {
        code: 'unreachable',
        message: `connect EHOSTUNREACH ${s.public6}:3478 - Local (${s.local6}%12)`,
      },
    }),
    allocation(`${s.turnHost}:5349`, {
      target: `turns:${s.turnHost}`,
      transport: 'tls',
      result: {
        steps: [
          { name: `connect to ${s.relay4}`, status: 'passed', durationMs: 1, stunErrorCode: null },
        ],
        relayedAddress: { address: s.relay4, port: 50000, family: 'IPv4' },
        mappedAddress: { address: s.public4, port: 40001, family: 'IPv4' },
        lifetimeSec: 600,
        software: null,
        tls: {
          protocol: 'TLSv1.3',
          subject: `CN=${s.turnHost}, O=${s.organisation}`,
          issuer: "C=US, O=Let's Encrypt, CN=R3",
          validTo: '2026-06-01T00:00:00Z',
        },
      },
    }),
  ];
  const [finding] = exampleReport().findings;
  if (!finding) throw new Error('no finding');
  return sealReport(
    exampleReport({
      session: {
        ...exampleReport().session,
        profile: s.profile,
        ticket: s.ticket,
        note: s.note,
        host: { os: 'Windows 11', arch: 'x64', hostname: s.hostname },
      },
      verdict: {
        level: 'degraded',
        headline: `${s.hostname} reaches ${s.turnHost}`,
        summary: `From ${s.public4}, by profile ${s.profile}, for ${s.ticket}.`,
        confidence: 'high',
      },
      findings: [
        {
          ...finding,
          subject: `turns:${s.turnHost}, stun:${s.plainHost}:3478`,
          title: `${s.plainHost} is not known`,
          explanation: `${s.hostname.toLowerCase()} asked ${s.foundName}.`,
          userAction: `Ask the people of ${s.profile}.`,
          itAction: `Allow ${s.private4} to reach ${s.relay4}:3478 and [${s.public6}]:3478.`,
          evidence: [`stun.binding/udp4/${s.plainHost}:3478`],
        },
      ],
      nat: {
        ...exampleReport().nat,
        publicAddress: { address: s.public4, port: 40000, family: 'IPv4' },
        reason: `${s.stunHost} gives the private address ${s.private4} as its second one.`,
      },
      probes,
    }),
  );
}

describe('redactReport', () => {
  const original = secretReport();
  const redacted = redactReport(original);

  it('leaves no removed value anywhere in JSON, HTML and Markdown', async () => {
    const before = [toJson(original), await toHtml(original, 'en'), toMarkdown(original, t)];
    const after = [toJson(redacted), await toHtml(redacted, 'en'), toMarkdown(redacted, t)];
    for (const [name, secret] of Object.entries(secrets)) {
      expect(before[0], `${name} is in the original`).toContain(secret);
      for (const text of after) {
        expect(text.toLowerCase(), name).not.toContain(secret.toLowerCase());
      }
    }
    expect(after.join().toLowerCase()).not.toContain('northwind');
  });

  it('makes a valid report with a hash of its own, marked as redacted', () => {
    expect(v.is(reportSchema, redacted)).toBe(true);
    expect(checkIntegrity(redacted)).toBe(true);
    expect(redacted.integrity).not.toEqual(original.integrity);
    expect(redacted.session).toMatchObject({ id: uuid, redacted: true, profile: 'profile' });
    expect(redacted.session).not.toHaveProperty('ticket');
    expect(redacted.session).not.toHaveProperty('note');
  });

  it('keeps what the diagnosis needs: measurements, reach, software, issuer, codes', () => {
    expect(
      redacted.probes.map(({ kind, status, durationMs }) => ({ kind, status, durationMs })),
    ).toEqual(
      original.probes.map(({ kind, status, durationMs }) => ({ kind, status, durationMs })),
    );
    expect(redacted.probes[0]?.result).toMatchObject({
      interfaces: [
        { name: 'lo', address: '127.0.0.1', scope: 'loopback' },
        { name: 'Wi-Fi', address: expect.stringMatching(/^10\./) as string, scope: 'private' },
        { address: expect.stringMatching(/^fe80::/) as string },
        { address: expect.stringMatching(/^fd00::/) as string },
        { address: expect.stringMatching(/^100\.64\./) as string },
      ],
    });
    expect(redacted.probes[1]?.result).toMatchObject({
      software: expect.stringContaining('Coturn-4.6.1 on host-') as string,
    });
    expect(redacted.probes[4]?.result).toMatchObject({
      tls: { protocol: 'TLSv1.3', subject: 'redacted', issuer: "C=US, O=Let's Encrypt, CN=R3" },
    });
  });

  it('keeps the links: the same server, address and test have one alias everywhere', () => {
    const [finding] = redacted.findings;
    const probeIds = redacted.probes.map(({ id }) => id);
    expect(probeIds).toContain(finding?.evidence[0]);
    expect(finding?.subject.split(', ')).toEqual([
      redacted.probes[4]?.target,
      redacted.probes[2]?.target,
    ]);
    const mapped = redacted.probes[1]?.result;
    expect(mapped).toMatchObject({ mappedAddress: redacted.nat.publicAddress });
    expect(redacted.verdict.summary).toContain(`From ${redacted.nat.publicAddress?.address},`);
  });

  it('keeps the names of profiles that everybody has', () => {
    const { session } = original;
    const report = redactReport({ ...original, session: { ...session, profile: 'default' } });
    expect(report.session.profile).toBe('default');
  });

  it('shows a certificate that names its host and nothing else', () => {
    const probes = original.probes.map((probe) =>
      probe.kind === 'turn.allocate' && probe.result?.tls
        ? {
            ...probe,
            result: {
              ...probe.result,
              tls: { ...probe.result.tls, subject: `CN=${secrets.turnHost}` },
            },
          }
        : probe,
    );
    const result = redactReport({ ...original, probes }).probes[4];
    expect(result?.result).toMatchObject({
      tls: { subject: expect.stringMatching(/^CN=host-\d\.example$/) as string },
    });
  });

  it('stays valid when names are words of the schema', () => {
    for (const word of ['private', 'failed', 'IPv4', 'udp', 'critical', 'high', 'stun', '1', 'e']) {
      const session = {
        ...original.session,
        ticket: word,
        profile: word,
        host: { ...original.session.host, hostname: word },
      };
      const report = redactReport({ ...original, session });
      expect(v.is(reportSchema, report), word).toBe(true);
      expect(report.session.host.hostname).toBe('this-computer');
    }
  });

  it('leaves a report that was redacted before as it is', () => {
    expect(redactReport(redacted)).toEqual(redacted);
  });

  it('removes any address and any host from any text', () => {
    const saysNothing = /^(127\.|0\.|2(2[4-9]|3\d)\.|255\.255\.255\.255$|ff|[0:]+1?$)/i;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.oneof(fc.ipV4(), fc.ipV6()).filter((value) => !saysNothing.test(value)),
          fc.domain().filter((value) => !isNoHost(value)),
        ),
        fc.constantFrom(' ', '(', '[', '"', '地址', '='),
        fc.constantFrom(' ', ')', ']', ':3478', ',', '。', '/24'),
        (value, before, after) => {
          const reason = `via ${before}${value}${after} today`;
          const report = redactReport({ ...original, nat: { ...original.nat, reason } });
          const words = report.nat.reason.toLowerCase().split(/[^a-z0-9.:-]+/);
          expect(words).not.toContain(value);
          expect(words).not.toContain(`${value}:3478`);
        },
      ),
      { numRuns: 100 },
    );
  });
});
