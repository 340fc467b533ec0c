import type { Translated } from '../translate.ts';
import type { desktop as english } from '../en/desktop.ts';

export const desktop = {
  menu: {
    file: '文件(&F)',
    close: '关闭窗口',
    quit: '退出',
    edit: '编辑(&E)',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '查看(&V)',
    zoomIn: '放大文字',
    zoomOut: '缩小文字',
    actualSize: '恢复文字大小',
    fullScreen: '全屏',
    reload: '重新加载',
    developerTools: '开发者工具',
  },
  export: {
    title: '导出这次结果',
    button: '导出',
    html: '网页',
    pdf: 'PDF',
    json: 'JSON（供程序读取）',
    md: 'Markdown 文本',
    txt: '纯文本',
    csv: '测量值',
    zip: '所有格式',
  },
  notice: {
    noHistory: '{{reason}} 在此之前 Callpath 不保存历史记录：要保留结果，请把它导出。',
    profileNotUsed: '{{reason}} 在此之前使用默认配置，设置无法更改。',
    recovered_one: '上次有 {{count}} 次检查中断，已测得的内容在历史记录中。',
    recovered_other: '有 {{count}} 次检查中断，已测得的内容在历史记录中。',
  },
  failure: {
    notStarted: 'Callpath 无法启动',
    unwritableFolder:
      'Callpath 无法写入其数据文件夹 {{folder}}（{{reason}}）。请检查该文件夹属于哪个用户，以及是否已满或为只读，然后重新启动 Callpath。',
    internal: 'Callpath 内部出错。请重试；如果仍然出错，请重新启动 Callpath 并告知技术支持。',
    invalid: 'Callpath 无法使用这项输入（{{reason}}）。请改正后重试。',
    notAllowed: '此页面无权使用 Callpath。',
    interfaceGone: '网络适配器 {{name}} 已不存在。请另选一个或选择“自动”，然后重新检查。',
    checkRunning: '已有一次检查正在进行。请等它结束，或先取消它。',
    noHistory: '目前没有历史记录，原因见窗口顶部的通知。',
    nothingToTest: '这台电脑没有已连接的网络适配器，无法测试此服务器。请连接网络后重试。',
  },
} satisfies Translated<typeof english>;
