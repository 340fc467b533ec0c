import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** One file decides how the window looks: a colour anywhere else would not follow theme, contrast and forced colours. */

const folder = join(import.meta.dirname, '..', 'renderer');
const tokens = 'tokens.css';
const styled = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(svelte|css)$/.test(name) && name !== tokens,
);

const colourNames =
  'white|black|red|green|blue|gr[ae]y|yellow|orange|purple|pink|brown|cyan|magenta|silver|gold|navy|teal|maroon|olive|lime|aqua|fuchsia';
const properties =
  '(?:color|background|background-color|fill|stroke|outline|outline-color|border|border-[a-z-]+|box-shadow|text-shadow|caret-color|accent-color|stop-color)';
/** Colours as CSS and SVG write them. The system's own (`CanvasText`) are no choice of ours. */
const patterns = [
  /#[0-9a-f]{3,8}\b(?=[^{}'"]*[;"'}])/gi,
  /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(/gi,
  new RegExp(`\\b${properties}\\s*[:=]\\s*["'{]?[^;"'}]*\\b(?:${colourNames})\\b`, 'gi'),
];

/** What is chosen by a component instead of by a token. Addresses such as `#settings` are no colours. */
function coloursIn(source: string): string[] {
  const text = source
    .replace(/href=["'{`]+#[^"'}`]*/g, '')
    .replace(/\/\*[^]*?\*\/|<!--[^]*?-->/g, '');
  const script = /<script[^>]*>[^]*?<\/script>/g;
  const styledPart = text.replace(script, '');
  return patterns.flatMap((pattern) => styledPart.match(pattern) ?? []);
}

describe('colours', () => {
  it.each(styled)('%s takes them from tokens.css', (name) => {
    expect(coloursIn(readFileSync(join(folder, name), 'utf8'))).toEqual([]);
  });

  it('are found by this test where they are', () => {
    const bad = [
      'a { color: #fff; }',
      'a { border: 1px solid red; }',
      'a { background: rgb(1 2 3 / 0.5); }',
      '<path fill="white" />',
      '<p style="color: #112233">x</p>',
      'a { color: light-dark(var(--a), var(--b)); }',
    ];
    expect(bad.filter((source) => coloursIn(source).length === 0)).toEqual([]);
    const good = [
      'a { color: var(--text); border-color: CanvasText; }',
      '<a href="#settings">x</a>',
      '{#if isRed}<p class="white-space">x</p>{/if}',
      'a { white-space: nowrap; background: none; }',
    ];
    expect(good.flatMap(coloursIn)).toEqual([]);
  });

  it('are tokens that exist', () => {
    const known = new Set(readFileSync(join(folder, tokens), 'utf8').match(/--[a-z0-9-]+(?=:)/g));
    const unknown = styled.flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8');
      const own = new Set(source.match(/--[a-z0-9-]+(?=:)/g));
      const used = source.match(/(?<=var\()--[a-z0-9-]+/g) ?? [];
      return used
        .filter((token) => !known.has(token) && !own.has(token))
        .map((t) => `${name}: ${t}`);
    });
    expect(unknown.filter((line) => !line.includes('--bits-'))).toEqual([]);
  });
});

describe('the window', () => {
  it('is painted before its page in the colour of the page, in both themes', () => {
    const css = readFileSync(join(folder, tokens), 'utf8');
    const source = readFileSync(join(folder, '..', 'electron', 'window.ts'), 'utf8');
    const [, light, dark] = /--bg: light-dark\((#\w+), (#\w+)\)/.exec(css) ?? [];
    expect(source).toContain(`light: '${light}', dark: '${dark}'`);
  });
});
