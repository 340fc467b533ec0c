import type { page as english } from '../en/page.ts';
import type { Translated } from '../translate.ts';

export const page = {
  number: '第 {{page}} 页，共 {{total}} 页',
  tests: '测试',
  openTest: '展开一项测试，可以看到全部测量结果。',
  changedTitle: '这份报告被改动过',
  changed: '报告内容与其 SHA-256 校验值不符。请不要以它为准，并向生成报告的人重新索取。',
  intact: '校验值已核对：报告与生成时一致。',
  notCompleted: '这次检查没有完成：{{status}}。缺少的部分没有测试。',
  notPrinted: '无法生成 PDF：{{reason}}。请重试，或把报告保存为 HTML。',
} satisfies Translated<typeof english>;
