import { finding } from '../../shared/messages/en/finding.ts';
import type { Translate } from '../../shared/messages/translate.ts';

/** What a kind of finding is called in a list of kinds. Its code, where its title names the one thing that it is about. */
export function findingName(code: string, t: Translate): string {
  if (!isKnown(code)) return code;
  const texts = finding[code];
  // A title that counts says how many there were, not what kind it is.
  return !('title' in texts) || texts.title.includes('{{') ? code : t(`finding.${code}.title`);
}

/** Reports of other versions may have findings that this one does not know. */
function isKnown(code: string): code is keyof typeof finding {
  return Object.hasOwn(finding, code);
}
