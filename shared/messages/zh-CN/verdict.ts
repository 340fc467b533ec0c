import type { Translated } from '../translate.ts';
import type { verdict as english } from '../en/verdict.ts';

export const verdict = {
  headline: {
    good: '通话可以通过此网络',
    'no-servers': '本机已可通话，但尚未检查网络',
    cancelled: '检查已取消',
    interrupted: '检查中途中断',
    nothing: '没有测得能说明通话是否可用的数据',
    'no-network': '本机未连接网络',
    'baseline-failed': '本机阻止了自己的通话',
    'baseline-loss': '通话可能卡顿：本机丢失通话数据',
    'dns-failed': '通话无法连接：服务器名称都无法解析',
    'all-servers-silent': '通话可能无法接通：没有服务器应答',
    'all-servers-refused': '通话无法接通：所有服务器都拒绝了请求',
    'no-server-usable': '通话可能无法接通：没有可用的服务器',
    'server-problem': '通话大概可以进行，但 {{count}} 台服务器中有 {{failed}} 台不可用',
    'turn-problem': '直接通话应当可用，但有一台中继服务器不可用',
    'udp-blocked': '通话无法直接接通：此网络阻止 UDP',
    'udp-and-tcp-blocked': '从此网络到通话服务器完全不通',
    'nat-symmetric': '与部分人可以直接通话，与其他人只能经中继通话',
    'nat-lifetime-short': '安静时通话可能中断：此网络过早忘记连接',
  },
  summary: {
    finding: '{{title}}。{{explanation}}',
    good_one: '本机通过了自检，所询问的一台服务器已应答。',
    good_other: '本机通过了自检，{{count}} 台服务器全部应答。',
    goodWithoutBaseline_one: '所询问的一台服务器已应答。',
    goodWithoutBaseline_other: '{{count}} 台服务器全部应答。',
    'no-servers': '本机通过了自检。尚未设置服务器，因此网络状况未知。',
    cancelled: '下面是取消之前测得的结果。要得到完整结论，请重新检查。',
    interrupted: 'Callpath 在检查完成前退出。下面是此前测得的结果。要得到完整结论，请重新检查。',
    nothing: '要得到完整结论，请运行全部测试。',
  },
  natReason: '本次检查没有分析 NAT 行为。',
} satisfies Translated<typeof english>;
