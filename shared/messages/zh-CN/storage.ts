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
  removedByLimits_one: '按照历史记录的保留限制，已删除 {{count}} 次旧的检查。',
  removedByLimits_other: '按照历史记录的保留限制，已删除 {{count}} 次旧的检查。',
} satisfies Translated<typeof english>;
