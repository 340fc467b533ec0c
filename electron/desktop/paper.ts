import type { Translate } from '../../shared/messages/translate.ts';

/** Where paper is sold in Letter size (ISO 3166, as the Unicode CLDR lists them); everywhere else it is A4. */
const letterCountries: ReadonlySet<string> = new Set(
  'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '),
);

export function paperOf(countryCode: string): 'A4' | 'Letter' {
  return letterCountries.has(countryCode.toUpperCase()) ? 'Letter' : 'A4';
}

const fonts =
  "Inter,'Segoe UI',system-ui,'Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Markup of a page's foot: the title, and which page of how many. Chromium fills in the two classes. It is a document of
 * its own, so it has its style with it; the title comes from a report, and is text.
 */
export function pageFooter(title: string, t: Translate): string {
  const number = escapeHtml(t('page.number', { page: '\u0001', total: '\u0002' }))
    .replace('\u0001', '<span class="pageNumber"></span>')
    .replace('\u0002', '<span class="totalPages"></span>');
  return `<div style="box-sizing:border-box;display:flex;justify-content:space-between;gap:24px;width:100%;padding:0 0.5in;color:#5d6775;font:8px ${fonts}"><span style="overflow:hidden;text-overflow:ellipsis;white-space:nowrap">${escapeHtml(title)}</span><span style="flex:none">${number}</span></div>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
}
