import type { Translated } from '../translate.ts';
import type { updates as english } from '../en/updates.ts';

export const updates = {
  title: '更新',
  turnOn: '检查 Callpath 的更新',
  turnOnHint: '每天向您的组织或配置指定的服务器查询一次。未经您同意，不会安装任何内容。',
  check: '检查更新',
  download: '下载',
  cancel: '取消',
  install: '安装并重新启动…',
  none: {
    'by-package':
      '此 Callpath 是以系统软件包的形式安装的，由安装者负责更新：请向管理员索取新版本。',
    checkout: '此 Callpath 是在本机构建的，并未安装，不会自行更新。',
    'not-writable':
      '您无权替换此 Callpath 的文件。请向放置该文件的人索取新版本，或将其复制到您自己的文件夹中。',
    'not-signed': '此 Callpath 没有说明谁有权签署更新，因此不会自行更新：请向管理员索取新版本。',
    off: '更新已关闭。Callpath 不会向任何服务器查询。',
    'no-address': '更新已开启，但尚未指定更新来源。请向管理员询问地址。',
  },
  idle: 'Callpath 启动后尚未查询过更新。',
  checking: '正在询问服务器…',
  current: {
    same: 'Callpath 已是最新版本。',
    older: '当前的 Callpath 比服务器提供的版本（{{version}}）更新。不会安装较旧的版本。',
    unsupported: '已有 Callpath {{version}}，但不支持这台电脑的系统。请先更新系统。',
  },
  available: 'Callpath {{version}} 可供下载。请在方便时下载。',
  availableSize: 'Callpath {{version}} 可供下载（{{size}}）。请在方便时下载。',
  downloading: '正在下载 Callpath {{version}}…',
  size: '{{value}} MB',
  progress: '{{done}} / {{total}}',
  ready: 'Callpath {{version}} 已下载并通过校验。请在方便时安装。',
  installing: '正在安装 Callpath {{version}}。Callpath 将关闭并重新启动。',
  failedTitle: '未进行更新',
  failed: {
    unreachable: '无法连接更新服务器，或传输中断。请检查网络连接后重试。',
    untrusted: '更新服务器无法证明其身份，因此没有从中加载任何内容。请告知管理员。',
    'no-release': '更新服务器没有适用于本系统的版本。请告知管理员。',
    unreadable: '无法理解服务器提供的更新信息。请稍后重试；如果仍然如此，请告知管理员。',
    'not-genuine':
      '下载的内容与 Callpath 发布者公布的不一致，已将其删除。请重试；如果仍然如此，请告知管理员。',
    'no-space': '可用空间不足，无法更新。请腾出空间后重试。',
    'not-written': '无法在这台电脑上写入更新。请向管理员申请相应权限。',
  },
  unchanged: 'Callpath 保持不变。',
  detail: '供管理员参考：{{detail}}',
  ask: {
    title: '现在安装 Callpath {{version}} 吗？',
    detail: 'Callpath 将关闭、替换并重新启动。您的检查记录和设置会保留。',
    install: '安装并重新启动',
    later: '暂不安装',
  },
  checkRunning: '检查正在进行。请等它结束或先取消它，然后再安装更新。',
  notice: {
    title: 'Callpath {{version}} 可供下载',
    body: '打开 Callpath 即可下载。',
  },
} as const satisfies Translated<typeof english>;
