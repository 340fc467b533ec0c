import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { pageFooter, paperOf } from './paper.ts';

describe('paperOf', () => {
  it('is Letter where that is sold, and A4 everywhere else', () => {
    expect(['US', 'ca', 'DE', 'CN', ''].map(paperOf)).toEqual([
      'Letter',
      'Letter',
      'A4',
      'A4',
      'A4',
    ]);
  });
});

describe('pageFooter', () => {
  it('shows markup in a title as text', () => {
    const footer = pageFooter('<b>"&', createTranslate('en'));
    expect(footer).toContain('&lt;b&gt;&quot;&amp;');
  });

  it('numbers pages in the language of the report', () => {
    const numbers = ['<span class="pageNumber"></span>', '<span class="totalPages"></span>'];
    expect(pageFooter('', createTranslate('en'))).toContain(`Page ${numbers.join(' of ')}`);
    expect(pageFooter('', createTranslate('zh-CN'))).toContain(
      `第 ${numbers[0]} 页，共 ${numbers[1]} 页`,
    );
  });
});
