import type { Change } from '../../shared/change.ts';
import { changeText, type ChangeWords } from '../../shared/change-text.ts';
import { formatInstant, formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';

const mark = { better: '+', worse: '-', neutral: '·' } as const;

const words: ChangeWords = {
  server: (uri) => uri,
  ms: formatMs,
  percent: (percent) => `${Math.round(percent * 10) / 10} %`,
  instant: formatInstant,
};

/** One change as a line, in the words of the window: `- The way to stun:a and back takes longer: 180 ms instead of 24 ms.` */
export function changeLine(change: Change, t: Translate): string {
  return `${mark[change.direction]} ${changeText(change, t, words)}`;
}
