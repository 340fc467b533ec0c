export const probe = {
  /** What a probe does, as a step that a person reads. */
  step: {
    'local.interfaces': "Looking at this computer's network adapters",
    'relay.baseline': 'Can this computer send and receive call data?',
    'stun.binding': 'Asking {{server}} for the public address',
    'turn.allocate': 'Asking {{server}} to relay',
  },
  /** What came of it. */
  done: {
    'local.interfaces': 'This computer has {{count}} network addresses',
    'relay.baseline': 'This computer can send and receive call data',
    'stun.binding': '{{server}} answered: the public address is {{address}}',
    'turn.allocate': '{{server}} agreed to relay',
  },
  failed: {
    'local.interfaces': 'This computer is not connected to a network',
    'relay.baseline': 'This computer failed its own test',
    'stun.binding': '{{server}} gave no usable answer',
    'turn.allocate': '{{server}} did not agree to relay',
  },
  skipped: {
    'local.interfaces': 'Network adapters: not checked',
    'relay.baseline': 'Own test: not run',
    'stun.binding': '{{server}}: not asked',
    'turn.allocate': '{{server}}: relaying was not checked',
  },
  inconclusive: {
    'local.interfaces': 'Network adapters: only this computer itself can be reached',
    'relay.baseline': 'Own test: no result',
    'stun.binding': '{{server}}: no result',
    'turn.allocate': '{{server}}: no result on relaying',
  },
  error: {
    onlyLoopback:
      'No network adapter is connected. Connect to Wi-Fi or plug in a cable, then check again.',
    cancelled: 'The check was cancelled before this test ended.',
    deadline: 'This test did not end within {{seconds}} s.',
    internal:
      'This test failed by a mistake in Callpath ({{reason}}). Please send this report to support.',
    timeout: 'No answer to {{sent}} requests within {{seconds}} s.',
    refused: 'The computer at {{endpoint}} refused: nothing listens there, or a firewall rejects.',
    unreachable: 'There is no way to {{endpoint}} from here ({{reason}}).',
    malformed: 'The answer of {{endpoint}} is not a valid STUN answer: {{reason}}.',
    noMappedAddress: 'it carries no mapped address',
    errorResponse: 'it is an error response {{code}} {{reason}}',
    nameNotFound: 'The name {{host}} could not be looked up ({{reason}}).',
    noIpv4: '{{host}} has no IPv4 address.',
    noIpv6: '{{host}} has no IPv6 address.',
    bind: 'No socket could be opened to send from ({{reason}}).',
    rejected: 'The server said {{code}} {{reason}}.',
    noCredential:
      'No password for this server is at hand. Enter it in Settings, or give it with --credential.',
    transport: 'Relaying over {{transport}} is not checked by this version.',
    relayStart: 'The embedded relay could not start: {{reason}}',
    relayLoss: 'Only {{received}} of {{sent}} messages came back through the embedded relay.',
  },
} as const;
