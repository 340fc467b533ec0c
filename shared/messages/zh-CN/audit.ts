import type { Translated } from '../translate.ts';
import type { audit as english } from '../en/audit.ts';

export const audit = {
  topic: {
    'transport-udp': 'UDP',
    'transport-tcp': 'TCP',
    'transport-tls': 'TLS',
    'port-443': '443 端口',
    ipv6: 'IPv6',
    rfc5780: 'NAT 探测（RFC 5780）',
    authentication: '是否要求登录',
    'sign-in': '用此账号登录',
    realm: 'Realm',
    'nonce-for-each': '每个客户端各有 nonce',
    'nonce-checked': '是否校验 nonce',
    'nonce-kept': 'nonce 可用于多个请求',
    'password-algorithms': '密码使用 SHA-256',
    lifetime: '中继分配的有效期',
    'relay-ports': '中继端口',
    'relay-address': '中继地址',
    'relay-ipv6': '中继到 IPv6',
    'tls-versions': 'TLS 版本',
    certificate: '证书',
    'loopback-peers': '中继到服务器自身（环回地址）',
    'mapped-peers': '中继到以 IPv6 形式书写的环回地址',
    'unspecified-peers': '中继到 0.0.0.0 和 ::',
    'link-local-peers': '中继到链路本地地址',
    'private-peers': '中继到私有地址',
    'multicast-peers': '中继到组播地址',
    'own-address-peers': '在同一服务器的两个客户端之间中继',
    software: '服务器透露的程序信息',
    rtt: '与其他服务器相比的距离',
  },
  notChecked: '{{topic}}：未检查，原因是{{why}}。',
  reason: {
    stopped: { why: '审查提前停止', advice: '请重新运行。' },
    'no-answer': { why: '服务器没有应答', advice: '请参看 UDP、TCP 和 TLS 各项的结果。' },
    'not-answered': { why: '这一个请求没有得到应答', advice: '请重新运行审查。' },
    'no-credential': {
      why: '手头没有此服务器的密码',
      advice: '请在“设置”中输入，或用 --credential 给出。',
    },
    'not-signed-in': {
      why: '服务器没有给出中继分配',
      advice: '请参看登录和配额各项的结果。',
    },
    'open-relay': { why: '服务器无需登录即可中继', advice: '请先解决这个问题。' },
    'one-answer': { why: '只有一个入口应答，而比较需要两个', advice: '' },
    'one-allocation': { why: '只得到一个中继分配，而比较需要两个', advice: '' },
    quota: {
      why: '此账号的配额已满（486）',
      advice: '请换用无人使用的账号，或提高配额（coturn：user-quota）。',
    },
    'address-only': {
      why: '服务器是用 IPv4 地址指定的',
      advice: '请给客户端一个域名，使其可同时指向 IPv4 和 IPv6。',
    },
    'no-ipv6-here': {
      why: '本机无法经 IPv6 访问它',
      advice: '请在有 IPv6 的网络中运行审查。',
    },
    'no-relay-ipv6': { why: '服务器只向一种地址族中继', advice: '' },
    'server-on-loopback': {
      why: '访问服务器用的是环回地址',
      advice: '请在另一台电脑上运行审查。',
    },
    'no-udp': { why: '服务器不应答 UDP', advice: '' },
    'nat-here': {
      why: '本网络的地址转换妨碍了检查',
      advice: '请在有公网地址的电脑上运行审查。',
    },
    'no-tls': { why: '没有找到基于 TLS 的 TURN', advice: '' },
    'tls-not-known': { why: '为此建立的连接没有成功', advice: '请重新运行审查。' },
    clock: { why: '本机时钟不准', advice: '请校准时钟，然后重新运行审查。' },
    'no-consent': {
      why: '尚未有人同意',
      advice:
        '如果此服务器由您管理，请同意有关对端地址的提问（--audit-peers）。它只申请许可，不发送任何数据。',
    },
    'one-server': { why: '配置中没有其他服务器', advice: '' },
    'others-silent': { why: '配置中的其他服务器都没有应答', advice: '' },
  },
  found: {
    'udp-answers': { title: 'UDP：端口 {{ports}} 有应答。', advice: '' },
    'udp-silent': {
      title: 'UDP：端口 {{ports}} 没有 TURN 服务器应答。',
      advice:
        '通话首先使用 UDP。请让服务器监听 UDP，并在防火墙中放行该端口。如设置了 no-udp，请删除。',
    },
    'tcp-answers': { title: 'TCP：端口 {{ports}} 有应答。', advice: '' },
    'tcp-silent': {
      title: 'TCP：端口 {{ports}} 没有 TURN 服务器应答。',
      advice:
        '防火墙封锁 UDP 的用户需要它。请让服务器在同一端口监听 TCP，在防火墙中放行；如设置了 no-tcp，请删除。',
    },
    'tls-answers': { title: 'TLS：端口 {{ports}} 有应答。', advice: '' },
    'tls-silent': {
      title: 'TLS：端口 {{ports}} 没有 TURN 服务器应答。',
      advice:
        '有些防火墙只放行 TLS。请为服务器配置证书（cert=、pkey=）并监听 TLS。如设置了 no-tls，请删除。',
    },
    'tls-promised': {
      title: 'TLS：客户端被指向它（turns:），但端口 {{ports}} 没有 TURN 服务器应答。',
      advice:
        '请让服务器在该端口监听 TLS 并配置证书（cert=、pkey=），或从发给客户端的地址中去掉它。',
    },
    'tls-untrusted': {
      title: 'TLS：端口 {{port}} 有监听，但其证书不可信。',
      advice: '请参看证书一项的结果。',
    },
    'port-443-answers': { title: '443 端口：TURN 有应答。', advice: '' },
    'port-443-taken': {
      title: '443 端口：应答的是其他服务。',
      advice: '最严格的防火墙只放行这个端口。请为 TURN 准备单独的地址，在其 443 端口监听 TLS。',
    },
    'port-443-silent': {
      title: '443 端口：没有 TURN 服务器应答。',
      advice: '最严格的防火墙只放行这个端口。请让服务器也在此监听 TLS。',
    },
    'ipv6-answers': { title: 'IPv6：有应答。', advice: '' },
    'ipv6-none': {
      title: 'IPv6：{{host}} 没有 IPv6 地址。',
      advice:
        '越来越多的网络只有 IPv6，要经转换才能访问 IPv4。请让服务器监听一个 IPv6 地址，并在 DNS 中登记（AAAA）。',
    },
    'ipv6-silent': {
      title: 'IPv6：{{host}} 在 DNS 中有 IPv6 地址，但那里无人应答。',
      advice:
        '有 IPv6 的客户端会尝试并等待。请让服务器在该地址监听并放行 IPv6，或从 DNS 中删去该地址（AAAA）。',
    },
    'rfc5780-fit': { title: 'NAT 探测（RFC 5780）：可用，第二地址为 {{other}}。', advice: '' },
    'rfc5780-none': {
      title: 'NAT 探测（RFC 5780）：未提供。',
      advice:
        '通话不需要它。如要了解客户端所处网络的类型，则需要两个公网地址。coturn 自 4.7 版起默认关闭。',
    },
    'rfc5780-unfit': {
      title: 'NAT 探测（RFC 5780）：第二地址 {{other}} 不可用。',
      advice:
        '它必须是公网地址，且地址和端口都与第一个不同。请更正，或关闭此功能（coturn：no-rfc5780）。',
    },
    'rfc5780-silent': {
      title: 'NAT 探测（RFC 5780）：第二地址 {{other}} 无人应答。',
      advice: '请在防火墙中放行两个地址的两个端口，或关闭此功能（coturn：no-rfc5780）。',
    },
    'rfc5780-ignores': {
      title: 'NAT 探测（RFC 5780）：要求服务器从 {{other}} 应答，它没有照做。',
      advice: '客户端会因此误判自己的网络。请更正第二地址，或关闭此功能（coturn：no-rfc5780）。',
    },
    'sign-in-asked': { title: '登录：必须登录。', advice: '' },
    'open-relay': {
      title: '登录：不要求登录，任何人都可以通过此服务器中继。',
      advice: '陌生人可以借它的名义发送流量，并访问它附近的设备。请要求登录，并删除 no-auth。',
    },
    'signed-in': { title: '登录：此账号被接受。', advice: '' },
    'sign-in-refused': {
      title: '登录：此账号被拒绝（{{code}}）。',
      advice: '请与服务器核对用户名、密码和 realm。对限时用户名，还要核对密钥和时钟。',
    },
    'realm-own': { title: 'Realm：{{realm}}。', advice: '' },
    'realm-odd': {
      title: 'Realm：“{{realm}}”不是您的域名。',
      advice: '密码以包含 realm 的散列形式保存。请在账号增多之前改用您拥有的域名。',
    },
    'realm-none': {
      title: 'Realm：质询中没有 realm，因此谁也无法登录。',
      advice: '请将 realm 设为您拥有的域名。',
    },
    'nonce-for-each': { title: 'Nonce：每个客户端各有一个。', advice: '' },
    'nonce-none': {
      title: 'Nonce：质询中没有 nonce，因此谁也无法登录。',
      advice: '请更新服务器：RFC 8489 要求提供 nonce。',
    },
    'nonce-shared': {
      title: 'Nonce：多个客户端得到了同一个。',
      advice: '窃听者可以用截获的内容冒名登录。请让服务器为每个客户端生成 nonce，并使其过期。',
    },
    'nonce-checked': { title: 'Nonce：不是服务器给出的会被拒绝（438）。', advice: '' },
    'nonce-not-checked': {
      title: 'Nonce：不是服务器给出的也被接受。',
      advice: '截获的内容可被他人重放。请更新服务器，或启用 nonce 校验。',
    },
    'nonce-refused': {
      title: 'Nonce：不是服务器给出的会被拒绝，但错误码是 {{code}} 而不是 438。',
      advice:
        '客户端收到 438 才会换用新的 nonce 继续。收到 {{code}} 时，nonce 一过期通话就会中断。请更新服务器。',
    },
    'nonce-kept': { title: 'Nonce：可用于多个请求。', advice: '' },
    'nonce-once': {
      title: 'Nonce：同一个在下一个请求中被拒绝（{{code}}）。',
      advice:
        '每个请求都要往返两次，通话开始得更慢。请让 nonce 有效几分钟。如有负载均衡，请让同一客户端的数据包都到同一台服务器。',
    },
    'algorithms-offered': { title: '密码：提供 SHA-256，且该选项不会被悄悄去掉。', advice: '' },
    'algorithms-none': {
      title: '密码：只用 MD5，如 RFC 5389 所述。',
      advice:
        'coturn 对此没有可设置的选项。请使用较长的随机密码或限时密码（use-auth-secret），必要时使用 TLS。',
    },
    'algorithms-taken-out': {
      title: '密码：服务器提供 SHA-256，但途中有设备去掉了该选项。',
      advice: '请查找会改写 STUN 消息的代理或负载均衡。遵循 RFC 8489 的客户端会拒绝登录。',
    },
    'lifetime-usual': {
      title: '中继分配的有效期：{{seconds}} 秒；申请 {{asked}} 秒时得到 {{longest}} 秒。',
      advice: '',
    },
    'lifetime-kept': { title: '中继分配的有效期：{{seconds}} 秒。', advice: '' },
    'lifetime-short': {
      title: '中继分配的有效期：{{seconds}} 秒，偏短。',
      advice:
        '客户端必须在到期前刷新，丢一个包就可能中断通话。通常为 600 秒，应客户端要求最长一小时。',
    },
    'lifetime-long': {
      title: '中继分配的有效期：申请 {{asked}} 秒时得到 {{longest}} 秒。',
      advice: '消失的客户端会在这段时间里一直占用端口。RFC 8656 建议最长一小时。',
    },
    'lifetime-none': {
      title: '中继分配的有效期：服务器没有说明。',
      advice: '客户端不知道何时刷新。请更新服务器。',
    },
    'ports-dynamic': { title: '中继端口：{{ports}}，符合要求。', advice: '' },
    'ports-low': {
      title: '中继端口：{{ports}}，低于 49152。',
      advice:
        '那里可能有其他服务，防火墙也预期 TURN 使用更高的端口。请在 49152 到 65535 之间选择范围，并放行 UDP。',
    },
    'ports-shared': {
      title: '中继端口：两个分配得到了同一个（{{ports}}）。',
      advice: '它们的数据会混在一起。请更新服务器。',
    },
    'relay-public': { title: '中继地址：{{relayed}}，是公网地址。', advice: '' },
    'relay-same': { title: '中继地址：{{relayed}}，与客户端访问服务器的地址相同。', advice: '' },
    'relay-inside': { title: '中继地址：{{relayed}}，用于本网络内部的通话。', advice: '' },
    'relay-private': {
      title: '中继地址：{{relayed}} 是私有地址，而服务器位于 {{server}}。',
      advice:
        '外部无法访问它：经此服务器的通话无法接通。请告诉服务器其外部地址，并把中继端口转发给它。',
    },
    'relay-ipv6': { title: '中继到 IPv6：已提供，地址为 {{relayed}}。', advice: '' },
    'relay-ipv6-none': {
      title: '中继到 IPv6：未提供（440）。',
      advice: '无法为只有 IPv6 的通话方中继。请为服务器配置 IPv6 中继地址。',
    },
    'relay-ipv6-ignored': {
      title: '中继到 IPv6：该请求被忽略。',
      advice: '请为服务器配置 IPv6 中继地址，或更新服务器。',
    },
    'tls-current': { title: 'TLS 版本：{{versions}}。', advice: '' },
    'tls-old-too': {
      title: 'TLS 版本：{{versions}}，其中 1.0 和 1.1 已不安全。',
      advice: '请关闭 TLS 1.0 和 1.1（RFC 8996）。浏览器早已不再使用它们。',
    },
    'tls-old-only': {
      title: 'TLS 版本：只有 {{versions}}。',
      advice: '浏览器会拒绝。请更新服务器及其 OpenSSL。',
    },
    'tls-no-1-3': {
      title: 'TLS 版本：{{versions}}，没有 1.3。',
      advice: 'TLS 1.3 可省去一次往返。请更新服务器的 OpenSSL，或启用 1.3。',
    },
    'tls-no-1-2': {
      title: 'TLS 版本：{{versions}}，没有 1.2。',
      advice: '较旧的设备无法连接。请同时启用 TLS 1.2；如设置了 no-tlsv1_2，请删除。',
    },
    'certificate-good': {
      title: '证书：适用于 {{host}}，有效期至 {{validTo}}（{{days}} 天），证书链完整。',
      advice: '',
    },
    'certificate-ends-soon': {
      title: '证书：将于 {{validTo}} 到期，还有 {{days}} 天。',
      advice:
        '请更新证书，并确认服务器已加载新证书（coturn：重启或 SIGUSR2）。自动续期此时本应已完成。',
    },
    'certificate-ends': {
      title: '证书：将于 {{validTo}} 到期，还有 {{days}} 天。',
      advice:
        '请立即更新证书，并确认服务器已加载新证书（coturn：重启或 SIGUSR2）。到期后 TLS 将无法连接。',
    },
    'certificate-expired': {
      title: '证书：已于 {{validTo}} 过期。',
      advice: '请更新证书，并确认服务器已加载新证书（coturn：重启或 SIGUSR2）。',
    },
    'certificate-early': {
      title: '证书：尚未生效。',
      advice: '请核对签发证书的电脑的时钟，或等到生效日期。',
    },
    'certificate-name': {
      title: '证书：不适用于 {{host}}。',
      advice: '客户端会拒绝。请申请包含此名称的证书，或把证书上的名称给客户端使用。',
    },
    'certificate-self-signed': {
      title: '证书：仅由其自身签名。',
      advice: '浏览器会拒绝。请向浏览器信任的机构申请证书。',
    },
    'certificate-chain': {
      title: '证书：服务器只发送自己的证书，而本机不认识其颁发者（{{issuer}}）。',
      advice: '请把中间证书放在同一文件中、服务器证书之后（fullchain.pem）。',
    },
    'certificate-issuer': {
      title: '证书：由 {{issuer}} 签发，本机不信任该机构。',
      advice: '请向浏览器信任的机构申请证书，或让客户端信任您的机构。',
    },
    'certificate-revoked': {
      title: '证书：已被颁发者吊销。',
      advice: '请用新密钥申请新证书。',
    },
    'certificate-other': {
      title: '证书：不可信。',
      advice: '请向浏览器信任的机构申请新证书。',
    },
    'loopback-refused': {
      title: '中继到服务器自身（环回地址）：被拒绝（{{peers}}）。',
      advice: '',
    },
    'loopback-granted': {
      title: '中继到服务器自身（环回地址）：被允许（{{peers}}）。',
      advice:
        '有账号的人可以访问服务器上只对本机开放的服务。请删除 allow-loopback-peers，并禁止这些地址。',
    },
    'mapped-refused': {
      title: '中继到以 IPv6 形式书写的环回地址：被拒绝（{{peers}}）。',
      advice: '',
    },
    'mapped-granted': {
      title: '中继到以 IPv6 形式书写的环回地址：被允许（{{peers}}）。',
      advice:
        '这种写法可以绕过针对 IPv4 的规则（CVE-2026-27624）。请将 coturn 更新到 4.9.0 或更高版本，并禁止这些地址。',
    },
    'unspecified-refused': { title: '中继到 0.0.0.0 和 ::：被拒绝（{{peers}}）。', advice: '' },
    'unspecified-granted': {
      title: '中继到 0.0.0.0 或 ::：被允许（{{peers}}）。',
      advice:
        '在 Linux 上它们指向服务器自身（CVE-2020-26262）。请将 coturn 更新到 4.5.2 或更高版本，并禁止这些地址。',
    },
    'link-local-refused': { title: '中继到链路本地地址：被拒绝（{{peers}}）。', advice: '' },
    'link-local-granted': {
      title: '中继到链路本地地址：被允许（{{peers}}）。',
      advice: '在云环境中，169.254.169.254 会交出服务器的密钥。请禁止这些地址。',
    },
    'private-refused': { title: '中继到私有地址：被拒绝（{{peers}}）。', advice: '' },
    'private-inside': {
      title: '中继到私有地址：被允许（{{peers}}），适合私有网络内部的服务器。',
      advice: '',
    },
    'private-granted': {
      title: '中继到私有地址：被允许（{{peers}}）。',
      advice: '有账号的人可以访问服务器背后的网络。除通话所需的地址外，请禁止这些地址。',
    },
    'multicast-refused': { title: '中继到组播地址：被拒绝（{{peers}}）。', advice: '' },
    'multicast-granted': {
      title: '中继到组播地址：被允许（{{peers}}）。',
      advice: '一个数据包会到达服务器附近的许多设备。通话不需要它，请禁止。',
    },
    'own-address-granted': {
      title: '在同一服务器的两个客户端之间中继：被允许（{{peers}}）。',
      advice: '',
    },
    'own-address-refused': {
      title: '在同一服务器的两个客户端之间中继：被拒绝。',
      advice:
        '如果通话双方都需要此中继，彼此就要经服务器自己的地址互通。请允许它，并确认该地址上没有对所有人开放的其他服务。',
    },
    'software-hidden': { title: '程序：服务器没有透露。', advice: '' },
    'software-name': { title: '程序：{{software}}，未透露版本。', advice: '' },
    'software-old': {
      title: '程序：{{software}}，透露了版本，而该版本有已知漏洞（{{cves}}）。',
      advice:
        '请将 coturn 更新到 {{fixedIn}} 或更高版本。发行版会在不改版本号的情况下修复漏洞，请查对其说明。另请隐藏版本。',
    },
    'software-version': {
      title: '程序：{{software}}，透露了版本。',
      advice:
        '这会告诉攻击者可以尝试哪些漏洞，也使每个应答更长。请隐藏它；coturn 自 4.7 版起默认隐藏。',
    },
    'rtt-nearest': { title: '距离：{{ms}} 毫秒，在 {{count}} 台服务器中离此处最近。', advice: '' },
    'rtt-near': {
      title:
        '距离：{{ms}} 毫秒，在 {{count}} 台服务器中排第 {{place}}；{{nearest}} 为 {{nearestMs}} 毫秒。',
      advice: '',
    },
    'rtt-far': {
      title:
        '距离：{{ms}} 毫秒，在 {{count}} 台服务器中排第 {{place}}；{{nearest}} 为 {{nearestMs}} 毫秒。',
      advice: '请让本地区的客户端优先使用更近的服务器。如果此服务器面向其他地区，则属正常。',
    },
  },
  nowhere: '{{host}} 没有 TURN 服务器应答。共询问了 {{count}} 个入口。',
} satisfies Translated<typeof english>;
