import os from 'node:os';
import { fullRedaction } from '../shared/redaction.ts';
import { Aliases, type KnownName } from './report/aliases.ts';
import { userName } from './user-name.ts';

/** Who is at this computer. */
export interface LocalNames {
  hostname: string;
  userName: string;
  homeFolder: string;
}

/** What stands behind a word that announces a secret, up to the next space or sign. */
const announcedSecret =
  /\b(pass(?:word|phrase|wd)?|credentials?|secret|token|authorization|nonce|key)(["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"',;&]+)/gi;

/** The account in an address: `https://alice:secret@…`. */
const account = /(\b[a-z][a-z0-9+.-]*:(?:\/\/)?)[^\s/@]+@/gi;

/** What a frame of a stack says before its place: names in Callpath, with dots as a host has them. */
const frame = /(\n +at (?:async |new )*[\w$.#<>]+(?: \[as [\w$]+\])? \()/;

/**
 * Makes what takes out of a line of the log who and where: addresses and host names (each by an alias that stays the same as
 * long as Callpath runs), the names of this computer and its user, the home folder, and what looks like a secret. Names of
 * files and functions stay. Secrets are not logged to begin with; this is the second lock.
 */
export function makeRedactLine(names: LocalNames = localNames()): (text: string) => string {
  const { hostname, userName, homeFolder } = names;
  const others: KnownName[] = [
    { name: hostname, kind: 'name', alias: 'this-computer' },
    { name: userName, kind: 'name', alias: 'this-user' },
  ];
  const aliases = new Aliases({ redaction: fullRedaction, hosts: [], others, texts: [] });
  return (text) => {
    const homeless = homeFolder.length > 1 ? text.replaceAll(homeFolder, '~') : text;
    return homeless
      .replace(announcedSecret, '$1$2[redacted]')
      .replace(account, '$1[redacted]@')
      .split(frame)
      .map((part, index) => (index % 2 === 1 ? part : aliases.replace(part)))
      .join('');
  };
}

function localNames(): LocalNames {
  return { hostname: os.hostname(), userName: userName() ?? '', homeFolder: os.homedir() };
}
