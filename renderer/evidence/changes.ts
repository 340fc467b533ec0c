import type { Change, ChangeDirection } from '../../shared/change.ts';
import { changeText } from '../../shared/change-text.ts';
import { compareReports } from '../../shared/compare.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import { serverName } from './server-name.ts';

export interface ChangeLine {
  kind: Change['kind'];
  text: string;
  direction: ChangeDirection;
}

/** What changed from one report to another, in words, each once: a server's addresses may have changed alike. */
export function describeChanges(
  before: Report,
  after: Report,
  t: Translate,
  format: Format,
): ChangeLine[] {
  const words = {
    server: (uri: string) => serverName(uri).name,
    ms: format.rtt,
    percent: format.percent,
    instant: format.dateTime,
  };
  const lines = compareReports(before, after).map((change) => ({
    kind: change.kind,
    text: changeText(change, t, words),
    direction: change.direction,
  }));
  return [...new Map(lines.map((line) => [line.text, line])).values()];
}
