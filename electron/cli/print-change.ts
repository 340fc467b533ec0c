import type { Change } from '../../shared/compare.ts';
import { formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';

const mark = { better: '+', worse: '-', neutral: '·' } as const;

/** One change as a line: `- Round trip to stun:a: 24 ms → 180 ms`. */
export function changeLine(change: Change, t: Translate): string {
  const what = t(`terminal.change.${change.kind}`, { subject: change.subject });
  const [before, after] = valuesOf(change, t);
  return `${mark[change.direction]} ${what}: ${before} → ${after}`;
}

function valuesOf(change: Change, t: Translate): [string, string] {
  switch (change.kind) {
    case 'verdict':
      return [t(`terminal.level.${change.before}`), t(`terminal.level.${change.after}`)];
    case 'rtt':
      return [formatMs(change.before), formatMs(change.after)];
    case 'server':
      return [t(`terminal.server.${change.before}`), t(`terminal.server.${change.after}`)];
    case 'relay-baseline':
      return [t(`terminal.state.${change.before}`), t(`terminal.state.${change.after}`)];
    case 'nat':
    case 'public-address':
      return [change.before, change.after];
  }
}
