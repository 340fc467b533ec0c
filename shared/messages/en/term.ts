/** Technical terms, each with one line for somebody who meets it for the first time. */
export const term = {
  nat: {
    name: 'NAT',
    explanation:
      'Network address translation: the router puts its own public address in place of yours, so that many devices share one.',
  },
  stun: {
    name: 'STUN',
    explanation:
      'A way to ask a server on the internet: from which address and port do you see me?',
  },
  turn: {
    name: 'TURN',
    explanation:
      'A way to send a call through a server that passes it on, where the two sides cannot reach each other directly.',
  },
  relay: {
    name: 'Relay',
    explanation:
      'A server that passes the data of a call on between people who cannot reach each other directly.',
  },
  rtt: {
    name: 'Round trip time',
    explanation:
      'How long a packet takes to the other side and back. Above 300 ms people begin to talk over each other.',
  },
  jitter: {
    name: 'Jitter',
    explanation:
      'How much the travel time differs from packet to packet. Much of it makes sound choppy.',
  },
  loss: {
    name: 'Packet loss',
    explanation: 'The part of the packets that never arrived. From about 5 % on, sound has gaps.',
  },
  mos: {
    name: 'MOS',
    explanation:
      'Mean opinion score: how good people find the sound of a call, from 1 (bad) to 5. Here it is estimated from delay and loss.',
  },
  udp: {
    name: 'UDP',
    explanation:
      'The way of sending packets that calls prefer: nothing is sent again, so nothing waits for what was lost.',
  },
  tcp: {
    name: 'TCP',
    explanation:
      'The way of sending that web pages use: what is lost is sent again, and all that follows waits. Calls over it may lag.',
  },
  tls: {
    name: 'TLS',
    explanation:
      'Encryption on top of TCP, as web pages use it (https). Most firewalls let it pass.',
  },
  ipv4: {
    name: 'IPv4',
    explanation:
      'Addresses such as 192.0.2.1. There are too few of them, so routers share one among many devices.',
  },
  ipv6: {
    name: 'IPv6',
    explanation:
      'The newer kind of address, such as 2001:db8::1. Each device can have one of its own.',
  },
  mtu: {
    name: 'MTU',
    explanation:
      'The largest packet that fits through the way, usually 1500 bytes. Larger ones get lost or are cut into pieces.',
  },
  hairpinning: {
    name: 'Hairpinning',
    explanation:
      'Whether the router turns packets that a device inside sends to the router’s own public address back inside.',
  },
  cgnat: {
    name: 'CGNAT',
    explanation:
      'Carrier-grade NAT: the internet provider shares one public address among many customers.',
  },
  alg: {
    name: 'ALG',
    explanation:
      'Application layer gateway: a function of some routers that changes the content of packets, often to their harm.',
  },
  mapping: {
    name: 'Mapping',
    explanation:
      'How the router picks your public address and port: always the same, or another for each destination.',
  },
  filtering: {
    name: 'Filtering',
    explanation: 'Whose packets the router lets in: everybody’s, or only those you have sent to.',
  },
  'full-cone': {
    name: 'Full cone',
    explanation: 'A router with one public port for all, which lets everybody in. Good for calls.',
  },
  'restricted-cone': {
    name: 'Restricted cone',
    explanation:
      'A router with one public port for all, which lets in the addresses you have sent to. Good for calls.',
  },
  'port-restricted-cone': {
    name: 'Port-restricted cone',
    explanation:
      'A router with one public port for all, which lets in only the very address and port you have sent to. Most calls work directly.',
  },
  symmetric: {
    name: 'Symmetric NAT',
    explanation:
      'A router that uses another public port for each destination, so that others cannot tell where to send to. Many calls need a relay.',
  },
  'symmetric-udp-firewall': {
    name: 'Symmetric UDP firewall',
    explanation: 'Your address is not translated, but a firewall lets in only answers.',
  },
  'open-internet': {
    name: 'Open internet',
    explanation: 'Your address is not translated, and packets from outside are let in.',
  },
  'udp-blocked': {
    name: 'UDP blocked',
    explanation:
      'UDP does not get out of this network or back in, so calls need a relay over TCP or TLS.',
  },
  'public-address': {
    name: 'Public address',
    explanation: 'The address by which the internet sees this computer: mostly that of the router.',
  },
  'relayed-address': {
    name: 'Relayed address',
    explanation:
      'An address at the relay server that is lent to you: what is sent there, the relay passes on to you.',
  },
  candidate: {
    name: 'Candidate',
    explanation: 'An address at which a call could reach a device. Both sides try them in pairs.',
  },
  'host-candidate': {
    name: 'Host candidate',
    explanation: 'An address of the device itself, in its own network.',
  },
  'srflx-candidate': {
    name: 'Server-reflexive candidate',
    explanation: 'The public address of the device, as a STUN server has seen it.',
  },
  'relay-candidate': {
    name: 'Relay candidate',
    explanation: 'An address at a relay server, for when no direct way works.',
  },
  ice: {
    name: 'ICE',
    explanation:
      'How two sides of a call find a way to each other: they try all their addresses and take the best that works.',
  },
  dtls: {
    name: 'DTLS',
    explanation: 'Encryption for packets: with it both sides of a call agree on their keys.',
  },
  certificate: {
    name: 'Certificate',
    explanation:
      'The proof of identity of a server. It names the server, was signed by an issuer, and is good until a certain day.',
  },
  realm: {
    name: 'Realm',
    explanation: 'The name of the area that a user name and password are good for on a server.',
  },
  nonce: {
    name: 'Nonce',
    explanation:
      'A value that the server gives out and wants back, so that an old request cannot be played back.',
  },
  allocation: {
    name: 'Allocation',
    explanation: 'What a relay server holds ready for one user: an address, for some minutes.',
  },
  permission: {
    name: 'Permission',
    explanation: 'Whom a relay lets send to you. It is given for each address, for five minutes.',
  },
  channel: {
    name: 'Channel',
    explanation:
      'A short way through a relay to one other side: four bytes before each packet instead of thirty-six or more.',
  },
  baseline: {
    name: 'Baseline',
    explanation:
      'The same test inside this computer alone. What fails there is not the fault of the network.',
  },
  'binding-lifetime': {
    name: 'Binding lifetime',
    explanation:
      'How long the router remembers a connection on which nothing is sent. After that the way back is closed.',
  },
  'port-preservation': {
    name: 'Port preservation',
    explanation: 'Whether the router uses the same port number outside as the device does inside.',
  },
  vpn: {
    name: 'VPN',
    explanation:
      'A tunnel to another network, such as that of your company. Calls may take a detour through it.',
  },
  adapter: {
    name: 'Network adapter',
    explanation: 'The part of this computer that connects it to a network, such as Wi-Fi or cable.',
  },
  p95: {
    name: '95th percentile',
    explanation:
      '95 of 100 values are at most this high. Single slow ones among the rest do not count.',
  },
} as const;
