import { expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { findingName } from './finding-name.ts';

const t = createTranslate('en');

it('calls a kind of finding by its title', () => {
  expect(findingName('baseline-failed', t)).toBe('This computer blocks its own call data');
});

it.each(['server-silent', 'of-another-version', 'toString'])(
  'leaves %s a code, for it has no title that says it without a server',
  (code) => {
    expect(findingName(code, t)).toBe(code);
  },
);
