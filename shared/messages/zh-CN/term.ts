import type { Translated } from '../translate.ts';
import type { term as english } from '../en/term.ts';

export const term = {
  nat: {
    name: 'NAT',
    explanation: '网络地址转换：路由器用自己的公网地址代替您的地址，让许多设备共用一个。',
  },
  stun: { name: 'STUN', explanation: '向互联网上的服务器询问：你看到我来自哪个地址和端口？' },
  turn: {
    name: 'TURN',
    explanation: '通话双方无法直接到达对方时，让通话经一台服务器转发的方法。',
  },
  relay: { name: '中继', explanation: '在无法直接到达对方的人之间转发通话数据的服务器。' },
  rtt: {
    name: '往返时间',
    explanation: '数据包到达对方再返回所用的时间。超过 300 毫秒，双方就容易抢话。',
  },
  jitter: { name: '抖动', explanation: '各个数据包所用时间的差异。抖动大时声音会断断续续。' },
  loss: { name: '丢包', explanation: '没有到达的数据包所占的比例。大约 5 % 以上，声音会有缺口。' },
  mos: {
    name: 'MOS',
    explanation: '平均主观评分：人们对通话声音的评价，1 分（差）到 5 分。这里由时延和丢包估算。',
  },
  udp: {
    name: 'UDP',
    explanation: '通话首选的发送方式：丢了的不重发，因此后面的不用等。',
  },
  tcp: {
    name: 'TCP',
    explanation: '网页使用的发送方式：丢了的要重发，后面的都得等。用它通话可能滞后。',
  },
  tls: { name: 'TLS', explanation: 'TCP 之上的加密，网页（https）也用它。多数防火墙会放行。' },
  ipv4: {
    name: 'IPv4',
    explanation: '形如 192.0.2.1 的地址。数量不够，因此路由器让许多设备共用一个。',
  },
  ipv6: { name: 'IPv6', explanation: '较新的地址，形如 2001:db8::1。每台设备都可以有自己的。' },
  mtu: {
    name: 'MTU',
    explanation: '线路能通过的最大数据包，通常为 1500 字节。更大的会丢失或被拆开。',
  },
  hairpinning: {
    name: '发夹回环',
    explanation: '网内设备发往路由器自己公网地址的数据包，路由器会不会折返回网内。',
  },
  cgnat: { name: 'CGNAT', explanation: '运营商级 NAT：运营商让许多客户共用一个公网地址。' },
  alg: {
    name: 'ALG',
    explanation: '应用层网关：某些路由器改动数据包内容的功能，往往帮倒忙。',
  },
  mapping: {
    name: '映射',
    explanation: '路由器怎样选择您的公网地址和端口：始终相同，还是每个目的地各不相同。',
  },
  filtering: { name: '过滤', explanation: '路由器放行谁的数据包：所有人的，还是只有您发送过的。' },
  'full-cone': {
    name: '全锥型',
    explanation: '对所有人使用同一个公网端口并放行所有人的路由器。适合通话。',
  },
  'restricted-cone': {
    name: '受限锥型',
    explanation: '对所有人使用同一个公网端口、只放行您发送过的地址的路由器。适合通话。',
  },
  'port-restricted-cone': {
    name: '端口受限锥型',
    explanation:
      '对所有人使用同一个公网端口、只放行您发送过的那个地址和端口的路由器。多数通话可以直连。',
  },
  symmetric: {
    name: '对称型 NAT',
    explanation: '对每个目的地使用不同公网端口的路由器，对方无从得知该发往哪里。许多通话需要中继。',
  },
  'symmetric-udp-firewall': {
    name: '对称型 UDP 防火墙',
    explanation: '您的地址没有被转换，但防火墙只放行应答。',
  },
  'open-internet': {
    name: '开放的互联网',
    explanation: '您的地址没有被转换，外来的数据包也会放行。',
  },
  'udp-blocked': {
    name: 'UDP 被阻止',
    explanation: 'UDP 无法进出此网络，因此通话需要经 TCP 或 TLS 的中继。',
  },
  'public-address': {
    name: '公网地址',
    explanation: '互联网看到的本机地址，多半是路由器的地址。',
  },
  'relayed-address': {
    name: '中继地址',
    explanation: '中继服务器借给您的地址：发到那里的数据，中继会转给您。',
  },
  candidate: {
    name: '候选地址',
    explanation: '通话可能到达某台设备的一个地址。双方会成对地尝试。',
  },
  'host-candidate': { name: '主机候选地址', explanation: '设备自己在其网络中的地址。' },
  'srflx-candidate': {
    name: '服务器反射候选地址',
    explanation: 'STUN 服务器看到的设备公网地址。',
  },
  'relay-candidate': {
    name: '中继候选地址',
    explanation: '中继服务器上的地址，在没有直连的路时使用。',
  },
  ice: {
    name: 'ICE',
    explanation: '通话双方互相找路的方法：把各自的地址都试一遍，选用能通的最好的一条。',
  },
  dtls: { name: 'DTLS', explanation: '对数据包的加密：通话双方用它商定密钥。' },
  certificate: {
    name: '证书',
    explanation: '服务器的身份证明：写有服务器的名称，由颁发者签名，到某一天为止有效。',
  },
  realm: { name: 'Realm', explanation: '用户名和密码在服务器上有效的范围的名称。' },
  nonce: {
    name: 'Nonce',
    explanation: '服务器发出并要求带回的一个值，使旧请求无法被重放。',
  },
  allocation: {
    name: '分配',
    explanation: '中继服务器为一个用户保留的东西：一个地址，有效几分钟。',
  },
  permission: {
    name: '许可',
    explanation: '中继允许谁向您发送。按地址逐个授予，有效五分钟。',
  },
  channel: {
    name: '通道',
    explanation: '经中继到某个对方的捷径：每个数据包前只加四个字节，而不是三十六个以上。',
  },
  baseline: {
    name: '基准测试',
    explanation: '只在本机内部进行的同样测试。在这里失败的，与网络无关。',
  },
  'binding-lifetime': {
    name: '绑定保持时间',
    explanation: '没有数据时，路由器记住一个连接多久。超过之后，返回的路就关闭了。',
  },
  'port-preservation': {
    name: '端口保持',
    explanation: '路由器在外面是否使用与设备在里面相同的端口号。',
  },
  vpn: { name: 'VPN', explanation: '通往另一个网络（例如公司网络）的隧道。通话可能因此绕路。' },
  adapter: {
    name: '网络适配器',
    explanation: '电脑上用来连接网络的部分，例如 Wi-Fi 或网线接口。',
  },
  p95: {
    name: '第 95 百分位',
    explanation: '100 个值中有 95 个不超过它。个别特别慢的不计在内。',
  },
} satisfies Translated<typeof english>;
