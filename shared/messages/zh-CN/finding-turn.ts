import type { turnFinding as english } from '../en/finding-turn.ts';
import type { Translated } from '../translate.ts';

export const turnFinding = {
  'turn-name-not-found': {
    title: '找不到中继服务器 {{host}} 的名称',
    explanation:
      '此网络的域名服务器不知道这台中继的地址，因此无法向它发出请求。需要它的通话会失败。',
    user: '请在“设置”中检查拼写，或向技术支持询问正确的地址。',
    it: '{{reason}} 请检查 DNS 记录以及配置中的拼写：{{server}}。',
  },
  'turn-udp-silent': {
    title: '中继服务器 {{host}} 对通话的快速方式没有应答',
    explanation:
      '所有请求都没有得到应答。可能是通往此服务器的路上不放行通话首选的快速方式，也可能是服务器停机：仅凭此项测试无法区分。',
    user: '请换一个网络（例如手机热点）重新检查。若中继在那里可用，说明是当前网络造成的阻碍。',
    it: '{{server}}：{{reason}} 请放行到 {{host}} 的出站 {{ports}} 及其返回数据，并检查 TURN 服务是否在运行。',
  },
  'turn-tcp-silent': {
    title: '中继服务器 {{host}} 对网页的传送方式没有应答',
    explanation: '连接请求没有得到应答。防火墙丢弃连接或服务器停机都会如此。',
    user: '请换一个网络（例如手机热点）重新检查。若中继在那里可用，说明是当前网络造成的阻碍。',
    it: '{{server}}：{{reason}} 停在步骤：$t(probe.turnStep.{{step}})。请放行到 {{host}} 的出站 {{ports}}，并检查 TURN 服务是否监听 TCP。',
  },
  'turn-tls-silent': {
    title: '中继服务器 {{host}} 对网页的加密方式没有应答',
    explanation: '加密连接没有得到应答。只允许已知网页的防火墙，或服务器停机，都会如此。',
    user: '请换一个网络（例如手机热点）重新检查。若中继在那里可用，说明是当前网络造成的阻碍。',
    it: '{{server}}：{{reason}} 停在步骤：$t(probe.turnStep.{{step}})。请放行到 {{host}} 的出站 {{ports}} 且不做 TLS 检查，并检查 TURN 服务是否监听 TLS。',
  },
  'turn-allocate-ignored': {
    title: '{{host}} 有应答，但不回应中继请求',
    explanation:
      '服务器能回答简单的询问，说明路径是通的；但中继请求没有回应。它可能根本不提供中继，或途中设备只放行简单的询问。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}} 应答 STUN Binding，但不应答 Allocate：{{reason}} 请检查是否启用了 TURN（coturn：未设置 stun-only、no-turn），以及是否有防火墙按内容过滤 TURN。',
  },
  'turn-refused': {
    title: '中继服务器 {{host}} 拒绝了请求',
    explanation: '请求立即被拒绝。该地址和端口上没有服务在监听，或被防火墙拒绝。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：{{reason}} 请检查 TURN 服务是否监听 {{ports}}，以及是否有防火墙拒绝。',
  },
  'turn-unreachable': {
    title: '没有通往中继服务器 {{host}} 的路径',
    explanation: '本机没有到此服务器地址的路由。',
    user: '如果此服务器只能通过 VPN 访问，请连接 VPN 后重新检查。',
    it: '{{server}}：{{reason}} 请检查路由、VPN 分流以及配置中的地址。',
  },
  'turn-not-turn': {
    title: '{{host}} 处应答的不是中继服务器',
    explanation:
      '该地址有应答，但内容不是中继服务器应有的。可能是别的服务、代理，或途中设备改动了数据。',
    user: '请在“设置”中检查地址和端口，或把本报告发给技术支持。',
    it: '{{server}}：{{reason}} 请检查 {{ports}} 上监听的是什么服务，以及是否有代理代为应答。',
  },
  'turn-clock': {
    title: '本机的时钟不准',
    explanation:
      '证书和限时密码只在特定时间内有效。按本机的时钟它们无效，而实际上应当有效，因此无法使用中继服务器 {{host}}。',
    user: '请校正本机的日期、时间和时区（建议设为自动），然后重新检查。',
    it: '{{server}}：{{reason}} 证书有效期：{{dates}}。请检查本机的时间同步（NTP）。',
  },
  'turn-clock-differs': {
    title: '本机与 {{host}} 的时钟不一致',
    explanation:
      '用户名和密码只在某一时间之前有效。它们被拒绝，而换成更晚的时间就会被接受：可见两者之中有一个时钟不准，多半是本机的。',
    user: '请校正本机的日期、时间和时区（建议设为自动），然后重新检查。',
    it: '{{server}}：{{reason}} 共享密钥是正确的。请检查本机和服务器的时间同步（NTP）。',
  },
  'turn-closed': {
    title: '与中继服务器 {{host}} 的连接被切断',
    explanation:
      '连接已建立，但在服务器应答之前就结束了。检查连接内容的防火墙，或不认识该请求的服务器，都会如此。',
    user: '请换一个网络（例如手机热点）重新检查。若中继在那里可用，说明是当前网络造成的阻碍。',
    it: '{{server}}：{{reason}} 停在步骤：$t(probe.turnStep.{{step}})。请放行到 {{host}} 的 {{ports}} 且不检查其内容，并检查那里监听的是什么服务。',
  },
  'turn-tls-name': {
    title: '{{host}} 的证书属于另一个名称',
    explanation: '中继服务器出示的证书不含它的名称，因此加密连接不可信，通话会拒绝它。',
    user: '请在“设置”中检查地址：应填名称而不是数字地址。若无误，请把本报告发给技术支持。',
    it: '{{server}}：证书适用于 {{names}}，而非 {{host}}（颁发者 {{issuer}}）。请安装 subjectAltName 含 {{host}} 的证书，或在配置中使用证书上的名称。',
  },
  'turn-tls-issuer': {
    title: '{{host}} 的证书由本机不信任的颁发者签发',
    explanation:
      '颁发者为“{{issuer}}”。若这是某公司或安全产品的名称，说明此网络会解开加密连接进行检查；否则是服务器没有发送完整的证书链。',
    user: '请询问此网络的管理员是否检查加密连接，并把本报告发给技术支持。',
    it: '{{server}}：证书 {{certificate}} 由 {{issuer}} 签发，在本机不受信任。请对 {{host}}（{{ports}}）免除 TLS 检查，或让服务器一并发送中间证书（coturn：cert= 使用完整证书链）。',
  },
  'turn-tls-self-signed': {
    title: '{{host}} 的证书是自签名的',
    explanation:
      '没有本机信任的机构为此证书担保。可能服务器只为试用而设，也可能是此网络出示了自己的证书。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：证书 {{certificate}} 为自签名（颁发者 {{issuer}}）。请为 {{host}} 安装公共机构签发的证书，浏览器只接受这种证书。若服务器已有，请查找途中的 TLS 检查。',
  },
  'turn-tls-expired': {
    title: '{{host}} 的证书已过期',
    explanation:
      '其有效期至 {{validTo}}。在运营者更新证书之前，通话会拒绝与此中继服务器的加密连接。',
    user: '请把本报告发给技术支持：服务器的运营者需要更新证书。',
    it: '{{server}}：证书 {{certificate}}（颁发者 {{issuer}}）已于 {{validTo}} 过期。请更新证书，并让 TURN 服务重新加载（coturn：SIGUSR2 或重启）。',
  },
  'turn-tls-not-yet-valid': {
    title: '{{host}} 的证书尚未生效',
    explanation: '它自 {{validFrom}} 起有效。可能是证书装得过早，也可能是本机时钟偏慢。',
    user: '请查看本机的日期和时间是否正确。若正确，请把本报告发给技术支持。',
    it: '{{server}}：证书 {{certificate}}（颁发者 {{issuer}}）自 {{validFrom}} 起才有效。请检查本机时钟和证书。',
  },
  'turn-tls-revoked': {
    title: '{{host}} 的证书已被吊销',
    explanation: '颁发者已收回此证书，因此通话会拒绝与此中继服务器的加密连接。',
    user: '请把本报告发给技术支持：服务器的运营者需要更换证书。',
    it: '{{server}}：证书 {{certificate}}（颁发者 {{issuer}}）已被吊销。请安装新证书。',
  },
  'turn-tls-protocol': {
    title: '无法与 {{host}} 建立加密连接',
    explanation: '服务器与本机没有共同的加密方式，或那里应答的服务不支持加密。',
    user: '请在“设置”中检查地址和端口，或把本报告发给技术支持。',
    it: '{{server}}：{{reason}} 请检查 {{ports}} 上是否启用 TLS 1.2 或 1.3（coturn：设置 cert=、pkey= 和 tls-listening-port），以及是否有代理代为应答。',
  },
  'turn-tls-other': {
    title: '{{host}} 的证书不可信',
    explanation: '中继服务器出示了本机不接受的证书，因此加密连接失败。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：{{reason}} 证书 {{certificate}}，颁发者 {{issuer}}，有效期至 {{validTo}}。',
  },
  'turn-credentials-refused': {
    title: '{{host}} 不接受此用户名和密码',
    explanation: '中继服务器有应答，但拒绝为此用户中继。需要它的通话会失败。',
    user: '请在“设置”中重新输入用户名和密码，或向技术支持索取新的。',
    it: '{{server}} 对已签名的 Allocate 请求返回 401，realm 为“{{realm}}”。请检查用户名、密码和 realm（coturn：user=、realm=，或 use-auth-secret 的共享密钥）。',
  },
  'turn-credentials-expired': {
    title: '{{host}} 的用户名和密码已过期',
    explanation:
      '按用户名中的时间和本机时钟，它们的有效期至 {{expiresAt}}。中继服务器不再接受它们。',
    user: '请向技术支持索取新的，或在发放它们的程序中重新登录。若本机日期或时间不对，请先校正。',
    it: '{{server}} 返回 401。TURN REST 用户名已于 {{expiresAt}} 过期。请发放新的凭据，有效期应长于一个工作日。',
  },
  'turn-credentials-rest-refused': {
    title: '{{host}} 不接受此限时用户名和密码',
    explanation:
      '按本机时钟，它们的有效期至 {{expiresAt}}，但中继服务器拒绝。可能是生成时所用的密钥与服务器不同，也可能是某一方的时钟不准：仅凭应答无法区分。',
    user: '请查看本机的日期和时间是否正确。若正确，请向技术支持索取新的用户名和密码。',
    it: '{{server}} 对有效期至 {{expiresAt}} 的 TURN REST 用户名返回 401。请核对共享密钥（coturn：static-auth-secret）与生成凭据所用的密钥，以及双方的时钟。',
  },
  'turn-wrong-credentials': {
    title: '{{host}} 把中继地址记在另一个用户名下',
    explanation:
      '服务器把中继地址分配给了一个用户名，之后收到的却是另一个。需要此中继的通话可能失败。',
    user: '请重新检查。若再次出现，请把本报告发给技术支持。',
    it: '{{server}} 返回 441 (Wrong Credentials)：{{reason}} 请查找让多台计算机共用同一地址和端口的设备，以及在会话中途变化的凭据。',
  },
  'turn-forbidden': {
    title: '{{host}} 不允许此用户使用中继',
    explanation: '中继服务器认识此用户但拒绝：按其规则，不为此用户、此地址或此目标中继。',
    user: '请向技术支持询问您的账户能否使用中继。',
    it: '{{server}} 在步骤“$t(probe.turnStep.{{step}})”返回 403：{{reason}} 请检查用户和地址规则（coturn：allowed-peer-ip、denied-peer-ip、数据库中的用户权限）。',
  },
  'turn-quota': {
    title: '{{host}} 分配给此用户的中继地址已达上限',
    explanation:
      '中继服务器限制每个用户同时中继的数量，现已达到上限。可能有其他通话，也可能是先前的尚未到期。',
    user: '请结束其他通话，等待十分钟后重新检查。若仍然如此，请把本报告发给技术支持。',
    it: '{{server}} 返回 486 (Allocation Quota Reached)。请提高每用户上限（coturn：user-quota），或让每个用户使用自己的凭据。一次通话会占用多个分配。',
  },
  'turn-capacity': {
    title: '{{host}} 无法再中继更多通话',
    explanation:
      '中继服务器已满：没有空闲的地址或端口，或达到了总上限。在其他通话结束之前，需要它的通话会失败。',
    user: '请稍后再试，并把本报告发给技术支持。',
    it: '{{server}} 返回 508 (Insufficient Capacity)。请扩大中继端口范围（coturn：min-port、max-port）、提高 total-quota，或增加服务器。',
  },
  'turn-allocation-mismatch': {
    title: '{{host}} 仍保留着本机较早的中继地址',
    explanation: '服务器认为此连接已有中继地址，或丢失了它分配过的地址。',
    user: '请等待十分钟后重新检查。若仍然如此，请把本报告发给技术支持。',
    it: '{{server}} 在步骤“$t(probe.turnStep.{{step}})”返回 437 (Allocation Mismatch)。请查找把同一端口分给多个连接的 NAT，或把同一客户端的数据包分散到多台服务器的负载均衡器。',
  },
  'turn-stale-nonce': {
    title: '{{host}} 在两次请求之间忘记了请求者',
    explanation: '每个请求得到的回答都是“请重新请求”。多台服务器共用一个地址却不共享状态时会这样。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}} 反复返回 438 (Stale Nonce)。请确认负载均衡器把同一客户端的所有数据包发往同一台服务器，并检查 nonce 的有效期（coturn：stale-nonce）。',
  },
  'turn-family-unsupported': {
    title: '{{host}} 不支持所请求地址族的中继',
    explanation: '此服务器只用一种互联网地址中继，而所请求的是另一种。',
    user: '如果另一种可用，则无需操作；否则请把本报告发给技术支持。',
    it: '{{server}} 返回 440 (Address Family not Supported)。请为服务器配置两个地址族的中继地址（coturn：relay-ip）。',
  },
  'turn-transport-unsupported': {
    title: '{{host}} 不中继通话数据',
    explanation: '服务器回答说不以快速方式中继，而通话正需要它。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}} 对 REQUESTED-TRANSPORT UDP 返回 442 (Unsupported Transport Protocol)。请允许 UDP 中继（coturn：去掉 no-udp-relay）。',
  },
  'turn-redirect': {
    title: '{{host}} 让客户端转向别处，却始终到不了',
    explanation: '服务器让 Callpath 去询问另一台服务器，而后者又再转走，或无法使用。',
    user: '请把本报告发给技术支持，以便检查这些服务器。',
    it: '{{server}} 返回 300 (Try Alternate)：{{reason}} 请检查各服务器指向何处（coturn：alternate-server），且不要互相指向。',
  },
  'turn-refresh-fails': {
    title: '{{host}} 分配了中继地址，但不续期',
    explanation: '中继地址只在几分钟内有效，需要续期。服务器没有续期，较长的通话会中断。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：Refresh 失败。{{reason}} 请检查是否有负载均衡器把同一客户端的数据包分散到多台服务器，以及是否丢包。',
  },
  'turn-failed': {
    title: '{{host}} 不提供中继',
    explanation: '此中继服务器不可用，需要它的通话会失败。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：在步骤“$t(probe.turnStep.{{step}})”失败。{{reason}}',
  },
  'turn-permission-fails': {
    title: '{{host}} 分配的中继地址不放行任何人',
    explanation: '服务器分配了中继地址，却没有让通话的另一方发送数据。经它的通话会没有声音。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：在步骤“$t(probe.turnStep.{{step}})”失败。{{reason}} 请检查对端规则（coturn：allowed-peer-ip、denied-peer-ip）。',
  },
  'turn-peer-forbidden': {
    title: '无法测试 {{host}} 是否传送数据',
    explanation:
      '此测试把数据发往服务器自己的中继地址，而这台服务器拒绝这样做。通话并不需要它，因此这不说明通话有问题。',
    user: '无需操作。',
    it: '{{server}} 在步骤“$t(probe.turnStep.{{step}})”返回 403：禁止以服务器自身地址为对端（coturn：denied-peer-ip）。这是合理的规则；如需测量丢包和时延，请暂时允许其自身的中继地址。',
  },
  'turn-data-unknown': {
    title: '{{host}} 是否传送数据尚不清楚',
    explanation: '服务器分配了中继地址，但测试没有找到可供发送的另一端。这并不说明通话有问题。',
    user: '无需操作。',
    it: '{{server}}：{{reason}}',
  },
  'turn-channel-fails': {
    title: '{{host}} 可以中继，但不支持通话所用的方式',
    explanation: '单个数据包能通过，但通话所用的更快的通道方式不通。经此中继的通话可能中断。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：在步骤“$t(probe.turnStep.{{step}})”失败。{{reason}} 请检查此服务器的 ChannelBind 和 ChannelData，以及途中是否有只放行 STUN 消息的设备。',
  },
  'turn-data-fails': {
    title: '{{host}} 分配了中继地址，但数据不通',
    explanation:
      '服务器同意中继，但 {{sent}} 个数据包一个也没有返回。经它的通话能接通，却没有声音。',
    user: '请把本报告发给技术支持，以便检查此服务器。',
    it: '{{server}}：{{sent}} 个数据包无一经中继地址返回。请在服务器防火墙上放行中继端口的 UDP（coturn：min-port 至 max-port，通常为 49152-65535）；服务器位于 NAT 之后时请设置 external-ip。',
  },
  'turn-relay-lossy': {
    title: '经 {{host}} 的通话质量会很差',
    explanation:
      '发出 {{sent}} 个数据包，返回 {{received}} 个（丢失 {{lossPercent}} %），往返时间 {{rttMs}} 毫秒，波动 {{jitterMs}} 毫秒。声音会断续，画面会停顿。',
    user: '请用网线代替 Wi-Fi，暂停下载和上传，然后重新检查。',
    it: '{{server}}：往返 {{received}}/{{sent}} 个数据包（丢失 {{lossPercent}} %），往返时间中位数 {{rttMs}} ms，抖动 {{jitterMs}} ms，估算 MOS {{mos}}（ITU-T G.107，G.711）。请检查线路和服务器的负载以及途中的队列。',
  },
  'turn-data-ok': {
    title: '{{host}} 能经 {{over}} 良好传送通话数据',
    explanation: '经中继发出 {{sent}} 个数据包，返回 {{received}} 个，往返时间 {{rttMs}} 毫秒。',
    user: '无需操作。',
    it: '{{server}}：往返 {{received}}/{{sent}} 个数据包（丢失 {{lossPercent}} %），往返时间中位数 {{rttMs}} ms，抖动 {{jitterMs}} ms，估算 MOS {{mos}}（ITU-T G.107，G.711）。',
  },
  'turn-relay-private': {
    title: '{{host}} 分配的中继地址无人能到达',
    explanation:
      '服务器位于 {{address}}，但它分配的中继地址是 {{relayed}}，只在其内部网络有效，其他人无法向它发送。',
    user: '请把本报告发给技术支持：服务器的运营者需要修改设置。',
    it: '{{server}}（位于 {{address}}）分配的中继地址为 {{relayed}}。它位于 NAT 之后，却不知道自己的外部地址。请设置（coturn：external-ip={{address}}/{{relayed}}），并把中继端口转发给它。',
  },
  'turn-only-tcp': {
    title: '中继服务器 {{host}} 只能用慢的方式到达',
    explanation:
      '服务器在运行，但通话的快速方式不通。通话改用网页的传送方式经中继进行，每丢一个包都会耽误后面的包：线路繁忙时声音可能卡顿。',
    user: '通话可用。若想音质更好，请换一个网络；如果确有改善，请此网络的管理员放行通话。',
    it: '{{server}}：{{reason}} 同一主机可经 {{working}} 中继。请放行到 {{host}} 的出站 {{ports}} 及其返回数据。',
  },
  'turn-one-family': {
    title: '{{host}} 可经 {{working}} 中继，但不能经 {{failing}}',
    explanation: '通话会走可用的那一种。',
    user: '无需操作。',
    it: '{{server}} 经 {{failing}}：{{reason}} 请检查 {{failing}} 的路由和防火墙规则，或删除对应的 DNS 记录。',
  },
  'turn-old-software': {
    title: '{{host}} 自称运行着较旧版本的软件',
    explanation: '{{version}} 存在已公开的弱点。它们不妨碍通话。运营者也可能已修复而未更改版本号。',
    user: '无需操作。',
    it: '{{server}} 自称“{{software}}”。此版本已知：{{cves}}，均已在 coturn {{fixedIn}} 中修复。发行版常在不更改版本号的情况下修复，请对照其公告。该名称也可以隐藏（coturn：no-software-attribute）。',
  },
  'turn-ok': {
    title: '{{host}} 可经 {{over}} 中继',
    explanation: '中继服务器接受了用户名和密码，并分配了中继地址。',
    user: '无需操作。',
    it: '{{server}} 经 {{over}} 分配了中继地址 {{relayed}}，有效期 {{lifetimeSec}} 秒。',
  },
  'turn-not-checked': {
    title: '未检查 {{host}} 能否中继',
    explanation: '此服务器能否中继尚不清楚。这并不表示它有问题。',
    user: '无需操作。',
    it: '{{server}}：{{reason}}',
  },
  'turn-audit-wrong': {
    title: '{{server}} 的设置有需要改正之处',
    explanation: '检查发现了运营者应当修改的地方，共 {{count}} 处。',
    user: '如果这台服务器不由您管理，则无需操作。',
    it: '{{server}}：{{items}}',
  },
  'turn-audit-better': {
    title: '{{server}} 的设置还可以更好',
    explanation: '检查没有发现错误，但有可以改进之处，共 {{count}} 处。',
    user: '如果这台服务器不由您管理，则无需操作。',
    it: '{{server}}：{{items}}',
  },
  'turn-audit-good': {
    title: '{{server}} 设置良好',
    explanation: '检查过的 {{count}} 项全部正常。',
    user: '无需操作。',
    it: '{{server}}：无需更改。',
  },
  'no-path-for-calls': {
    title: '通话无法从此网络出去',
    explanation:
      '此网络不放行通话数据，直接通话无法接通；也没有中继服务器可以用其他方式使用。原因见关于中继服务器的各条结果。',
    user: '请换一个网络（例如手机热点），并把本报告发给技术支持和此网络的管理员。',
    it: '从 {{adapter}} 向 {{endpoints}} 发出的 {{sent}} 个 UDP STUN 请求均无应答，也没有可经 {{over}} 使用的中继：{{relays}}。请放行到这些主机的出站 UDP 及其返回数据，或至少放行到中继的 {{ports}} 且不做检查。',
  },
  'udp-blocked-relayed': {
    title: '此网络阻止直接通话；通话经中继进行',
    explanation:
      '{{count}} 台服务器都无法用通话首选的快速方式到达，因此无法直接通话。中继可以用网页的传送方式到达并传送通话，但时延较大。',
    user: '通话可用，但声音可能滞后。若想更好，请换一个网络，或请此网络的管理员放行通话。',
    it: '从 {{adapter}} 向 {{endpoints}} 发出的 {{sent}} 个 UDP STUN 请求均无应答；{{relays}} 可经 {{over}} 中继。请放行到这些主机和端口的出站 UDP 及其返回数据。',
  },
  'servers-fail-relayed': {
    title: '可能无法直接通话；通话经中继进行',
    explanation:
      '用于帮助直接通话的 {{count}} 台服务器都不可用。中继可用，通话可以经它接通。每台服务器的问题见其他各条结果。',
    user: '通话可用，但声音可能滞后。请把本报告发给技术支持，以便检查服务器和此网络。',
    it: '{{servers}} 对 UDP STUN Binding 都没有给出可用的应答；{{relays}} 可经 {{over}} 中继。请放行到这些主机和端口的出站 UDP 及其返回数据，并确认服务正在运行。',
  },
  'nat-symmetric-no-relay': {
    title: '只能与部分人通话：路由器挡住了其他人，且没有可用的中继',
    explanation:
      '路由器让每个人看到的本机外网地址都不同，因此与大多数人无法直接连接，需要中继。而没有一台中继服务器可用，原因见关于它们的各条结果。',
    user: '请暂时换一个网络，并把本报告发给技术支持，以便检查中继服务器。',
    it: '网卡 {{adapter}}：映射 $t(report.nat.{{mapping}})（{{seen}}）。已询问但失败的中继：{{relays}}。请修复其中一台，或把路由器改为与端点无关的映射（RFC 4787 REQ-1）。',
  },
} satisfies Translated<typeof english>;
