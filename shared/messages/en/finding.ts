/**
 * The texts of every finding: `title` is one sentence, `explanation` says what it means in plain words, `user` is what
 * the person can do, `it` is what to hand to the network's or the service's administrators.
 */
export const finding = {
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
  'server-name-not-found': {
    title: 'The name {{host}} is not known',
    explanation:
      'The address of this server is not known to the name server, so it could not be asked. Other names could be looked up.',
    user: 'Check the spelling under Settings, or ask support for the right address.',
    it: '{{reason}} Check the record, and the spelling in the profile.',
  },
  'all-servers-silent': {
    title: 'No server answered',
    explanation_one:
      'The only server that was asked did not answer over UDP. Either this network blocks it, or the server is down: this check alone cannot tell which.',
    explanation_other:
      'None of the {{count}} servers answered over UDP. Either this network blocks it, or the servers are down: this check alone cannot tell which.',
    user: 'Try another network, such as a phone hotspot, and check again. If that works, this network is in the way.',
    it: 'No answer to STUN Binding requests over UDP to {{servers}}. Please allow outbound UDP to these hosts and ports, with answers let back in, and confirm that the servers run.',
  },
  'all-servers-refused': {
    title: 'Every server refused',
    explanation:
      'The requests to {{servers}} were turned away at once. Either no STUN or TURN service runs there, or a firewall rejects it.',
    user: 'Send this report to support: the servers or the firewall must be looked at.',
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
    title: '{{server}} does not answer',
    explanation:
      'It gave no answer to any request. Either this server is down, or the way to it is blocked.',
    user: 'Calls may still work through the other servers. Send this report to support so that this server is looked at.',
    it: 'No answer from {{server}} over UDP to {{sent}} requests in {{seconds}} s. Please check the server, and allow outbound UDP to this host and port.',
  },
  'server-refused': {
    title: '{{server}} refuses',
    explanation:
      'The request was turned away at once. Nothing listens at this address and port, or a firewall rejects it.',
    user: 'Calls may still work through the other servers. Send this report to support so that this server is looked at.',
    it: 'ICMP port unreachable from {{server}} (UDP). Check that the service runs and listens on this port, and that no firewall rejects it.',
  },
  'server-unreachable': {
    title: 'There is no way to {{server}}',
    explanation: 'This computer knows no route to the address of this server.',
    user: 'If this server is only reachable by VPN, connect the VPN and check again.',
    it: 'No route to {{server}}: {{reason}} Check routing, VPN split tunnelling and the address in the profile.',
  },
  'server-malformed': {
    title: '{{server}} gives no usable answer',
    explanation:
      'Something at this address answers, but not with what a STUN server should say. It may be another service, or a device on the way that changes the data.',
    user: 'Check the address and port under Settings, or send this report to support.',
    it: '{{server}}: {{reason}} Check which service listens there, and whether a device on the path rewrites UDP.',
  },
  'turn-credentials-refused': {
    title: '{{server}} does not accept the user name and password',
    explanation:
      'The relay server answers, but refuses to relay for this user. Calls that need a relay will fail.',
    user: 'Enter the user name and password again under Settings, or ask support for new ones.',
    it: '{{server}} answered 401 to an Allocate request. Check name and password; for time-limited (REST) credentials check that they have not expired and that both clocks are right.',
  },
  'turn-failed': {
    title: '{{server}} does not relay',
    explanation: 'The relay server could not be used, so calls that need it will fail.',
    user: 'Send this report to support so that this server is looked at.',
    it: '{{server}}: Allocate failed. {{reason}}',
  },
  'turn-ok': {
    title: '{{server}} relays',
    explanation: 'The relay server accepted the user name and password and gave a relay address.',
    user: 'Nothing to do.',
    it: '{{server}} granted the relayed address {{address}} for {{lifetimeSec}} s.',
  },
  'turn-not-checked': {
    title: 'Relaying by {{server}} was not checked',
    explanation: 'Whether this server relays is not known. This says nothing bad about it.',
    user: 'Nothing to do.',
    it: '{{server}}: {{reason}}',
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
  'probe-crashed': {
    title: 'A test failed by a mistake in Callpath',
    explanation: 'One of the tests could not be finished. Its result is not known.',
    user: 'Check again. If it happens again, send this report to support.',
    it: '{{probe}}: {{reason}}',
  },
} as const;
