import { render } from 'svelte/server';
import type { Locale } from '../../shared/locale.ts';
import type { Report } from '../../shared/report.ts';
import base from '../base.css?inline';
import tokens from '../tokens.css?inline';
import page from './page.css?inline';
import { harmless } from './harmless.ts';
import ReportPage from './ReportPage.svelte';

export interface ReportPageInput {
  report: Report;
  /** Of the labels; findings stay in the language in which they were written. */
  locale: Locale;
  /** What a check of the hash found, where there was one. */
  integrity?: 'intact' | 'changed' | undefined;
  /** With nothing closed: for paper, where older browsers show only what is open. */
  isOpen?: boolean | undefined;
}

/**
 * A report as one HTML document of the window's own components: no script, nothing from elsewhere, light or dark as the
 * reader's system asks for. Every text of the report is escaped by Svelte; nothing is put in as markup. `sha256` gives
 * the hash of a text in Base64: who calls has one that does not wait.
 */
export function renderReportPage(
  { report, locale, integrity, isOpen }: ReportPageInput,
  sha256: (text: string) => string,
): string {
  const { head, body } = render(ReportPage, { props: { report, locale, integrity } });
  const style = [tokens, base, componentStyles(head), page].join('\n');
  const title = /<title>[^<]*<\/title>/.exec(head)?.[0] ?? '';
  const content = body.replace(/<!--[^>]*-->/g, '');
  return harmless(`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(sha256(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${title}
<style>${style}</style>
</head>
<body>
${isOpen ? content.replaceAll('<details', '<details open') : content}
</body>
</html>
`);
}

/** Svelte gives the style of each component that was used as an element of its own. */
function componentStyles(head: string): string {
  return [...head.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css]) => css).join('\n');
}

/** Only this style is applied, and nothing is loaded or run: the texts of a report come from the network. */
function contentSecurityPolicy(styleHash: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    // Places in charts, computed from numbers.
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
