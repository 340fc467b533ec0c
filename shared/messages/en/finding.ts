import { turnFinding } from './finding-turn.ts';
import { webrtcFinding } from './finding-webrtc.ts';

/**
 * The texts of every finding: `title` is one sentence, `explanation` says what it means in plain words, `user` is what
 * the person can do, `it` is what to hand to the network's or the service's administrators.
 */
export const finding = {
  ...turnFinding,
  'no-network': {
    title: 'This computer is not connected to a network',
    explanation:
      'No network adapter has an address that leads beyond this computer, so nothing outside can be reached.',
    user: 'Connect to Wi-Fi or plug in the network cable, then check again.',
    it: 'No adapter has an IPv4 or IPv6 address beyond loopback and link-local. Check link, DHCP and adapter state.',
  },
  'baseline-failed': {
    title: 'This computer blocks its own call data',
    explanation:
      'Callpath sent call data from this computer to itself, and it did not arrive. The network was not involved: something on this computer is in the way.',
    user: 'Pause or restart security software if you are allowed to, restart the computer, then check again. If it stays, send this report to support.',
    it: 'UDP between two processes on 127.0.0.1 fails: {{reason}} Check endpoint security, host firewall rules for loopback UDP, and network filter drivers on this computer.',
  },
  'loopback-blocked': {
    title: 'This computer blocks its own call data, but not that of others',
    explanation:
      'Callpath sent call data from this computer to itself, and it did not arrive. Servers outside answer, so calls can get through; some programs may still have trouble.',
    user: 'Nothing to do if calls work. Otherwise pause security software if you are allowed to, then check again.',
    it: 'UDP between two processes on 127.0.0.1 fails: {{reason}} Servers outside were reached ({{count}} tests). Check endpoint security and host firewall rules for loopback UDP on this computer.',
  },
  'not-connected': {
    title: 'This computer is not connected to a network',
    explanation:
      'No network adapter has an address that leads beyond this computer. No server was asked, so this check did not need one.',
    user: 'Connect to Wi-Fi or plug in the network cable before you make a call.',
    it: 'No adapter has an IPv4 or IPv6 address beyond loopback and link-local. Check link, DHCP and adapter state.',
  },
  'baseline-loss': {
    title: 'This computer loses part of its own call data',
    explanation:
      'Callpath sent {{sent}} messages from this computer to itself and {{received}} came back. Calls may stutter even on a good network.',
    user: 'Close programs that keep this computer busy, then check again.',
    it: '{{received}} of {{sent}} UDP messages through a relay on 127.0.0.1 came back. Check processor load, endpoint security and network filter drivers.',
  },
  'baseline-ok': {
    title: 'This computer can send and receive call data',
    explanation: 'Callpath relayed {{sent}} messages inside this computer and every one came back.',
    user: 'Nothing to do.',
    it: 'The embedded TURN relay on 127.0.0.1 passed: {{received}} of {{sent}} messages, median round trip {{rttMs}} ms.',
  },
  'no-servers': {
    title: 'The network was not checked: no server is set up',
    explanation:
      'Without a server, Callpath can only check this computer itself. Nothing was sent to the network.',
    user: 'Add the servers of your call service under Settings, or ask support for their addresses.',
    it: 'The profile "{{profile}}" names no STUN or TURN server. Hand out a profile with the addresses of the call service.',
  },
  'dns-failed': {
    title: 'No server name could be looked up',
    explanation:
      'Names such as {{host}} are turned into addresses by a name server. It found none of the {{count}} names, so no server could be asked.',
    user: 'Open a web page. If that fails too, the network has a problem with names: reconnect, or ask the administrator of this network.',
    it: 'Name lookup failed for all configured hosts: {{hosts}}. Check the DNS servers that this network hands out, and whether a VPN or a filter answers for these names.',
  },
  'dns-failed-partly': {
    title: 'No server name could be looked up',
    explanation:
      'Names such as {{host}} are turned into addresses by a name server. It found none of the {{count}} names. Only what is set up by its address could be reached.',
    user: 'Open a web page. If that fails too, the network has a problem with names: reconnect, or ask the administrator of this network.',
    it: 'Name lookup failed for all configured names: {{hosts}}. Servers that are given by IP address were reached. Check the DNS servers that this network hands out, and whether a VPN or a filter answers for these names.',
  },
  'server-name-not-found': {
    title: 'The name {{host}} is not known',
    explanation:
      'The address of this server is not known to the name server, so it could not be asked.',
    user: 'Check the spelling under Settings, or ask support for the right address.',
    it: '{{reason}} Check the record, and the spelling in the profile.',
  },
  'all-servers-silent': {
    title: 'No server answered',
    explanation_one:
      'The only server that was asked did not answer. Either this network blocks calls, or the server is down: this check alone cannot tell which.',
    explanation_other:
      'None of the {{count}} servers answered. Either this network blocks calls, or the servers are down: this check alone cannot tell which.',
    user: 'Try another network, such as a phone hotspot, and check again. If that works, this network is in the way.',
    it: 'No answer to STUN Binding requests over UDP to {{servers}}. Please allow outbound UDP to these hosts and ports, with answers let back in, and confirm that the servers run.',
  },
  'all-servers-refused': {
    title: 'Every server refused',
    explanation:
      'The requests to {{hosts}} were turned away at once. Most likely a firewall of this network rejects them; otherwise the service does not run there.',
    user: 'Try another network, such as a phone hotspot. Send this report to support: the firewall or the servers must be looked at.',
    it: 'ICMP port unreachable (or a reset) came back from {{servers}}. Check that the STUN/TURN service listens on these UDP ports, and that no firewall rejects outbound UDP to them.',
  },
  'no-server-usable': {
    title: 'No server could be used',
    explanation_one: 'The only server that was asked could not be used. See the finding below.',
    explanation_other:
      'None of the {{count}} servers that were asked could be used. See the single findings.',
    user: 'Send this report to support.',
    it: 'None of {{servers}} gave a usable answer. The findings below give the reasons.',
  },
  'server-silent': {
    title: '{{host}} does not answer',
    explanation:
      'It gave no answer to any request. Either this server is down, or the way to it is blocked.',
    user: 'Calls may still work through the other servers. Send this report to support so that this server is looked at.',
    it: 'No answer from {{server}} over UDP to {{sent}} requests in {{seconds}} s. Please check the server, and allow outbound UDP to this host and port.',
  },
  'server-refused': {
    title: '{{host}} refuses',
    explanation:
      'The request was turned away at once. Nothing listens at this address and port, or a firewall rejects it.',
    user: 'Calls may still work through the other servers. Send this report to support so that this server is looked at.',
    it: 'ICMP port unreachable from {{server}} (UDP). Check that the service runs and listens on this port, and that no firewall rejects it.',
  },
  'server-unreachable': {
    title: 'There is no way to {{host}}',
    explanation: 'This computer knows no route to the address of this server.',
    user: 'If this server is only reachable by VPN, connect the VPN and check again.',
    it: 'No route to {{server}}: {{reason}} Check routing, VPN split tunnelling and the address in the profile.',
  },
  'server-malformed': {
    title: '{{host}} gives no usable answer',
    explanation:
      'Something at this address answers, but not with what such a server should say. It may be another service, or a device on the way that changes the data.',
    user: 'Check the address and port under Settings, or send this report to support.',
    it: '{{server}}: {{reason}} Check which service listens there, and whether a device on the path rewrites UDP.',
  },
  'servers-answer': {
    title: 'Every server answers',
    explanation_one:
      'The one server that was asked answered over UDP, so this network lets call data out and back in.',
    explanation_other:
      'All {{count}} servers answered over UDP, so this network lets call data out and back in.',
    user: 'Nothing to do.',
    it: 'STUN Binding over UDP succeeded to {{servers}}.',
  },
  'some-servers-answer': {
    title: '{{answered}} of {{count}} servers answer',
    explanation: 'This network lets call data out to some servers and back in.',
    user: 'Nothing to do.',
    it: 'STUN Binding over UDP succeeded to {{servers}}.',
  },
  'ipv6-failed': {
    title: '{{server}} answers by IPv4 but not by IPv6',
    explanation:
      'Calls work by IPv4. A call may take a little longer to connect while IPv6 is tried.',
    user: 'Nothing to do.',
    it: '{{server}} over IPv6: {{reason}} Check IPv6 routing and firewall rules, or remove the AAAA record.',
  },
  'ipv4-blocked': {
    title: 'This network carries call data with one kind of address only',
    explanation:
      'All {{count}} servers that answer by the newer kind of internet address are silent by the older one. Calls with people who have only the older kind need a relay.',
    user: 'Nothing to do if your calls work. Otherwise try another network, such as a phone hotspot.',
    it: 'STUN Binding over UDP is answered by IPv6 and not by IPv4: {{servers}}. Please allow outbound UDP by IPv4 to these hosts and ports, with answers let back in.',
  },
  'ipv4-failed': {
    title: '{{server}} answers by IPv6 but not by IPv4',
    explanation: 'Calls work by IPv6. People who have only IPv4 cannot use this server.',
    user: 'Nothing to do.',
    it: '{{server}} over IPv4: {{reason}} Check that the service listens on its IPv4 address, and firewall rules for it.',
  },
  'network-loss': {
    title: 'This network loses part of the call data',
    explanation:
      'Of {{sent}} questions to the servers {{received}} were answered: {{lossPercent}} % got lost. Sound will have gaps, and calls may take long to connect.',
    user: 'Use a cable instead of Wi-Fi or move closer to the router, pause downloads and uploads, then check again.',
    it: '{{lossPercent}} % of UDP packets there and back were lost ({{received}} of {{sent}} answered), at {{servers}}. Check the radio link, the load of the line, and queues and policers for UDP.',
  },
  'network-slow': {
    title: 'Everything takes long on this network',
    explanation:
      'Even the nearest server answers only after {{rttMs}} ms. People will talk over each other in calls.',
    user: 'Pause downloads and uploads, switch off a VPN if you do not need it, and check again. Otherwise use another network for calls.',
    it: 'Median round trip to the nearest of {{servers}}: {{rttMs}} ms. Check satellite or mobile links, VPN detours, and queues that have grown too long (bufferbloat).',
  },
  'tests-without-result': {
    title: 'Some tests have no result',
    explanation:
      'What they should have shown is not known. This says nothing bad about the network or the servers.',
    user: 'Check again if you need a full answer.',
    it: '{{tests}}',
  },
  'computer-slept': {
    title: 'The computer slept for {{seconds}} s during the check',
    explanation:
      'While it slept no test could go on. {{count}} of the tests have no result that can be trusted, so nobody is blamed for them.',
    user: 'Check again, and keep the computer awake until the check is done.',
    it: 'Sleep {{atSec}} s after the start of the check, for {{seconds}} s. Tests without a result: {{tests}}.',
  },
  'network-changed': {
    title: 'The network changed during the check: $t(finding.network-changed.{{kind}})',
    gone: 'adapter {{adapters}} went away',
    added: 'adapter {{adapters}} came up',
    changed: 'adapter {{adapters}} got another address',
    explanation:
      'The check began in another network than it ended in. {{count}} of the tests have no result that can be trusted, so nobody is blamed for them.',
    user: 'Check again when the connection is steady: wait until the Wi-Fi or the VPN is connected.',
    it: '{{atSec}} s after the start of the check: $t(finding.network-changed.{{kind}}). Tests without a result: {{tests}}.',
  },
  'computer-slept-meanwhile': {
    title: '$t(finding.computer-slept.title)',
    explanation: 'No test was lost to that.',
    user: 'Nothing to do. To be sure, check again and keep the computer awake until the check is done.',
    it: 'Sleep {{atSec}} s after the start of the check, for {{seconds}} s, while no test was lost.',
  },
  'network-changed-meanwhile': {
    title: '$t(finding.network-changed.title)',
    explanation: 'No test was lost to that.',
    user: 'Nothing to do. To be sure, check again.',
    it: '{{atSec}} s after the start of the check: $t(finding.network-changed.{{kind}}). No test was lost.',
  },
  'probe-crashed': {
    title: 'A test failed by a mistake in Callpath',
    explanation: 'One of the tests could not be finished. Its result is not known.',
    user: 'Check again. If it happens again, send this report to support.',
    it: '{{tests}}',
  },
  'udp-blocked': {
    title: 'This network blocks call data',
    explanation:
      'None of the {{count}} servers could be reached by the fast way that calls need, in several tests. $t(finding.udp-blocked.{{tcp}}) Calls can only connect through a relay that is reached in another way, or not at all.',
    tcpWorks:
      'By the way that web pages use at least one of them can be reached, so the servers run, and it is this network that holds call data back.',
    tcpUnknown: 'This computer itself can send and receive call data.',
    user: 'Try another network, such as a phone hotspot. If calls work there, ask the administrator of this network to open it for calls.',
    it: 'No answer to {{sent}} STUN requests over UDP to {{endpoints}} from {{adapter}}. Please allow outbound UDP to these hosts and ports, with answers let back in, and for direct calls outbound UDP to all ports from 1024 up. Where that is not possible, provide TURN over TCP port 443 (TLS).',
  },
  'udp-and-tcp-blocked': {
    title: 'Nothing gets through to the call servers',
    explanation:
      'None of the {{count}} servers answered in any way, while this computer passed its own test. Either this network blocks the way to them, or it is not connected to the internet.',
    user: 'Open a web page. If that works, try another network, such as a phone hotspot, and ask the administrator of this network to open it for calls.',
    it: 'No answer to {{sent}} STUN requests over UDP, and no TCP connection, to {{endpoints}} from {{adapter}}. Please allow outbound UDP and TCP to these hosts and ports, with answers let back in, and confirm that the servers run.',
  },
  'nat-open-internet': {
    title: 'Direct calls can reach everybody: this computer is on the open internet',
    explanation:
      'No router translates addresses, and packets from outside are let in. Direct connections work with everybody, whatever router the others have.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: no NAT (the servers see {{address}}), filtering $t(report.nat.{{filtering}}). {{agreeing}} servers agree; {{sent}} requests, {{received}} answers.',
  },
  'nat-full-cone': {
    title: 'Direct calls are likely with everybody: the router is a full cone NAT',
    explanation:
      'The router gives this computer one outside address for all, and lets everybody in there. Direct connections work with everybody, also with people behind a symmetric router.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}), public address {{address}}. {{agreeing}} servers agree; {{sent}} requests, {{received}} answers.',
  },
  'nat-restricted-cone': {
    title: 'Direct calls are likely with everybody: the router is a restricted cone NAT',
    explanation:
      'The router gives this computer one outside address for all, and lets in whom this computer has sent to. Calls send to each other at once, so direct connections work, also with people behind a symmetric router.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}), public address {{address}}. {{agreeing}} servers agree; {{sent}} requests, {{received}} answers.',
  },
  'nat-port-restricted-cone': {
    title: 'Direct calls are likely with most people: the router is a port-restricted cone NAT',
    explanation:
      'The router gives this computer one outside address for all, and lets in only the very address and port that this computer has sent to. Direct connections work with most people; with people behind a symmetric router a call needs a relay.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}), public address {{address}}. {{agreeing}} servers agree; {{sent}} requests, {{received}} answers. A TURN server covers calls with symmetric peers.',
  },
  'nat-symmetric-udp-firewall': {
    title: 'Direct calls are likely with most people: a firewall, but no address translation',
    explanation:
      'Nobody translates the address of this computer, but a firewall lets in only answers. It behaves like a port-restricted router: direct connections work with most people; with people behind a symmetric router a call needs a relay.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: no NAT (the servers see {{address}}), stateful firewall, filtering $t(report.nat.{{filtering}}). {{agreeing}} servers agree; {{sent}} requests, {{received}} answers.',
  },
  'nat-symmetric': {
    title: 'Direct calls work only with some people: the router stands in the way',
    explanation:
      'The router shows another outside address of this computer to everybody, so others cannot know where to send to. Calls still reach people whose routers let everybody in. All others, which is most people, need a relay, and no relay is known to work.',
    user: 'Ask support for a relay server and add it under Settings, or use another network.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}) ({{seen}}). {{agreeing}} servers agree; {{sent}} requests, {{received}} answers. Provide a TURN server, or switch the router to endpoint-independent mapping (RFC 4787 REQ-1).',
  },
  'nat-symmetric-relayed': {
    title: 'Many calls go through the relay: the router is a symmetric NAT',
    explanation:
      'The router gives this computer another outside address for each destination, so direct connections work only with people on the open internet and behind a full or restricted cone router. All other calls use the relay, which works.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}) ({{seen}}). {{agreeing}} servers agree; {{sent}} requests, {{received}} answers. Expect TURN traffic for calls from here; endpoint-independent mapping (RFC 4787 REQ-1) would avoid it.',
  },
  'nat-lifetime-short': {
    title: 'This network forgets connections after {{seconds}} s of silence',
    explanation:
      'When nothing is sent for so long, for example while a call is on hold, the router closes the way back and the call breaks off.',
    user: 'Use another network for long calls, or ask its administrator.',
    it: 'Adapter {{adapter}}: a UDP mapping lived {{seconds}} s without traffic and was gone after {{goneAfterSec}} s. RFC 4787 REQ-5 asks for at least 120 s: raise the UDP timeout of the router or firewall. Until then send at least every {{keepAliveSec}} s.',
  },
  'nat-lifetime': {
    title: 'This network keeps idle connections for {{seconds}} s',
    explanation:
      'So long a call may be silent before the router closes the way back ({{seconds}} s: $t(report.nat.{{bound}})). Call programs send more often than that.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: a UDP mapping without traffic lives {{seconds}} s ($t(report.nat.{{bound}})). Recommended keep-alive: at least every {{keepAliveSec}} s.',
  },
  'nat-cgnat': {
    title: 'The provider translates addresses once more',
    explanation:
      'This network has no public address of its own: the provider shares one among many customers. Calls still work, but forwarding a port to this computer is not possible.',
    user: 'Nothing to do for calls. If something at home must be reached from outside, ask the provider for a public address, or use IPv6.',
    it: 'Adapter {{adapter}}: {{local}} → {{address}}: this computer, its router where that tells, what servers see. An address of 100.64.0.0/10 (RFC 6598), or a router whose outside address is not the one that servers see, stands for a second NAT.',
  },
  'nat-alg': {
    title: 'Something on the way rewrites packets of calls',
    explanation:
      'A router or firewall changes addresses inside of packets (an application layer gateway). Today’s call programs are protected against that; old ones and telephones may fail.',
    user: 'Nothing to do, unless calls fail: then switch off “SIP ALG” in the router.',
    it: 'MAPPED-ADDRESS in STUN answers differs from XOR-MAPPED-ADDRESS: a generic ALG rewrites payloads. Switch off SIP ALG and similar helpers in the router or firewall.',
  },
  'nat-hairpinning': {
    title: 'Two people in this network can call each other by their outside address',
    explanation: 'The router turns packets to its own outside address back into the network.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: hairpinning works (RFC 4787 section 6).',
  },
  'nat-no-hairpinning': {
    title: 'The router does not turn packets to its own outside address around',
    explanation:
      'Two people in this network cannot reach each other by their outside address. Calls between them use the inside address, or a relay.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: no hairpinning (RFC 4787 REQ-9 asks for it). Matters only where the inside addresses of two devices cannot reach each other.',
  },
  'nat-servers-disagree': {
    title: 'The servers see this computer in different ways',
    explanation:
      'Some servers see one outside address, others another, in a way that no router explains. Perhaps a VPN or a proxy carries part of the traffic, or one of the servers is wrong.',
    user: 'Switch off a VPN if there is one, and check again.',
    it: 'Adapter {{adapter}}: {{seen}}. Check policy routing, VPN split tunnelling and several uplinks, or the servers.',
  },
  'nat-unknown': {
    title: 'What kind of router stands in between is not known completely',
    explanation: '$t(probe.natReason.{{reason}})',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}: mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}). $t(probe.natReason.{{reason}})',
  },
  'nat-one-server': {
    title: 'The kind of router rests on the word of one server',
    explanation:
      'Only {{servers}} could be compared. A second server, elsewhere, would make it certain.',
    user: 'Nothing to do.',
    it: 'Name a second, independent STUN server: mapping is then measured by both from one socket.',
  },
  'nat-same-server': {
    title: '{{servers}} are one server',
    explanation:
      'These names lead to the same address and port ({{endpoint}}), so they count as one: they cannot confirm each other.',
    user: 'Nothing to do.',
    it: '{{servers}} all resolve to {{endpoint}}. Name servers that are independent of each other.',
  },
  'nat-server-unfit': {
    title: '{{servers}} cannot measure what this network lets in',
    explanation:
      'The server is to blame for that, not this network: it $t(probe.fitness.{{fitness}}). Calls do not need this.',
    user: 'Nothing to do.',
    it: '{{servers}}: $t(probe.fitness.{{fitness}}). Filtering is measured only by servers that answer from a second address and port (RFC 5780 OTHER-ADDRESS and CHANGE-REQUEST; coturn: two listening addresses and --rfc5780).',
  },
  'nat-ipv6': {
    title: 'By IPv6: $t(report.nat.{{kind}})',
    explanation:
      'IPv6 is a way of its own, with its own firewall. A call takes the way that works first.',
    user: 'Nothing to do.',
    it: 'Adapter {{adapter}}, IPv6: mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}), seen as {{address}}. {{agreeing}} servers agree; {{sent}} requests, {{received}} answers.',
  },
  ...webrtcFinding,
} as const;
