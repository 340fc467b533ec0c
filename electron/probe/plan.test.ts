import { describe, expect, it } from 'vitest';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { wired, wiredIpv6 } from '../../shared/testing/interfaces.ts';
import { makeProbePlan } from './plan.ts';

function planFor(
  profile: Partial<Profile>,
  rest: Partial<Parameters<typeof makeProbePlan>[0]> = {},
) {
  // What Chromium is asked has a plan and tests of its own.
  return makeProbePlan({
    profile: { ...defaultProfile, ...profile },
    interfaces: [wired],
    ...rest,
  }).filter(({ kind }) => !kind.startsWith('webrtc.'));
}

type Plan = ReturnType<typeof makeProbePlan>;
const ids = (plan: Plan) => plan.map(({ id }) => id);
/** Without the NAT tests, which ask all servers together. */
const withoutNat = (plan: Plan) => plan.filter(({ kind }) => !kind.startsWith('nat.'));
const natOnly = (plan: Plan) => plan.filter(({ kind }) => kind.startsWith('nat.'));

describe('makeProbePlan', () => {
  it('checks this computer alone where no server is named', () => {
    expect(ids(planFor({}))).toEqual(['local.interfaces', 'relay.baseline']);
  });

  it('runs no test that is not allowed, whoever asks for it', () => {
    const stun = ['stun:a.example'];
    const allowedKinds = ['relay.baseline', 'stun.binding'] as const;
    const more = ['nat.lifetime', 'stun.binding'] as const;
    const asked = planFor({ stun, probes: [...more] }, { allowedKinds, alsoKinds: more });
    expect(ids(asked)).toEqual(['stun.binding/udp4/a.example:3478']);
    const kinds = planFor({ stun }, { allowedKinds }).map(({ kind }) => kind);
    expect(kinds).toEqual(allowedKinds);
    expect(planFor({ stun }, { kinds: ['turn.audit'], allowedKinds })).toEqual([]);
  });

  it('asks each server once, by the families that can lead there', () => {
    const stun = ['stun:stun.example.org', 'stun:stun.example.org:3478', 'stun:[2001:db8::9]:3479'];
    expect(ids(withoutNat(planFor({ stun }))).slice(2)).toEqual([
      'stun.binding/udp4/stun.example.org:3478',
      'stun.binding/udp6/[2001:db8::9]:3479',
    ]);
    expect(ids(planFor({ stun: stun.slice(0, 1) }, { interfaces: [wired, wiredIpv6] }))).toContain(
      'stun.binding/udp6/stun.example.org:3478',
    );
  });

  it('does not ask by IPv6 from a link-local address alone', () => {
    const linkLocal = { ...wiredIpv6, address: 'fe80::1', scope: 'link-local' } as const;
    const plan = planFor({ stun: ['stun:a.example'] }, { interfaces: [wired, linkLocal] });
    expect(ids(plan)).not.toContain('stun.binding/udp6/a.example:3478');
  });

  it('asks a TURN server for its mapped address and for a relay, with its credentials', () => {
    const turn = [{ uri: 'turn:turn.example.org', username: 'anna', credential: 'secret' }];
    const plan = planFor({ turn });
    expect(ids(withoutNat(plan)).slice(2)).toEqual([
      'stun.binding/udp4/turn.example.org:3478',
      'turn.allocate/udp4/turn.example.org:3478',
      'turn.relay/udp4/turn.example.org:3478',
    ]);
    expect(plan.at(-1)?.credentials).toEqual({ username: 'anna', credential: 'secret' });
    expect(plan.at(-1)?.target).toBe('turn:turn.example.org');
  });

  it('tells the probe that a credential is a REST secret', () => {
    const turn = [
      { uri: 'turns:t.example', username: 'anna', credential: 's', rest: { ttlSec: 60 } },
    ];
    const plan = planFor({ turn }, { kinds: ['turn.allocate'] });
    expect(plan[0]?.credentials).toEqual({
      username: 'anna',
      credential: 's',
      rest: { ttlSec: 60 },
    });
  });

  it('does not ask by UDP what is reached by TCP or TLS', () => {
    const turn = [
      { uri: 'turn:t.example?transport=tcp', username: 'a', credential: 'b' },
      { uri: 'turns:t.example', username: 'a', credential: 'b' },
    ];
    expect(ids(planFor({ turn })).slice(2)).toEqual([
      'turn.allocate/tcp4/t.example:3478',
      'turn.allocate/tls4/t.example:5349',
      'turn.relay/tcp4/t.example:3478',
      'turn.relay/tls4/t.example:5349',
    ]);
  });

  it('sends data through a relay once its allocation was tried, and more of it only when asked', () => {
    const turn = [{ uri: 'turn:t.example', username: 'a', credential: 'b' }];
    const [plain] = planFor({ turn }, { kinds: ['turn.relay'] });
    expect(plain).toMatchObject({
      kind: 'turn.relay',
      after: 'turn.allocate/udp4/t.example:3478',
      credentials: { username: 'a', credential: 'b' },
    });
    expect(plain).not.toHaveProperty('throughput');
    const [more] = planFor({ turn }, { kinds: ['turn.relay'], throughput: true });
    expect(more?.throughput).toBe(true);
    expect(more?.deadlineMs).toBeGreaterThan(plain?.deadlineMs ?? Infinity);
  });

  it('sends no data through a relay whose password is not at hand', () => {
    const turn = [{ uri: 'turn:t.example', username: 'a', secretRef: 'kept' }];
    const kinds = planFor({ turn }).map(({ kind }) => kind);
    expect(kinds).toContain('turn.allocate');
    expect(kinds).not.toContain('turn.relay');
  });

  it('examines the NAT once an address family, by all servers that are asked over UDP', () => {
    const plan = planFor(
      {
        stun: ['stun:a.example', 'stun:192.0.2.9', 'stun:[2001:db8::9]'],
        turn: [
          { uri: 'turn:t.example', username: 'a', credential: 'b' },
          { uri: 'turn:c.example?transport=tcp', username: 'a', credential: 'b' },
        ],
      },
      { interfaces: [wired, wiredIpv6] },
    );
    const kinds = ['nat.mapping', 'nat.filtering', 'nat.alg'];
    expect(ids(natOnly(plan))).toEqual([
      ...kinds.map((kind) => `${kind}/udp4`),
      ...kinds.map((kind) => `${kind}/udp6`),
    ]);
    const hosts = natOnly(plan).map(({ servers }) => servers?.map(({ host }) => host));
    expect(hosts[0]).toEqual(['a.example', '192.0.2.9', 't.example']);
    expect(hosts[5]).toEqual(['a.example', '2001:db8::9', 't.example']);
  });

  it('tests hairpinning and the lifetime of a mapping only when they are asked for', () => {
    const profile = { stun: ['stun:192.0.2.9'], budgets: { lifetimeSec: 90 } };
    const plan = planFor(profile, { kinds: ['nat.hairpinning', 'nat.lifetime'] });
    expect(ids(plan)).toEqual(['nat.hairpinning/udp4', 'nat.lifetime/udp4']);
    expect(plan[1]).toMatchObject({ upperBoundSec: 90, deadlineMs: 210_000 });
  });

  it('runs only the kinds that were asked for, before those of the profile', () => {
    expect(ids(planFor({ probes: ['local.interfaces'] }))).toEqual(['local.interfaces']);
    const plan = planFor({ probes: ['local.interfaces'] }, { kinds: ['relay.baseline'] });
    expect(ids(plan)).toEqual(['relay.baseline']);
  });

  it('sends from the chosen interface', () => {
    const plan = planFor(
      { stun: ['stun:a.example'] },
      { interfaces: [wired, wiredIpv6], interfaceName: 'eth0' },
    );
    expect(
      withoutNat(plan)
        .slice(2)
        .map(({ localAddress }) => localAddress),
    ).toEqual(['192.168.77.2', '2001:db8::2']);
    expect(new Set(natOnly(plan).map(({ localAddress }) => localAddress))).toEqual(
      new Set(['192.168.77.2', '2001:db8::2']),
    );
  });

  it('gives no probe more than the whole deadline', () => {
    const plan = planFor({ stun: ['stun:a.example'] }, { maxDeadlineMs: 700 });
    expect(Math.max(...plan.map(({ deadlineMs }) => deadlineMs))).toBe(700);
  });
});
