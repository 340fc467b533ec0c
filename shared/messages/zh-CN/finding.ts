import type { Translated } from '../translate.ts';
import type { finding as english } from '../en/finding.ts';

export const finding = {
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
  'server-name-not-found': {
    title: '找不到名称 {{host}}',
    explanation: '域名服务器不知道此服务器的地址，因此无法询问它。其他名称可以解析。',
    user: '请在“设置”中检查拼写，或向技术支持询问正确的地址。',
    it: '{{reason}}请检查该记录以及配置中的拼写。',
  },
  'all-servers-silent': {
    title: '没有服务器应答',
    explanation_one:
      '所询问的唯一一台服务器没有通过 UDP 应答。可能是此网络阻止了 UDP，也可能是服务器停机：仅凭本次检查无法区分。',
    explanation_other:
      '{{count}} 台服务器都没有通过 UDP 应答。可能是此网络阻止了 UDP，也可能是服务器停机：仅凭本次检查无法区分。',
    user: '请换一个网络（例如手机热点）再检查。如果可以，就是此网络在阻挡。',
    it: '向 {{servers}} 发出的 UDP STUN Binding 请求没有应答。请放行到这些主机和端口的出站 UDP 及其返回流量，并确认服务器正在运行。',
  },
  'all-servers-refused': {
    title: '所有服务器都拒绝了请求',
    explanation:
      '发往 {{servers}} 的请求立即被退回。可能那里没有运行 STUN 或 TURN 服务，也可能被防火墙拒绝。',
    user: '请把本报告发给技术支持：需要检查服务器或防火墙。',
    it: '{{servers}} 返回了 ICMP 端口不可达。请检查 STUN/TURN 服务是否在这些 UDP 端口监听，以及防火墙是否拒绝了到它们的出站 UDP。',
  },
  'no-server-usable': {
    title: '没有可用的服务器',
    explanation_one: '所询问的唯一一台服务器不可用。详见下面的结论。',
    explanation_other: '{{count}} 台服务器各有各的问题。详见各项结论。',
    user: '请把本报告发给技术支持。',
    it: '{{servers}} 都没有给出可用的应答。原因见下面各项结论。',
  },
  'server-silent': {
    title: '{{server}} 没有应答',
    explanation: '它没有应答任何请求。可能是服务器停机，也可能是通往它的路被阻断。',
    user: '通话可能仍可通过其他服务器进行。请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}} 在 {{seconds}} 秒内没有应答 {{sent}} 个 UDP 请求。请检查该服务器，并放行到此主机和端口的出站 UDP。',
  },
  'server-refused': {
    title: '{{server}} 拒绝了请求',
    explanation: '请求立即被退回。此地址和端口上没有服务在监听，或被防火墙拒绝。',
    user: '通话可能仍可通过其他服务器进行。请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}（UDP）返回 ICMP 端口不可达。请检查服务是否运行并在此端口监听，以及是否被防火墙拒绝。',
  },
  'server-unreachable': {
    title: '无法到达 {{server}}',
    explanation: '本机没有通往此服务器地址的路由。',
    user: '如果此服务器只能通过 VPN 访问，请连接 VPN 后重新检查。',
    it: '没有到 {{server}} 的路由：{{reason}} 请检查路由、VPN 分流以及配置中的地址。',
  },
  'server-malformed': {
    title: '{{server}} 没有给出可用的应答',
    explanation:
      '此地址有应答，但不是 STUN 服务器应有的应答。可能是别的服务，也可能是途中的设备改动了数据。',
    user: '请在“设置”中检查地址和端口，或把本报告发给技术支持。',
    it: '{{server}}：{{reason}} 请检查那里监听的是什么服务，以及途中是否有设备改写 UDP。',
  },
  'turn-credentials-refused': {
    title: '{{server}} 不接受此用户名和密码',
    explanation: '中继服务器有应答，但拒绝为此用户中继。需要中继的通话会失败。',
    user: '请在“设置”中重新输入用户名和密码，或向技术支持索取新的。',
    it: '{{server}} 对 Allocate 请求返回 401。请检查用户名和密码；若是限时（REST）凭据，请检查是否过期以及双方时钟是否正确。',
  },
  'turn-failed': {
    title: '{{server}} 不提供中继',
    explanation: '此中继服务器不可用，需要它的通话会失败。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：Allocate 失败。{{reason}}',
  },
  'turn-ok': {
    title: '{{server}} 提供中继',
    explanation: '中继服务器接受了用户名和密码，并分配了中继地址。',
    user: '无需操作。',
    it: '{{server}} 分配了中继地址 {{address}}，有效期 {{lifetimeSec}} 秒。',
  },
  'turn-not-checked': {
    title: '未检查 {{server}} 的中继',
    explanation: '此服务器能否中继尚不清楚。这并不表示它有问题。',
    user: '无需操作。',
    it: '{{server}}：{{reason}}',
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
  'probe-crashed': {
    title: '一项测试因 Callpath 自身的错误而失败',
    explanation: '有一项测试未能完成，结果未知。',
    user: '请重新检查。若再次出现，请把本报告发给技术支持。',
    it: '{{probe}}：{{reason}}',
  },
} satisfies Translated<typeof english>;
