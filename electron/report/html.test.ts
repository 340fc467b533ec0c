import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report, VerdictLevel } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import { toHtml } from './html.ts';
import { sealReport, toJson } from './json.ts';
import { mapStrings } from './map-strings.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());
const page = toHtml(report, t);

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The text of the page up to the copy of the report as JSON. */
function shown(html: string): string {
  return html.slice(0, html.indexOf('<details>'));
}

describe('toHtml', () => {
  it('allows its own style by hash, and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(style.length).toBeGreaterThan(1000);
    expect(page).toContain(
      escaped(
        `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
      ),
    );
  });

  it('holds no script, no inline style and nothing to load', () => {
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|\sstyle=|@import|url\(|https?:/i);
    expect([...page.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url]) => url?.[0])).toEqual(
      report.findings.flatMap(({ evidence }) => evidence.map(() => '#')),
    );
  });

  it('shows the verdict before everything else', () => {
    const places = [
      report.verdict.headline,
      report.verdict.summary,
      'High confidence',
      'The path of a call',
      report.findings[0]?.title ?? '',
      'Every test',
    ].map((text) => page.indexOf(text, page.indexOf('<body>')));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows every text of the report without its JSON copy', () => {
    const terms = new Set(['schema', 'kind', 'transport', 'family', 'status', 'scope', 'code']);
    const other = new Set([
      'severity',
      'level',
      'confidence',
      'mapping',
      'filtering',
      'rfc3489',
      'validTo',
      'startedAt',
      'userAction',
    ]);
    const missing: string[] = [];
    mapStrings(report, (text, member) => {
      const expected = !terms.has(member) && !other.has(member);
      if (expected && !shown(page).includes(escaped(text))) missing.push(`${member}: ${text}`);
      return text;
    });
    expect(missing).toEqual([]);
    expect(shown(page)).toContain('2026-03-02 14:02:11 UTC');
  });

  it('says what to do and what to tell IT for what needs something done', () => {
    for (const finding of report.findings.filter(({ severity }) => severity === 'warning')) {
      expect(shown(page)).toContain(escaped(finding.userAction));
      expect(shown(page)).toContain(escaped(finding.itAction));
    }
    expect(shown(page).match(/What you can do/g)).toHaveLength(2);
    expect(shown(page)).not.toContain('Nothing to do.');
  });

  it('links a finding to the tests that it rests on', () => {
    const index = report.probes.findIndex(({ id }) => id === report.findings[0]?.evidence[0]);
    expect(page).toContain(`<a href="#test-${index + 1}">`);
    expect(page).toContain(`<tbody id="test-${index + 1}">`);
  });

  it('holds the whole report as JSON, and its hash', () => {
    expect(page).toContain(`<pre>${escaped(toJson(report))}</pre>`);
    expect(shown(page)).toContain(report.integrity.sha256);
  });

  it('escapes every string of the report', () => {
    const attack = `"><script>alert(1)</script>'&{{x}}$t(report.yes)`;
    const keep = new Set([
      'kind',
      'transport',
      'family',
      'status',
      'scope',
      'code',
      'severity',
      'level',
      'confidence',
      'mapping',
      'filtering',
      'rfc3489',
      'schema',
    ]);
    const attacked = mapStrings(exampleReport(), (text, member) =>
      keep.has(member) ? text : attack,
    ) as Report;
    const { id, startedAt } = report.session;
    const session = { ...attacked.session, id, startedAt };
    const html = toHtml(sealReport({ ...attacked, session }), t);
    expect(html).not.toContain('<script');
    expect(html.split(escaped(attack)).length).toBeGreaterThan(50);
  });

  it('names the language of its labels', () => {
    expect(page).toContain('<html lang="en">');
    const chinese = toHtml(report, createTranslate('zh-CN'));
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('全部测试');
  });

  it.each(['good', 'degraded', 'blocked', 'inconclusive'] as VerdictLevel[])(
    'has a sign and a word for the level %s',
    (level) => {
      const html = toHtml({ ...report, verdict: { ...report.verdict, level } }, t);
      expect(html).toContain(t(`report.level.${level}`));
      expect(html).toMatch(/<path d="M[^"]+"/);
    },
  );

  it('is complete for a check that ran nothing', () => {
    const empty = sealReport(exampleReport({ probes: [], findings: [] }));
    const html = toHtml(empty, t);
    expect(html).toContain('No test was run.');
    expect(html).toContain('Nothing was found that needs attention.');
    expect(html).not.toContain('The path of a call');
  });

  it('says that a check did not end, and that a report was redacted', () => {
    const session = { ...report.session, status: 'interrupted' as const, redacted: true as const };
    const html = toHtml({ ...report, session }, t);
    expect(html).toContain('interrupted: Callpath or the computer stopped before the end');
    expect(html).toContain('Addresses, names, the ticket and the note were replaced');
  });

  it('draws at most eight servers, those that fail among them', () => {
    const probes = [
      ...Array.from({ length: 12 }, (_, i) => answeredBinding(`s${i}.example.org:3478`)),
      failedBinding('broken.example.org:3478', 'timeout'),
    ];
    const html = toHtml(sealReport(exampleReport({ probes })), t);
    const path = html.slice(
      html.indexOf('class="ends"'),
      html.indexOf('</ul>', html.indexOf('class="ends"')),
    );
    expect(path.match(/<li/g)).toHaveLength(9);
    expect(path).toContain('broken.example.org');
    expect(path).toContain('5 more servers');
  });
});
