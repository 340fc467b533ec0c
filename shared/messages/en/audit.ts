/** What an audit of a TURN server says: for the person who runs it. */
export const audit = {
  /** What each item is about, for items that were not checked. */
  topic: {
    'transport-udp': 'UDP',
    'transport-tcp': 'TCP',
    'transport-tls': 'TLS',
    'port-443': 'Port 443',
    ipv6: 'IPv6',
    rfc5780: 'NAT discovery (RFC 5780)',
    authentication: 'Sign-in required',
    'sign-in': 'Sign-in with this account',
    realm: 'Realm',
    'nonce-for-each': 'A nonce for each client',
    'nonce-checked': 'Nonces are checked',
    'nonce-kept': 'Nonces last for more than one request',
    'password-algorithms': 'SHA-256 for passwords',
    lifetime: 'Lifetime of allocations',
    'relay-ports': 'Relay ports',
    'relay-address': 'Relayed address',
    'relay-ipv6': 'Relaying to IPv6',
    'tls-versions': 'Versions of TLS',
    certificate: 'Certificate',
    'loopback-peers': 'Relaying to the server itself (loopback)',
    'mapped-peers': 'Relaying to loopback, written as IPv6',
    'unspecified-peers': 'Relaying to 0.0.0.0 and ::',
    'link-local-peers': 'Relaying to link-local addresses',
    'private-peers': 'Relaying to private addresses',
    'multicast-peers': 'Relaying to multicast addresses',
    'own-address-peers': 'Relaying between two clients of the server',
    software: 'What the server tells about its program',
    rtt: 'Distance beside the other servers',
  },
  notChecked: '{{topic}}: not checked, because {{why}}.',
  reason: {
    stopped: { why: 'the audit was stopped before', advice: 'Run it again.' },
    'no-answer': {
      why: 'the server did not answer',
      advice: 'See what the items about UDP, TCP and TLS say.',
    },
    'not-answered': { why: 'this one request was not answered', advice: 'Run the audit again.' },
    'no-credential': {
      why: 'there is no password for this server at hand',
      advice: 'Enter it in Settings, or give it with --credential.',
    },
    'not-signed-in': {
      why: 'the server gave no allocation',
      advice: 'See what the items about sign-in and quotas say.',
    },
    'open-relay': {
      why: 'the server relays without sign-in',
      advice: 'Mend that first.',
    },
    'one-answer': {
      why: 'only one way in answered, and a comparison needs two',
      advice: '',
    },
    'one-allocation': {
      why: 'only one allocation was given, and a comparison needs two',
      advice: '',
    },
    quota: {
      why: 'the quota of this account was reached (486)',
      advice: 'Use an account that nobody else uses, or raise the quota (coturn: user-quota).',
    },
    'address-only': {
      why: 'the server is named by an IPv4 address',
      advice: 'Give clients a name, so that it can lead to both IPv4 and IPv6.',
    },
    'no-ipv6-here': {
      why: 'this computer cannot send to it over IPv6',
      advice: 'Run the audit from a network with IPv6.',
    },
    'no-relay-ipv6': {
      why: 'the server relays to one address family only',
      advice: '',
    },
    'server-on-loopback': {
      why: 'the server is reached by a loopback address',
      advice: 'Run the audit from another computer.',
    },
    'no-udp': { why: 'the server does not answer over UDP', advice: '' },
    'nat-here': {
      why: 'the address translation of this network is in the way',
      advice: 'Run the audit from a computer with a public address.',
    },
    'no-tls': { why: 'no TURN over TLS was found', advice: '' },
    'tls-not-known': {
      why: 'the connections for it did not succeed',
      advice: 'Run the audit again.',
    },
    clock: {
      why: 'the clock of this computer is wrong',
      advice: 'Set the clock, then run the audit again.',
    },
    'no-consent': {
      why: 'nobody agreed to it',
      advice:
        'If you run this server, agree to the questions about peers (--audit-peers). They ask for permissions only: no data is sent.',
    },
    'one-server': {
      why: 'the profile names no other server',
      advice: '',
    },
    'others-silent': { why: 'no other server of the profile answered', advice: '' },
  },
  /** The title says what was found, the advice what to do about it. */
  found: {
    'udp-answers': { title: 'UDP: answers at port {{ports}}.', advice: '' },
    'udp-silent': {
      title: 'UDP: no TURN server answers at port {{ports}}.',
      advice:
        'Calls go over UDP first. Let the server listen to UDP, and open the port in its firewall. Remove no-udp if it is set.',
    },
    'tcp-answers': { title: 'TCP: answers at port {{ports}}.', advice: '' },
    'tcp-silent': {
      title: 'TCP: no TURN server answers at port {{ports}}.',
      advice:
        'Who sits behind a firewall that blocks UDP needs it. Let the server listen to TCP at the same port, open it in the firewall, and remove no-tcp if it is set.',
    },
    'tls-answers': { title: 'TLS: answers at port {{ports}}.', advice: '' },
    'tls-silent': {
      title: 'TLS: no TURN server answers at port {{ports}}.',
      advice:
        'Some firewalls let nothing pass that is not TLS. Give the server a certificate (cert=, pkey=) and let it listen to TLS. Remove no-tls if it is set.',
    },
    'tls-promised': {
      title: 'TLS: clients are sent to it (turns:), and no TURN server answers at port {{ports}}.',
      advice:
        'Let the server listen to TLS at that port, with a certificate (cert=, pkey=), or take the address out of what clients are given.',
    },
    'tls-untrusted': {
      title: 'TLS: there is a listener at port {{port}}, but its certificate is not to be trusted.',
      advice: 'See what the item about the certificate says.',
    },
    'port-443-answers': { title: 'Port 443: TURN answers.', advice: '' },
    'port-443-taken': {
      title: 'Port 443: another service answers there.',
      advice:
        'The strictest firewalls let out nothing but this port. Give TURN an address of its own, where it can listen to TLS at 443.',
    },
    'port-443-silent': {
      title: 'Port 443: no TURN server answers.',
      advice:
        'The strictest firewalls let out nothing but this port. Let the server listen to TLS there as well.',
    },
    'ipv6-answers': { title: 'IPv6: answers.', advice: '' },
    'ipv6-none': {
      title: 'IPv6: {{host}} has no IPv6 address.',
      advice:
        'More and more networks have IPv6 only, and reach IPv4 by a translation. Let the server listen to an IPv6 address, and enter it in DNS (AAAA).',
    },
    'ipv6-silent': {
      title: 'IPv6: {{host}} has an IPv6 address in DNS, and nobody answers there.',
      advice:
        'Clients with IPv6 try it and wait. Let the server listen there and open its firewall for IPv6, or take the address out of DNS (AAAA).',
    },
    'rfc5780-fit': {
      title: 'NAT discovery (RFC 5780): works, by the second address {{other}}.',
      advice: '',
    },
    'rfc5780-none': {
      title: 'NAT discovery (RFC 5780): not offered.',
      advice:
        'Calls do not need it. Where it is wanted, to see what kind of network a client is in, it takes two public addresses. coturn has it off by default since version 4.7.',
    },
    'rfc5780-unfit': {
      title: 'NAT discovery (RFC 5780): the second address {{other}} cannot be used.',
      advice:
        'It must be public, and differ from the first in address and port. Correct it, or switch the feature off (coturn: no-rfc5780).',
    },
    'rfc5780-silent': {
      title: 'NAT discovery (RFC 5780): nobody answers at the second address {{other}}.',
      advice:
        'Open both ports at both addresses in the firewall, or switch the feature off (coturn: no-rfc5780).',
    },
    'rfc5780-ignores': {
      title: 'NAT discovery (RFC 5780): the server was asked to answer from {{other}} and did not.',
      advice:
        'Clients would take their network for closed, or for open, when it is not. Correct the second address, or switch the feature off (coturn: no-rfc5780).',
    },
    'sign-in-asked': { title: 'Sign-in: required.', advice: '' },
    'open-relay': {
      title: 'Sign-in: not required. Everybody can relay through this server.',
      advice:
        'Strangers can send their traffic in its name and reach what is near it. Require sign-in, and remove no-auth.',
    },
    'signed-in': { title: 'Sign-in: this account is accepted.', advice: '' },
    'sign-in-refused': {
      title: 'Sign-in: this account is refused ({{code}}).',
      advice:
        'Compare name, password and realm with the server’s. For time-limited names compare the secret and the clocks as well.',
    },
    'realm-own': { title: 'Realm: {{realm}}.', advice: '' },
    'realm-odd': {
      title: 'Realm: “{{realm}}” is not a domain of yours.',
      advice:
        'Passwords are kept as hashes with the realm in them. Choose a domain name that you own before there are many accounts.',
    },
    'realm-none': {
      title: 'Realm: the challenge has none, so that nobody can sign in.',
      advice: 'Set the realm to a domain name that you own.',
    },
    'nonce-for-each': { title: 'Nonces: each client gets its own.', advice: '' },
    'nonce-none': {
      title: 'Nonces: the challenge has none, so that nobody can sign in.',
      advice: 'Update the server: RFC 8489 requires a nonce.',
    },
    'nonce-shared': {
      title: 'Nonces: several clients got the same one.',
      advice:
        'Who overhears a client can then sign in with what it sent. Have the server make a nonce for each client, and let it expire.',
    },
    'nonce-checked': {
      title: 'Nonces: one that the server did not give is refused (438).',
      advice: '',
    },
    'nonce-not-checked': {
      title: 'Nonces: one that the server did not give is accepted.',
      advice:
        'What was overheard can be sent again by somebody else. Update the server, or switch its check of nonces on.',
    },
    'nonce-refused': {
      title: 'Nonces: one that the server did not give is refused with {{code}} instead of 438.',
      advice:
        'Clients take 438 as the sign to go on with a new nonce. With {{code}} calls end when a nonce expires. Update the server.',
    },
    'nonce-kept': { title: 'Nonces: good for more than one request.', advice: '' },
    'nonce-once': {
      title: 'Nonces: the same one was refused in the next request ({{code}}).',
      advice:
        'Each request then takes two round trips, and calls begin later. Let nonces live for some minutes. Behind a load balancer, let all packets of a client go to the same server.',
    },
    'algorithms-offered': {
      title: 'Passwords: SHA-256 is offered, and nobody can take the offer out unseen.',
      advice: '',
    },
    'algorithms-none': {
      title: 'Passwords: MD5 only, as in RFC 5389.',
      advice:
        'Nothing can be set for it in coturn. Use long random passwords or time-limited ones (use-auth-secret), and TLS where it matters.',
    },
    'algorithms-taken-out': {
      title: 'Passwords: the server offers SHA-256, and something on the way took the offer out.',
      advice:
        'Look for a proxy or a load balancer that rewrites STUN messages. Clients that follow RFC 8489 refuse to sign in.',
    },
    'lifetime-usual': {
      title: 'Lifetime of allocations: {{seconds}} s; {{longest}} s for who asks for {{asked}} s.',
      advice: '',
    },
    'lifetime-kept': { title: 'Lifetime of allocations: {{seconds}} s.', advice: '' },
    'lifetime-short': {
      title: 'Lifetime of allocations: {{seconds}} s is short.',
      advice:
        'Clients must refresh before the end, and one lost packet can then end a call. The usual is 600 s, and up to an hour for who asks.',
    },
    'lifetime-long': {
      title: 'Lifetime of allocations: {{longest}} s for who asks for {{asked}} s.',
      advice:
        'Clients that vanish keep their port for so long. RFC 8656 recommends an hour as the most.',
    },
    'lifetime-none': {
      title: 'Lifetime of allocations: the server does not say it.',
      advice: 'Clients do not know when to refresh. Update the server.',
    },
    'ports-dynamic': { title: 'Relay ports: {{ports}}, as they should be.', advice: '' },
    'ports-low': {
      title: 'Relay ports: {{ports}} are below 49152.',
      advice:
        'Other services may use ports there, and firewalls expect TURN above. Choose a range within 49152 to 65535, and open it for UDP.',
    },
    'ports-shared': {
      title: 'Relay ports: two allocations got the same one ({{ports}}).',
      advice: 'Their data would be mixed. Update the server.',
    },
    'relay-public': {
      title: 'Relayed address: {{relayed}}, which is public.',
      advice: '',
    },
    'relay-same': {
      title: 'Relayed address: {{relayed}}, the one that clients reach the server by.',
      advice: '',
    },
    'relay-inside': {
      title: 'Relayed address: {{relayed}}, for calls inside this network.',
      advice: '',
    },
    'relay-private': {
      title: 'Relayed address: {{relayed}} is private, and the server is at {{server}}.',
      advice:
        'Nobody outside reaches it: calls through this server do not connect. Tell the server its outside address, and forward the relay ports to it.',
    },
    'relay-ipv6': { title: 'Relaying to IPv6: offered, at {{relayed}}.', advice: '' },
    'relay-ipv6-none': {
      title: 'Relaying to IPv6: not offered (440).',
      advice:
        'Calls with somebody who has IPv6 only cannot be relayed. Give the server a relay address of IPv6.',
    },
    'relay-ipv6-ignored': {
      title: 'Relaying to IPv6: the wish for it is ignored.',
      advice: 'Give the server a relay address of IPv6, or update it.',
    },
    'tls-current': { title: 'TLS versions: {{versions}}.', advice: '' },
    'tls-old-too': {
      title: 'TLS versions: {{versions}}, and 1.0 and 1.1 are no longer safe.',
      advice: 'Switch TLS 1.0 and 1.1 off (RFC 8996). No browser uses them any more.',
    },
    'tls-old-only': {
      title: 'TLS versions: {{versions}} only.',
      advice: 'Browsers refuse them. Update the server and its OpenSSL.',
    },
    'tls-no-1-3': {
      title: 'TLS versions: {{versions}}, and not 1.3.',
      advice: 'TLS 1.3 saves a round trip. Update the server’s OpenSSL, or allow it there.',
    },
    'tls-no-1-2': {
      title: 'TLS versions: {{versions}}, and not 1.2.',
      advice:
        'Older devices cannot connect. Allow TLS 1.2 as well; remove no-tlsv1_2 if it is set.',
    },
    'certificate-good': {
      title: 'Certificate: good for {{host}} until {{validTo}} ({{days}} days), chain complete.',
      advice: '',
    },
    'certificate-ends-soon': {
      title: 'Certificate: ends on {{validTo}}, in {{days}} days.',
      advice:
        'Renew it, and see that the server loads the new one (coturn: a restart, or SIGUSR2). Automatic renewal would have acted by now.',
    },
    'certificate-ends': {
      title: 'Certificate: ends on {{validTo}}, in {{days}} days.',
      advice:
        'Renew it now, and see that the server loads the new one (coturn: a restart, or SIGUSR2). From that day on TLS does not connect.',
    },
    'certificate-expired': {
      title: 'Certificate: expired on {{validTo}}.',
      advice:
        'Renew it, and see that the server loads the new one (coturn: a restart, or SIGUSR2).',
    },
    'certificate-early': {
      title: 'Certificate: not valid yet.',
      advice: 'Compare the clock of the computer that issued it, or wait until it begins.',
    },
    'certificate-name': {
      title: 'Certificate: not good for {{host}}.',
      advice:
        'Clients refuse it. Get a certificate with this name in it, or give clients the name that it has.',
    },
    'certificate-self-signed': {
      title: 'Certificate: signed by nobody but itself.',
      advice: 'Browsers refuse it. Get one from an authority that they know.',
    },
    'certificate-chain': {
      title:
        'Certificate: the server sends its own only, and this computer does not know the issuer ({{issuer}}).',
      advice: 'Put the certificates in between behind it in the file (fullchain.pem).',
    },
    'certificate-issuer': {
      title: 'Certificate: issued by {{issuer}}, whom this computer does not trust.',
      advice: 'Get one from an authority that browsers know, or have clients trust yours.',
    },
    'certificate-revoked': {
      title: 'Certificate: withdrawn by its issuer.',
      advice: 'Get a new one, with a new key.',
    },
    'certificate-other': {
      title: 'Certificate: not to be trusted.',
      advice: 'Get a new one from an authority that browsers know.',
    },
    'loopback-refused': {
      title: 'Relaying to the server itself (loopback): refused ({{peers}}).',
      advice: '',
    },
    'loopback-granted': {
      title: 'Relaying to the server itself (loopback): allowed ({{peers}}).',
      advice:
        'Who has an account reaches services that listen on the server for itself only. Remove allow-loopback-peers, and deny these addresses.',
    },
    'mapped-refused': {
      title: 'Relaying to loopback, written as IPv6: refused ({{peers}}).',
      advice: '',
    },
    'mapped-granted': {
      title: 'Relaying to loopback, written as IPv6: allowed ({{peers}}).',
      advice:
        'Rules for IPv4 are passed by this way of writing (CVE-2026-27624). Update coturn to 4.9.0 or later, and deny these addresses.',
    },
    'unspecified-refused': {
      title: 'Relaying to 0.0.0.0 and ::: refused ({{peers}}).',
      advice: '',
    },
    'unspecified-granted': {
      title: 'Relaying to 0.0.0.0 or ::: allowed ({{peers}}).',
      advice:
        'On Linux they lead to the server itself (CVE-2020-26262). Update coturn to 4.5.2 or later, and deny these addresses.',
    },
    'link-local-refused': {
      title: 'Relaying to link-local addresses: refused ({{peers}}).',
      advice: '',
    },
    'link-local-granted': {
      title: 'Relaying to link-local addresses: allowed ({{peers}}).',
      advice: 'In a cloud, 169.254.169.254 gives out the keys of the server. Deny these addresses.',
    },
    'private-refused': {
      title: 'Relaying to private addresses: refused ({{peers}}).',
      advice: '',
    },
    'private-inside': {
      title: 'Relaying to private addresses: allowed ({{peers}}), as inside a private network.',
      advice: '',
    },
    'private-granted': {
      title: 'Relaying to private addresses: allowed ({{peers}}).',
      advice:
        'Who has an account reaches the network behind the server. Deny these addresses, but for those that calls need.',
    },
    'multicast-refused': {
      title: 'Relaying to multicast addresses: refused ({{peers}}).',
      advice: '',
    },
    'multicast-granted': {
      title: 'Relaying to multicast addresses: allowed ({{peers}}).',
      advice: 'One packet would reach many devices near the server. Calls do not need it: deny it.',
    },
    'own-address-granted': {
      title: 'Relaying between two clients of the server: allowed ({{peers}}).',
      advice: '',
    },
    'own-address-refused': {
      title: 'Relaying between two clients of the server: refused.',
      advice:
        'Where both sides of a call need this relay, each reaches the other by the server’s own address. Allow it, and see that no other service listens there for everybody.',
    },
    'software-hidden': { title: 'Program: the server does not tell.', advice: '' },
    'software-name': { title: 'Program: {{software}}, without its version.', advice: '' },
    'software-old': {
      title: 'Program: {{software}}, with its version, against which faults are known ({{cves}}).',
      advice:
        'Update coturn to {{fixedIn}} or later. Distributions repair faults without changing the version: compare with their notes. Hide the version as well.',
    },
    'software-version': {
      title: 'Program: {{software}}, with its version.',
      advice:
        'It tells attackers which faults to try, and makes every answer longer. Hide it; coturn does so by default since version 4.7.',
    },
    'rtt-nearest': {
      title: 'Distance: {{ms}} ms, the nearest of {{count}} servers from here.',
      advice: '',
    },
    'rtt-near': {
      title:
        'Distance: {{ms}} ms, place {{place}} of {{count}} from here; {{nearest}} has {{nearestMs}} ms.',
      advice: '',
    },
    'rtt-far': {
      title:
        'Distance: {{ms}} ms, place {{place}} of {{count}} from here; {{nearest}} has {{nearestMs}} ms.',
      advice:
        'Give clients of this region the nearer server first. For a server that is meant for another region this is in order.',
    },
  },
  nowhere: 'No TURN server answered at {{host}}. {{count}} ways in were asked.',
} as const;
