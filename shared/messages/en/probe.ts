export const probe = {
  /** What a probe does, as a step that a person reads. */
  step: {
    'local.interfaces': "Looking at this computer's network adapters",
    'relay.baseline': 'Can this computer send and receive call data?',
    'stun.binding': 'Asking {{server}} for the public address',
    'nat.mapping': 'Looking how this network translates addresses{{family}}',
    'nat.filtering': 'Looking what this network lets in from outside{{family}}',
    'nat.alg': 'Looking whether packets are rewritten on the way{{family}}',
    'nat.hairpinning': 'Trying to reach this computer by its own outside address{{family}}',
    'nat.lifetime': 'Waiting to see when this network forgets a connection{{family}}',
    'turn.allocate': 'Asking {{server}} to relay',
    'turn.relay': 'Sending call data through {{server}} and back',
    'turn.audit': 'Looking how {{server}} is set up',
    'webrtc.gather': 'Asking Chromium for ways to {{server}}',
    'webrtc.call': 'Placing a test call: {{server}}',
    'webrtc.media': 'Sending test sound and picture: {{server}}',
  },
  /** What came of it. */
  done: {
    'local.interfaces': 'This computer has {{count}} network addresses',
    'relay.baseline': 'This computer can send and receive call data',
    'stun.binding': '{{server}} answered: the public address is {{address}}',
    'nat.mapping': 'Address translation{{family}}: {{behaviour}}',
    'nat.filtering': 'Filter for packets from outside{{family}}: {{behaviour}}',
    'nat.alg': 'Addresses inside of packets{{family}}: {{behaviour}}',
    'nat.hairpinning': 'Own outside address from inside{{family}}: {{behaviour}}',
    'nat.lifetime': 'An idle connection is kept for {{seconds}} s{{family}} ({{behaviour}})',
    'turn.allocate': '{{server}} agreed to relay',
    'turn.relay': '{{server}} relays call data',
    'turn.audit': 'The set-up of {{server}} was looked at',
    'webrtc.gather': 'Chromium found ways to {{server}}',
    'webrtc.call': 'The test call connected: {{server}}',
    'webrtc.media': 'Test sound and picture arrived: {{server}}',
  },
  failed: {
    'local.interfaces': 'This computer is not connected to a network',
    'relay.baseline': 'This computer failed its own test',
    'stun.binding': '{{server}} gave no usable answer',
    'nat.mapping': 'Address translation{{family}}: no server answered',
    'nat.filtering': 'Filter for packets from outside{{family}}: no answer',
    'nat.alg': 'Addresses inside of packets{{family}}: no answer',
    'nat.hairpinning': 'Own outside address from inside{{family}}: no answer',
    'nat.lifetime': 'How long an idle connection is kept{{family}}: no answer',
    'turn.allocate': '{{server}} did not agree to relay',
    'turn.relay': '{{server}} does not relay call data',
    'turn.audit': 'The set-up of {{server}} could not be looked at',
    'webrtc.gather': 'Chromium found no way to {{server}}',
    'webrtc.call': 'The test call did not connect: {{server}}',
    'webrtc.media': 'Test sound and picture did not arrive: {{server}}',
  },
  skipped: {
    'local.interfaces': 'Network adapters: not checked',
    'relay.baseline': 'Own test: not run',
    'stun.binding': '{{server}}: not asked',
    'nat.mapping': 'Address translation{{family}}: not tested',
    'nat.filtering': 'Filter for packets from outside{{family}}: not tested',
    'nat.alg': 'Addresses inside of packets{{family}}: not tested',
    'nat.hairpinning': 'Own outside address from inside{{family}}: not tested',
    'nat.lifetime': 'How long an idle connection is kept{{family}}: not tested',
    'turn.allocate': '{{server}}: relaying was not checked',
    'turn.relay': '{{server}}: no call data was sent',
    'turn.audit': '{{server}}: set-up not looked at',
    'webrtc.gather': '{{server}}: Chromium was not asked',
    'webrtc.call': '{{server}}: no test call',
    'webrtc.media': '{{server}}: no test sound and picture',
  },
  inconclusive: {
    'local.interfaces': 'Network adapters: only this computer itself can be reached',
    'relay.baseline': 'Own test: no result',
    'stun.binding': '{{server}}: no result',
    'nat.mapping': 'Address translation{{family}}: not known',
    'nat.filtering': 'Filter for packets from outside{{family}}: not known',
    'nat.alg': 'Addresses inside of packets{{family}}: not known',
    'nat.hairpinning': 'Own outside address from inside{{family}}: not known',
    'nat.lifetime': 'How long an idle connection is kept{{family}}: not known',
    'turn.allocate': '{{server}}: no result on relaying',
    'turn.relay': '{{server}}: no result on call data',
    'turn.audit': '{{server}}: no result on its set-up',
    'webrtc.gather': '{{server}}: no result from Chromium',
    'webrtc.call': '{{server}}: no result of the test call',
    'webrtc.media': '{{server}}: no result on sound and picture',
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
    connectSilent: 'Nobody answered at {{endpoint}}: no TCP connection within {{seconds}} s.',
    tlsSilent:
      '{{endpoint}} took the connection, but the TLS handshake did not end within {{seconds}} s.',
    closed: '{{endpoint}} ended the connection before it answered ({{reason}}).',
    tls: {
      'name-mismatch':
        'The certificate of {{endpoint}} is for another name than the one in the settings.',
      'self-signed':
        'The certificate of {{endpoint}} vouches for itself: nobody that this computer trusts has signed it.',
      'unknown-issuer':
        'The certificate of {{endpoint}} comes from an issuer that this computer does not trust, or the server does not send the certificates in between ({{reason}}).',
      expired: 'The certificate of {{endpoint}} has expired.',
      'not-yet-valid': 'The certificate of {{endpoint}} is not valid yet.',
      clock:
        'The clock of this computer is wrong, so the certificate of {{endpoint}} seems not to be valid yet.',
      revoked: 'The certificate of {{endpoint}} was withdrawn by its issuer.',
      protocol: '{{endpoint}} did not agree on a TLS connection ({{reason}}).',
      other: 'The certificate of {{endpoint}} is not to be trusted ({{reason}}).',
    },
    redirect: {
      loop: 'The server sent this computer on to {{to}}, which sent it back.',
      'too-many': 'One server after another sent this computer on, at last to {{to}}.',
      unusable:
        'The server sent this computer on to another one without an address that can be used.',
    },
    credential: {
      wrong: 'The server did not accept the user name or the password ({{code}}).',
      expired:
        'The server did not accept the user name ({{code}}): it was good until {{time}} UTC.',
      clock:
        'The server did not accept the user name ({{code}}), because the clock of this computer and the clock of the server differ. The name was made to be good until {{time}} UTC.',
    },
    noMappedAddress: 'it carries no mapped address',
    errorResponse: 'it is an error response {{code}} {{reason}}',
    nameNotFound: 'The name {{host}} could not be looked up ({{reason}}).',
    noIpv4: '{{host}} has no IPv4 address.',
    noIpv6: '{{host}} has no IPv6 address.',
    bind: 'No socket could be opened to send from ({{reason}}).',
    rejected: 'The server said {{code}} {{reason}}.',
    noCredential:
      'Callpath has no password for this server, so it was not asked. Enter it in Settings or when the window asks for it, or give it with --credential.',
    relayStart: 'The embedded relay could not start: {{reason}}',
    relayLoss: 'Only {{received}} of {{sent}} messages came back through the embedded relay.',
    noRelayedAddress:
      'The server gave no relayed address before, so no data could be sent through it.',
  },
  /** Where a relay test ended early; `reason` is a sentence. */
  relayStop: {
    allocate: 'No relayed address, so no data was sent. {{reason}}',
    'peer-allocate':
      'The server gave one relayed address, but no second one for the other end of the test, and a plain socket was not reached through it either: whether it relays is not known. {{reason}}',
    permission:
      'The server gave a relayed address, but no permission to send data to the other end of the test. {{reason}}',
    'send-data':
      'The server gave a relayed address and relays nothing: of {{sent}} packets to the other end of the test none came back.',
    channel: 'Data passes, but the server binds no channel for it. {{reason}}',
    'channel-data':
      'Data passes by Send indications, but not by channels: of {{sent}} packets none came back.',
  },
  /** Why a NAT test has no result, in one sentence each. */
  natReason: {
    'no-answer': 'No server answered over UDP.',
    'no-way':
      'This computer has no way to any of the servers. Check the connection, and try again.',
    'no-address': 'No server has an address of this family.',
    'one-address':
      'Only one server address answered, and a comparison needs two. Name a second STUN server.',
    'one-port':
      'No server has a second port, so whether the port of the other side matters too could not be seen.',
    'servers-disagree':
      'The servers contradict each other: they see this computer in different ways. Check again, and look whether a VPN carries part of the traffic.',
    'no-fit-server':
      'No server that answered can measure this: it takes one that has a second address and answers from it (RFC 5780). Name such a server.',
    'too-much-loss':
      'So many packets are lost that silence proves nothing. Check again on a better connection.',
    'network-changed':
      'The network changed during the test: this computer lost the address that the test was using. Check again.',
    stopped: 'The test was stopped before its end.',
    symmetric:
      'Each destination sees another address of this computer, so this test would prove nothing.',
    'no-nat': 'There is no address translation, so there is nothing to turn around.',
    'not-sent-by-servers':
      'No server sends its answer in the old form (MAPPED-ADDRESS) as well, so there was nothing to compare.',
    'no-response-port':
      'No server can send to another port (RESPONSE-PORT, RFC 5780). Name one that can, such as coturn.',
    'two-public-addresses':
      'This network gives every connection another public address, so the test cannot reach its own.',
  },
  /** What a server cannot be used for, after its name. */
  fitness: {
    fit: 'can measure everything',
    'no-other-address': 'names no second address (OTHER-ADDRESS)',
    'private-other-address':
      'names a second address that cannot be reached from here: one of its own private network',
    'equal-other-address':
      'names a second address that does not differ from its first in address and port',
    'silent-other-address': 'names a second address at which nobody answers',
    'ignores-change-request':
      'answers from its first address although it was asked to answer from the second (it ignores CHANGE-REQUEST)',
    'refuses-change-request': 'refuses to answer from its second address',
    'drops-change-request':
      'does not answer when it is asked to answer from its second address, even where nothing is in the way',
    'answers-from-elsewhere': 'answers from an address or port that was not asked',
    'rewrites-transaction-ids': 'answers with a transaction id that it was not asked with',
    silent: 'does not answer',
    'other-interface': 'is reached by another network adapter than most, so it was not compared',
    'not-judged': 'was not asked to the end',
  },
  /** The questions of the NAT tests. */
  natTest: {
    'test I': 'test I: first address',
    'test II': 'test II',
    'test III': 'test III',
    'other port': 'other port',
    'control II': 'control of II',
    'control III': 'control of III',
    port: 'another socket',
    TCP: 'TCP',
    hairpin: 'own outside address',
    lifetime: 'after silence',
  },
  natTestStatus: {
    answered: 'answered',
    silent: 'no answer',
    pending: 'not waited for',
    elsewhere: 'answered from elsewhere',
    rejected: 'refused',
    malformed: 'not a valid answer',
    'not-sent': 'not sent',
  },
  /** The steps of a TURN client. */
  turnStep: {
    resolve: 'look up the name',
    connect: 'connect',
    tls: 'agree on encryption',
    challenge: 'ask for the challenge',
    redirect: 'follow to another server',
    allocate: 'get a relay address',
    'peer-allocate': 'get a second relay address',
    permission: 'allow the other side',
    'send-data': 'first packet there and back',
    channel: 'bind a channel',
    'channel-data': 'stream of packets',
    refresh: 'renew the relay address',
    release: 'give the relay address back',
  },
  lifetime: {
    begun: '{{elapsedSec}} s: waiting.',
    alive: '{{elapsedSec}} s: still open after {{aliveSec}} s of silence.',
    between: '{{elapsedSec}} s: open after {{aliveSec}} s, closed after {{goneSec}} s of silence.',
  },
} as const;
