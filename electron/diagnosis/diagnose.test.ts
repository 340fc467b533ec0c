import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, SessionStatus } from '../../shared/report.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
  refusedAllocation,
} from '../../shared/testing/probes.ts';
import { diagnose } from './diagnose.ts';

const t = createTranslate('en');

function judge(probes: ProbeResult[], status: SessionStatus = 'completed') {
  const { verdict, findings, nat } = diagnose({ status, profile: 'default', probes }, t);
  return { ...verdict, codes: findings.map(({ code }) => code), findings, nat };
}

describe('a healthy network', () => {
  it('is good with high confidence when the baseline passes and several servers answer', () => {
    const result = judge([adapters(), baseline(), answeredBinding('a'), answeredBinding('b')]);
    expect(result).toMatchObject({ level: 'good', confidence: 'high' });
    expect(result.codes).toEqual(['baseline-ok', 'servers-answer']);
    expect(result.summary).toContain('all 2 servers answered');
  });

  it('says that a verdict which rests on one server is less certain', () => {
    const result = judge([baseline(), answeredBinding('a')]);
    expect(result).toMatchObject({ level: 'good', confidence: 'medium' });
    expect(result.summary).toContain('the one server that was asked');
  });

  it('takes the public address from a server outside and leaves the NAT unknown, with the reason', () => {
    const { nat } = judge([baseline(), answeredBinding('a')]);
    expect(nat.publicAddress).toEqual({ address: '203.0.113.1', port: 40213, family: 'IPv4' });
    expect(nat.mapping).toBe('unknown');
    expect(nat.reason).not.toBe('');
  });

  it('does not call a loopback address public', () => {
    const probe = answeredBinding('127.0.0.1:3478');
    const own = { address: '127.0.0.1', port: 5000, family: 'IPv4' } as const;
    const result = probe.result && { ...probe.result, mappedAddress: own };
    expect(judge([baseline(), { ...probe, result }]).nat.publicAddress).toBeNull();
  });
});

describe('without a server', () => {
  it('is good for this computer, says that the network was not checked, and is not sure', () => {
    const result = judge([adapters(), baseline()]);
    expect(result).toMatchObject({ level: 'good', confidence: 'low' });
    expect(result.headline).toContain('the network was not checked');
    expect(result.codes).toEqual(['no-servers', 'baseline-ok']);
  });

  it('is inconclusive when nothing was measured that tells', () => {
    expect(judge([adapters()])).toMatchObject({ level: 'inconclusive', codes: [] });
    expect(judge([])).toMatchObject({ level: 'inconclusive', codes: [] });
  });
});

describe('this computer', () => {
  it('is blamed when its own relay fails, whatever the servers do', () => {
    const result = judge([failedBaseline(), failedBinding('a', 'timeout')]);
    expect(result).toMatchObject({ level: 'blocked', confidence: 'high' });
    expect(result.headline).toBe('This computer blocks its own calls');
    expect(result.codes[0]).toBe('baseline-failed');
  });

  it('is blamed for loss in its own relay, and one lost message of a hundred is not loss', () => {
    const lossy = baseline({ received: 90, lossPercent: 10 });
    expect(judge([lossy, answeredBinding('a')]).codes).toContain('baseline-loss');
    const nearly = baseline({ received: 99, lossPercent: 1 });
    expect(judge([nearly, answeredBinding('a')]).codes).toContain('baseline-ok');
  });

  it('is not connected when no adapter leads out and no server was reached: that hides the consequences', () => {
    const result = judge([
      adapters(false),
      baseline(),
      failedBinding('a', 'unreachable'),
      failedBinding('b', 'name-not-found'),
    ]);
    expect(result).toMatchObject({ level: 'blocked', codes: ['no-network', 'baseline-ok'] });
  });

  it('is not called unconnected when a server on this computer answers', () => {
    const result = judge([adapters(false), baseline(), answeredBinding('127.0.0.1:3478')]);
    expect(result.codes).not.toContain('no-network');
  });
});

describe('servers that fail beside servers that answer', () => {
  it.each([
    ['timeout', 'server-silent'],
    ['refused', 'server-refused'],
    ['malformed', 'server-malformed'],
    ['name-not-found', 'server-name-not-found'],
    ['unreachable', 'server-unreachable'],
  ] as const)('%s is degraded and the finding %s names the server', (error, code) => {
    const result = judge([baseline(), answeredBinding('good'), failedBinding('bad', error)]);
    expect(result.level).toBe('degraded');
    expect(result.headline).toContain('1 of 2 servers');
    const finding = result.findings.find((candidate) => candidate.code === code);
    expect(finding).toMatchObject({
      severity: 'warning',
      subject: 'stun:bad',
      evidence: ['stun.binding/udp4/bad'],
    });
    expect(result.codes).toContain('some-servers-answer');
  });
});

describe('no server that answers', () => {
  it('is inconclusive when all are silent: UDP blocked and servers down look alike', () => {
    const result = judge([
      baseline(),
      failedBinding('a', 'timeout'),
      failedBinding('b', 'timeout'),
    ]);
    expect(result).toMatchObject({ level: 'inconclusive', confidence: 'low' });
    expect(result.codes).toEqual(['all-servers-silent', 'baseline-ok']);
  });

  it('is blocked when several refuse, but one server alone never decides', () => {
    const several = judge([
      baseline(),
      failedBinding('a', 'refused'),
      failedBinding('b', 'refused'),
    ]);
    expect(several).toMatchObject({
      level: 'blocked',
      codes: ['all-servers-refused', 'baseline-ok'],
    });
    const one = judge([baseline(), failedBinding('a', 'refused')]);
    expect(one.level).toBe('inconclusive');
    expect(one.codes).toEqual(['no-server-usable', 'server-refused', 'baseline-ok']);
  });

  it('is one finding, not several, when no name can be looked up', () => {
    const result = judge([
      baseline(),
      failedBinding('a', 'name-not-found'),
      failedBinding('b', 'name-not-found'),
    ]);
    expect(result).toMatchObject({ level: 'blocked', codes: ['dns-failed', 'baseline-ok'] });
  });

  it('is inconclusive with each reason when they fail in different ways', () => {
    const result = judge([
      baseline(),
      failedBinding('a', 'refused'),
      failedBinding('b', 'timeout'),
    ]);
    expect(result.level).toBe('inconclusive');
    expect(result.codes).toEqual([
      'no-server-usable',
      'server-refused',
      'server-silent',
      'baseline-ok',
    ]);
  });
});

describe('address families', () => {
  const ipv6 = { id: 'stun.binding/udp6/a', family: 'IPv6' } as const;

  it('a server that answers by IPv4 only is information, not a fault', () => {
    const result = judge([baseline(), answeredBinding('a'), failedBinding('a', 'timeout', ipv6)]);
    expect(result.level).toBe('good');
    expect(result.findings.find(({ code }) => code === 'ipv6-failed')).toMatchObject({
      severity: 'info',
      evidence: ['stun.binding/udp6/a', 'stun.binding/udp4/a'],
    });
  });

  it('a server without an IPv6 address is not mentioned', () => {
    const skipped = failedBinding('a', 'not-supported', { ...ipv6, status: 'skipped' });
    expect(judge([baseline(), answeredBinding('a'), skipped]).codes).not.toContain('ipv6-failed');
  });
});

describe('TURN servers', () => {
  const binding = answeredBinding('turn', { target: 'turn:turn' });

  it('a refused password has its own finding', () => {
    const result = judge([baseline(), binding, refusedAllocation('turn', 401)]);
    expect(result).toMatchObject({ level: 'degraded' });
    expect(result.codes).toContain('turn-credentials-refused');
  });

  it('another refusal is a failed relay, with what the server said', () => {
    const result = judge([baseline(), binding, refusedAllocation('turn', 420)]);
    const finding = result.findings.find(({ code }) => code === 'turn-failed');
    expect(finding?.itAction).toContain('recorded 420');
  });

  it('a relay on a silent server is told once, as the relay that it is', () => {
    const silent = failedBinding('turn', 'timeout', { target: 'turn:turn' });
    const relay = allocation('turn', {
      status: 'failed',
      error: { code: 'timeout', message: 'recorded timeout' },
    });
    const { codes } = judge([baseline(), answeredBinding('b'), silent, relay]);
    expect(codes).toContain('turn-udp-silent');
    expect(codes).not.toContain('server-silent');
  });

  it('a relay that was not checked is said to be so, and is nothing bad', () => {
    const skipped = allocation('turn', {
      status: 'skipped',
      result: null,
      error: { code: 'not-supported', message: 'recorded' },
    });
    const result = judge([baseline(), binding, skipped]);
    expect(result).toMatchObject({ level: 'good' });
    expect(result.codes).toContain('turn-not-checked');
  });
});

describe('a check that did not end', () => {
  it.each(['cancelled', 'interrupted'] as const)(
    '%s is inconclusive but keeps findings',
    (status) => {
      const result = judge([baseline(), answeredBinding('a')], status);
      expect(result).toMatchObject({ level: 'inconclusive', confidence: 'low' });
      expect(result.codes).toContain('servers-answer');
    },
  );

  it('says nothing about a server that was not asked to the end', () => {
    const cancelled = failedBinding('b', 'cancelled', { status: 'inconclusive' });
    expect(judge([baseline(), answeredBinding('a'), cancelled], 'cancelled').codes).toEqual([
      'baseline-ok',
      'servers-answer',
    ]);
  });

  it('tells of a test that failed by a mistake in Callpath', () => {
    const crashed = failedBinding('b', 'internal', { status: 'inconclusive', result: null });
    expect(judge([baseline(), answeredBinding('a'), crashed]).codes).toContain('probe-crashed');
  });
});
