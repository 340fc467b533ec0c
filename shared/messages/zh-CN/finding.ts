import type { Translated } from '../translate.ts';
import { turnFinding } from './finding-turn.ts';
import type { finding as english } from '../en/finding.ts';
import { webrtcFinding } from './finding-webrtc.ts';

export const finding = {
  ...turnFinding,
  'no-network': {
    title: '本机未连接网络',
    explanation: '没有任何网络适配器拥有可通向外部的地址，因此无法访问外部。',
    user: '请连接 Wi-Fi 或插上网线，然后重新检查。',
    it: '除环回地址和链路本地地址外，没有适配器拥有 IPv4 或 IPv6 地址。请检查链路、DHCP 和适配器状态。',
  },
  'baseline-failed': {
    title: '本机阻止了自己的通话数据',
    explanation:
      'Callpath 从本机向本机发送通话数据，但没有收到。这与网络无关：本机上有东西在阻挡。',
    user: '如果允许，请暂停或重启安全软件，重启电脑，然后重新检查。若问题依旧，请把本报告发给技术支持。',
    it: '127.0.0.1 上两个进程之间的 UDP 不通：{{reason}} 请检查终端安全软件、主机防火墙对环回 UDP 的规则以及本机的网络过滤驱动。',
  },
  'loopback-blocked': {
    title: '本机阻止了发给自己的通话数据，但不阻止与外部的往来',
    explanation:
      'Callpath 从本机向本机发送通话数据，但没有收到。外部的服务器有应答，因此通话可以进行；个别程序仍可能有问题。',
    user: '通话正常则无需操作。否则，如果允许，请暂停安全软件，然后重新检查。',
    it: '127.0.0.1 上两个进程之间的 UDP 不通：{{reason}} 外部服务器可以到达（{{count}} 项测试）。请检查终端安全软件和主机防火墙对本机环回 UDP 的规则。',
  },
  'not-connected': {
    title: '本机未连接网络',
    explanation:
      '没有任何网络适配器拥有可通向外部的地址。本次检查没有询问任何服务器，因此不需要网络。',
    user: '通话之前，请连接 Wi-Fi 或插上网线。',
    it: '除环回地址和链路本地地址外，没有适配器拥有 IPv4 或 IPv6 地址。请检查链路、DHCP 和适配器状态。',
  },
  'baseline-loss': {
    title: '本机丢失了一部分自己的通话数据',
    explanation:
      'Callpath 从本机向本机发送了 {{sent}} 条消息，只收回 {{received}} 条。即使网络良好，通话也可能卡顿。',
    user: '请关闭占用资源较多的程序，然后重新检查。',
    it: '经 127.0.0.1 上的中继发送 {{sent}} 条 UDP 消息，收回 {{received}} 条。请检查处理器负载、终端安全软件和网络过滤驱动。',
  },
  'baseline-ok': {
    title: '本机可以收发通话数据',
    explanation: 'Callpath 在本机内中继了 {{sent}} 条消息，全部收回。',
    user: '无需操作。',
    it: '127.0.0.1 上的内置 TURN 中继通过测试：{{sent}} 条消息收回 {{received}} 条，往返时间中位数 {{rttMs}} 毫秒。',
  },
  'no-servers': {
    title: '未检查网络：没有设置服务器',
    explanation: '没有服务器时，Callpath 只能检查本机。没有向网络发送任何数据。',
    user: '请在“设置”中添加通话服务的服务器，或向技术支持询问其地址。',
    it: '配置“{{profile}}”中没有 STUN 或 TURN 服务器。请下发包含通话服务地址的配置。',
  },
  'dns-failed': {
    title: '所有服务器名称都无法解析',
    explanation:
      '{{host}} 这样的名称要由域名服务器转换为地址。{{count}} 个名称它都找不到，因此无法询问任何服务器。',
    user: '请打开一个网页。如果也打不开，说明此网络的域名解析有问题：请重新连接，或联系网络管理员。',
    it: '所有已配置主机的域名解析均失败：{{hosts}}。请检查此网络下发的 DNS 服务器，以及是否有 VPN 或过滤设备代答这些名称。',
  },
  'dns-failed-partly': {
    title: '所有服务器名称都无法解析',
    explanation:
      '{{host}} 这样的名称要由域名服务器转换为地址。{{count}} 个名称它都找不到。只有直接填写地址的服务器可以到达。',
    user: '请打开一个网页。如果也打不开，说明此网络的域名解析有问题：请重新连接，或联系网络管理员。',
    it: '所有已配置名称的域名解析均失败：{{hosts}}。以 IP 地址填写的服务器可以到达。请检查此网络下发的 DNS 服务器，以及是否有 VPN 或过滤设备代答这些名称。',
  },
  'server-name-not-found': {
    title: '找不到名称 {{host}}',
    explanation: '域名服务器不知道此服务器的地址，因此无法询问它。',
    user: '请在“设置”中检查拼写，或向技术支持询问正确的地址。',
    it: '{{reason}}请检查该记录以及配置中的拼写。',
  },
  'all-servers-silent': {
    title: '没有服务器应答',
    explanation_one:
      '所询问的唯一一台服务器没有应答。可能是此网络阻止了通话，也可能是服务器停机：仅凭本次检查无法区分。',
    explanation_other:
      '{{count}} 台服务器都没有应答。可能是此网络阻止了通话，也可能是服务器停机：仅凭本次检查无法区分。',
    user: '请换一个网络（例如手机热点）再检查。如果可以，就是此网络在阻挡。',
    it: '向 {{servers}} 发出的 UDP STUN Binding 请求没有应答。请放行到这些主机和端口的出站 UDP 及其返回流量，并确认服务器正在运行。',
  },
  'all-servers-refused': {
    title: '所有服务器都拒绝了请求',
    explanation:
      '发往 {{hosts}} 的请求立即被退回。多半是此网络的防火墙拒绝了它们，否则就是那里没有运行这项服务。',
    user: '请换一个网络（例如手机热点）再试，并把本报告发给技术支持：需要检查防火墙或服务器。',
    it: '{{servers}} 返回了 ICMP 端口不可达。请检查 STUN/TURN 服务是否在这些 UDP 端口监听，以及防火墙是否拒绝了到它们的出站 UDP。',
  },
  'no-server-usable': {
    title: '没有可用的服务器',
    explanation_one: '所询问的唯一一台服务器不可用。详见下面的结论。',
    explanation_other: '{{count}} 台服务器都不可用，各有各的原因。详见各项结论。',
    user: '请把本报告发给技术支持。',
    it: '{{servers}} 都没有给出可用的应答。原因见下面各项结论。',
  },
  'server-silent': {
    title: '{{host}} 没有应答',
    explanation: '它没有应答任何请求。可能是服务器停机，也可能是通往它的路被阻断。',
    user: '通话可能仍可通过其他服务器进行。请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}} 在 {{seconds}} 秒内没有应答 {{sent}} 个 UDP 请求。请检查该服务器，并放行到此主机和端口的出站 UDP。',
  },
  'server-refused': {
    title: '{{host}} 拒绝了请求',
    explanation: '请求立即被退回。此地址和端口上没有服务在监听，或被防火墙拒绝。',
    user: '通话可能仍可通过其他服务器进行。请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}（UDP）返回 ICMP 端口不可达。请检查服务是否运行并在此端口监听，以及是否被防火墙拒绝。',
  },
  'server-unreachable': {
    title: '无法到达 {{host}}',
    explanation: '本机没有通往此服务器地址的路由。',
    user: '如果此服务器只能通过 VPN 访问，请连接 VPN 后重新检查。',
    it: '没有到 {{server}} 的路由：{{reason}} 请检查路由、VPN 分流以及配置中的地址。',
  },
  'server-malformed': {
    title: '{{host}} 没有给出可用的应答',
    explanation:
      '此地址有应答，但不是这种服务器应有的应答。可能是别的服务，也可能是途中的设备改动了数据。',
    user: '请在“设置”中检查地址和端口，或把本报告发给技术支持。',
    it: '{{server}}：{{reason}} 请检查那里监听的是什么服务，以及途中是否有设备改写 UDP。',
  },
  'servers-answer': {
    title: '所有服务器都有应答',
    explanation_one: '所询问的一台服务器通过 UDP 应答，说明此网络允许通话数据进出。',
    explanation_other: '{{count}} 台服务器都通过 UDP 应答，说明此网络允许通话数据进出。',
    user: '无需操作。',
    it: '到 {{servers}} 的 UDP STUN Binding 成功。',
  },
  'some-servers-answer': {
    title: '{{count}} 台服务器中有 {{answered}} 台应答',
    explanation: '此网络允许通话数据与部分服务器往来。',
    user: '无需操作。',
    it: '到 {{servers}} 的 UDP STUN Binding 成功。',
  },
  'ipv6-failed': {
    title: '{{server}} 通过 IPv4 应答，但不通过 IPv6 应答',
    explanation: '通话可通过 IPv4 进行。尝试 IPv6 时，接通可能稍慢。',
    user: '无需操作。',
    it: '{{server}} 经 IPv6：{{reason}} 请检查 IPv6 路由和防火墙规则，或删除其 AAAA 记录。',
  },
  'ipv4-blocked': {
    title: '此网络只用一种地址传送通话数据',
    explanation:
      '{{count}} 台服务器用较新的互联网地址都有应答，用较旧的都没有。与只有旧地址的人通话需要中继。',
    user: '通话正常则无需操作。否则请换一个网络（例如手机热点）再试。',
    it: 'UDP STUN Binding 经 IPv6 有应答，经 IPv4 没有：{{servers}}。请放行经 IPv4 到这些主机和端口的出站 UDP 及其返回流量。',
  },
  'ipv4-failed': {
    title: '{{server}} 通过 IPv6 应答，但不通过 IPv4 应答',
    explanation: '通话可通过 IPv6 进行。只有 IPv4 的人无法使用此服务器。',
    user: '无需操作。',
    it: '{{server}} 经 IPv4：{{reason}} 请检查服务是否在其 IPv4 地址上监听，以及相应的防火墙规则。',
  },
  'network-loss': {
    title: '此网络丢失了一部分通话数据',
    explanation:
      '向服务器发出 {{sent}} 个询问，得到 {{received}} 个应答：丢失 {{lossPercent}} %。声音会有缺口，接通也可能较慢。',
    user: '请用网线代替 Wi-Fi 或靠近路由器，暂停下载和上传，然后重新检查。',
    it: '往返的 UDP 数据包丢失 {{lossPercent}} %（{{sent}} 个中有 {{received}} 个得到应答），涉及 {{servers}}。请检查无线链路、线路负载，以及对 UDP 的排队和限速。',
  },
  'network-slow': {
    title: '此网络上一切都要等很久',
    explanation: '最近的服务器也要 {{rttMs}} 毫秒才应答。通话时双方会抢话。',
    user: '请暂停下载和上传，不需要 VPN 时请断开，然后重新检查。否则请换一个网络通话。',
    it: '到 {{servers}} 中最近一台的往返时间中位数为 {{rttMs}} 毫秒。请检查卫星或移动链路、VPN 绕路以及过长的队列（缓冲膨胀）。',
  },
  'tests-without-result': {
    title: '有的测试没有结果',
    explanation: '它们本应说明的情况尚不清楚。这并不说明网络或服务器有问题。',
    user: '如需完整结论，请重新检查。',
    it: '{{tests}}',
  },
  'computer-slept': {
    title: '检查期间电脑休眠了 {{seconds}} 秒',
    explanation: '休眠期间测试无法继续。有 {{count}} 项测试没有可信的结果，因此不归咎于任何一方。',
    user: '请重新检查，并在检查结束前不要让电脑休眠。',
    it: '检查开始 {{atSec}} 秒后休眠，持续 {{seconds}} 秒。没有结果的测试：{{tests}}。',
  },
  'network-changed': {
    title: '检查期间网络发生变化：$t(finding.network-changed.{{kind}})',
    gone: '适配器 {{adapters}} 已断开',
    added: '适配器 {{adapters}} 已连接',
    changed: '适配器 {{adapters}} 的地址已改变',
    explanation:
      '检查开始和结束时所在的网络不同。有 {{count}} 项测试没有可信的结果，因此不归咎于任何一方。',
    user: '请等连接稳定（Wi-Fi 或 VPN 已连上）后重新检查。',
    it: '检查开始 {{atSec}} 秒后：$t(finding.network-changed.{{kind}})。没有结果的测试：{{tests}}。',
  },
  'computer-slept-meanwhile': {
    title: '$t(finding.computer-slept.title)',
    explanation: '没有测试因此丢失结果。',
    user: '无需处理。如需确认，请重新检查，并在检查结束前不要让电脑休眠。',
    it: '检查开始 {{atSec}} 秒后休眠，持续 {{seconds}} 秒，没有测试因此丢失结果。',
  },
  'network-changed-meanwhile': {
    title: '$t(finding.network-changed.title)',
    explanation: '没有测试因此丢失结果。',
    user: '无需处理。如需确认，请重新检查。',
    it: '检查开始 {{atSec}} 秒后：$t(finding.network-changed.{{kind}})。没有测试因此丢失结果。',
  },
  'probe-crashed': {
    title: '一项测试因 Callpath 自身的错误而失败',
    explanation: '有一项测试未能完成，结果未知。',
    user: '请重新检查。若再次出现，请把本报告发给技术支持。',
    it: '{{tests}}',
  },
  'udp-blocked': {
    title: '此网络阻止通话数据',
    explanation:
      '在多项测试中，{{count}} 台服务器都无法用通话所需的快速方式到达。$t(finding.udp-blocked.{{tcp}})通话只能经用其他方式到达的中继接通，或完全无法接通。',
    tcpWorks: '用网页的传送方式，其中至少一台可以到达，说明服务器正常，是此网络拦住了通话数据。',
    tcpUnknown: '本机自身可以收发通话数据。',
    user: '请换一个网络（例如手机热点）。如果在那里可以通话，请此网络的管理员放行通话。',
    it: '从 {{adapter}} 向 {{endpoints}} 发出 {{sent}} 个 UDP STUN 请求，均无应答。请放行到这些主机和端口的出站 UDP 及其返回流量；若要直接通话，还需放行到 1024 以上所有端口的出站 UDP。若无法放行，请提供 TCP 443 端口（TLS）上的 TURN。',
  },
  'udp-and-tcp-blocked': {
    title: '与通话服务器完全不通',
    explanation:
      '{{count}} 台服务器以任何方式都没有应答，而本机通过了自检。可能是此网络阻断了去路，也可能是它没有接入互联网。',
    user: '请打开一个网页。如果可以，请换一个网络（例如手机热点）再试，并请此网络的管理员放行通话。',
    it: '从 {{adapter}} 向 {{endpoints}} 发出 {{sent}} 个 UDP STUN 请求均无应答，TCP 也无法连接。请放行到这些主机和端口的出站 UDP 和 TCP 及其返回流量，并确认服务器正在运行。',
  },
  'nat-open-internet': {
    title: '可与任何人直接通话：本机直接连到互联网',
    explanation: '没有路由器转换地址，外来数据包也会放行。无论对方用什么路由器，都能直接连接。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：没有 NAT（服务器看到 {{address}}），过滤：$t(report.nat.{{filtering}})。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。',
  },
  'nat-full-cone': {
    title: '很可能与任何人都能直接通话：路由器为全锥型 NAT',
    explanation:
      '路由器为本机提供一个对所有人都相同的外网地址，并放行任何人。与任何人都能直接连接，包括对称型路由器后面的人。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})，公网地址 {{address}}。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。',
  },
  'nat-restricted-cone': {
    title: '很可能与任何人都能直接通话：路由器为受限锥型 NAT',
    explanation:
      '路由器为本机提供一个对所有人都相同的外网地址，只放行本机发送过的地址。通话双方会同时互相发送，因此可以直接连接，包括对称型路由器后面的人。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})，公网地址 {{address}}。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。',
  },
  'nat-port-restricted-cone': {
    title: '很可能与多数人都能直接通话：路由器为端口受限锥型 NAT',
    explanation:
      '路由器为本机提供一个对所有人都相同的外网地址，只放行本机发送过的那个地址和端口。与多数人可以直接连接；与对称型路由器后面的人通话需要中继。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})，公网地址 {{address}}。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。与对称型对端的通话由 TURN 服务器承担。',
  },
  'nat-symmetric-udp-firewall': {
    title: '很可能与多数人都能直接通话：有防火墙，但不转换地址',
    explanation:
      '没有设备转换本机的地址，但防火墙只放行应答。它的表现如同端口受限的路由器：与多数人可以直接连接；与对称型路由器后面的人通话需要中继。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：没有 NAT（服务器看到 {{address}}），有状态防火墙，过滤：$t(report.nat.{{filtering}})。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。',
  },
  'nat-symmetric': {
    title: '只能与部分人直接通话：路由器挡住了其他人',
    explanation:
      '路由器让每个人看到的本机外网地址都不同，对方无从得知该发往哪里。与路由器不设限的人仍可通话。与其他人（占大多数）通话需要中继，而目前没有已知可用的中继。',
    user: '请向技术支持索取中继服务器并在“设置”中添加，或换一个网络。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})（{{seen}}）。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。请提供 TURN 服务器，或让路由器使用与对端无关的映射（RFC 4787 REQ-1）。',
  },
  'nat-symmetric-relayed': {
    title: '许多通话会经过中继：路由器为对称型 NAT',
    explanation:
      '路由器为每个目的地给本机一个不同的外网地址，只有与直接连到互联网的人，以及全锥型、受限锥型路由器后面的人才能直接连接。其他通话使用中继，中继可用。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})（{{seen}}）。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。从这里发起的通话会产生 TURN 流量；与对端无关的映射（RFC 4787 REQ-1）可避免。',
  },
  'nat-lifetime-short': {
    title: '静默 {{seconds}} 秒后，此网络就会忘记连接',
    explanation: '这么久没有发送数据时（例如通话保持），路由器会关闭返回的路，通话随之中断。',
    user: '长时间通话请换一个网络，或联系其管理员。',
    it: '适配器 {{adapter}}：UDP 映射在无流量时保持了 {{seconds}} 秒，{{goneAfterSec}} 秒后已消失。RFC 4787 REQ-5 要求至少 120 秒：请调大路由器或防火墙的 UDP 超时。在此之前，发送间隔不要超过 {{keepAliveSec}} 秒。',
  },
  'nat-lifetime': {
    title: '此网络可保持闲置连接 {{seconds}} 秒',
    explanation:
      '通话可以静默这么久，之后路由器才会关闭返回的路（{{seconds}} 秒：$t(report.nat.{{bound}})）。通话程序的发送比这更频繁。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：无流量的 UDP 映射可保持 {{seconds}} 秒（$t(report.nat.{{bound}})）。建议保活间隔不超过 {{keepAliveSec}} 秒。',
  },
  'nat-cgnat': {
    title: '运营商又转换了一次地址',
    explanation:
      '此网络没有自己的公网地址：运营商让许多客户共用一个。通话不受影响，但无法把端口转发到本机。',
    user: '通话无需操作。若要从外面访问家中设备，请向运营商申请公网地址，或使用 IPv6。',
    it: '适配器 {{adapter}}：{{local}} → {{address}}：本机、其路由器（若告知）、服务器所见。100.64.0.0/10（RFC 6598）中的地址，或路由器的外部地址与服务器所见不同，表示还有第二层 NAT。',
  },
  'nat-alg': {
    title: '途中有设备改写通话数据包',
    explanation:
      '路由器或防火墙改动了数据包内的地址（应用层网关）。如今的通话程序对此有防护；老程序和电话机可能失败。',
    user: '无需操作。若通话失败，请在路由器中关闭“SIP ALG”。',
    it: 'STUN 应答中的 MAPPED-ADDRESS 与 XOR-MAPPED-ADDRESS 不同：有通用 ALG 改写载荷。请在路由器或防火墙中关闭 SIP ALG 及类似功能。',
  },
  'nat-hairpinning': {
    title: '此网络内的两个人可以用外网地址互相通话',
    explanation: '路由器会把发往自己外网地址的数据包折返回网内。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：发夹回环可用（RFC 4787 第 6 节）。',
  },
  'nat-no-hairpinning': {
    title: '路由器不会折返发往自己外网地址的数据包',
    explanation: '此网络内的两个人无法用外网地址互相到达。他们之间的通话使用内网地址或中继。',
    user: '无需操作。',
    it: '适配器 {{adapter}}：不支持发夹回环（RFC 4787 REQ-9 要求支持）。仅当两台设备的内网地址无法互通时才有影响。',
  },
  'nat-servers-disagree': {
    title: '各服务器看到的本机不一致',
    explanation:
      '有的服务器看到一个外网地址，有的看到另一个，而且无法用路由器来解释。可能有 VPN 或代理承载了部分流量，也可能有服务器出错。',
    user: '如有 VPN，请关闭后重新检查。',
    it: '适配器 {{adapter}}：{{seen}}。请检查策略路由、VPN 分流和多条上行线路，或检查服务器。',
  },
  'nat-unknown': {
    title: '中间是哪一种路由器，尚不完全清楚',
    explanation: '$t(probe.natReason.{{reason}})',
    user: '无需操作。',
    it: '适配器 {{adapter}}：映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})。$t(probe.natReason.{{reason}})',
  },
  'nat-one-server': {
    title: '路由器的类型只有一台服务器作证',
    explanation: '只有 {{servers}} 可供比较。再有一台位于别处的服务器，就能确定。',
    user: '无需操作。',
    it: '请再添加一台独立的 STUN 服务器：映射将由两台服务器对同一套接字测量。',
  },
  'nat-same-server': {
    title: '{{servers}} 是同一台服务器',
    explanation: '这些名称指向同一个地址和端口（{{endpoint}}），因此只算一台：它们不能互相印证。',
    user: '无需操作。',
    it: '{{servers}} 都解析为 {{endpoint}}。请添加彼此独立的服务器。',
  },
  'nat-server-unfit': {
    title: '{{servers}} 无法测量此网络放行什么',
    explanation: '原因在服务器，不在此网络：它$t(probe.fitness.{{fitness}})。通话不需要这一项。',
    user: '无需操作。',
    it: '{{servers}}：$t(probe.fitness.{{fitness}})。只有能从第二个地址和端口应答的服务器才能测量过滤（RFC 5780 的 OTHER-ADDRESS 和 CHANGE-REQUEST；coturn：两个监听地址并启用 --rfc5780）。',
  },
  'nat-ipv6': {
    title: 'IPv6：$t(report.nat.{{kind}})',
    explanation: 'IPv6 是另一条路，有自己的防火墙。通话会走先接通的那条。',
    user: '无需操作。',
    it: '适配器 {{adapter}}，IPv6：映射：$t(report.nat.{{mapping}})，过滤：$t(report.nat.{{filtering}})，被看作 {{address}}。{{agreeing}} 台服务器一致；{{sent}} 个请求，{{received}} 个应答。',
  },
  ...webrtcFinding,
} satisfies Translated<typeof english>;
