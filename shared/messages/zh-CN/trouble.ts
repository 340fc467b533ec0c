import type { Translated } from '../translate.ts';
import type { trouble as english } from '../en/trouble.ts';

export const trouble = {
  page: {
    crashed: {
      running: '窗口停止工作，已重新打开。检查在此期间继续进行，请在“检查”中查看。',
      idle: '窗口停止工作，已重新打开。您的检查都在历史记录中。',
    },
    hung: {
      running: '窗口没有响应，已重新打开。检查在此期间继续进行，请在“检查”中查看。',
      idle: '窗口没有响应，已重新打开。您的检查都在历史记录中。',
    },
  },
  main: {
    running: 'Callpath 内部出错。检查会继续进行并保存。请在检查结束后重新启动 Callpath。',
    idle: 'Callpath 内部出错。您的检查都在历史记录中。请在下次检查前重新启动 Callpath。',
  },
  endedBefore:
    'Callpath 上次意外结束。如果再次发生，请选择“帮助 > 保存 Callpath 诊断信息”，并把文件交给技术支持。',
  again: {
    title: '窗口接连几次停止工作。',
    text: '正在进行的检查会继续，并保存在历史记录中。请重新打开窗口，或退出后重新启动 Callpath。如果问题依旧，请保存诊断信息并交给技术支持。',
    open: '重新打开',
    save: '保存诊断信息…',
    quit: '退出',
  },
  diagnostics: {
    title: '保存 Callpath 诊断信息',
    saved: '诊断信息已保存到 {{path}}。请把此文件交给技术支持。',
    readme:
      'Callpath 诊断信息，供查找 Callpath 故障的人员使用。\n\n本文件包含：Callpath 的日志、版本、设置（不含用户名和密码）以及历史记录的状态。地址、主机名以及这台电脑及其用户的名称都已替换。其中没有任何检查结果或报告。',
  },
  test: {
    slept: '此项测试期间电脑休眠。',
    network: '此项测试期间这台电脑的网络发生变化。',
  },
} satisfies Translated<typeof english>;
