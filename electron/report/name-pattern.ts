/** Letters of scripts that put a space between words: Chinese puts none around a name, so its letters end one. */
const letter =
  '[[\\p{L}\\p{M}]--[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Bopomofo}]]';
const word = `[${letter}0-9_]`;
const wordOrHyphen = `[${letter}0-9_\\-]`;

/**
 * Finds, as named groups: a host name with a dot (`domain`), perhaps behind the name of a mailbox (`user`); what may be an
 * IPv6 address (`v6`); an address of which the end is hidden (`part`); an IPv4 address (`v4`); then the known names, in no
 * group. Addresses come before names, so that a ticket "777" does not tear one apart, and host names before addresses,
 * because `5.2.0.192.in-addr.arpa` begins like one.
 */
export function makePattern(names: readonly string[]): RegExp {
  // Bounds of RFC 1035, and of the longest names in use (ip6.arpa): without them, made-up text takes minutes.
  const label = `${word}(?:${wordOrHyphen}{0,61}${word})?`;
  const top = `${letter}[${letter}0-9\\-]{0,61}[${letter}0-9]`;
  const known = [...new Set(names)]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => `${startOf(name)}${escapePattern(name)}${endOf(name)}`);
  return new RegExp(
    [
      `(?<!${wordOrHyphen})(?<user>[${letter}0-9_.+\\-]{1,64}@)?(?<domain>(?:${label}\\.){1,40}${top})(?!${wordOrHyphen})`,
      '(?<![0-9a-z_.])(?<part>(?:\\d{1,3}\\.){1,3}x(?![0-9a-z_])|(?:[0-9a-f]{1,4}:){1,7}x(?::x){0,7}(?![0-9a-z_]))',
      '(?<![0-9a-z_.])(?<v6>[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]{0,60}(?:%[0-9a-z_.\\-]{1,60})?)',
      '(?<![\\d.])(?<v4>(?:\\d{1,3}\\.){3}\\d{1,3})(?!\\d|\\.\\d)',
      ...known,
    ].join('|'),
    'giv',
  );
}

const startOf = (name: string) => (startsWithWord.test(name) ? `(?<!${word})` : '');
const endOf = (name: string) => (endsWithWord.test(name) ? `(?!${word})` : '');

const startsWithWord = new RegExp(`^${word}`, 'iv');
const endsWithWord = new RegExp(`${word}$`, 'iv');

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
