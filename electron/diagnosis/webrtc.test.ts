import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import { natFiltering, natMapping, silentMapping } from '../../shared/testing/nat-probes.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
  refusedAllocation,
} from '../../shared/testing/probes.ts';
import {
  connectedCall,
  droppedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  media,
  relayCandidate,
  skippedCall,
  srflxCandidate,
} from '../../shared/testing/webrtc-probes.ts';
import { diagnose } from './diagnose.ts';

const t = createTranslate('en');
const eu = 'turn:turn.example.org';
const us = 'turn:turn-us.example.org';
const euTcp = `${eu}?transport=tcp`;

function judge(...probes: ProbeResult[]) {
  const evidence = { status: 'completed', profile: 'default', probes } as const;
  const { verdict, findings } = diagnose(evidence, t);
  const find = (code: string) => findings.find((finding) => finding.code === code);
  return { ...verdict, codes: findings.map(({ code }) => code), find };
}

/** A raw relay test that passes. */
function relays(target = eu, overrides: Partial<ProbeOf<'turn.allocate'>> = {}) {
  const transport = target === euTcp ? 'tcp' : 'udp';
  return allocation(target.replace(/^turns?:/, ''), { target, transport, ...overrides });
}

const silent = {
  status: 'failed',
  error: { code: 'timeout', message: 'recorded timeout' },
} as const;

const stun = answeredBinding('stun.example.org', { target: 'stun:stun.example.org' });
const sound = [baseline(), stun, connectedCall('host'), connectedCall('baseline')];

describe('two witnesses that agree', () => {
  it('confirm a server that works, which raises the confidence', () => {
    const alone = judge(baseline(), stun, relays());
    expect(alone.confidence).toBe('medium');
    const both = judge(...sound, relays(), connectedCall('relay', eu));
    expect(both).toMatchObject({ level: 'good', confidence: 'high' });
    expect(both.find('webrtc-agrees')).toMatchObject({ severity: 'ok', subject: eu });
    expect(both.find('webrtc-agrees')?.evidence).toEqual([
      `webrtc.call/udp/${eu}`,
      'turn.allocate/udp4/turn.example.org',
    ]);
  });

  it('name one cause where both fail: the raw finding stays, with more confidence', () => {
    const refused = refusedAllocation('turn.example.org', 401);
    const raw = judge(baseline(), stun, refused);
    const both = judge(
      ...sound,
      refused,
      failedCall('relay', 'gathering', eu, 'udp', [iceError(401)]),
    );
    expect(both.codes).toContain('turn-credentials-refused');
    expect(both.codes.filter((code) => code.startsWith('webrtc-'))).toEqual([]);
    expect([raw.confidence, both.confidence]).toEqual(['medium', 'high']);
  });

  it('confirm that UDP is blocked', () => {
    const blocked = [silentMapping(null), failedBinding('stun.example.org', 'timeout')];
    const raw = judge(baseline(), ...blocked);
    const both = judge(
      baseline(),
      ...blocked,
      relays(eu, silent),
      connectedCall('host'),
      failedCall('relay', 'gathering', eu, 'udp', [iceError(701)]),
    );
    expect([raw.level, both.level]).toEqual(['blocked', 'blocked']);
    expect([raw.confidence, both.confidence]).toEqual(['medium', 'high']);
  });
});

describe('only Chromium fails', () => {
  it('by a refused user name: credentials as ICE sees them', () => {
    const result = judge(
      ...sound,
      relays(),
      failedCall('relay', 'gathering', eu, 'udp', [iceError(401)]),
    );
    expect(result).toMatchObject({ level: 'degraded' });
    expect(result.find('webrtc-credentials-refused')).toMatchObject({
      severity: 'warning',
      subject: eu,
    });
    expect(result.find('webrtc-credentials-refused')?.itAction).toContain('401 “Unauthorized”');
    expect(result.codes).not.toContain('webrtc-server-unreachable');
  });

  it('because it cannot reach the server: policy, proxy or security software', () => {
    const result = judge(
      ...sound,
      relays(),
      gathered(eu, [iceCandidate()], [iceError(701)], { status: 'failed' }),
    );
    const finding = result.find('webrtc-server-unreachable');
    expect(finding?.itAction).toContain('WebRtcIPHandling');
    expect(finding?.itAction).toContain('turn.example.org port 3478 over UDP');
    expect(finding?.evidence).toContain('turn.allocate/udp4/turn.example.org');
  });

  it('in a call through a relay that it has reached', () => {
    const result = judge(
      ...sound,
      relays(),
      gathered(eu, [relayCandidate(eu)]),
      failedCall('relay', 'checking', eu),
    );
    expect(result.codes).toContain('webrtc-call-failed');
    expect(result.find('webrtc-call-failed')?.explanation).toContain('trying the ways, after 3 s');
  });

  it('at every server: something on this computer stops calls, but one server never decides it', () => {
    const refuse = (target: string) =>
      failedCall('relay', 'gathering', target, 'udp', [iceError(701)]);
    const all = judge(...sound, relays(eu), relays(us), refuse(eu), refuse(us));
    expect(all).toMatchObject({ level: 'blocked' });
    expect(all.codes).toContain('webrtc-servers-blocked');
    expect(all.codes).not.toContain('webrtc-server-unreachable');
    const one = judge(...sound, relays(eu), refuse(eu));
    expect(one.codes).not.toContain('webrtc-servers-blocked');
    const direct = judge(
      ...sound,
      relays(eu),
      relays(us),
      refuse(eu),
      refuse(us),
      connectedCall('srflx'),
    );
    expect(direct.level).toBe('degraded');
  });

  it('at every server for want of time decides it only beside a call that had time enough', () => {
    const late = [eu, us].map((target) => failedCall('relay', 'gathering', target));
    const [host, own] = [connectedCall('host'), connectedCall('baseline')];
    const probes = [baseline(), stun, relays(eu), relays(us), ...late];
    expect(judge(...probes, host, failedCall('baseline', 'gathering')).level).toBe('degraded');
    expect(judge(...probes, failedCall('host'), own).level).toBe('degraded');
    expect(judge(...probes, host, own).level).toBe('blocked');
  });

  it('at its own relay alone never decides it', () => {
    const result = judge(baseline(), stun, failedCall('baseline', 'gathering'));
    expect(result).toMatchObject({ level: 'degraded' });
    expect(result.codes).toContain('webrtc-baseline-failed');
  });

  it('at itself: no call connects although the raw test passed', () => {
    const calls = [failedCall('host'), failedCall('baseline', 'gathering')];
    const result = judge(
      baseline(),
      stun,
      relays(),
      ...calls,
      failedCall('relay', 'gathering', eu),
    );
    expect(result).toMatchObject({ level: 'blocked', confidence: 'high' });
    expect(result.headline).toContain('something on this computer stops them');
    expect(result.codes.filter((code) => code.startsWith('webrtc-'))).toEqual(['webrtc-blocked']);
    expect(judge(failedBaseline(), ...calls).codes).not.toContain('webrtc-blocked');
  });

  it('at its own relay: told where no other relay carries a call', () => {
    const probes = [baseline(), stun, connectedCall('host'), failedCall('baseline', 'gathering')];
    expect(judge(...probes).codes).toContain('webrtc-baseline-failed');
    const relayed = judge(...probes, relays(), connectedCall('relay', eu));
    expect(relayed.codes).not.toContain('webrtc-baseline-failed');
  });

  it('is not said of a call that was cancelled or never tried', () => {
    const cancelled: ProbeResult = {
      ...failedCall('relay', 'gathering', eu),
      status: 'inconclusive',
      error: { code: 'cancelled', message: 'recorded' },
    };
    const { codes } = judge(...sound, relays(), cancelled);
    expect(codes.filter((code) => code.startsWith('webrtc-'))).toEqual([]);
  });

  it('is not said of a STUN server without an outside address to tell: there is no NAT', () => {
    const { codes } = judge(...sound, gathered('stun:stun.example.org', [iceCandidate()]));
    expect(codes.filter((code) => code.startsWith('webrtc-'))).toEqual([]);
  });
});

describe('only the raw probe fails', () => {
  it('a call that works outweighs the finding about the same server', () => {
    const result = judge(...sound, relays(eu, silent), connectedCall('relay', eu));
    expect(result.codes).toContain('webrtc-only-raw-fails');
    expect(result.codes).not.toContain('turn-failed');
    expect(result).toMatchObject({ level: 'degraded' });
  });

  it('takes back that UDP is blocked, but keeps what is said of another server', () => {
    const result = judge(
      baseline(),
      silentMapping(true),
      failedBinding('stun.example.org', 'timeout', { target: 'stun:stun.example.org' }),
      failedBinding('stun-us.example.org', 'timeout', { target: 'stun:stun-us.example.org' }),
      gathered('stun:stun.example.org', [iceCandidate(), srflxCandidate()]),
    );
    expect(result.level).toBe('degraded');
    expect(result.codes).not.toContain('udp-blocked');
    const silents = result.codes.filter((code) => code === 'server-silent');
    expect(silents).toHaveLength(1);
  });

  it('leaves it that UDP is blocked where only TCP got through: calls go through the relay', () => {
    const result = judge(
      baseline(),
      silentMapping(true),
      failedBinding('stun.example.org', 'timeout'),
      relays(euTcp, silent),
      connectedCall('relay', euTcp, 'tcp'),
    );
    expect(result.codes).toContain('webrtc-only-raw-fails');
    expect(result.codes).toContain('udp-blocked-relayed');
    expect(result.level).toBe('degraded');
  });
});

describe('the ways of a call', () => {
  const tcp = [relays(euTcp), connectedCall('relay', euTcp, 'tcp')];

  const blocked = [
    baseline(),
    silentMapping(true),
    failedBinding('stun.example.org', 'timeout'),
    relays(eu, silent),
    failedCall('relay', 'gathering', eu, 'udp', [iceError(701)]),
  ];

  it('by TCP alone: calls connect, so blocked UDP is no longer a reason for none', () => {
    const result = judge(...blocked, connectedCall('relay', euTcp, 'tcp'));
    expect(result).toMatchObject({ level: 'degraded' });
    expect(result.headline).toBe(t('verdict.headline.webrtc-relay-tcp-only'));
    expect(result.codes).not.toContain('udp-blocked');
    const finding = result.find('webrtc-relay-tcp-only');
    expect(finding?.itAction).toContain('turn.example.org:3478');
    expect(finding?.itAction).toContain('TCP');
  });

  it('by TCP alone is told once, by the raw probes where they know it, and surely by both', () => {
    const result = judge(...blocked, ...tcp);
    expect(result.codes).toContain('udp-blocked-relayed');
    expect(result.codes).not.toContain('webrtc-relay-tcp-only');
    expect(result.confidence).toBe('high');
  });

  it('by TCP beside UDP is nothing to tell', () => {
    const { codes } = judge(...sound, relays(), connectedCall('relay', eu), ...tcp);
    expect(codes).not.toContain('webrtc-relay-tcp-only');
  });

  const relayed = [relays(), connectedCall('relay', eu)];
  const symmetric = natMapping({ behaviour: 'address-and-port-dependent', dependent: true });

  it('direct fails and the relay works behind a symmetric NAT: a relay is needed', () => {
    const result = judge(...sound, symmetric, natFiltering(), failedCall('srflx'), ...relayed);
    const finding = result.find('webrtc-relay-needed');
    expect(finding?.explanation).toContain('symmetric NAT');
    expect(finding?.evidence).toContain('nat.mapping/udp4');
    expect(result.codes).not.toContain('nat-symmetric-relayed');
    expect(result.level).toBe('good');
  });

  it('direct fails where the NAT does not explain it: nothing is said about calls with others', () => {
    const result = judge(...sound, natMapping(), natFiltering(), failedCall('srflx'), ...relayed);
    expect(result.codes).toContain('webrtc-direct-unknown');
    expect(result.codes).not.toContain('webrtc-relay-needed');
    expect(result.level).toBe('good');
  });

  it('direct works: neither is said', () => {
    const { codes } = judge(
      ...sound,
      symmetric,
      natFiltering(),
      connectedCall('srflx'),
      ...relayed,
    );
    expect(codes).not.toContain('webrtc-relay-needed');
    expect(codes).not.toContain('webrtc-direct-unknown');
  });

  it('a call inside this computer that fails alone is information; without a network it is none', () => {
    const calls = [failedCall('host'), connectedCall('baseline')];
    expect(judge(adapters(), baseline(), stun, ...calls).codes).toContain('webrtc-host-failed');
    expect(judge(adapters(false), baseline(), stun, ...calls).codes).not.toContain(
      'webrtc-host-failed',
    );
  });

  it('a server that dies in the middle of a call: the stage and the time are told', () => {
    const result = judge(...sound, relays(), droppedCall(eu));
    const finding = result.find('webrtc-call-dropped');
    expect(finding?.title).toContain('through the relay turn.example.org');
    expect(finding?.explanation).toContain('0.6 s');
    expect(finding?.itAction).toContain('sending data');
    expect(result.codes).not.toContain('webrtc-call-failed');
  });
});

describe('sound and picture', () => {
  const call = connectedCall('relay', eu);
  const good = media('relay', eu);

  it('that fare as well as messages are nothing to tell', () => {
    const { codes } = judge(...sound, relays(), call, good);
    expect(codes.filter((code) => /media|voice/.test(code))).toEqual([]);
  });

  it.each([
    ['lost more often', { rttMs: 26, jitterMs: 2, lossPercent: 4 }],
    ['later', { rttMs: 160, jitterMs: 2, lossPercent: 0 }],
    ['sounding worse', { rttMs: 90, jitterMs: 140, lossPercent: 2 }],
  ])('%s than messages over the same way are worse', (_how, quality) => {
    const result = judge(...sound, relays(), call, media('relay', eu, quality));
    expect(result.codes).toContain('webrtc-media-worse');
    expect(result.codes).not.toContain('webrtc-voice-poor');
  });

  it('are not worse for one late moment, nor where only this computer is busy', () => {
    const late = media('relay', eu, undefined, { rttMs: 372 });
    const busy = media('host', eu, { rttMs: 372, jitterMs: 60, lossPercent: 4 });
    const { codes } = judge(...sound, relays(), call, late, busy);
    expect(codes.filter((code) => /media|voice/.test(code))).toEqual([]);
  });

  it('as bad as the messages are a poor voice, not worse than they', () => {
    const bad = { rttMs: 600, jitterMs: 20, lossPercent: 8 };
    const stream = call.result?.stream;
    const slow = connectedCall('relay', eu, 'udp', {
      stream: stream
        ? {
            ...stream,
            lossPercent: 8,
            jitterMs: 20,
            rttMs: { min: 590, median: 600, p95: 640, max: 660, jitter: 20 },
          }
        : null,
    });
    const result = judge(...sound, relays(), slow, media('relay', eu, bad));
    expect(result.codes).toContain('webrtc-voice-poor');
    expect(result.codes).not.toContain('webrtc-media-worse');
  });

  it('that do not arrive beside messages that do are told', () => {
    const lost: ProbeResult = {
      ...media('relay', eu, undefined, { connected: false, audio: null, video: null, mos: null }),
      ...silent,
    };
    expect(judge(...sound, relays(), call, lost).codes).toContain('webrtc-media-failed');
    const both = judge(...sound, relays(), failedCall('relay', 'checking', eu), lost);
    expect(both.codes).not.toContain('webrtc-media-failed');
  });
});

describe('a computer that is too busy for test calls', () => {
  const slowMs = 1_800;
  /** A call of a computer whose processor others have: what needs no network is slow. */
  const slow = (probe: ProbeOf<'webrtc.call'>): ProbeOf<'webrtc.call'> => ({
    ...probe,
    result: probe.result && {
      ...probe.result,
      connectMs: probe.result.connected ? slowMs : null,
      stages: probe.result.stages.map((stage) => ({ ...stage, atMs: stage.atMs + slowMs })),
    },
  });
  const late = [
    relays(eu),
    relays(us),
    ...[eu, us].map((at) => slow(failedCall('relay', 'gathering', at))),
  ];
  const webrtc = (codes: string[]) => codes.filter((code) => code.startsWith('webrtc-'));

  it.each([
    ['connects to itself slowly', [connectedCall('host'), failedCall('baseline')]],
    ['does not even connect to itself in time', [failedCall('host'), failedCall('baseline')]],
  ])('and %s: no servers are blocked, no call is stopped', (_what, calls) => {
    const result = judge(baseline(), stun, ...calls.map(slow), ...late);
    expect(webrtc(result.codes)).toEqual(['webrtc-too-busy']);
    expect(result.level).toBe('good');
    expect(result.find('webrtc-too-busy')?.itAction).toContain(`webrtc.call/udp/${eu}`);
  });

  it('and yet was told a reason by Chromium: that is heard', () => {
    const refused = slow(failedCall('relay', 'gathering', eu, 'udp', [iceError(401)]));
    const { codes } = judge(baseline(), stun, slow(connectedCall('host')), relays(), refused);
    expect(webrtc(codes)).toEqual(['webrtc-credentials-refused']);
  });

  it('and yet connects a call: that one counts, and what broke off later', () => {
    const calls = [slow(connectedCall('host')), slow(connectedCall('relay', eu))];
    const agreeing = judge(baseline(), stun, relays(), ...calls);
    expect(webrtc(agreeing.codes)).toEqual(['webrtc-agrees']);
    const dropped = judge(baseline(), stun, relays(), ...calls.slice(0, 1), slow(droppedCall(eu)));
    expect(webrtc(dropped.codes)).toContain('webrtc-call-dropped');
  });

  it('is told as well where Chromium does not even say that it ran out of time', () => {
    const stopped = {
      ...failedCall('relay', 'offer', eu),
      status: 'inconclusive',
      result: null,
    } as const;
    const { codes, level } = judge(...sound, relays(), stopped);
    expect(webrtc(codes)).toEqual(['webrtc-too-busy']);
    expect(level).toBe('good');
  });

  it('is not said where Chromium made its offers promptly: it is not the computer then', () => {
    const prompt = [eu, us].map((target) => failedCall('relay', 'gathering', target));
    const { codes, level } = judge(...sound, relays(eu), relays(us), ...prompt);
    expect(webrtc(codes)).toEqual(['webrtc-servers-blocked']);
    expect(level).toBe('blocked');
  });
});

describe('test calls that were not made', () => {
  it('are one finding that never degrades the verdict', () => {
    const result = judge(
      baseline(),
      stun,
      skippedCall('host'),
      skippedCall('srflx'),
      skippedCall('baseline'),
    );
    expect(result.level).toBe('good');
    expect(result.codes.filter((code) => code.startsWith('webrtc-'))).toEqual(['webrtc-not-run']);
    expect(result.find('webrtc-not-run')?.itAction).toContain('need Chromium');
  });

  it('are no finding where some were made', () => {
    expect(judge(...sound, skippedCall('srflx')).codes).not.toContain('webrtc-not-run');
  });
});

describe('every text', () => {
  const errors = [300, 401, 486, 600, 699, 701];
  const servers = errors.flatMap((code) => [
    failedCall('relay', 'gathering', eu, 'udp', [iceError(code)]),
  ]);
  const others = [failedCall('relay', 'checking', eu), droppedCall(eu), connectedCall('relay', eu)];
  const directs = [failedCall('srflx'), connectedCall('srflx')];
  const poor = media('relay', eu, { rttMs: 700, jitterMs: 40, lossPercent: 9 });
  const raws = [relays(), relays(eu, silent)];
  const combinations = [...servers, ...others].flatMap((relay) =>
    directs.flatMap((direct) =>
      raws.map((raw) => [
        baseline(),
        stun,
        natMapping({ behaviour: 'address-and-port-dependent', dependent: true }),
        raw,
        failedCall('host'),
        failedCall('baseline'),
        relay,
        direct,
        poor,
      ]),
    ),
  );

  it.each(locales)('is complete (%s)', (locale) => {
    const translate = createTranslate(locale);
    const seen = new Set<string>();
    for (const probes of combinations) {
      const evidence = { status: 'completed', profile: 'default', probes } as const;
      for (const { evidence: rests, code, ...texts } of diagnose(evidence, translate).findings) {
        seen.add(code);
        expect(rests.length).toBeGreaterThan(0);
        expect(Object.values(texts).join(' ')).not.toMatch(
          /\{\{|\$t\(|undefined|webrtc\.[a-z]+\.[a-z]/,
        );
      }
    }
    expect([...seen].filter((code) => code.startsWith('webrtc-')).length).toBeGreaterThan(5);
  });
});
