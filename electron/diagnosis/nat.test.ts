import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import {
  filteringBehaviourSchema,
  mappingBehaviourSchema,
  natReasonSchema,
  serverFitnessSchema,
} from '../../shared/nat-results.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import {
  natFiltering,
  natMapping,
  natServer,
  silentMapping,
} from '../../shared/testing/nat-probes.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
} from '../../shared/testing/probes.ts';
import { diagnose } from './diagnose.ts';

const t = createTranslate('en');

function judge(probes: ProbeResult[], translate = t) {
  const evidence = { status: 'completed', profile: 'default', probes } as const;
  const { verdict, findings, nat } = diagnose(evidence, translate);
  return { ...verdict, nat, findings, codes: findings.map(({ code }) => code) };
}

const around = [adapters(), baseline(), answeredBinding('a'), answeredBinding('b')];
const silentAround = [
  adapters(),
  baseline(),
  failedBinding('a', 'timeout'),
  failedBinding('b', 'timeout'),
];

describe('the NAT in the report', () => {
  it('says what was measured, and how sure it is', () => {
    const { nat, codes } = judge([...around, natMapping(), natFiltering()]);
    expect(nat).toEqual({
      mapping: 'endpoint-independent',
      filtering: 'address-and-port-dependent',
      rfc3489: 'port-restricted-cone',
      publicAddress: { address: '203.0.113.1', port: 57_012, family: 'IPv4' },
      portPreservation: true,
      hairpinning: null,
      bindingLifetimeSec: null,
      alg: null,
      cgnat: null,
      confidence: 'high',
      reason: '',
    });
    expect(codes).toContain('nat-port-restricted-cone');
  });

  it.each([
    [{ agreeing: 2, method: 'servers' } as const, 'medium'],
    [{ agreeing: 3, method: 'servers' } as const, 'high'],
    [{ agreeing: 1, method: 'rfc5780' } as const, 'medium'],
    [{ agreeing: 1, method: 'servers', behaviour: 'none' } as const, 'low'],
    [{ agreeing: 2, reason: 'servers-disagree' } as const, 'low'],
  ])('a mapping with %o has %s confidence', (result, confidence) => {
    expect(judge([...around, natMapping(result), natFiltering()]).nat.confidence).toBe(confidence);
  });

  it('is less sure where the silence of the filter could not be checked', () => {
    const filtering = natFiltering({ controlled: false });
    expect(judge([...around, natMapping(), filtering]).nat.confidence).toBe('medium');
  });

  it('says why a part is not known, and that one server alone was asked', () => {
    const filtering = natFiltering({ behaviour: 'unknown', reason: 'no-fit-server' });
    const result = judge([...around, natMapping({ agreeing: 1 }), filtering]);
    expect(result.nat).toMatchObject({
      mapping: 'endpoint-independent',
      rfc3489: 'unknown',
      confidence: 'low',
    });
    expect(result.nat.reason).toContain('RFC 5780');
    expect(result.codes).toContain('nat-unknown');
    const known = judge([...around, natMapping({ agreeing: 1 }), natFiltering()]);
    expect(known.codes).toContain('nat-one-server');
  });

  it.each([
    [{ routerAddress: '100.64.0.2' }, true],
    [{ routerAddress: '192.168.1.3' }, true],
    [{ routerAddress: '203.0.113.1' }, false],
    [{ localAddress: { address: '100.64.7.7', port: 1, family: 'IPv4' } } as const, true],
    [{}, null],
  ])('with %o there is a second NAT: %s', (result, cgnat) => {
    const found = judge([...around, natMapping(result), natFiltering()]);
    expect(found.nat.cgnat).toBe(cgnat);
    expect(found.codes.includes('nat-cgnat')).toBe(cgnat === true);
  });

  it('is that of IPv6 only where IPv4 has no answers; otherwise IPv6 is a finding of its own', () => {
    const ipv6 = { family: 'IPv6' } as const;
    const mapping = natMapping({ behaviour: 'none' }, { ...ipv6, id: 'nat.mapping/udp6' });
    const filtering = natFiltering({}, { ...ipv6, id: 'nat.filtering/udp6' });
    const both = judge([...around, natMapping(), natFiltering(), mapping, filtering]);
    expect(both.nat.rfc3489).toBe('port-restricted-cone');
    expect(both.findings.find(({ code }) => code === 'nat-ipv6')).toMatchObject({
      severity: 'info',
      subject: 'this network (IPv6)',
      evidence: ['nat.mapping/udp6', 'nat.filtering/udp6'],
    });
    const alone = judge([...around, silentMapping(null), mapping, filtering]);
    expect(alone.nat.rfc3489).toBe('symmetric-udp-firewall');
    expect(alone.codes).not.toContain('nat-ipv6');
  });
});

describe('what the NAT means for calls', () => {
  const symmetric = natMapping({ behaviour: 'address-and-port-dependent', dependent: true });

  it('a symmetric NAT without a relay is a limit, with one it is not', () => {
    const without = judge([...around, symmetric, natFiltering()]);
    expect(without).toMatchObject({ level: 'degraded', confidence: 'high' });
    expect(without.headline).toBe(t('verdict.headline.nat-symmetric'));
    const relayed = judge([...around, symmetric, natFiltering(), allocation('turn')]);
    expect(relayed.level).toBe('good');
    expect(relayed.codes).toContain('nat-symmetric-relayed');
    expect(relayed.codes).not.toContain('nat-symmetric');
  });

  it.each([
    ['none', 'endpoint-independent', 'nat-open-internet'],
    ['none', 'address-dependent', 'nat-symmetric-udp-firewall'],
    ['endpoint-independent', 'endpoint-independent', 'nat-full-cone'],
    ['endpoint-independent', 'address-dependent', 'nat-restricted-cone'],
  ] as const)('%s and %s is good: %s', (mapping, filtering, code) => {
    const result = judge([
      ...around,
      natMapping({ behaviour: mapping }),
      natFiltering({ behaviour: filtering }),
    ]);
    expect(result.level).toBe('good');
    expect(result.codes).toContain(code);
    const finding = result.findings.find((one) => one.code === code);
    expect(finding?.itAction).toContain('eth0');
  });

  it('names a lifetime with its keep-alive, and warns of a short one', () => {
    const lifetime = (lifetimeSec: number): ProbeOf<'nat.lifetime'> => ({
      ...natMapping(),
      id: 'nat.lifetime/udp4',
      kind: 'nat.lifetime',
      result: {
        behaviour: 'measured',
        method: 'rfc5780',
        tests: [],
        reason: null,
        localAddress: null,
        lifetimeSec,
        goneAfterSec: lifetimeSec + 2,
        keepAliveSec: Math.floor(lifetimeSec * 0.8),
        upperBoundSec: 300,
      },
    });
    const long = judge([...around, natMapping(), natFiltering(), lifetime(60)]);
    expect(long.nat.bindingLifetimeSec).toBe(60);
    expect(long.findings.find(({ code }) => code === 'nat-lifetime')?.itAction).toContain('48 s');
    const short = judge([...around, natMapping(), natFiltering(), lifetime(8)]);
    expect(short.level).toBe('degraded');
    expect(short.codes).toContain('nat-lifetime-short');
  });
});

describe('UDP that is blocked', () => {
  it('is concluded from several silent servers and TCP that works, with the ports to open', () => {
    const result = judge([...silentAround, silentMapping(true)]);
    expect(result).toMatchObject({ level: 'blocked', confidence: 'high' });
    expect(result.nat.rfc3489).toBe('udp-blocked');
    expect(result.codes).toEqual(['udp-blocked', 'baseline-ok']);
    expect(result.findings[0]?.itAction).toContain('198.51.100.10:3478, 198.51.100.20:3478');
  });

  it('is less sure where only this computer’s own test speaks for it', () => {
    expect(judge([...silentAround, silentMapping(null)])).toMatchObject({
      level: 'blocked',
      confidence: 'medium',
      codes: ['udp-blocked', 'baseline-ok'],
    });
    expect(judge([...silentAround, silentMapping(false)]).codes[0]).toBe('udp-and-tcp-blocked');
  });

  it('is not concluded from one server, nor without any check, nor where anything was heard', () => {
    const one = silentMapping(true);
    const tests = one.result?.tests.slice(0, 1) ?? [];
    const single = one.result && { ...one.result, tests };
    expect(judge([...silentAround, { ...one, result: single }]).nat.rfc3489).toBe('unknown');
    expect(
      judge([adapters(), failedBinding('a', 'timeout'), silentMapping(null)]).nat.rfc3489,
    ).toBe('unknown');
    expect(judge([...around, silentMapping(true)]).nat.rfc3489).toBe('unknown');
    const refused = failedBinding('c', 'refused');
    expect(judge([...silentAround, refused, silentMapping(true)]).nat.rfc3489).toBe('unknown');
  });
});

describe('servers', () => {
  it.each(serverFitnessSchema.options)('%s: blames the server, never the network', (fitness) => {
    const servers = [natServer({ fitness })];
    const filtering = natFiltering({ behaviour: 'unknown', reason: 'no-fit-server', servers });
    const result = judge([...around, natMapping({ servers }), filtering]);
    const isTold = !['fit', 'silent', 'not-judged'].includes(fitness);
    const finding = result.findings.find(({ code }) => code === 'nat-server-unfit');
    expect(finding !== undefined).toBe(isTold);
    expect(finding?.subject ?? 'stun:198.51.100.10').toBe('stun:198.51.100.10');
    expect(result.nat.filtering).toBe('unknown');
    expect(result.level).toBe('good');
  });

  it('without a second address are not mentioned where another one measured', () => {
    expect(judge([...around, natMapping(), natFiltering()]).codes).not.toContain(
      'nat-server-unfit',
    );
  });

  it('under two names are one', () => {
    const servers = [natServer({ targets: ['stun:one.example', 'stun:two.example'] })];
    const { findings } = judge([...around, natMapping({ servers }), natFiltering({ servers })]);
    expect(findings.find(({ code }) => code === 'nat-same-server')?.subject).toBe(
      'stun:one.example, stun:two.example',
    );
  });
});

describe('words', () => {
  const combinations = mappingBehaviourSchema.options.flatMap((mapping) =>
    filteringBehaviourSchema.options.flatMap((filtering) =>
      [null, ...natReasonSchema.options].map((reason) => [
        ...around,
        natMapping({
          behaviour: mapping,
          reason,
          agreeing: 1,
          dependent: mapping.startsWith('address'),
        }),
        natFiltering({
          behaviour: filtering,
          reason,
          servers: [natServer({ fitness: 'no-other-address' })],
        }),
      ]),
    ),
  );
  const all = [
    ...combinations,
    [...silentAround, silentMapping(true)],
    [...silentAround, silentMapping(false)],
  ];

  it.each(locales)('are complete for whatever was measured (%s)', (locale) => {
    const translate = createTranslate(locale);
    for (const probes of all) {
      const { findings, headline, summary, nat, level } = judge(probes, translate);
      const texts = findings.flatMap(({ title, explanation, userAction, itAction }) => [
        title,
        explanation,
        userAction,
        itAction,
      ]);
      for (const text of [...texts, headline, summary, nat.reason]) {
        expect(text).not.toMatch(/\{\{|\$t\(|undefined|probe\.|report\.|finding\.|verdict\./);
      }
      if (level === 'good') {
        expect(findings.map(({ severity }) => severity)).not.toContain('warning');
      }
    }
  });
});
