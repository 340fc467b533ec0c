import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type {
  ProbeResult,
  TlsProblem,
  TurnAllocateResult,
  TurnRelayResult,
} from '../../shared/report.ts';
import { answeredBinding, baseline, failedBinding } from '../../shared/testing/probes.ts';
import { natFiltering, natMapping, silentMapping } from '../../shared/testing/nat-probes.ts';
import {
  certificate,
  failedTurn,
  type FailedTurn,
  granted,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import { diagnose } from './diagnose.ts';
import { turnFailureCodes } from './rules-turn-failures.ts';
import { oldSoftware } from '../../shared/turn-software.ts';

const t = createTranslate('en');
const startedAt = '2026-11-25T10:00:00.000Z';
const host = 'turn.example.org';

function judge(probes: ProbeResult[], translate = t) {
  const evidence = { status: 'completed', profile: 'default', startedAt, probes } as const;
  const { verdict, findings } = diagnose(evidence, translate);
  return { ...verdict, findings, codes: findings.map(({ code }) => code) };
}

/** A network in which STUN works, so that only the relay is to blame. */
const around = [baseline(), answeredBinding('a'), answeredBinding('b')];
const withProblem = (problem: TlsProblem): FailedTurn => ({
  transport: 'tls',
  step: 'tls',
  code: 'untrusted',
  result: { tls: { ...certificate, problem } },
});
const rest = (credentialExpiresAt: string): FailedTurn => ({
  stunErrorCode: 401,
  result: { credentialExpiresAt },
});

const clocksDiffer: Partial<TurnAllocateResult> = {
  credentialExpiresAt: '2026-11-25T11:00:00.000Z',
  credentialProblem: 'clock',
};

const nothingBack = { received: 0, lossPercent: 100, rttMs: null, mos: null } as const;
const stopped = (step: string, stunErrorCode: number | null) => ({
  ...nothingBack,
  allocate: {
    ...granted,
    steps: [
      ...granted.steps,
      { name: step, status: 'failed', durationMs: 20, stunErrorCode } as const,
    ],
  },
});

const failures: [string, FailedTurn][] = [
  ['turn-name-not-found', { step: 'resolve', code: 'name-not-found' }],
  ['turn-udp-silent', { step: 'challenge', code: 'timeout' }],
  ['turn-tcp-silent', { transport: 'tcp', step: 'connect', code: 'timeout' }],
  ['turn-tls-silent', { transport: 'tls', step: 'tls', code: 'timeout' }],
  ['turn-refused', { transport: 'tcp', step: 'connect', code: 'refused' }],
  ['turn-unreachable', { transport: 'tcp', step: 'connect', code: 'unreachable' }],
  ['turn-not-turn', { transport: 'tcp', step: 'challenge', code: 'malformed' }],
  ['turn-closed', { transport: 'tls', step: 'tls', code: 'closed' }],
  ['turn-clock-differs', { stunErrorCode: 401, result: clocksDiffer }],
  ['turn-tls-name', withProblem('name-mismatch')],
  ['turn-tls-issuer', withProblem('unknown-issuer')],
  ['turn-tls-self-signed', withProblem('self-signed')],
  ['turn-tls-expired', withProblem('expired')],
  ['turn-tls-not-yet-valid', withProblem('not-yet-valid')],
  ['turn-clock', withProblem('clock')],
  ['turn-tls-revoked', withProblem('revoked')],
  ['turn-tls-protocol', withProblem('protocol')],
  ['turn-tls-other', withProblem('other')],
  ['turn-credentials-refused', { stunErrorCode: 401 }],
  ['turn-credentials-expired', rest('2026-11-25T09:59:00.000Z')],
  ['turn-credentials-rest-refused', rest('2026-11-25T16:00:00.000Z')],
  ['turn-redirect', { step: 'redirect', stunErrorCode: 300 }],
  ['turn-forbidden', { stunErrorCode: 403 }],
  ['turn-failed', { stunErrorCode: 420 }],
  ['turn-allocation-mismatch', { stunErrorCode: 437 }],
  ['turn-stale-nonce', { stunErrorCode: 438 }],
  ['turn-family-unsupported', { stunErrorCode: 440 }],
  ['turn-wrong-credentials', { stunErrorCode: 441 }],
  ['turn-transport-unsupported', { stunErrorCode: 442 }],
  ['turn-quota', { stunErrorCode: 486 }],
  ['turn-capacity', { stunErrorCode: 508 }],
  [
    'turn-refresh-fails',
    { step: 'refresh', code: 'timeout', result: { relayedAddress: granted.relayedAddress } },
  ],
];

describe('a relay that does not relay', () => {
  it.each(failures)('has one cause: %s', (code, failed) => {
    const probe = failedTurn(failed);
    const result = judge([...around, probe]);
    const turn = result.findings.filter((finding) => finding.code.startsWith('turn-'));
    expect(turn).toMatchObject([
      { code, severity: 'warning', evidence: [probe.id], subject: probe.target },
    ]);
    expect(result.level).toBe('degraded');
    expect(result.headline).not.toContain('{{');
  });

  it.each(failures)('and without it no %s', (code) => {
    expect(judge([...around, turnAllocation(host)]).codes).not.toContain(code);
  });

  it('is examined for every cause that has a rule', () => {
    const tested = new Set([...failures.map(([code]) => code), 'turn-allocate-ignored']);
    expect([...turnFailureCodes].filter((code) => !tested.has(code))).toEqual([]);
  });

  it('that answers Binding but not Allocate is not called silent', () => {
    const binding = answeredBinding(host);
    const stun = { ...binding, target: `turn:${host}` };
    const { codes } = judge([...around, stun, failedTurn({ step: 'challenge', code: 'timeout' })]);
    expect(codes).toContain('turn-allocate-ignored');
    expect(codes).not.toContain('turn-udp-silent');
  });

  it('over two transports for one reason is one finding with both ports', () => {
    const { findings } = judge([
      ...around,
      failedTurn({ stunErrorCode: 401 }),
      failedTurn({ transport: 'tls', stunErrorCode: 401 }),
    ]);
    const refused = findings.filter(({ code }) => code === 'turn-credentials-refused');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.evidence).toHaveLength(2);
  });

  it.each([
    ['timeout', 'turn-udp-silent', 'server-silent'],
    ['refused', 'turn-refused', 'server-refused'],
    ['unreachable', 'turn-unreachable', 'server-unreachable'],
    ['name-not-found', 'turn-name-not-found', 'server-name-not-found'],
  ] as const)('by %s is told as %s beside servers that answer', (problem, code, ofStun) => {
    const binding = failedBinding(host, problem, { target: `turn:${host}` });
    const relay = failedTurn({ step: 'challenge', code: problem });
    const { codes, findings, headline } = judge([...around, binding, relay]);
    expect(codes).not.toContain(ofStun);
    expect(findings.find((one) => one.code === code)?.evidence).toEqual([relay.id, binding.id]);
    expect(headline).toBe(t('verdict.headline.turn-problem'));
  });

  it('is only a part of it where no server answers', () => {
    const binding = failedBinding(host, 'timeout', { target: `turn:${host}` });
    const relay = failedTurn({ step: 'challenge', code: 'timeout' });
    const { codes } = judge([baseline(), binding, failedBinding('a', 'timeout'), relay]);
    expect(codes).toEqual(['all-servers-silent', 'baseline-ok']);
  });

  it('names the ports to open', () => {
    const { findings } = judge([
      ...around,
      failedTurn({ transport: 'tls', step: 'connect', code: 'timeout' }),
    ]);
    const finding = findings.find(({ code }) => code === 'turn-tls-silent');
    expect(finding?.itAction).toContain(`outbound TCP 5349 to ${host}`);
  });

  it('on a network whose names cannot be looked up is only a consequence', () => {
    const { codes } = judge([
      baseline(),
      failedBinding('a', 'name-not-found'),
      failedBinding('b', 'name-not-found'),
      failedTurn({ transport: 'tls', step: 'resolve', code: 'name-not-found' }),
    ]);
    expect(codes).toEqual(['dns-failed', 'baseline-ok']);
  });

  it('because the clock is wrong does not get its expired password told as well', () => {
    const { codes } = judge([
      ...around,
      failedTurn(withProblem('clock')),
      failedTurn(rest('2026-11-25T09:00:00.000Z')),
    ]);
    expect(codes.filter((code) => code.startsWith('turn-'))).toEqual(['turn-clock']);
  });

  it('is not told to have expired where the time of the check is not known', () => {
    const probes = [failedTurn(rest('2026-11-25T09:00:00.000Z'))];
    const { findings } = diagnose({ status: 'completed', profile: 'default', probes }, t);
    expect(findings.map(({ code }) => code)).toContain('turn-credentials-rest-refused');
  });

  it('names the issuer of a certificate, so that an inspecting proxy gives itself away', () => {
    const tls = { ...certificate, problem: 'unknown-issuer', issuer: 'ACME Web Gateway' } as const;
    const { findings } = judge([
      ...around,
      failedTurn({ transport: 'tls', step: 'tls', result: { tls } }),
    ]);
    expect(findings.find(({ code }) => code === 'turn-tls-issuer')?.explanation).toContain(
      'ACME Web Gateway',
    );
  });
});

describe('a relay that works', () => {
  it('is told with its transports, and the verdict is good', () => {
    const result = judge([...around, turnAllocation(host), turnAllocation(host, 'tls')]);
    expect(result.level).toBe('good');
    expect(result.findings.find(({ code }) => code === 'turn-ok')?.title).toBe(
      `${host} relays over UDP, TLS`,
    );
  });

  it('alone makes the verdict good where nothing else was asked', () => {
    const result = judge([baseline(), turnAllocation(host, 'tls')]);
    expect(result).toMatchObject({ level: 'good', headline: 'Calls can get through this network' });
  });

  it('beside one that fails is counted in the headline', () => {
    const result = judge([
      ...around,
      turnAllocation(host),
      failedTurn({ host: 'b.example.org', stunErrorCode: 486 }),
    ]);
    expect(result.headline).toContain('1 of 2 relay servers');
  });

  it('only over TCP: UDP is kept away from it, which is told once', () => {
    const silent = failedBinding(host, 'timeout', { target: `turn:${host}` });
    const udp = failedTurn({ step: 'challenge', code: 'timeout' });
    const result = judge([...around, silent, udp, turnAllocation(host, 'tcp')]);
    expect(result).toMatchObject({ level: 'degraded' });
    expect(result.codes).toContain('turn-only-tcp');
    expect(result.codes).not.toContain('turn-udp-silent');
    expect(result.codes).not.toContain('server-silent');
    expect(
      judge([...around, turnAllocation(host), turnAllocation(host, 'tcp')]).codes,
    ).not.toContain('turn-only-tcp');
  });

  it('by one address family only is information', () => {
    const ipv6 = {
      ...failedTurn({ code: 'timeout', step: 'challenge' }),
      id: 'turn.allocate/udp6/x',
      family: 'IPv6',
    } as const;
    const result = judge([...around, turnAllocation(host), ipv6]);
    expect(result.level).toBe('good');
    expect(result.findings.find(({ code }) => code === 'turn-one-family')?.evidence).toHaveLength(
      2,
    );
  });
});

describe('the relayed address', () => {
  const at = (address: string) => ({ address, port: 3478, family: 'IPv4' }) as const;
  const relay = (server: string, relayed: string) =>
    judge([
      ...around,
      turnAllocation(host, 'udp', { serverAddress: at(server), relayedAddress: at(relayed) }),
    ]).codes;

  it('that is private on a public server shows a NAT that the server does not know of', () => {
    expect(relay('198.51.100.7', '10.0.0.5')).toContain('turn-relay-private');
    expect(relay('192.168.1.9', '127.0.0.1')).toContain('turn-relay-private');
  });

  it('that is private on a private server is right, as is loopback on loopback', () => {
    expect(relay('10.0.0.5', '10.0.0.5')).not.toContain('turn-relay-private');
    expect(relay('127.0.0.1', '127.0.0.1')).not.toContain('turn-relay-private');
    expect(relay('198.51.100.7', '198.51.100.9')).not.toContain('turn-relay-private');
  });

  it('that cannot be reached explains why no data comes through', () => {
    const wrong = { relayedAddress: at('10.0.0.5') };
    const silent = turnRelay(host, stopped('send-data', null), { status: 'failed' });
    expect(judge([...around, silent]).codes).toContain('turn-data-fails');
    const { codes } = judge([...around, turnAllocation(host, 'udp', wrong), silent]);
    expect(codes).toContain('turn-relay-private');
    expect(codes).not.toContain('turn-data-fails');
  });

  it('that cannot be reached is not made good by data that passes inside the server', () => {
    const wrong = turnAllocation(host, 'udp', { relayedAddress: at('10.0.0.5') });
    const { codes, headline } = judge([...around, wrong, turnRelay(host)]);
    expect(codes).not.toContain('turn-data-ok');
    expect(headline).toContain('an address that nobody can reach');
  });
});

describe('data through the relay', () => {
  const judged = (
    result: Partial<TurnRelayResult>,
    status: 'passed' | 'failed' | 'inconclusive' = 'passed',
  ) => judge([...around, turnAllocation(host), turnRelay(host, result, { status })]).codes;
  it('that comes back is told with its numbers', () => {
    expect(judged({})).toContain('turn-data-ok');
    expect(judged({})).not.toContain('turn-relay-lossy');
  });

  it('that does not come back at all is a relay that stays silent', () => {
    const codes = judged(stopped('send-data', null), 'failed');
    expect(codes).toContain('turn-data-fails');
    expect(codes).toContain('turn-ok');
    expect(codes).not.toContain('turn-data-ok');
  });

  it.each([
    ['loss', { received: 90, lossPercent: 10 }],
    ['a bad voice', { mos: 3.1 }],
    ['jitter', { jitterMs: 80 }],
  ])('is bad by %s', (_, result) => {
    expect(judged(result)).toContain('turn-relay-lossy');
  });

  it.each([
    ['two packets of twenty', { sent: 20, received: 18, lossPercent: 10, mos: 3.4 }],
    ['three of a hundred', { received: 97, lossPercent: 3 }],
    ['a voice that could not be estimated', { mos: null }],
  ])('is not bad by %s', (_, result) => {
    expect(judged(result)).not.toContain('turn-relay-lossy');
  });

  it('that the server does not relay to itself is information; another refusal is not', () => {
    expect(judged(stopped('permission', 403), 'failed')).toContain('turn-peer-forbidden');
    expect(judged(stopped('permission', 508), 'failed')).toContain('turn-permission-fails');
    expect(judged(stopped('permission', null), 'failed')).toContain('turn-permission-fails');
    const refused = turnRelay(host, stopped('permission', 508), { status: 'failed' });
    expect(judge([...around, turnAllocation(host), refused]).headline).toContain('stay silent');
    expect(
      judge([...around, turnRelay(host, stopped('permission', 403), { status: 'failed' })]).level,
    ).toBe('good');
  });

  it('that passes by Send indications but not by channels is not what calls use', () => {
    const channel = { ...stopped('channel', 508), sent: 50, received: 50, lossPercent: 0 };
    expect(judged(channel, 'failed')).toContain('turn-channel-fails');
    expect(judged(channel, 'failed')).not.toContain('turn-data-ok');
  });

  it('that had no other end to go to is not known, and was stopped by nobody', () => {
    expect(judged(stopped('peer-allocate', 486), 'inconclusive')).toContain('turn-data-unknown');
    const cancelled = turnRelay(host, nothingBack, {
      status: 'inconclusive',
      error: { code: 'cancelled', message: 'recorded' },
    });
    expect(judge([...around, cancelled]).codes).not.toContain('turn-data-unknown');
  });

  it('that went another way after the first one failed is in order', () => {
    const { allocate } = stopped('permission', 403);
    expect(judged({ allocate })).toContain('turn-data-ok');
    expect(judged({ allocate })).not.toContain('turn-peer-forbidden');
  });

  it('that could not be tried because a second relay address was refused tells the quota', () => {
    const codes = judged(
      {
        ...stopped('allocate', 486),
        allocate: {
          ...granted,
          relayedAddress: null,
          steps: [{ name: 'allocate', status: 'failed', durationMs: 20, stunErrorCode: 486 }],
        },
      },
      'failed',
    );
    expect(codes).toContain('turn-failed');
  });
});

describe('old software', () => {
  it.each([
    ["Coturn-4.5.1 'dan Eider'", '4.10.0', 3],
    ["Coturn-4.6.1 'Gorst'", '4.10.0', 2],
    ["Coturn-4.9.2 'Gorst'", '4.10.0', 1],
  ])('%s has known weaknesses, repaired in %s', (software, fixedIn, count) => {
    const old = oldSoftware(software);
    expect(old?.fixedIn).toBe(fixedIn);
    expect(old?.cves).toHaveLength(count);
  });

  it.each(['Coturn-4.10.0', 'Coturn-4.16.1', 'Coturn-5.0', 'Callpath', 'None', 'Coturn-', null])(
    '%s has none',
    (software) => {
      expect(oldSoftware(software)).toBeNull();
    },
  );

  it('is information, because distributions repair without a new number', () => {
    const result = judge([...around, turnAllocation(host, 'udp', { software: 'Coturn-4.6.1' })]);
    expect(result.level).toBe('good');
    expect(result.findings.find(({ code }) => code === 'turn-old-software')).toMatchObject({
      severity: 'info',
    });
  });
});

describe('network and relays together', () => {
  const blocked = [
    baseline(),
    failedBinding('a', 'timeout'),
    failedBinding('b', 'timeout'),
    silentMapping(true),
  ];

  it('have no way for calls where UDP is blocked and no relay works over TCP', () => {
    const result = judge([
      ...blocked,
      failedTurn({ transport: 'tls', step: 'connect', code: 'timeout' }),
    ]);
    expect(result).toMatchObject({ level: 'blocked' });
    expect(result.codes).toContain('no-path-for-calls');
    expect(result.codes).not.toContain('udp-blocked');
    expect(result.codes).toContain('turn-tls-silent');
  });

  it('are not blocked where a relay works over TLS', () => {
    const result = judge([...blocked, turnAllocation(host, 'tls')]);
    expect(result).toMatchObject({
      level: 'degraded',
      headline: t('verdict.headline.udp-blocked-relayed'),
    });
    expect(result.codes).not.toContain('udp-blocked');
  });

  it('stay blocked by UDP where no relay was asked', () => {
    expect(judge(blocked).codes).toContain('udp-blocked');
  });

  it('reach only some people behind a symmetric NAT without a relay', () => {
    const symmetric = [
      natMapping({ behaviour: 'address-and-port-dependent', dependent: true }),
      natFiltering(),
    ];
    const result = judge([...around, ...symmetric, failedTurn({ stunErrorCode: 401 })]);
    expect(result.codes).toContain('nat-symmetric-no-relay');
    expect(result.codes).not.toContain('nat-symmetric');
    expect(result.headline).toBe(t('verdict.headline.nat-symmetric-no-relay'));
    expect(judge([...around, ...symmetric, turnAllocation(host)]).codes).toContain(
      'nat-symmetric-relayed',
    );
    expect(judge([...around, ...symmetric]).codes).toContain('nat-symmetric');
  });
});

describe('the look at a set-up', () => {
  const item = (rating: 'good' | 'wrong' | 'could-be-better' | 'not-checked') => ({
    code: 'realm',
    rating,
    title: 'There is no realm.',
    advice: 'Set one.',
    coturnOption: 'realm=example.org',
  });

  it.each([
    [['good', 'wrong', 'could-be-better'] as const, 'turn-audit-wrong'],
    [['good', 'could-be-better'] as const, 'turn-audit-better'],
    [['good', 'not-checked'] as const, 'turn-audit-good'],
  ])('with %j is %s and spoils no verdict', (ratings, code) => {
    const result = judge([...around, turnAudit(ratings.map(item))]);
    expect(result.codes.filter((one) => one.startsWith('turn-audit'))).toEqual([code]);
    expect(result.level).toBe('good');
  });

  it('hands the lines of the configuration to IT', () => {
    const { findings } = judge([...around, turnAudit([item('wrong')])]);
    expect(findings.find(({ code }) => code === 'turn-audit-wrong')?.itAction).toContain(
      'realm=example.org',
    );
  });
});

describe('the words of every finding about relays', () => {
  const symmetric = [
    natMapping({ behaviour: 'address-and-port-dependent', dependent: true }),
    natFiltering(),
  ];
  const stops = (['permission', 'send-data', 'channel', 'channel-data'] as const).map((step) => [
    ...around,
    turnRelay(host, stopped(step, null), { status: 'failed' }),
  ]);
  const more: ProbeResult[][] = [
    ...stops,
    [...around, turnRelay(host, stopped('peer-allocate', 486), { status: 'inconclusive' })],
    [...around, turnRelay(host, stopped('permission', 403), { status: 'failed' })],
    ...failures.map(([, failed]) => [...around, failedTurn(failed)]),
    ...failures.map(([, failed]) => [failedTurn(failed), ...symmetric]),
    [...around, turnAllocation(host), turnAllocation(host, 'tls'), turnRelay(host)],
    [
      ...around,
      turnAllocation(host, 'udp', {
        software: 'Coturn-4.5.0',
        relayedAddress: { address: '10.0.0.1', port: 1, family: 'IPv4' },
      }),
    ],
    [...around, turnAllocation(host)],
    [...around, turnRelay(host, { received: 80, lossPercent: 20, mos: null })],
    [
      baseline(),
      silentMapping(true),
      failedBinding('a', 'timeout'),
      failedBinding('b', 'timeout'),
      turnAllocation(host, 'tcp'),
    ],
    [
      baseline(),
      silentMapping(true),
      failedBinding('a', 'timeout'),
      failedBinding('b', 'timeout'),
      failedTurn({ transport: 'tcp', code: 'refused' }),
    ],
    [...around, failedTurn({ code: 'timeout' }), turnAllocation(host, 'tcp')],
  ];

  it.each(locales)('are complete, with evidence, in %s', (locale) => {
    const translate = createTranslate(locale);
    const seen = new Set<string>();
    for (const probes of more) {
      const { findings, headline, summary } = judge(probes, translate);
      const ids = probes.map(({ id }) => id);
      for (const { code, evidence, title, explanation, userAction, itAction } of findings) {
        seen.add(code);
        expect(evidence.length, code).toBeGreaterThan(0);
        expect(ids, code).toEqual(expect.arrayContaining(evidence));
        for (const text of [title, explanation, userAction, itAction]) {
          expect(text, code).not.toMatch(/\{\{|\$t\(|undefined|finding\.|probe\.|^$|^\s|“”/);
        }
      }
      expect(`${headline} ${summary}`).not.toMatch(/\{\{|undefined|verdict\./);
    }
    for (const [code] of failures) expect(seen).toContain(code);
  });
});
