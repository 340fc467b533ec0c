import type { Translated } from '../translate.ts';
import type { webrtcFinding as english } from '../en/finding-webrtc.ts';

export const webrtcFinding = {
  'webrtc-blocked': {
    title: '本机上没有任何通话能接通，连呼叫自己也不行',
    explanation:
      'Callpath 对本机的自检通过了，但 {{count}} 个测试通话都没有接通，连不离开本机的那一个也没有。本机上有东西对浏览器或通话程序区别对待：某项策略或安全软件。',
    user: '如果允许，请暂停安全软件，重启电脑，然后重新检查。若问题依旧，请把本报告发给管理这台电脑的人员。',
    it: '普通套接字经 127.0.0.1 的 UDP 可用，Chromium 的 WebRTC 不可用：{{seconds}} 秒后止于“$t(webrtc.stage.{{stage}})”。请检查按程序设置的主机防火墙和终端安全规则；若浏览器表现相同，请检查 Chromium 策略 WebRtcIPHandling（disable_non_proxied_udp 会禁用 UDP）、WebRtcUdpPortRange 和 WebRtcLocalIpsAllowedUrls。',
  },
  'webrtc-servers-blocked': {
    title: '本机能到达服务器，通话却一台也到不了',
    explanation:
      'Callpath 自己的测试能到达 {{count}} 台服务器，测试通话却一台也到不了。网络是通的；本机上有东西拦住了通话：某项策略、代理或安全软件。',
    user: '请断开 VPN，并在允许时暂停安全软件后再试。若问题依旧，请把本报告发给管理这台电脑的人员。',
    it: '对 {{servers}}，原始 STUN/TURN 成功而 Chromium 的 WebRTC 失败。请检查按程序设置的防火墙规则、代理设置，以及 Chromium 策略 WebRtcIPHandling（disable_non_proxied_udp 和 default_public_interface_only 会限制 UDP）和 WebRtcUdpPortRange（请放行其端口的出站流量）。',
  },
  'webrtc-baseline-failed': {
    title: '本机自带的中继通过了自检，但经它的测试通话失败',
    explanation:
      '普通连接可以经过 Callpath 内的中继，测试通话经同一中继却接不通。没有其他中继承载过测试通话，因此需要中继的通话可能因本机而失败。',
    user: '如果允许，请暂停安全软件，然后重新检查。若问题依旧，请把本报告发给技术支持。',
    it: '127.0.0.1 上的中继：原始 Allocate 和数据均通过，Chromium 仅用中继的通话在 {{seconds}} 秒后止于“$t(webrtc.stage.{{stage}})”。请检查终端安全软件和按程序设置的防火墙对环回 UDP 的规则，以及 Chromium 策略 WebRtcIPHandling。',
  },
  'webrtc-credentials-refused': {
    title: '{{host}} 接受 Callpath 自己的测试，却拒绝测试通话',
    explanation:
      '同一用户名和密码在 Callpath 自己的测试中有效，在真实通话中却被拒绝：$t(webrtc.iceError.{{error}})。经此服务器的通话会失败。',
    user: '请重新检查。若问题依旧，请在“设置”中重新输入用户名和密码，或向技术支持索取新的。',
    it: '{{server}}（{{transport}}）：原始 Allocate 通过（{{raw}}），Chromium 收到 icecandidateerror {{code}}“{{said}}”。请检查凭据是否在两次测试之间过期（TURN REST 时间戳）、每个用户的会话数上限、ICE 编码不同的字符，以及同一名称后面密钥不同的多台服务器。',
  },
  'webrtc-server-unreachable': {
    title: 'Callpath 能到达 {{host}}，通话却不能',
    explanation:
      'Callpath 自己对此服务器的测试成功，测试通话却到不了。同一台电脑上，一个程序通，另一个程序不通。',
    user: '请断开 VPN，并在允许时暂停安全软件后再试。若问题依旧，请把本报告发给管理这台电脑的人员。',
    it: '{{host}} 端口 {{port}}（{{transport}}）：原始测试通过（{{raw}}），Chromium：$t(webrtc.iceError.{{error}})（{{code}}“{{said}}”）。请检查按程序设置的防火墙规则、Chromium 用于 TCP 和 TLS 的代理、服务器证书是否受信任（TLS），以及 Chromium 策略 WebRtcIPHandling 和 WebRtcUdpPortRange。',
  },
  'webrtc-call-failed': {
    title: '{{host}} 在 Callpath 自己的测试中可以中继，但经它的通话失败',
    explanation:
      '本机可以到达此服务器，但经它的测试通话在 {{seconds}} 秒后止于“$t(webrtc.stage.{{stage}})”。',
    user: '请把本报告发给技术支持，以便检查此服务器和本机。',
    it: '{{host}} 端口 {{port}}（{{transport}}）：原始测试通过（{{raw}}），Chromium 在 {{seconds}} 秒后止于“$t(webrtc.stage.{{stage}})”（{{code}}：$t(webrtc.iceError.{{error}})）。若收集阶段已通过，请检查服务器是否允许在自己的中继地址之间中继（coturn：denied-peer-ip、no-loopback-peers）、防火墙中的中继端口范围以及配额。',
  },
  'webrtc-call-dropped': {
    title: '一个测试通话中途断开：$t(verdict.way.{{path}})',
    explanation: '通话接通并正常工作，{{seconds}} 秒后断开。走这条线路的真实通话也可能断开。',
    user: '请重新检查。若再次出现，请把本报告发给技术支持。',
    it: '{{server}}（{{transport}}）：通话已接通，开始 {{seconds}} 秒后在“$t(webrtc.stage.{{stage}})”阶段断开。请检查服务器是否重启或资源耗尽，以及防火墙是否中断了连接。',
  },
  'webrtc-only-raw-fails': {
    title: '经 {{host}} 的通话可用，尽管 Callpath 自己的测试失败',
    explanation:
      '测试通话可以经此服务器接通，Callpath 的普通测试却得不到可用的应答。通话不受影响；本机对不同程序区别对待。',
    user: '通话无需操作。如果个别程序无法通话，请告知技术支持。',
    it: '{{host}} 端口 {{port}}（{{transport}}）：Chromium 的通话可用，原始测试失败。{{reason}} 请检查按程序设置的防火墙规则，以及（TCP 和 TLS）只有 Chromium 使用的代理。',
  },
  'webrtc-relay-tcp-only': {
    title: '通话只能经中继接通，而且只能走慢的方式',
    explanation:
      '使用快速方式的测试通话全部失败，改用网页的传送方式后，有一个经中继接通了。通话可用，但丢一个包就会拖住后面所有的包：网络繁忙时声音和画面可能滞后。',
    user: '通话可用。想要更好的声音，请使用网线或换一个网络，并把说明转给此网络的管理员。',
    it: '经 UDP 到 {{closed}} 的中继通话失败，经 {{servers}}（{{transports}}；{{connectMs}} 毫秒接通，往返时间 {{rttMs}} 毫秒）可以接通。请放行到这些主机和端口的出站 UDP 及其返回流量。',
  },
  'webrtc-relay-needed': {
    title: '直连测试通话失败，经中继的通话可用：此网络需要中继',
    explanation: '$t(finding.webrtc-relay-needed.{{why}})这些通话由中继承载。',
    byNat:
      '路由器（$t(report.nat.{{kind}})）对每个目的地使用不同的公网地址，或不放行通话数据，因此与多数人无法直连。',
    byFirewall:
      '路由器会把发往自身公网地址的数据送回，但直连测试通话仍然失败：似乎被防火墙拦住了。',
    user: '无需操作：通话会使用中继。',
    it: '直连（srflx）通话：止于“$t(webrtc.stage.{{stage}})”。NAT：$t(report.nat.{{kind}})，映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})。中继通话经 {{servers}} 接通。请预期从这里发出的通话会产生 TURN 流量；与端点无关的映射（RFC 4787 REQ-1）可以避免。',
  },
  'webrtc-direct-unknown': {
    title: '从这里无法试出直连是否可用；中继可用',
    explanation:
      '从本机呼叫自己公网地址的测试通话没有接通。$t(finding.webrtc-direct-unknown.{{hairpinning}})这并不说明与他人的直连有问题。',
    noHairpinning: '路由器不会把这样的数据送回。',
    notMeasured: '许多路由器不会把这样的数据送回。',
    user: '无需操作。',
    it: '从本机到本机的直连（srflx）通话：止于“$t(webrtc.stage.{{stage}})”。NAT：$t(report.nat.{{kind}})；该通话需要发夹转发（RFC 4787 REQ-9）。中继通话经 {{servers}} 接通。',
  },
  'webrtc-host-failed': {
    title: '本机内部的测试通话失败，其他线路可以接通',
    explanation: '同一网络内设备之间的通话可能要绕道路由器或中继。',
    user: '无需操作：通话会走其他线路。',
    it: '仅用 host 候选地址没有接通（止于“$t(webrtc.stage.{{stage}})”），另有 {{count}} 个测试通话接通。请检查本机是否阻止了组播 DNS（UDP 5353），以及 Chromium 策略 WebRtcIPHandling 和 WebRtcLocalIpsAllowedUrls。',
  },
  'webrtc-unconfirmed': {
    title: '测试通话无法使用 {{host}}',
    explanation:
      '测试通话尝试了此服务器，但失败了。本次检查没有用其他方式试过它，因此无法判断原因在服务器、网络还是本机。',
    user: '请运行完整的检查：它会用多种方式尝试此服务器，从而加以区分。',
    it: '{{server}}：{{reason}} 只有 Chromium 的 WebRTC 试过它。请运行全部测试，以便与原始 STUN 和 TURN 比较。',
  },
  'webrtc-stream-poor': {
    title: '一个测试通话丢失了部分数据：$t(verdict.way.{{path}})',
    explanation:
      '发出 {{sent}} 条消息，到达 {{received}} 条（丢失 {{lossPercent}} %），往返时间 {{rttMs}} 毫秒。声音会断续，画面会停顿。',
    user: '请用网线代替 Wi-Fi，暂停下载和上传，然后重新检查。',
    it: '{{server}}（{{transport}}）：数据通道发出 {{sent}} 条消息，到达 {{received}} 条（丢失 {{lossPercent}} %），往返时间中位数 {{rttMs}} 毫秒，抖动 {{jitterMs}} 毫秒。请检查无线链路以及路径上的排队和丢包。',
  },
  'webrtc-connects': {
    title: '测试通话可以接通',
    explanation: 'Chromium 发起了离开本机的通话，并且接通。',
    user: '无需操作。',
    it: 'Chromium 的 WebRTC 经 {{servers}} 接通。',
  },
  'webrtc-agrees': {
    title: '测试通话证实：服务器在真实通话中可用',
    explanation_one: 'Chromium 像真实通话一样使用了所试的一台服务器。',
    explanation_other: 'Chromium 像真实通话一样使用了所试的全部 {{count}} 台服务器。',
    user: '无需操作。',
    it: '对 {{servers}}，原始测试与 Chromium 的 WebRTC 结论一致。',
  },
  'webrtc-too-busy': {
    title: '本机太忙，没能完成测试通话',
    explanation:
      'Chromium 中的测试通话没有按时完成，因为本机内部的步骤耗时过长，所以不能说明网络或服务器的情况。',
    user: '请关闭占用资源较多的程序，然后重新检查。',
    it: 'Chromium 超时且没有报告错误：{{probes}}。请检查处理器负载，以及安全软件对新进程的处理。',
  },
  'webrtc-not-run': {
    title: '本次检查没有进行测试通话',
    explanation: '原始测试说明网络的行为。真实通话是否相同，没有试过。',
    user: '如需测试通话，请在 Callpath 窗口中进行检查。',
    it: '{{reason}}',
  },
  'webrtc-media-failed': {
    title: '通话接通了，但声音和画面没有到达：$t(verdict.way.{{path}})',
    explanation:
      '同一线路上普通消息能到达，声音和画面却不能。通话双方会显示已接通，却听不到任何声音。',
    user: '请把本报告发给技术支持。',
    it: '{{server}}（{{transport}}）：数据通道可用，媒体止于“$t(webrtc.stage.{{stage}})”。请检查途中是否有设备过滤 (S)RTP 或较大的 UDP 包（MTU），以及带宽限制。',
  },
  'webrtc-media-worse': {
    title: '声音和画面不如普通消息顺畅：$t(verdict.way.{{path}})',
    explanation:
      '同一线路上，消息丢失 {{messageLossPercent}} %，往返时间 {{messageRttMs}} 毫秒；声音和画面丢失 {{lossPercent}} %，往返时间 {{rttMs}} 毫秒。这条线路少量数据走得好，大量数据走不好。',
    user: '请关闭占用网络的程序，尽量用网线代替 Wi-Fi，然后重新检查。',
    it: '{{server}}（{{transport}}）：媒体丢包 {{lossPercent}} %，往返时间 {{rttMs}} 毫秒，抖动 {{jitterMs}} 毫秒，MOS {{mos}}，可用发送带宽 {{outgoingKbps}} kbit/s，丢弃 {{framesDropped}} 帧，卡住 {{freezeCount}} 次；数据通道 {{messageLossPercent}} %，{{messageRttMs}} 毫秒。请检查带宽、缓冲膨胀、对 UDP 或 DSCP 类别的流量整形以及路径 MTU。',
  },
  'webrtc-voice-poor': {
    title: '通话中的语音会较差：$t(verdict.way.{{path}})',
    explanation:
      '语音的估计得分为 {{mos}}（满分 5）。低于 3.6 时许多人会不满意。丢包 {{lossPercent}} %，往返时间 {{rttMs}} 毫秒。',
    user: '请尽量用网线代替 Wi-Fi，关闭占用网络的程序，然后重新检查。',
    it: '{{server}}（{{transport}}）：按 E 模型（ITU-T G.107）MOS 为 {{mos}}，丢包 {{lossPercent}} %，往返时间 {{rttMs}} 毫秒，抖动 {{jitterMs}} 毫秒。请检查无线链路以及路径上的排队和丢包。',
  },
} as const satisfies Translated<typeof english>;
