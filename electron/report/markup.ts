/** HTML that is safe to put in as it is. Only `html` makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = Markup | string | number | null | readonly Content[];

/** A template tag that escapes what is put in, unless it is markup itself. Lists are joined, `null` is nothing. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  const text = parts.map((part, i) => (i === 0 ? part : render(contents[i - 1] ?? null) + part));
  return new Markup(text.join(''));
}

function render(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(render).join('');
  return escapeHtml(String(content));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for an element or a quoted attribute. Control characters, which HTML does not allow, and direction overrides,
 * with which a name could pose as another one, are shown as U+FFFD.
 */
export function escapeHtml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
      .replace(/[&<>"']/g, (character) => entities[character] ?? character)
  );
}
