import type { Translated } from '../translate.ts';
import type { probe as english } from '../en/probe.ts';

export const probe = {
  step: {
    'local.interfaces': '查看本机的网络适配器',
    'relay.baseline': '本机能否收发通话数据？',
    'stun.binding': '向 {{server}} 查询公网地址',
    'turn.allocate': '请求 {{server}} 中继',
  },
  done: {
    'local.interfaces': '本机有 {{count}} 个网络地址',
    'relay.baseline': '本机可以收发通话数据',
    'stun.binding': '{{server}} 已应答：公网地址为 {{address}}',
    'turn.allocate': '{{server}} 同意中继',
  },
  failed: {
    'local.interfaces': '本机未连接网络',
    'relay.baseline': '本机未通过自检',
    'stun.binding': '{{server}} 没有给出可用的应答',
    'turn.allocate': '{{server}} 未同意中继',
  },
  skipped: {
    'local.interfaces': '网络适配器：未检查',
    'relay.baseline': '自检：未运行',
    'stun.binding': '{{server}}：未查询',
    'turn.allocate': '{{server}}：未检查中继',
  },
  inconclusive: {
    'local.interfaces': '网络适配器：只能访问本机自身',
    'relay.baseline': '自检：没有结果',
    'stun.binding': '{{server}}：没有结果',
    'turn.allocate': '{{server}}：中继检查没有结果',
  },
  error: {
    onlyLoopback: '没有已连接的网络适配器。请连接 Wi-Fi 或插上网线，然后重新检查。',
    cancelled: '此项测试结束前，检查已被取消。',
    deadline: '此项测试未在 {{seconds}} 秒内结束。',
    internal: 'Callpath 自身出错，此项测试失败（{{reason}}）。请把本报告发给技术支持。',
    timeout: '发出 {{sent}} 个请求，{{seconds}} 秒内没有应答。',
    refused: '{{endpoint}} 拒绝连接：那里没有服务在监听，或被防火墙拒绝。',
    unreachable: '从这里无法到达 {{endpoint}}（{{reason}}）。',
    malformed: '{{endpoint}} 的应答不是有效的 STUN 应答：{{reason}}。',
    noMappedAddress: '其中没有映射地址',
    errorResponse: '这是错误应答 {{code}} {{reason}}',
    nameNotFound: '无法解析名称 {{host}}（{{reason}}）。',
    noIpv4: '{{host}} 没有 IPv4 地址。',
    noIpv6: '{{host}} 没有 IPv6 地址。',
    bind: '无法打开用于发送的套接字（{{reason}}）。',
    rejected: '服务器返回 {{code}} {{reason}}。',
    noCredential: '手头没有此服务器的密码。请在“设置”中输入，或用 --credential 给出。',
    transport: '此版本不检查经 {{transport}} 的中继。',
    relayStart: '内置中继无法启动：{{reason}}',
    relayLoss: '经内置中继发出 {{sent}} 条消息，只收回 {{received}} 条。',
  },
} satisfies Translated<typeof english>;
