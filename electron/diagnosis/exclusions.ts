import type { FindingCode } from './rules.ts';

/** No call has a way out of this network. */
const noWay = [
  'udp-blocked',
  'udp-and-tcp-blocked',
  'no-path-for-calls',
  'dns-failed',
  'no-network',
  'all-servers-refused',
] as const;

/** A call has one. */
const someWay = [
  'servers-answer',
  'some-servers-answer',
  'turn-ok',
  'turn-data-ok',
  'webrtc-agrees',
  'webrtc-connects',
  'udp-blocked-relayed',
  'servers-fail-relayed',
  'webrtc-relay-tcp-only',
] as const;

/** Findings of which a report has one at most: they say different things of the same. */
export const exclusions: readonly (readonly FindingCode[])[] = [
  ['baseline-ok', 'baseline-loss', 'baseline-failed', 'loopback-blocked'],
  ['servers-answer', 'some-servers-answer', 'no-server-usable', 'all-servers-silent', ...noWay],
  ['dns-failed', 'dns-failed-partly', 'no-network', 'not-connected'],
  ['udp-blocked-relayed', 'servers-fail-relayed', 'all-servers-silent', 'no-server-usable'],
  [
    'nat-open-internet',
    'nat-full-cone',
    'nat-restricted-cone',
    'nat-port-restricted-cone',
    'nat-symmetric-udp-firewall',
    'nat-symmetric',
    'nat-symmetric-relayed',
    'nat-symmetric-no-relay',
    'nat-unknown',
  ],
  ['nat-lifetime', 'nat-lifetime-short'],
  ['nat-hairpinning', 'nat-no-hairpinning'],
  ['webrtc-relay-needed', 'webrtc-direct-unknown'],
  ['webrtc-blocked', 'webrtc-servers-blocked', 'webrtc-agrees'],
  ['webrtc-blocked', 'webrtc-connects'],
  ['webrtc-not-run', 'webrtc-agrees'],
  ['webrtc-not-run', 'webrtc-connects'],
  ...noWay.flatMap((none) => someWay.map((some) => [none, some] as const)),
];
