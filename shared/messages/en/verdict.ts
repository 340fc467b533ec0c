/** The one sentence that a person repeats on the phone, and the sentence below it. */
export const verdict = {
  headline: {
    good: 'Calls can get through this network',
    'no-servers': 'This computer is ready for calls; the network was not checked',
    cancelled: 'The check was cancelled',
    interrupted: 'The check was cut short',
    nothing: 'Nothing was measured that tells whether calls work',
    'computer-slept': 'The computer slept during the check: check again',
    'network-changed': 'The network changed during the check: check again',
    'no-network': 'This computer is not connected to a network',
    'baseline-failed': 'This computer blocks its own calls',
    'loopback-blocked': 'Calls can get through, but this computer blocks its own call data',
    'baseline-loss': 'Calls may stutter: this computer loses call data',
    'dns-failed': 'Calls cannot connect: the names of the call servers cannot be found',
    'dns-failed-partly': 'Calls will work in part: the names of the call servers cannot be found',
    'all-servers-silent': 'Calls may not connect: no server answers',
    'all-servers-refused': 'Calls cannot connect: every server refuses',
    'no-server-usable': 'Calls may not connect: no server can be used',
    'server-problem':
      'Calls will probably work, but {{failed}} of {{count}} servers cannot be used',
    'turn-problem': 'Direct calls should work, but calls that need the relay will fail',
    'turn-some-work':
      'Calls will probably work, but {{failedRelays}} of {{relays}} relay servers cannot be used',
    'turn-some-ways': 'Calls will work, but one way to a relay server is closed',
    'turn-alone': 'No relay server can be used, and nothing else was checked',
    'turn-credentials':
      'Direct calls should work, but the call service does not accept the user name and password',
    'turn-certificate':
      'Direct calls should work, but the certificate of the call service is not good',
    'turn-clock': 'Calls may fail: the clock of this computer is wrong',
    'turn-clock-differs':
      'Direct calls should work, but the clocks of this computer and the relay differ',
    'turn-only-tcp': 'Calls will work, but may lag: the relay can be reached only by the slow way',
    'turn-channel-fails': 'Direct calls should work, but calls through the relay may be cut off',
    'turn-data-fails': 'Direct calls should work, but calls through the relay stay silent',
    'turn-permission-fails': 'Direct calls should work, but calls through the relay stay silent',
    'turn-relay-private':
      'Direct calls should work, but the relay gives out an address that nobody can reach',
    'turn-relay-lossy': 'Calls through the relay will sound bad: data is lost or late on the way',
    'no-path-for-calls': 'Calls cannot connect: this network blocks call data, and no relay works',
    'udp-blocked-relayed':
      'Calls will work, but only through a relay: this network blocks direct calls',
    'servers-fail-relayed':
      'Calls will work, but only through a relay: no other server can be used',
    'ipv4-blocked': 'Calls will work with some people only: part of this network is closed',
    'network-loss': 'Calls connect, but will sound bad: data gets lost on this network',
    'network-slow': 'Calls connect, but with a long delay: this network is slow to answer',
    'nat-symmetric-no-relay':
      'Calls reach only some people: the router of this network stands in the way, and no relay works',
    'udp-blocked': 'Calls cannot connect directly: this network blocks call data',
    'udp-and-tcp-blocked': 'Nothing gets through from this network to the call servers',
    'nat-symmetric':
      'Calls reach only some people directly: the router of this network stands in the way',
    'nat-lifetime-short':
      'Calls may break off in quiet moments: this network forgets connections too soon',
    'webrtc-blocked': 'Calls cannot connect: something on this computer stops them',
    'webrtc-servers-blocked':
      'Calls cannot connect: something on this computer keeps them from the servers',
    'webrtc-problem':
      'Calls will work in part: this computer treats calls differently from its other traffic',
    'webrtc-unconfirmed': 'Calls may not connect: a test call could not use a server',
    'webrtc-stream-poor': 'Calls connect, but will sound bad: a test call lost data',
    'webrtc-call-dropped': 'Calls connect, but may break off',
    'webrtc-only-raw-fails': 'Calls work, but not every program on this computer gets through',
    'webrtc-relay-tcp-only':
      'Calls will work, but may lag: only the slow way through a relay is open',
    'webrtc-media-failed': 'Calls connect, but sound and picture may not arrive',
    'webrtc-media-worse': 'Calls connect, but sound and picture will suffer',
    'webrtc-voice-poor': 'Calls connect, but voices will sound poor',
  },
  summary: {
    finding: '{{title}}. {{explanation}}',
    good_one: 'This computer passed its own test, and the one server that was asked answered.',
    good_other: 'This computer passed its own test, and all {{count}} servers answered.',
    goodWithoutBaseline_one: 'The one server that was asked answered.',
    goodWithoutBaseline_other: 'All {{count}} servers answered.',
    relays_one: 'The relay server that was asked works, so calls can go through it.',
    relays_other: 'The {{count}} relay servers that were asked work, so calls can go through them.',
    calls: 'A test call that left this computer connected.',
    'no-servers':
      'This computer passed its own test. No server is set up, so nothing is known about the network yet.',
    cancelled: 'What was measured until then is below. Check again for a full answer.',
    interrupted:
      'Callpath ended before the check did. What was measured until then is below. Check again for a full answer.',
    nothing: 'Run all tests for a full answer.',
  },
  whose: 'Whose problem',
  /** After `whose` and a colon. */
  owner: {
    computer: 'this computer',
    network: 'the network',
    service: 'the call service (its servers, or the account and settings for it)',
    nobody: 'nobody: nothing wrong was found',
    unknown: 'this check alone cannot tell',
  },
  /** The path of a test call, after what became of it. */
  way: {
    host: 'inside this computer',
    baseline: 'through the relay inside Callpath',
    srflx: 'directly',
    relay: 'through the relay {{host}}',
  },
  natReason: 'NAT behaviour was not examined by this check.',
} as const;
