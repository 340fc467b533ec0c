import { html, type Markup } from './markup.ts';

/** What a colour means. A sign or a word always stands beside it. */
export type Tone = 'ok' | 'warn' | 'bad' | 'mute';

const signs: Record<Tone, string> = { ok: '✓', warn: '!', bad: '✕', mute: '○' };

/** Hidden from screen readers: the word beside it says the same. */
export function sign(tone: Tone): Markup {
  return html`<span aria-hidden="true">${signs[tone]}</span>`;
}
