import type { Translate } from './messages/translate.ts';
import type { VerdictOwner } from './report.ts';

/** One line that says whose problem it is, such as `Whose problem: the network`. */
export function ownerText(owner: VerdictOwner, t: Translate): string {
  return `${t('verdict.whose')}${t('report.colon')}${t(`verdict.owner.${owner}`)}`;
}
