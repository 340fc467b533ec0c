import type { Translated } from '../translate.ts';
import type { devices as english } from '../en/devices.ts';

export const devices = {
  open: '测试摄像头和麦克风',
  title: '摄像头和麦克风',
  privacy: '不录制、不保存、不发送任何内容。画面和声音只在这个窗口中，关闭测试后随即停止。',
  start: '重新开启',
  retry: '重试',
  retryOf: '重试：{{device}}',
  stop: '停止',
  close: '关闭测试',
  failed: '测试没能开始',
  camera: '摄像头',
  microphone: '麦克风',
  choose: {
    camera: '使用的摄像头',
    microphone: '使用的麦克风',
    none: '未找到',
    notKnown: '开启后才知道',
    numbered: '设备 {{number}}',
  },
  phase: {
    off: '已关闭',
    starting: '正在开启…',
    on: '已开启',
    failed: '无法使用',
  },
  announce: {
    camera: '摄像头：{{state}}。',
    microphone: '麦克风：{{state}}。',
  },
  picture: {
    label: '您的摄像头画面（镜像）',
    off: '没有画面',
    size: '画面：{{width}} × {{height}} 像素，每秒 {{rate}} 帧。',
    hint: '如果画面一直是黑的，请看看摄像头上是否有遮挡片或开关。',
  },
  level: {
    label: '音量',
    listening: '正在听…',
    silent: '没有听到声音',
    quiet: '偏小',
    good: '清楚',
    loud: '过大',
    off: '没有声音',
    listeningHint: '请说几句话。',
    silentHint:
      '请说几句话。如果音量条一直没有变化，请看看耳机或麦克风上的静音开关，或换一个麦克风。',
    quietHint: '请靠近一些，或在系统的声音设置中调高麦克风音量。',
    goodHint: '对方能清楚地听到您。',
    loudHint: '请离远一些，或在系统的声音设置中调低麦克风音量。',
  },
  permission: {
    line: '系统权限：{{state}}',
    granted: '已允许',
    denied: '已拒绝',
    restricted: '被这台电脑的管理策略禁止',
    'not-determined': '尚未询问',
    unknown: '未知',
    'not-told': '此系统不提供',
  },
  failure: {
    camera: {
      'blocked-by-system':
        '系统不允许 Callpath 使用摄像头。请在系统的隐私设置中的“摄像头”一项里允许，然后重试。',
      'blocked-by-policy':
        '这台电脑的管理策略禁止应用使用摄像头。请联系负责这台电脑的人员开放权限。',
      refused:
        '没有获准使用摄像头。请关闭测试后再打开；如果仍然如此，请向负责这台电脑的人员询问是否有策略禁止。',
      'none-found': '没有找到摄像头。请连接一个，或打开这台电脑自带的摄像头，然后重试。',
      'in-use':
        '摄像头已连接，但没有画面。请关闭可能正在使用它的其他程序（例如另一个窗口中的通话），然后重试。',
      gone: '所选的摄像头已不存在。请另选一个。',
      ended: '摄像头已断开或被系统收回。请重新连接，然后重试。',
      unknown: '摄像头无法开启（{{reason}}）。请重新启动 Callpath；如果仍然如此，请告知技术支持。',
    },
    microphone: {
      'blocked-by-system':
        '系统不允许 Callpath 使用麦克风。请在系统的隐私设置中的“麦克风”一项里允许，然后重试。',
      'blocked-by-policy':
        '这台电脑的管理策略禁止应用使用麦克风。请联系负责这台电脑的人员开放权限。',
      refused:
        '没有获准使用麦克风。请关闭测试后再打开；如果仍然如此，请向负责这台电脑的人员询问是否有策略禁止。',
      'none-found': '没有找到麦克风。请连接耳机或麦克风，或打开这台电脑自带的麦克风，然后重试。',
      'in-use':
        '麦克风已连接，但没有声音。请关闭可能正在使用它的其他程序（例如另一个窗口中的通话），然后重试。',
      gone: '所选的麦克风已不存在。请另选一个。',
      ended: '麦克风已断开或被系统收回。请重新连接，然后重试。',
      unknown: '麦克风无法开启（{{reason}}）。请重新启动 Callpath；如果仍然如此，请告知技术支持。',
    },
  },
} satisfies Translated<typeof english>;
