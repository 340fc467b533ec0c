import type { Translated } from '../translate.ts';
import type { storage as english } from '../en/storage.ts';

export const storage = {
  sameFile: '{{path}} 就是历史记录文件本身。请为备份另选一个文件。',
  backupDialog: '保存历史记录的备份',
  recovered:
    '历史记录文件曾经损坏：能读取的 {{sessions}} 次检查已保留，{{lost}} 次无法读取，损坏的文件保存为 {{path}}。',
  recoveredNothing:
    '历史记录文件已损坏，其中的内容都无法读取：Callpath 已新建历史记录，并把损坏的文件保存为 {{path}}。',
  recoveryBusy:
    '历史记录 {{path}} 已损坏，而且正被另一个 Callpath 使用。请关闭其他所有 Callpath 窗口和命令，然后重新启动。',
  readOnly:
    '历史记录 {{path}} 是只读的：以前的检查可以查看，但新的检查不会保存到其中。请允许写入此文件，然后重新启动 Callpath。',
  removedByLimits_one: '按照历史记录的保留限制，已删除 {{count}} 次旧的检查。',
  removedByLimits_other: '按照历史记录的保留限制，已删除 {{count}} 次旧的检查。',
  noMatch: '没有符合条件的会话。请去掉一个筛选条件或词语后重试。',
  deleteNeedsYes_one: '这会永久删除 {{count}} 个会话。如需继续，请加上 --yes。',
  deleteNeedsYes_other: '这会永久删除 {{count}} 个会话。如需继续，请加上 --yes。',
  deleted_one: '已删除 {{count}} 个会话。',
  deleted_other: '已删除 {{count}} 个会话。',
  backedUp: '历史记录已复制到 {{path}}。',
  copyExists: '{{path}} 已存在。如需替换，请加上 --force。',
  limits:
    '现有 {{sessions}} 个会话，共 {{sizeMiB}} MiB。限制：保留 {{age}} 天，大小 {{size}} MiB。',
  noLimit: '不限',
  wouldDelete_one: '将会删除 {{count}} 个会话。',
  wouldDelete_other: '将会删除 {{count}} 个会话。',
} satisfies Translated<typeof english>;
