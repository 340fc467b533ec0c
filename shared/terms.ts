import { term } from './messages/en/term.ts';
import type { Translate } from './messages/translate.ts';

/** A technical term that is explained in one line. */
export type TermKey = keyof typeof term;

export const termKeys = Object.keys(term) as readonly TermKey[];

export interface ExplainedTerm {
  key: TermKey;
  name: string;
  explanation: string;
}

/** All terms with what they mean, in the order of the language's dictionaries. */
export function explainedTerms(t: Translate): ExplainedTerm[] {
  return termKeys
    .map((key) => ({
      key,
      name: t(`term.${key}.name`),
      explanation: t(`term.${key}.explanation`),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, t('report.locale')));
}

/** A piece of a text; `term` where it is a word that is explained. */
export interface TextPart {
  text: string;
  term: TermKey | null;
}

interface Words {
  pattern: RegExp;
  terms: ReadonlyMap<string, TermKey>;
}

const wordsOfLanguage = new Map<string, Words>();

/**
 * Finds technical terms in a text, each at its first place. `seen` carries over what earlier texts of the same list have
 * shown already, and is added to. The parts make up the text again, whatever it contains.
 */
export function findTerms(text: string, t: Translate, seen = new Set<TermKey>()): TextPart[] {
  const { pattern, terms } = wordsOf(t);
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const term = terms.get(match[0].toLowerCase());
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (match.index > end) parts.push({ text: text.slice(end, match.index), term: null });
    parts.push({ text: match[0], term });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), term: null });
  return parts;
}

function wordsOf(t: Translate): Words {
  const language = t('report.locale');
  const known = wordsOfLanguage.get(language);
  if (known) return known;
  const entries = termKeys.flatMap((key) => {
    const words = t(`check.words.${key}`).split('|').filter(Boolean);
    return words.map((word) => [word, key] as const);
  });
  const made = {
    pattern: makePattern(entries.map(([word]) => word)),
    terms: new Map(entries.map(([word, key]) => [word.toLowerCase(), key])),
  };
  wordsOfLanguage.set(language, made);
  return made;
}

/** Longer words first: "relay candidate" is no "relay". Names and addresses of servers hold no words. */
function makePattern(words: readonly string[]): RegExp {
  const sorted = [...words].sort((a, b) => b.length - a.length).map(wordPattern);
  return new RegExp(sorted.join('|'), 'gu');
}

function wordPattern(word: string): string {
  if (!/^[ -~]+$/.test(word)) return word;
  // An abbreviation is only one in capitals; other words may begin a sentence.
  const isAbbreviation = /^[^ ]*[A-Z][^ ]*$/.test(word);
  const [first = '', ...rest] = word;
  const start = isAbbreviation ? first : `[${first.toLowerCase()}${first.toUpperCase()}]`;
  return String.raw`(?<![a-zA-Z0-9_:./@-])${start}${rest.join('')}(?![a-zA-Z0-9_@/-]|[.:][a-zA-Z0-9])`;
}
