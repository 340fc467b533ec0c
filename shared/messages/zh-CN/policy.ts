import type { Translated } from '../translate.ts';
import type { policy as english } from '../en/policy.ts';

export const policy = {
  administrator: '本机管理员',
  locked:
    '此设置由{{organisation}}规定：{{setting}}（{{path}}），无法在此更改。如需其他设置，请与其联系。',
  forbidden:
    '{{organisation}}不允许在本机运行以下测试：{{kinds}}。规定写在 {{path}} 中。请去掉这些测试后重新检查。',
  preset:
    '此服务器由{{organisation}}预设，无法更改或移除。添加您自己的服务器后，将改用您的服务器。',
  serverGone: '策略中已没有此服务器。请重新加载设置。',
  redacted: '{{organisation}}规定导出时须隐去更多内容：此处也已相应替换。',
  state: { none: '没有策略', active: '策略生效', broken: '策略无法使用' },
  source: { policy: '策略', user: '用户', 'built-in': '内置' },
  print: { setting: '设置', source: '来源', lock: '锁定', value: '值', locked: '已锁定' },
  setting: {
    servers: '服务器',
    probes: '测试项目',
    budgets: '时间限制',
    locale: '语言',
    supportContact: '支持联系方式',
    redaction: '导出时隐去的内容',
    exportFolder: '导出文件夹',
    retention: '检查记录的保留期限',
    updates: '更新',
  },
  severalProblems:
    '策略文件 {{path}} 中有多处错误：这些内容已被忽略，并改用安全的选择。具体内容见“设置”或 callpath --print-policy。',
  problem: {
    unreadable:
      '无法读取策略文件 {{place}}（{{reason}}）。Callpath 将不使用该策略，并关闭更新。请让所有用户都能读取该文件。',
    'not-a-file':
      '策略路径 {{place}} 不是文件。Callpath 将不使用该策略，并关闭更新。请在该处放置策略文件。',
    linked:
      '策略文件 {{place}} 是指向别处的链接。Callpath 将不使用该策略，并关闭更新。请在该处放置文件本身。',
    'too-large':
      '策略文件 {{place}} 超过 1 MiB。Callpath 将不使用该策略，并关闭更新。请换用较小的文件。',
    'not-json':
      '策略文件 {{place}} 不是有效的 JSON（{{reason}}）。Callpath 将不使用该策略，并关闭更新。请更正该文件。',
    'not-an-object':
      '策略文件 {{place}} 的内容不是 JSON 对象。Callpath 将不使用该策略，并关闭更新。请更正该文件。',
    'previous-in-effect': '在 Callpath 重新启动之前，{{place}} 先前的内容继续有效。',
    'unknown-member':
      '策略中有不存在的成员：{{place}}（{{reason}}）。该成员已被忽略。请更正或删除它。',
    'wrong-member':
      '策略中 {{place}} 的值不正确（{{reason}}）。该值已被忽略，并改用安全的选择。请更正它。',
    'more-problems': '策略中还有 {{place}} 个问题。请先更正以上问题。',
    'credential-unreadable':
      '无法使用策略指定的密码文件 {{place}}（{{reason}}）。将不带密码访问相应的服务器。请让 Callpath 的所有用户都能读取该文件。',
    'writable-by-users': '普通用户可以写入 {{place}}，因而能够左右策略内容。请只允许管理员写入。',
  },
} as const satisfies Translated<typeof english>;
