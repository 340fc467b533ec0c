/** The texts of findings about TURN servers; see `finding.ts` for what the four of them say. */
export const turnFinding = {
  'turn-name-not-found': {
    title: 'The name of the relay server {{host}} is not known',
    explanation:
      'The name server of this network does not know the address of this relay, so it could not be asked. Calls that need it will fail.',
    user: 'Check the spelling under Settings, or ask support for the right address.',
    it: '{{reason}} Check the record, and the spelling in the profile: {{server}}.',
  },
  'turn-udp-silent': {
    title: 'The relay server {{host}} does not answer by the fast way of calls',
    explanation:
      'None of the requests was answered. Either the fast way that calls prefer is closed on the way to this server, or the server is down: this test alone cannot tell which.',
    user: 'Try another network, such as a phone hotspot, and check again. If the relay works there, this network is in the way.',
    it: '{{server}}: {{reason}} Please allow outbound {{ports}} to {{host}}, with answers let back in, and check that the TURN service runs.',
  },
  'turn-tcp-silent': {
    title: 'The relay server {{host}} does not answer by the way of web pages',
    explanation:
      'The connection was not answered. A firewall that drops it, or a server that is down, looks like this.',
    user: 'Try another network, such as a phone hotspot, and check again. If the relay works there, this network is in the way.',
    it: '{{server}}: {{reason}} Last step: $t(probe.turnStep.{{step}}). Please allow outbound {{ports}} to {{host}}, and check that the TURN service listens on TCP.',
  },
  'turn-tls-silent': {
    title: 'The relay server {{host}} does not answer by the encrypted way of web pages',
    explanation:
      'The encrypted connection was not answered. A firewall that lets only known web pages through, or a server that is down, looks like this.',
    user: 'Try another network, such as a phone hotspot, and check again. If the relay works there, this network is in the way.',
    it: '{{server}}: {{reason}} Last step: $t(probe.turnStep.{{step}}). Please allow outbound {{ports}} to {{host}} without TLS inspection, and check that the TURN service listens for TLS.',
  },
  'turn-allocate-ignored': {
    title: '{{host}} answers, but not when it is asked to relay',
    explanation:
      'The server answers simple questions, so the way there is open. Requests to relay get no answer. It may offer no relaying at all, or a device on the way lets only the simple questions through.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}} answers STUN Binding, but not Allocate: {{reason}} Check that TURN is switched on there (coturn: neither stun-only nor no-turn), and that no firewall filters TURN by its content.',
  },
  'turn-refused': {
    title: 'The relay server {{host}} refuses',
    explanation:
      'The request was turned away at once. Nothing listens at this address and port, or a firewall rejects it.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: {{reason}} Check that the TURN service listens on {{ports}}, and that no firewall rejects it.',
  },
  'turn-unreachable': {
    title: 'There is no way to the relay server {{host}}',
    explanation: 'This computer knows no route to the address of this server.',
    user: 'If this server is only reachable by VPN, connect the VPN and check again.',
    it: '{{server}}: {{reason}} Check routing, VPN split tunnelling and the address in the profile.',
  },
  'turn-not-turn': {
    title: 'What answers at {{host}} is not a relay server',
    explanation:
      'Something at this address answers, but not with what a relay server should say. It may be another service, a proxy, or a device on the way that changes the data.',
    user: 'Check the address and port under Settings, or send this report to support.',
    it: '{{server}}: {{reason}} Check which service listens on {{ports}}, and whether a proxy answers in its place.',
  },
  'turn-clock': {
    title: 'The clock of this computer is wrong',
    explanation:
      'Certificates and time-limited passwords are good only at certain times. By the clock of this computer they are not, although they should be, so the relay server {{host}} cannot be used.',
    user: 'Set date, time and time zone of this computer right (let it do so automatically), then check again.',
    it: '{{server}}: {{reason}} Certificate valid: {{dates}}. Check time synchronisation (NTP) on this computer.',
  },
  'turn-clock-differs': {
    title: 'The clocks of this computer and of {{host}} differ',
    explanation:
      'User name and password are good only until a certain time. They were refused, but would be accepted with a later time: so one of the two clocks is wrong. Mostly it is that of this computer.',
    user: 'Set date, time and time zone of this computer right (let it do so automatically), then check again.',
    it: '{{server}}: {{reason}} The shared secret is right. Check time synchronisation (NTP) on this computer and on the server.',
  },
  'turn-closed': {
    title: 'The connection to the relay server {{host}} is cut off',
    explanation:
      'The connection was opened, and ended before the server answered. Firewalls that look into connections do this, and servers that do not know what they were asked.',
    user: 'Try another network, such as a phone hotspot, and check again. If the relay works there, this network is in the way.',
    it: '{{server}}: {{reason}} Last step: $t(probe.turnStep.{{step}}). Please allow {{ports}} to {{host}} without inspection of its content, and check which service listens there.',
  },
  'turn-tls-name': {
    title: 'The certificate of {{host}} is for another name',
    explanation:
      'The relay server shows a certificate that does not name it, so an encrypted connection to it cannot be trusted. Calls refuse it.',
    user: 'Check the address under Settings: use the name, not the number. If it is right, send this report to support.',
    it: '{{server}}: the certificate is good for {{names}}, not for {{host}} (issued by {{issuer}}). Install one that names {{host}} in subjectAltName, or give the profile the name that it has.',
  },
  'turn-tls-issuer': {
    title: 'The certificate of {{host}} comes from an issuer that this computer does not trust',
    explanation:
      'The issuer is “{{issuer}}”. Where this is the name of a company or of a security product, something on this network opens encrypted connections to inspect them. Otherwise the server does not send its whole certificate chain.',
    user: 'Ask the administrator of this network whether encrypted connections are inspected, and send this report to support.',
    it: '{{server}}: certificate {{certificate}}, issued by {{issuer}}, is not trusted here. Either exempt {{host}} ({{ports}}) from TLS inspection, or send the intermediate certificates with it (coturn: cert= with the full chain).',
  },
  'turn-tls-self-signed': {
    title: 'The certificate of {{host}} is signed by itself',
    explanation:
      'Nobody that this computer trusts vouches for this certificate. Either the server was set up for a trial, or something on this network shows a certificate of its own.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: certificate {{certificate}} is self-signed (issuer {{issuer}}). Install a certificate of a public authority for {{host}}; browsers accept no other. If the server has one, look for TLS inspection on the way.',
  },
  'turn-tls-expired': {
    title: 'The certificate of {{host}} has expired',
    explanation:
      'It was valid until {{validTo}}. Calls refuse an encrypted connection to this relay server until its operator renews the certificate.',
    user: 'Send this report to support: the operator of the server has to renew its certificate.',
    it: '{{server}}: the certificate {{certificate}} (issued by {{issuer}}) expired {{validTo}}. Renew it, and let the TURN service load it again (coturn: SIGUSR2 or a restart).',
  },
  'turn-tls-not-yet-valid': {
    title: 'The certificate of {{host}} is not valid yet',
    explanation:
      'It becomes valid {{validFrom}}. Either it was installed too early, or the clock of this computer is behind.',
    user: 'Look whether date and time of this computer are right. If they are, send this report to support.',
    it: '{{server}}: the certificate {{certificate}} (issued by {{issuer}}) is valid from {{validFrom}} only. Check the clock of this computer, and the certificate.',
  },
  'turn-tls-revoked': {
    title: 'The certificate of {{host}} was revoked',
    explanation:
      'Its issuer has withdrawn it, so calls refuse an encrypted connection to this relay server.',
    user: 'Send this report to support: the operator of the server has to replace its certificate.',
    it: '{{server}}: the certificate {{certificate}} (issued by {{issuer}}) is revoked. Install a new one.',
  },
  'turn-tls-protocol': {
    title: 'No encrypted connection to {{host}} could be agreed',
    explanation:
      'The server and this computer found no common kind of encryption, or what answers there does not speak it.',
    user: 'Check the address and port under Settings, or send this report to support.',
    it: '{{server}}: {{reason}} Check that TLS 1.2 or 1.3 is on at {{ports}} (coturn: cert= and pkey= set, tls-listening-port), and that no proxy answers in its place.',
  },
  'turn-tls-other': {
    title: 'The certificate of {{host}} cannot be trusted',
    explanation:
      'The relay server shows a certificate that this computer does not accept, so an encrypted connection to it fails.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: {{reason}} Certificate {{certificate}}, issued by {{issuer}}, valid until {{validTo}}.',
  },
  'turn-credentials-refused': {
    title: '{{host}} does not accept the user name and password',
    explanation:
      'The relay server answers, but refuses to relay for this user. Calls that need it will fail.',
    user: 'Enter the user name and password again under Settings, or ask support for new ones.',
    it: '{{server}} answered 401 to a signed Allocate request, realm “{{realm}}”. Check name, password and realm (coturn: user= and realm=, or the shared secret of use-auth-secret).',
  },
  'turn-credentials-expired': {
    title: 'The user name and password for {{host}} have expired',
    explanation:
      'They were good until {{expiresAt}}, by the time in the user name and the clock of this computer. The relay server does not accept them any more.',
    user: 'Ask support for new ones, or sign in again to the program that gives them out. If date or time of this computer are wrong, set them right first.',
    it: '{{server}} answered 401. The TURN REST user name expired {{expiresAt}}. Give out new credentials, with a lifetime that is longer than a working day.',
  },
  'turn-credentials-rest-refused': {
    title: '{{host}} does not accept the time-limited user name and password',
    explanation:
      'By the clock of this computer they are good until {{expiresAt}}, but the relay server refuses them. Either they were made with another secret than the server has, or one of the clocks is wrong: the answer does not tell which.',
    user: 'Look whether date and time of this computer are right. If they are, ask support for new ones.',
    it: '{{server}} answered 401 to a TURN REST user name that is valid until {{expiresAt}}. Compare the shared secret (coturn: static-auth-secret) with the one that makes the credentials, and the clocks of both computers.',
  },
  'turn-wrong-credentials': {
    title: '{{host}} holds the relay address for another user',
    explanation:
      'The server gave a relay address to one user name and was then asked with another one. Calls that need this relay may fail.',
    user: 'Check again. If it happens again, send this report to support.',
    it: '{{server}} answered 441 (Wrong Credentials): {{reason}} Look for a device that shares one address and port between computers, and for credentials that change during a session.',
  },
  'turn-forbidden': {
    title: '{{host}} does not allow this user to relay',
    explanation:
      'The relay server knows the user but refuses: by its rules it does not relay for this user, this address or this destination.',
    user: 'Ask support whether your account may use the relay.',
    it: '{{server}} answered 403 at the step “$t(probe.turnStep.{{step}})”: {{reason}} Check the rules for users and addresses (coturn: allowed-peer-ip, denied-peer-ip, user rights in the database).',
  },
  'turn-quota': {
    title: '{{host}} has given this user all the relay addresses it may have',
    explanation:
      'The relay server limits how many calls a user may relay at once, and the limit is reached. It may be other calls, or earlier ones that have not run out.',
    user: 'End other calls, wait ten minutes and check again. If it stays, send this report to support.',
    it: '{{server}} answered 486 (Allocation Quota Reached). Raise the limit for a user (coturn: user-quota), or give each user credentials of his own. One call takes several allocations.',
  },
  'turn-capacity': {
    title: '{{host}} has no room for more relayed calls',
    explanation:
      'The relay server is full: it has no free address or port, or has reached its limit. Calls that need it fail until others end.',
    user: 'Try again later, and send this report to support.',
    it: '{{server}} answered 508 (Insufficient Capacity). Widen the range of relay ports (coturn: min-port, max-port), raise total-quota, or add a server.',
  },
  'turn-allocation-mismatch': {
    title: '{{host}} still holds an older relay address of this computer',
    explanation:
      'The server believes that this connection has a relay address already, or has lost the one that it gave.',
    user: 'Wait ten minutes and check again. If it stays, send this report to support.',
    it: '{{server}} answered 437 (Allocation Mismatch) at the step “$t(probe.turnStep.{{step}})”. Look for a NAT that gives one port to several connections, or for a load balancer that spreads the packets of one client over several servers.',
  },
  'turn-stale-nonce': {
    title: '{{host}} forgets who asks from one request to the next',
    explanation:
      'Each request was answered with “ask again”. This happens where several servers share one address but not their memory.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}} answered 438 (Stale Nonce) again and again. Check that a load balancer sends all packets of one client to the same server, and the lifetime of nonces (coturn: stale-nonce).',
  },
  'turn-family-unsupported': {
    title: '{{host}} does not relay by the address family that was asked for',
    explanation:
      'The server relays with one kind of internet address only, and was asked for the other.',
    user: 'Nothing to do if calls work by the other one. Otherwise send this report to support.',
    it: '{{server}} answered 440 (Address Family not Supported). Give the server a relay address of both families (coturn: relay-ip).',
  },
  'turn-transport-unsupported': {
    title: '{{host}} does not relay call data',
    explanation:
      'The server answered that it does not relay by the fast way, which is what calls need.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}} answered 442 (Unsupported Transport Protocol) to REQUESTED-TRANSPORT UDP. Allow UDP relaying (coturn: remove no-udp-relay).',
  },
  'turn-redirect': {
    title: '{{host}} sends clients on, and they never arrive',
    explanation:
      'The server told Callpath to ask another server, which sent it on again or could not be used.',
    user: 'Send this report to support so that the servers are looked at.',
    it: '{{server}} answered 300 (Try Alternate): {{reason}} Check where the servers point (coturn: alternate-server), and that they do not point at each other.',
  },
  'turn-refresh-fails': {
    title: '{{host}} gives a relay address but does not renew it',
    explanation:
      'A relay address lasts for some minutes and has to be renewed. The server did not do so, so longer calls would break off.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: Refresh failed. {{reason}} Check for a load balancer that spreads the packets of one client over several servers, and for lost packets.',
  },
  'turn-failed': {
    title: '{{host}} does not relay',
    explanation: 'The relay server could not be used, so calls that need it will fail.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: failed at the step “$t(probe.turnStep.{{step}})”. {{reason}}',
  },
  'turn-permission-fails': {
    title: '{{host}} gives a relay address that lets nobody in',
    explanation:
      'The server granted a relay address, but did not let the other side of a call send to it. Calls through it will be silent.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: failed at the step “$t(probe.turnStep.{{step}})”. {{reason}} Check the rules for peers (coturn: allowed-peer-ip, denied-peer-ip).',
  },
  'turn-peer-forbidden': {
    title: 'Whether {{host}} passes data on could not be tested',
    explanation:
      'The test sends data to the server’s own relay address, and this server refuses that. Calls do not need it, so this says nothing bad about them.',
    user: 'Nothing to do.',
    it: '{{server}} answered 403 at the step “$t(probe.turnStep.{{step}})”: peers at the server’s own address are denied (coturn: denied-peer-ip). That is a sensible rule; allow the own relay address for a moment to measure loss and delay.',
  },
  'turn-data-unknown': {
    title: 'Whether {{host}} passes data on is not known',
    explanation:
      'The server gave a relay address, but the test found no other end to send to. This says nothing bad about calls.',
    user: 'Nothing to do.',
    it: '{{server}}: {{reason}}',
  },
  'turn-channel-fails': {
    title: '{{host}} relays, but not the way that calls use',
    explanation:
      'Single packets pass, but the faster way by channels, which calls use, does not. Calls through this relay may be cut off.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: failed at the step “$t(probe.turnStep.{{step}})”. {{reason}} Check ChannelBind and ChannelData on this server, and devices on the way that let only STUN messages through.',
  },
  'turn-data-fails': {
    title: '{{host}} gives a relay address, but no data comes through',
    explanation:
      'The server agreed to relay, and none of the {{sent}} packets came back. Calls through it connect and stay silent.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: 0 of {{sent}} packets came back through the relayed address. Open the relay ports for UDP in the server’s firewall (coturn: min-port to max-port, usually 49152-65535), and set external-ip where the server stands behind a NAT.',
  },
  'turn-relay-lossy': {
    title: 'Calls through {{host}} will sound bad',
    explanation:
      'Of {{sent}} packets {{received}} came back ({{lossPercent}} % lost), the round trip took {{rttMs}} ms and varied by {{jitterMs}} ms. Sound has gaps and pictures freeze.',
    user: 'Use a cable instead of Wi-Fi, pause downloads and uploads, then check again.',
    it: '{{server}}: {{received}} of {{sent}} packets there and back ({{lossPercent}} % lost), median round trip {{rttMs}} ms, jitter {{jitterMs}} ms, estimated MOS {{mos}} (ITU-T G.107, G.711). Check the load of the line and of the server, and the queues between them.',
  },
  'turn-data-ok': {
    title: '{{host}} carries call data well over {{over}}',
    explanation:
      'Of {{sent}} packets {{received}} came back through the relay, with a round trip of {{rttMs}} ms.',
    user: 'Nothing to do.',
    it: '{{server}}: {{received}} of {{sent}} packets there and back ({{lossPercent}} % lost), median round trip {{rttMs}} ms, jitter {{jitterMs}} ms, estimated MOS {{mos}} (ITU-T G.107, G.711).',
  },
  'turn-relay-private': {
    title: '{{host}} gives out a relay address that nobody can reach',
    explanation:
      'The server is reached at {{address}}, but the relay address that it gives is {{relayed}}, which is good only inside its own network. Others cannot send to it.',
    user: 'Send this report to support: the operator of the server has to change its set-up.',
    it: '{{server}} (at {{address}}) gives the relayed address {{relayed}}. It stands behind a NAT without knowing its outside address. Set it (coturn: external-ip={{address}}/{{relayed}}), and forward the relay ports to it.',
  },
  'turn-only-tcp': {
    title: 'The relay server {{host}} can be reached only by the slow way',
    explanation:
      'The server runs, and something keeps the fast way of calls closed. Calls go through the relay by the way that web pages use, where every lost packet holds up those behind it: sound may stutter on a busy line.',
    user: 'Calls work. For better sound, try another network. If that is better, ask the administrator of this network to open it for calls.',
    it: '{{server}}: {{reason}} Over {{working}} the same host relays. Please allow outbound {{ports}} to {{host}}, with answers let back in.',
  },
  'turn-one-family': {
    title: '{{host}} relays by {{working}} but not by {{failing}}',
    explanation: 'Calls take the way that works.',
    user: 'Nothing to do.',
    it: '{{server}} over {{failing}}: {{reason}} Check routing and firewall rules for {{failing}}, or remove its DNS record.',
  },
  'turn-old-software': {
    title: '{{host}} says that it runs an older version of its software',
    explanation:
      'For {{version}} weaknesses are known in public. They do not hinder calls. The operator may have repaired them without a new version number.',
    user: 'Nothing to do.',
    it: '{{server}} names itself “{{software}}”. Known for this version: {{cves}}, all repaired in coturn {{fixedIn}}. Distributions repair faults without changing the version: compare with their notes. The name itself can be hidden (coturn: no-software-attribute).',
  },
  'turn-ok': {
    title: '{{host}} relays over {{over}}',
    explanation: 'The relay server accepted the user name and password and gave a relay address.',
    user: 'Nothing to do.',
    it: '{{server}} granted the relayed address {{relayed}} for {{lifetimeSec}} s over {{over}}.',
  },
  'turn-not-checked': {
    title: 'Whether {{host}} relays was not checked',
    explanation: 'Whether this server relays is not known. This says nothing bad about it.',
    user: 'Nothing to do.',
    it: '{{server}}: {{reason}}',
  },
  'turn-audit-wrong': {
    title: 'The set-up of {{server}} has something to correct',
    explanation: 'The look at this server found what its operator should change: {{count}} in all.',
    user: 'If you do not run this server, there is nothing to do.',
    it: '{{server}}: {{items}}',
  },
  'turn-audit-better': {
    title: 'The set-up of {{server}} could be better',
    explanation:
      'The look at this server found nothing wrong, and some things that could be better: {{count}} in all.',
    user: 'If you do not run this server, there is nothing to do.',
    it: '{{server}}: {{items}}',
  },
  'turn-audit-good': {
    title: '{{server}} is well set up',
    explanation: 'Everything that was looked at is in order: {{count}} in all.',
    user: 'Nothing to do.',
    it: '{{server}}: nothing to change.',
  },
  'no-path-for-calls': {
    title: 'Calls have no way out of this network',
    explanation:
      'This network lets no call data through, so that direct calls cannot connect, and no relay server could be used by other ways either. The findings about the relay servers say why.',
    user: 'Try another network, such as a phone hotspot. Send this report to support and to the administrator of this network.',
    it: 'No answer to {{sent}} STUN requests over UDP to {{endpoints}} from {{adapter}}, and no relay over {{over}}: {{relays}}. Please allow outbound UDP to these hosts with answers let back in, or at least {{ports}} to the relays without inspection.',
  },
  'udp-blocked-relayed': {
    title: 'This network blocks direct calls; calls go through a relay',
    explanation:
      'None of the {{count}} servers could be reached by the fast way that calls prefer, so direct calls cannot connect. A relay can be reached by the way that web pages use, and carries them with more delay.',
    user: 'Calls work, but may sound late. For better calls use another network, or ask the administrator of this network to open it for calls.',
    it: 'No answer to {{sent}} STUN requests over UDP to {{endpoints}} from {{adapter}}; {{relays}} relays over {{over}}. Please allow outbound UDP to these hosts and ports, with answers let back in.',
  },
  'servers-fail-relayed': {
    title: 'Direct calls may not work; calls go through a relay',
    explanation:
      'None of the {{count}} servers that help with direct calls could be used. A relay works, so calls can connect through it. The other findings say what is wrong with each server.',
    user: 'Calls work, but may sound late. Send this report to support so that the servers and this network are looked at.',
    it: 'No usable answer to STUN Binding over UDP from {{servers}}; {{relays}} relays over {{over}}. Please allow outbound UDP to these hosts and ports, with answers let back in, and confirm that the services run.',
  },
  'nat-symmetric-no-relay': {
    title: 'Calls reach only some people: the router stands in the way, and no relay works',
    explanation:
      'The router shows another outside address of this computer to everybody, so most people cannot be reached directly and need a relay. None of the relay servers could be used; the findings about them say why.',
    user: 'Use another network for now, and send this report to support so that the relay servers are looked at.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}) ({{seen}}). Relays that were asked and failed: {{relays}}. Repair one of them, or switch the router to endpoint-independent mapping (RFC 4787 REQ-1).',
  },
} as const;
