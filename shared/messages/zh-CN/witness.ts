import type { Translated } from '../translate.ts';
import type { witness as english } from '../en/witness.ts';

export const witness = {
  stage: {
    offer: '呼叫准备',
    gathering: '寻找通路',
    checking: '尝试通路',
    'ice-connected': '寻找可用的通路（ICE）',
    'dtls-connected': '加密连接（DTLS）',
    'channel-open': '数据通道（SCTP）',
    stream: '数据传输',
    closed: '结束',
  },
  error: {
    noChromium:
      '真实的测试通话需要桌面应用程序。请启动 Callpath，或使用其 --headless 命令行来运行。',
    adapter:
      '无法指定 Chromium 使用哪个适配器，因此不会针对单个适配器进行测试通话。请不选适配器再检查。',
    gone: '进行测试通话的页面提前结束（{{reason}}）。请重新检查；如果仍然如此，请将此报告发送给技术支持。',
    noCandidates: 'Chromium 没有找到本机可用于通话的地址。',
    noAnswer: 'Chromium 在 {{seconds}} 秒内没有收到应答。',
    notReached: 'Chromium 无法连接到 {{server}}（{{reason}}）。',
    stage: '测试通话停在“{{stage}}”这一步，用时 {{seconds}} 秒。',
    streamEnded: '测试通话已接通，但在开始 {{seconds}} 秒之后再没有收到任何数据。',
    noTranslation: '各服务器看到的就是本机自己的地址，因此没有经过地址转换的通路可供尝试。',
  },
} satisfies Translated<typeof english>;
