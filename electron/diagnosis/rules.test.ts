import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { natFiltering, natMapping, natServer } from '../../shared/testing/nat-probes.ts';
import { adapters, answeredBinding, baseline, failedBinding } from '../../shared/testing/probes.ts';
import {
  certificate,
  failedTurn,
  granted,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import {
  connectedCall,
  droppedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  media,
  skippedCall,
} from '../../shared/testing/webrtc-probes.ts';
import { diagnose } from './diagnose.ts';
import type { Disturbance } from './evidence.ts';
import type { FindingCode } from './rules.ts';
import { ended, host, relay } from './testing/outcomes.ts';
import { recordedEvidence } from './testing/recorded.ts';

/** The name of a recorded check, or probes that were built as a run gives them. */
type Scene = string | readonly ProbeResult[] | Disturbed;
interface Disturbed {
  probes: readonly ProbeResult[];
  disturbances: readonly Disturbance[];
}
/** Evidence for which a row fires, and evidence for which it does not. */
type Pair = readonly [fires: Scene, rests: Scene];

const around = [adapters(), baseline(), answeredBinding('a.example.org')];
const bind = (...servers: ProbeResult[]) => [adapters(), baseline(), ...servers];
const calls = [...around, connectedCall('host'), connectedCall('baseline')];
const relays = turnAllocation(host);
const tls = (problem: 'revoked' | 'other') =>
  failedTurn({
    transport: 'tls',
    step: 'tls',
    code: 'untrusted',
    result: { tls: { ...certificate, problem } },
  });
const ipv6 = (name: string) => ({ id: `stun.binding/udp6/${name}`, family: 'IPv6' }) as const;
const lifetime = (lifetimeSec: number): ProbeResult => ({
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
    goneAfterSec: lifetimeSec + 5,
    keepAliveSec: lifetimeSec / 2,
    upperBoundSec: 300,
  },
});
const hairpin = (behaviour: 'supported' | 'not-supported'): ProbeResult => ({
  ...natMapping(),
  id: 'nat.hairpinning/udp4',
  kind: 'nat.hairpinning',
  result: { behaviour, method: 'rfc5780', tests: [], reason: null, localAddress: null },
});
const nat = [natMapping(), natFiltering()];
const symmetric = natMapping({ behaviour: 'address-and-port-dependent', dependent: true });
const slowMs = { min: 600, median: 700, p95: 800, max: 800, jitter: 9 };
const answer = answeredBinding('a.example.org');
const answerWith = (result: Partial<NonNullable<typeof answer.result>>): ProbeResult => ({
  ...answer,
  result: answer.result && { ...answer.result, ...result },
});
const audit = (rating: 'good' | 'could-be-better' | 'wrong') =>
  turnAudit([{ code: 'peers', rating, title: 'Found.', advice: '', coturnOption: null }]);
const refusedTo = (target: string) =>
  failedCall('relay', 'gathering', target, 'udp', [iceError(701)]);
const us = 'turn:turn-us.example.org';
const noMedia = { connected: false, audio: null, video: null };
const poor = { rttMs: 900, jitterMs: 90, lossPercent: 30 };
const names = ['a.example.org', 'b.example.net'].map((name) =>
  failedBinding(name, 'name-not-found'),
);
const fails = 'relay-a-relay-that-answers-';
const isSilent = { step: 'challenge', code: 'timeout' } as const;

/** A check during which something happened to the computer, with and without a test that was lost to it. */
const meanwhile = (kind: Disturbance['kind'], ...lost: string[]): Disturbed => ({
  probes: lost.length > 0 ? bind(ended(answer, 'inconclusive', 'cancelled')) : around,
  disturbances: [{ kind, atSec: 3, seconds: 40, adapters: ['wlan0'], lost }],
});

/** Every row of the table: a missing one does not compile. */
const pairs: Record<FindingCode, Pair> = {
  'baseline-failed': ['baseline-fails-offline', 'baseline-fails'],
  'loopback-blocked': ['baseline-fails', 'baseline-fails-offline'],
  'no-network': ['no-network', 'dns-fails'],
  'not-connected': [[adapters(false), baseline()], 'no-network'],
  'baseline-loss': [[baseline({ received: 90, lossPercent: 10 })], 'good'],
  'baseline-ok': ['good', 'baseline-fails'],
  'no-servers': ['no-servers', 'good'],
  'computer-slept': [meanwhile('sleep', answer.id), meanwhile('sleep')],
  'network-changed': [meanwhile('gone', answer.id), meanwhile('sleep', answer.id)],
  'computer-slept-meanwhile': [meanwhile('sleep'), meanwhile('sleep', answer.id)],
  'network-changed-meanwhile': [meanwhile('added'), meanwhile('added', answer.id)],
  'probe-crashed': [bind(ended(answer, 'inconclusive', 'internal')), 'cancelled'],
  'tests-without-result': [bind(ended(answer, 'inconclusive', 'timeout')), 'lab-udp-blocked'],
  'dns-failed': ['dns-fails', 'one-name-unknown'],
  'dns-failed-partly': [bind(...names, answeredBinding('192.0.2.1')), 'dns-fails'],
  'server-name-not-found': ['one-name-unknown', 'dns-fails'],
  'all-servers-silent': ['all-silent', 'one-silent'],
  'all-servers-refused': [
    bind(failedBinding('a.example.org', 'refused'), failedBinding('b.example.net', 'refused')),
    bind(failedBinding('a.example.org', 'refused')),
  ],
  'no-server-usable': [bind(failedBinding('a.example.org', 'refused')), 'one-closed'],
  'server-silent': ['one-silent', 'all-silent'],
  'server-refused': ['one-closed', 'one-silent'],
  'server-unreachable': [[...around, failedBinding('b.example.net', 'unreachable')], 'no-network'],
  'server-malformed': ['server-rewrites-transaction-id', 'server-honest'],
  'servers-answer': ['good', 'one-silent'],
  'some-servers-answer': ['one-silent', 'good'],
  'ipv4-blocked': [
    bind(
      ...['a.example.org', 'b.example.net'].flatMap((name) => [
        failedBinding(name, 'timeout'),
        answeredBinding(name, ipv6(name)),
      ]),
    ),
    'good',
  ],
  'ipv4-failed': [
    [...around, failedBinding('b', 'timeout'), answeredBinding('b', ipv6('b'))],
    'good',
  ],
  'ipv6-failed': [[...around, failedBinding('a.example.org', 'timeout', ipv6('a'))], 'good'],
  'network-loss': [bind(answerWith({ received: 2 })), bind(answerWith({ received: 4 }))],
  'network-slow': [bind(answerWith({ rttMs: slowMs })), 'good'],
  'udp-blocked': ['lab-udp-blocked-stun-only', 'lab-udp-blocked'],
  'udp-and-tcp-blocked': ['lab-udp-and-tcp-blocked', 'lab-udp-blocked'],
  'udp-blocked-relayed': ['lab-udp-blocked', 'lab-udp-blocked-stun-only'],
  'no-path-for-calls': [
    'udp-silent-and-tcp-does-not-relay-calls-have-no-way',
    'udp-silent-and-tcp-relays-calls-go-that-way',
  ],
  'servers-fail-relayed': [
    bind(failedBinding('a.example.org', 'refused'), turnAllocation(host, 'tls')),
    'lab-udp-blocked',
  ],
  'nat-open-internet': ['lab-open', 'lab-full-cone'],
  'nat-full-cone': ['lab-full-cone', 'lab-restricted-cone'],
  'nat-restricted-cone': ['lab-restricted-cone', 'lab-port-restricted-cone'],
  'nat-port-restricted-cone': ['lab-port-restricted-cone', 'lab-symmetric'],
  'nat-symmetric-udp-firewall': ['lab-symmetric-udp-firewall', 'lab-open'],
  'nat-symmetric': ['lab-symmetric-stun-only', 'lab-symmetric'],
  'nat-symmetric-relayed': ['lab-symmetric', 'lab-symmetric-stun-only'],
  'nat-symmetric-no-relay': [
    [...around, symmetric, natFiltering(), failedTurn({ stunErrorCode: 401 })],
    'lab-symmetric',
  ],
  'nat-lifetime-short': ['lab-short-lifetime', [...around, ...nat, lifetime(120)]],
  'nat-lifetime': [[...around, ...nat, lifetime(120)], 'lab-short-lifetime'],
  'nat-cgnat': ['lab-double-nat', 'lab-port-restricted-cone'],
  'nat-alg': ['lab-alg', 'lab-port-restricted-cone'],
  'nat-hairpinning': ['lab-hairpin', 'good'],
  'nat-no-hairpinning': [[...around, ...nat, hairpin('not-supported')], 'lab-hairpin'],
  'nat-servers-disagree': [
    [...around, natMapping({ reason: 'servers-disagree', behaviour: 'unknown' }), natFiltering()],
    'good',
  ],
  'nat-unknown': ['server-no-other-address', 'server-honest'],
  'nat-one-server': ['audit', 'good'],
  'nat-same-server': [
    [...around, natMapping({ servers: [natServer({ targets: ['stun:a', 'stun:b'] })] })],
    'good',
  ],
  'nat-server-unfit': ['server-private-other-address', 'server-honest'],
  'nat-ipv6': [
    [
      ...around,
      ...nat,
      natMapping({}, { family: 'IPv6', id: 'nat.mapping/udp6' }),
      natFiltering({}, { family: 'IPv6', id: 'nat.filtering/udp6' }),
    ],
    'good',
  ],
  'turn-name-not-found': ['relay-a-name-that-is-not-known-over-tls', 'relay-no-fault'],
  'turn-udp-silent': ['relay-silence-over-udp', 'lab-udp-blocked'],
  'turn-tcp-silent': ['relay-silence-over-tcp', 'relay-silence-over-tls'],
  'turn-tls-silent': ['relay-silence-over-tls', 'relay-silence-over-tcp'],
  'turn-allocate-ignored': ['relay-a-server-of-stun-only', 'relay-silence-over-udp'],
  'turn-refused': ['relay-a-refusal-over-tcp', 'relay-silence-over-tcp'],
  'turn-unreachable': ['relay-no-way-there-over-udp-and-tcp', 'relay-no-fault'],
  'turn-not-turn': ['relay-a-web-server-in-the-place-of-a-relay-over-tcp', 'relay-no-fault'],
  'turn-clock': ['clock-is-earlier-than-this-program-the-certificate-shows-it', 'relay-no-fault'],
  'turn-clock-differs': [
    'clock-is-two-hours-slow-a-password-with-a-later-time-is-accepted',
    'clock-is-half-an-hour-slow-the-password-lasts-longer-than-that',
  ],
  'turn-closed': ['relay-a-server-that-ends-the-connection-instead-of-an-answer', 'relay-no-fault'],
  'turn-tls-name': ['relay-a-certificate-for-another-name', 'relay-a-certificate-of-a-stranger'],
  'turn-tls-issuer': ['relay-a-certificate-of-a-stranger', 'relay-a-certificate-for-another-name'],
  'turn-tls-self-signed': ['relay-a-certificate-that-signed-itself', 'relay-no-fault'],
  'turn-tls-expired': ['relay-a-certificate-that-has-expired', 'relay-no-fault'],
  'turn-tls-not-yet-valid': ['relay-a-certificate-that-is-dated-ahead', 'relay-no-fault'],
  'turn-tls-revoked': [[...around, tls('revoked')], 'relay-no-fault'],
  'turn-tls-other': [[...around, tls('other')], 'relay-no-fault'],
  'turn-tls-protocol': [
    'relay-a-web-server-without-tls-in-the-place-of-a-relay-over-tls',
    'relay-no-fault',
  ],
  'turn-credentials-refused': ['relay-another-password', 'relay-no-fault'],
  'turn-credentials-expired': ['relay-a-rest-user-name-that-has-run-out', 'relay-no-fault'],
  'turn-credentials-rest-refused': ['relay-a-rest-secret-that-is-another-one', 'relay-no-fault'],
  'turn-wrong-credentials': [`${fails}441-wrong-credentials`, 'relay-another-password'],
  'turn-forbidden': [`${fails}403-forbidden`, 'relay-403-for-the-peer'],
  'turn-quota': ['relay-486-by-user-quota', 'relay-508-no-relay-port-left'],
  'turn-capacity': ['relay-508-no-relay-port-left', 'relay-486-by-user-quota'],
  'turn-allocation-mismatch': [`${fails}437-allocation-mismatch`, 'relay-no-fault'],
  'turn-stale-nonce': ['relay-a-relay-whose-nonces-are-always-stale', 'relay-no-fault'],
  'turn-family-unsupported': [`${fails}440-address-family-not-supported`, 'relay-no-fault'],
  'turn-transport-unsupported': ['relay-442-no-relaying-of-udp', 'relay-no-fault'],
  'turn-redirect': ['relay-300-in-a-circle', 'relay-no-fault'],
  'turn-refresh-fails': ['relay-a-relay-that-renews-nothing', 'relay-no-fault'],
  'turn-failed': [`${fails}500-server-error`, 'relay-no-fault'],
  'turn-permission-fails': [`${fails}no-createpermission`, 'relay-403-for-the-peer'],
  'turn-peer-forbidden': ['relay-403-for-the-peer', 'relay-no-fault'],
  'turn-data-unknown': [
    [
      ...around,
      relays,
      turnRelay(
        host,
        {
          allocate: {
            ...granted,
            steps: [{ name: 'peer-allocate', status: 'failed', durationMs: 1, stunErrorCode: 486 }],
          },
        },
        { status: 'inconclusive', error: { code: 'rejected', message: 'made up.' } },
      ),
    ],
    'relay-no-fault',
  ],
  'turn-data-fails': ['relay-a-relay-that-grants-an-address-and-relays-nothing', 'relay-no-fault'],
  'turn-channel-fails': ['relay-a-relay-that-binds-no-channel', 'relay-no-fault'],
  'turn-relay-lossy': ['relay-a-relay-on-a-way-that-loses-every-fifth-packet', 'relay-no-fault'],
  'turn-data-ok': ['relay-no-fault', 'relay-a-relay-on-a-way-that-loses-every-fifth-packet'],
  'turn-relay-private': [
    'relay-a-relayed-address-that-is-that-of-this-computer-as-behind-a-nat',
    'relay-no-fault',
  ],
  'turn-only-tcp': ['relay-silence-over-udp-beside-tcp-that-relays', 'relay-silence-over-udp'],
  'turn-one-family': [
    [
      ...around,
      relays,
      { ...failedTurn(isSilent), id: 'turn.allocate/udp6/turn', family: 'IPv6' } as ProbeResult,
    ],
    'relay-no-fault',
  ],
  'turn-old-software': ['relay-an-old-version', 'relay-no-fault'],
  'turn-ok': ['relay-no-fault', 'relay-another-password'],
  'turn-not-checked': [[...around, ended(relays, 'skipped', 'not-supported')], 'relay-no-fault'],
  'turn-audit-wrong': ['audit', [...around, audit('good')]],
  'turn-audit-better': [[...around, audit('could-be-better')], 'audit'],
  'turn-audit-good': [[...around, audit('good')], 'audit'],
  'webrtc-blocked': [[...around, failedCall('host'), failedCall('baseline')], calls],
  'webrtc-servers-blocked': [
    [...calls, relays, turnAllocation('turn-us.example.org'), refusedTo(relay), refusedTo(us)],
    [...calls, relays, refusedTo(relay)],
  ],
  'webrtc-baseline-failed': [[...around, connectedCall('host'), failedCall('baseline')], calls],
  'webrtc-credentials-refused': [
    [...calls, relays, failedCall('relay', 'gathering', relay, 'udp', [iceError(401)])],
    [...calls, relays, refusedTo(relay)],
  ],
  'webrtc-server-unreachable': [
    [...calls, relays, refusedTo(relay)],
    [...calls, failedTurn(isSilent), refusedTo(relay)],
  ],
  'webrtc-call-failed': [
    [...calls, relays, failedCall('relay', 'checking', relay)],
    [...calls, relays, connectedCall('relay', relay)],
  ],
  'webrtc-call-dropped': [[...calls, relays, droppedCall(relay)], calls],
  'webrtc-only-raw-fails': [
    [...calls, failedTurn(isSilent), connectedCall('relay', relay)],
    [...calls, relays, connectedCall('relay', relay)],
  ],
  'webrtc-relay-tcp-only': [
    [...calls, refusedTo(relay), connectedCall('relay', `${relay}?transport=tcp`, 'tcp')],
    [...calls, connectedCall('relay', relay)],
  ],
  'webrtc-relay-needed': [
    [...calls, symmetric, natFiltering(), failedCall('srflx'), connectedCall('relay', relay)],
    [...calls, ...nat, failedCall('srflx'), connectedCall('relay', relay)],
  ],
  'webrtc-direct-unknown': [
    [...calls, ...nat, failedCall('srflx'), connectedCall('relay', relay)],
    [...calls, ...nat, connectedCall('srflx'), connectedCall('relay', relay)],
  ],
  'webrtc-host-failed': [[...around, failedCall('host'), connectedCall('baseline')], calls],
  'webrtc-agrees': [
    [...calls, relays, connectedCall('relay', relay)],
    [...calls, relays, refusedTo(relay)],
  ],
  'webrtc-connects': [[baseline(), connectedCall('srflx')], calls],
  'webrtc-unconfirmed': [
    [baseline(), refusedTo(relay)],
    [...calls, relays, refusedTo(relay)],
  ],
  'webrtc-stream-poor': [
    [
      ...calls,
      relays,
      connectedCall('relay', relay, 'udp', {
        stream: {
          sent: 100,
          received: 70,
          duplicated: 0,
          reordered: 0,
          lossPercent: 30,
          rttMs: null,
          jitterMs: null,
        },
      }),
    ],
    [...calls, relays, connectedCall('relay', relay)],
  ],
  'webrtc-too-busy': [
    [...calls, relays, ended(gathered(relay, [iceCandidate()]), 'inconclusive', 'timeout')],
    calls,
  ],
  'webrtc-not-run': [[...around, skippedCall()], calls],
  'webrtc-media-failed': [
    [
      ...calls,
      relays,
      connectedCall('relay', relay),
      { ...media('relay', relay, undefined, noMedia), status: 'failed' },
    ],
    [...calls, relays, connectedCall('relay', relay), media('relay', relay)],
  ],
  'webrtc-media-worse': [
    [...calls, relays, connectedCall('relay', relay), media('relay', relay, poor)],
    [...calls, relays, connectedCall('relay', relay), media('relay', relay)],
  ],
  'webrtc-voice-poor': [
    [...calls, relays, media('relay', relay, poor)],
    [...calls, relays, media('relay', relay)],
  ],
};

const t = createTranslate('en');

function codesOf(scene: Scene): string[] {
  const evidence =
    typeof scene === 'string'
      ? recordedEvidence(scene)
      : {
          status: 'completed' as const,
          profile: 'default',
          startedAt: '2026-11-25T10:00:00.000Z',
          ...('probes' in scene ? scene : { probes: scene }),
        };
  return diagnose(evidence, t).findings.map(({ code }) => code);
}

describe('the row', () => {
  it.each(Object.entries(pairs))('%s fires for its cause, and not without it', (code, pair) => {
    const [fires, rests] = pair;
    expect(codesOf(fires)).toContain(code);
    expect(codesOf(rests)).not.toContain(code);
  });
});
