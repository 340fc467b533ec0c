import { describe, expect, it } from 'vitest';
import { locales } from './locale.ts';
import { createTranslate } from './messages/translate.ts';
import { findTerms, type TermKey, termKeys } from './terms.ts';

const t = createTranslate('en');
const found = (text: string, seen?: Set<TermKey>) =>
  findTerms(text, t, seen).flatMap(({ text: word, term }) => (term ? [`${word}=${term}`] : []));

describe('findTerms', () => {
  it('finds words in a sentence, the longer one where one holds another', () => {
    expect(found('A relay candidate came by UDP, no Relay answered.')).toEqual([
      'relay candidate=relay-candidate',
      'UDP=udp',
      'Relay=relay',
    ]);
    expect(found('port-restricted cone NAT')).toEqual([
      'port-restricted cone NAT=port-restricted-cone',
    ]);
    expect(found('RTT')).toEqual(['RTT=rtt']);
  });

  it('explains each term once, over several texts where they share what was seen', () => {
    const seen = new Set<TermKey>();
    expect(found('UDP and UDP', seen)).toEqual(['UDP=udp']);
    expect(found('UDP and TCP', seen)).toEqual(['TCP=tcp']);
  });

  it('leaves names, addresses and parts of words alone', () => {
    const texts = [
      'turn:relay.example.org?transport=tcp',
      'relay-eu.example.org does not answer',
      'stun.example.org:3478',
      'Take a turn, please. Ice cream.',
      'displayed, relayed',
    ];
    expect(texts.flatMap((text) => found(text))).toEqual([]);
  });

  it.each(locales)('gives back every text as it was (%s)', (locale) => {
    const translate = createTranslate(locale);
    const texts = [
      '',
      'NAT',
      'a NAT b',
      '<b>TURN</b>\u0000',
      '往返时间：对称型 NAT，UDP',
      '\ud800UDP',
    ];
    for (const text of texts) {
      expect(
        findTerms(text, translate)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });

  it.each(locales)('knows the name of almost every term (%s)', (locale) => {
    const translate = createTranslate(locale);
    const unknown = termKeys.filter((key) => {
      const parts = findTerms(translate(`term.${key}.name`), translate);
      return !parts.some(({ term }) => term === key);
    });
    // In Chinese these words are too common to be marked wherever they stand.
    const common = ['allocation', 'permission', 'channel', 'relay', 'mapping', 'filtering'];
    expect(unknown.filter((key) => locale === 'en' || !common.includes(key))).toEqual([]);
  });

  it('explains terms in words that are not empty, in every language', () => {
    for (const locale of locales) {
      const translate = createTranslate(locale);
      for (const key of termKeys)
        expect(translate(`term.${key}.explanation`).length).toBeGreaterThan(8);
    }
  });
});
