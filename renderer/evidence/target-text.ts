import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import { serverName } from './server-name.ts';

/** What a probe asks where that is no server: plans name it in English, so that reports are alike. */
const words = new Map<string, MessageKey>([
  ['this computer', 'window.test.thisComputer'],
  ['embedded relay', 'window.test.embedded'],
  ['this network', 'check.target.network'],
  ['all servers', 'check.target.servers'],
  ['TURN servers', 'check.target.relays'],
]);

/** What was asked, as a person calls it: a server with its port. */
export function targetText(target: string, t: Translate): string {
  const key = words.get(target);
  return key === undefined ? serverName(target).label : t(key);
}
