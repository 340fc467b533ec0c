/** The texts of the findings that compare Chromium's own calls with the raw tests: see `finding.ts` for their parts. */
export const webrtcFinding = {
  'webrtc-blocked': {
    title: 'No call gets through on this computer, not even to itself',
    explanation:
      'Callpath’s own test of this computer passed, but none of {{count}} test calls connected, not even the one that never leaves this computer. Something here treats calls in a browser or a call program differently: a policy or security software.',
    user: 'Pause security software if you are allowed to, restart the computer, and check again. If it stays, send this report to the people who manage this computer.',
    it: 'UDP over 127.0.0.1 works for a plain socket and fails for Chromium’s WebRTC, which stopped at “$t(webrtc.stage.{{stage}})” after {{seconds}} s. Check host firewall and endpoint security rules by program, and where browsers behave alike the Chromium policies WebRtcIPHandling (disable_non_proxied_udp stops UDP), WebRtcUdpPortRange and WebRtcLocalIpsAllowedUrls.',
  },
  'webrtc-servers-blocked': {
    title: 'Calls reach none of the servers, although this computer can',
    explanation:
      'Callpath’s own tests reach {{count}} servers, but its test calls reach none of them. The network is open; something on this computer holds calls back: a policy, a proxy or security software.',
    user: 'Try without VPN and with security software paused if you are allowed to. If it stays, send this report to the people who manage this computer.',
    it: 'Raw STUN/TURN succeeds and Chromium’s WebRTC fails for {{servers}}. Check firewall rules by program, proxy settings, and the Chromium policies WebRtcIPHandling (disable_non_proxied_udp and default_public_interface_only limit UDP) and WebRtcUdpPortRange (allow its ports outbound).',
  },
  'webrtc-baseline-failed': {
    title: 'This computer’s own relay passes its test, but a test call through it fails',
    explanation:
      'A plain connection through the relay inside Callpath works, while a test call through the same relay does not connect. No other relay carried a test call, so calls that need one may fail because of this computer.',
    user: 'Pause security software if you are allowed to, then check again. If it stays, send this report to support.',
    it: 'Relay on 127.0.0.1: raw Allocate and data pass, Chromium’s relay-only call stopped at “$t(webrtc.stage.{{stage}})” after {{seconds}} s. Check endpoint security and firewall rules by program for loopback UDP, and the Chromium policy WebRtcIPHandling.',
  },
  'webrtc-credentials-refused': {
    title: '{{host}} accepts Callpath’s own test, but refuses the test call',
    explanation:
      'The same user name and password worked in Callpath’s own test and were refused in a real call: $t(webrtc.iceError.{{error}}). Calls through this server will fail.',
    user: 'Check again. If it stays, enter the user name and password again under Settings, or ask support for new ones.',
    it: '{{server}} over {{transport}}: raw Allocate passed ({{raw}}), Chromium got icecandidateerror {{code}} “{{said}}”. Check for credentials that expired between the two (TURN REST time stamp), a limit of sessions for each user, characters that ICE encodes differently, and several servers behind one name with different secrets.',
  },
  'webrtc-server-unreachable': {
    title: 'Callpath reaches {{host}}, but a call does not',
    explanation:
      'Callpath’s own test of this server works, while a test call cannot reach it. The way is open for one program on this computer and closed for another.',
    user: 'Try without VPN, and with security software paused if you are allowed to. If it stays, send this report to the people who manage this computer.',
    it: '{{host}} port {{port}} over {{transport}}: raw test passed ({{raw}}), Chromium: $t(webrtc.iceError.{{error}}) ({{code}} “{{said}}”). Check firewall rules by program, the proxy that Chromium uses for TCP and TLS, trust in the server’s certificate (TLS), and the Chromium policies WebRtcIPHandling and WebRtcUdpPortRange.',
  },
  'webrtc-call-failed': {
    title: '{{host}} relays in Callpath’s own test, but a call through it fails',
    explanation:
      'The server can be reached from this computer, but the test call through it stopped while it was $t(webrtc.stage.{{stage}}), after {{seconds}} s.',
    user: 'Send this report to support so that this server and this computer are looked at.',
    it: '{{host}} port {{port}} over {{transport}}: raw test passed ({{raw}}), Chromium stopped at “$t(webrtc.stage.{{stage}})” after {{seconds}} s ({{code}}: $t(webrtc.iceError.{{error}})). If gathering passed, check whether the server relays between its own relay addresses (coturn: denied-peer-ip, no-loopback-peers), its relay port range in the firewall, and quotas.',
  },
  'webrtc-call-dropped': {
    title: 'A test call broke off: $t(verdict.way.{{path}})',
    explanation:
      'The call connected and worked, and was lost after {{seconds}} s. A real call over this way may break off as well.',
    user: 'Check again. If it happens again, send this report to support.',
    it: '{{server}} ({{transport}}): the call connected and was lost {{seconds}} s after its start, while it was $t(webrtc.stage.{{stage}}). Check whether the server was restarted or ran out of room, and whether a firewall ends the connection.',
  },
  'webrtc-only-raw-fails': {
    title: 'A call through {{host}} works, although Callpath’s own test of it fails',
    explanation:
      'A test call connects through this server, but Callpath’s plain test gets no usable answer. Calls are not affected; programs on this computer are treated differently.',
    user: 'Nothing to do for calls. Mention it to support if single programs cannot call.',
    it: '{{host}} port {{port}} over {{transport}}: Chromium’s call works, the raw test fails. {{reason}} Check firewall rules by program and, for TCP and TLS, a proxy that only Chromium uses.',
  },
  'webrtc-relay-tcp-only': {
    title: 'Calls connect only through a relay, and only by the slow way',
    explanation:
      'Every test call that used the fast way of calls failed, and a relay carried one by the way that web pages use. Calls work, but a lost packet holds up all that come after it: sound and picture may lag where the network is busy.',
    user: 'Calls work. For better sound use a cable or another network, and pass the note on to the administrator of this network.',
    it: 'Relay calls over UDP fail to {{closed}}, and connect through {{servers}} ({{transports}}; connected in {{connectMs}} ms, round trip {{rttMs}} ms). Please allow outbound UDP to these hosts and ports, with answers let back in.',
  },
  'webrtc-relay-needed': {
    title: 'Direct test calls fail and calls through the relay work: this network needs a relay',
    explanation: '$t(finding.webrtc-relay-needed.{{why}}) The relay carries these calls.',
    byNat:
      'The router ($t(report.nat.{{kind}})) gives each destination another outside address or lets no call data through, so direct calls fail with most people.',
    byFirewall:
      'The router would turn a call to its own outside address around, but a direct test call to it still fails: a firewall seems to hold it back.',
    user: 'Nothing to do: calls use the relay.',
    it: 'Direct (srflx) call: stopped at “$t(webrtc.stage.{{stage}})”. NAT: $t(report.nat.{{kind}}), mapping $t(report.nat.{{mapping}}), filtering $t(report.nat.{{filtering}}). Relay calls connect through {{servers}}. Expect TURN traffic for calls from here; endpoint-independent mapping (RFC 4787 REQ-1) would avoid it.',
  },
  'webrtc-direct-unknown': {
    title: 'Whether direct calls work could not be tried from here; the relay works',
    explanation:
      'A test call from this computer to its own outside address did not connect. $t(finding.webrtc-direct-unknown.{{hairpinning}}) That says nothing bad about direct calls with others.',
    noHairpinning: 'The router does not turn such packets around.',
    notMeasured: 'Many routers do not turn such packets around.',
    user: 'Nothing to do.',
    it: 'Direct (srflx) call from this computer to itself: stopped at “$t(webrtc.stage.{{stage}})”. NAT: $t(report.nat.{{kind}}); the call needs hairpinning (RFC 4787 REQ-9). Relay calls connect through {{servers}}.',
  },
  'webrtc-host-failed': {
    title: 'A test call inside this computer fails, while calls by other ways connect',
    explanation:
      'Calls between devices in the same network may take a longer way through the router or a relay.',
    user: 'Nothing to do: calls take another way.',
    it: 'Host candidates alone did not connect (stopped at “$t(webrtc.stage.{{stage}})”), {{count}} other test calls did. Check whether multicast DNS (UDP 5353) is blocked on this computer, and the Chromium policies WebRtcIPHandling and WebRtcLocalIpsAllowedUrls.',
  },
  'webrtc-unconfirmed': {
    title: 'A test call could not use {{host}}',
    explanation:
      'A test call tried this server and failed. Nothing else was tried with it in this check, so whether the server, the network or this computer is to blame is not known.',
    user: 'Run a full check: it tries the server in several ways and tells them apart.',
    it: '{{server}}: {{reason}} Only Chromium’s WebRTC has tried it. Run all tests to compare with raw STUN and TURN.',
  },
  'webrtc-stream-poor': {
    title: 'A test call lost part of its data: $t(verdict.way.{{path}})',
    explanation:
      'Of {{sent}} messages {{received}} arrived ({{lossPercent}} % lost), and the round trip took {{rttMs}} ms. Sound will have gaps, and pictures will freeze.',
    user: 'Use a cable instead of Wi-Fi, pause downloads and uploads, then check again.',
    it: '{{server}} ({{transport}}): {{received}} of {{sent}} messages of a data channel arrived ({{lossPercent}} % lost), median round trip {{rttMs}} ms, jitter {{jitterMs}} ms. Check the radio link, queueing and loss on the path.',
  },
  'webrtc-connects': {
    title: 'Test calls connect',
    explanation: 'Chromium placed a call that left this computer, and it connected.',
    user: 'Nothing to do.',
    it: 'Chromium’s WebRTC connected by {{servers}}.',
  },
  'webrtc-agrees': {
    title: 'Test calls confirm the servers: they work in a real call',
    explanation_one: 'Chromium used the one server that was tried, as a call would.',
    explanation_other: 'Chromium used all {{count}} servers that were tried, as a call would.',
    user: 'Nothing to do.',
    it: 'Raw tests and Chromium’s WebRTC agree for {{servers}}.',
  },
  'webrtc-too-busy': {
    title: 'This computer was too busy to finish the test calls',
    explanation:
      'Test calls in Chromium did not come to their end in time, because steps inside this computer took too long. So they say nothing about the network or the servers.',
    user: 'Close programs that keep this computer busy, then check again.',
    it: 'Chromium ran out of time without telling an error: {{probes}}. Check processor load, and what security software does with new processes.',
  },
  'webrtc-not-run': {
    title: 'No test calls were made in this check',
    explanation:
      'The raw tests say what the network does. Whether a real call behaves the same was not tried.',
    user: 'For test calls run the check in the Callpath window.',
    it: '{{reason}}',
  },
  'webrtc-media-failed': {
    title: 'A call connects, but sound and picture do not arrive: $t(verdict.way.{{path}})',
    explanation:
      'Plain messages arrive over the same way, sound and picture do not. Callers would see each other connected and hear nothing.',
    user: 'Send this report to support.',
    it: '{{server}} ({{transport}}): the data channel works, media stopped at “$t(webrtc.stage.{{stage}})”. Check for devices on the way that filter (S)RTP or large UDP packets (MTU), and limits on bandwidth.',
  },
  'webrtc-media-worse': {
    title: 'Sound and picture fare worse than plain messages: $t(verdict.way.{{path}})',
    explanation:
      'Messages over the same way lose {{messageLossPercent}} % with a round trip of {{messageRttMs}} ms; sound and picture lose {{lossPercent}} % with {{rttMs}} ms. The way carries little data well, and much data badly.',
    user: 'Close programs that use the network, prefer a cable to Wi-Fi, and check again.',
    it: '{{server}} ({{transport}}): media loss {{lossPercent}} %, round trip {{rttMs}} ms, jitter {{jitterMs}} ms, MOS {{mos}}, room for sending {{outgoingKbps}} kbit/s, {{framesDropped}} frames dropped, {{freezeCount}} freezes; data channel {{messageLossPercent}} %, {{messageRttMs}} ms. Check bandwidth, bufferbloat, traffic shaping of UDP or DSCP classes, and MTU on the path.',
  },
  'webrtc-voice-poor': {
    title: 'Voices will sound poor in calls: $t(verdict.way.{{path}})',
    explanation:
      'The estimated score for voice is {{mos}} of 5. Below 3.6 many people are dissatisfied. {{lossPercent}} % of the packets were lost; the round trip took {{rttMs}} ms.',
    user: 'Prefer a cable to Wi-Fi, close programs that use the network, and check again.',
    it: '{{server}} ({{transport}}): MOS {{mos}} by the E-model (ITU-T G.107) with loss {{lossPercent}} %, round trip {{rttMs}} ms, jitter {{jitterMs}} ms. Check the radio link, queueing and loss on the path.',
  },
} as const;
