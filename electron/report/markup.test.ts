import { describe, expect, it } from 'vitest';
import { html } from './markup.ts';

describe('html', () => {
  it('escapes text, in elements and in attributes', () => {
    const text = `<b a="1" b='2'>&amp;`;
    expect(html`<p title="${text}">${text}</p>`.text).toBe(
      `<p title="&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;">&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;</p>`,
    );
  });

  it('puts in markup as it is, lists one after the other, numbers, and nothing for null', () => {
    const items = ['a', 'b'].map((item) => html`<i>${item}</i>`);
    expect(html`<b>${items}</b>${null}${7}`.text).toBe('<b><i>a</i><i>b</i></b>7');
  });

  it('shows control characters and direction overrides, with which a name could pose as another', () => {
    expect(html`${'a\u0000b\u001bc\u202ed\u2066e\tf\ng'}`.text).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng',
    );
  });
});
