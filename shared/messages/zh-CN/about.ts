import type { Translated } from '../translate.ts';
import type { about as english } from '../en/about.ts';

export const about = {
  title: '关于 {{name}}',
  tagline: '为什么通话接不通，该由谁来解决？',
  facts: '此 Callpath',
  version: '版本',
  electron: 'Electron',
  chromium: 'Chromium',
  node: 'Node.js',
  system: '系统',
  licence: '许可',
  licenceText: '以 MIT 许可发布的自由软件，不附带任何担保。',
  copy: '复制',
  licences: '所含的第三方软件',
  chromiumHint: 'Chromium 内含软件的许可见程序文件夹中的 LICENSES.chromium.html。',
  show: '显示',
  loading: '正在加载…',
  search: '按名称、许可或正文搜索',
  found_one: '{{count}} 个软件包',
  found_other: '{{count}} 个软件包',
  nothing: '没有符合的软件包。请换个词试试。',
  missing: '构建此 Callpath 时未附此列表。列表见安装包中的 LICENSES.third-party.txt。',
} as const satisfies Translated<typeof english>;
