import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report, VerdictLevel } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import { toHtml } from './html.ts';
import { sealReport } from './json.ts';
import { mapStrings } from './map-strings.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());
const page = await toHtml(report, 'en');

/** As Svelte writes text; in attributes it also escapes quotation marks. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function body(html: string): string {
  return html.slice(html.indexOf('<body>'));
}

const unwanted =
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Members that are words of the schema: what is put there from outside never passes it. */
const terms: ReadonlySet<string> = new Set([
  'schema',
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
  'name',
]);

/** A report in which every text that a stranger could have chosen is this one. */
function attackedReport(attack: string): Report {
  const attacked = mapStrings(exampleReport(), (text, member) =>
    terms.has(member) ? text : attack,
  ) as Report;
  const { startedAt } = report.session;
  return sealReport({ ...attacked, session: { ...attacked.session, startedAt } });
}

describe('toHtml', () => {
  it('allows its own style by hash, and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(style.length).toBeGreaterThan(1000);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
  });

  it('holds no script, no button and nothing to load', () => {
    // The name of a vocabulary, which nobody loads.
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /<script|<img|<link|<iframe|<object|<embed|\son\w+=|@import|url\(|https?:|javascript:/i,
    );
    expect(body(page)).not.toMatch(/<button|<input|<select|<form/);
    const links = [...page.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url]) => url?.[0]);
    expect(links).toEqual(report.findings.flatMap(({ evidence }) => evidence.map(() => '#')));
  });

  it('shows the verdict before everything else', () => {
    const places = [
      report.verdict.headline,
      report.verdict.summary,
      'High confidence',
      t('window.path.title'),
      report.findings[0]?.title ?? '',
      t('window.test.title'),
    ].map((text) => body(page).indexOf(escaped(text)));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows every text of the report that is not put in words', () => {
    const inWords = new Set([
      ...terms,
      'startedAt',
      'validTo',
      // Only what needs something done asks for it.
      'userAction',
      'itAction',
      // A finding leads to its tests by their numbers.
      'evidence',
      'subject',
      'reason',
    ]);
    const shown = body(page)
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&');
    // A target that the window, too, calls by other words.
    const ownRelay = 'embedded relay';
    const missing: string[] = [];
    mapStrings(report, (text, member) => {
      if (!inWords.has(member) && text !== ownRelay && !shown.includes(text))
        missing.push(`${member}: ${text}`);
      return text;
    });
    expect(missing).toEqual([]);
    expect(page).toContain('2026-03-02 14:02:11 UTC');
    expect(page).toContain(report.integrity.sha256);
  });

  it('says what to do and what to tell IT for what needs something done', () => {
    const open = report.findings.filter(({ severity }) => severity === 'warning');
    expect(open.length).toBeGreaterThan(0);
    for (const { userAction, itAction } of open) {
      expect(page).toContain(escaped(userAction));
      expect(page).toContain(escaped(itAction));
    }
    expect(page).not.toContain('Nothing to do.');
  });

  it('links a finding to the tests that it rests on, inside of what opens', () => {
    const index = report.probes.findIndex(({ id }) => id === report.findings[0]?.evidence[0]);
    expect(page).toContain(`href="#test-${index + 1}"`);
    expect(page).toMatch(new RegExp(`</summary>[^<]*<div [^>]*id="test-${index + 1}"`));
  });

  it('shows markup in any text of a report as text', async () => {
    const attack = `"><script>alert(1)</script>'&{{x}}$t(report.yes)<!--</style></title><details open onload=1>`;
    const html = await toHtml(attackedReport(attack), 'en');
    const plain = await toHtml(report, 'en');
    expect(html).not.toContain('<script');
    expect(html.match(/<style|<title|<html|<body/g)).toEqual(
      plain.match(/<style|<title|<html|<body/g),
    );
    expect(html.match(/<\/style|<\/title/g)).toEqual(plain.match(/<\/style|<\/title/g));
    expect(html).not.toMatch(/<details [^>]*onload/);
    expect(html.split(escaped(attack)).length).toBeGreaterThan(50);
  });

  it('shows control characters and direction overrides, with which a name could pose as another', async () => {
    const html = await toHtml(attackedReport('a\u0000b\u001bc\u202ed\u2066e\u200ff\tg'), 'en');
    expect(html).toContain('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\tg');
    expect(html).not.toMatch(unwanted);
  });

  it('names the language of its labels', async () => {
    expect(page).toContain('<html lang="en">');
    const chinese = await toHtml(report, 'zh-CN');
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain(createTranslate('zh-CN')('window.test.title'));
  });

  it.each(['good', 'degraded', 'blocked', 'inconclusive'] as VerdictLevel[])(
    'has a sign and a word for the level %s',
    async (level) => {
      const html = await toHtml({ ...report, verdict: { ...report.verdict, level } }, 'en');
      expect(html).toContain(t(`report.level.${level}`));
      expect(html).toMatch(new RegExp(`class="badge ${level}[^"]*"[^>]*><svg`));
    },
  );

  it('is complete for a check that ran nothing', async () => {
    const html = await toHtml(sealReport(exampleReport({ probes: [], findings: [] })), 'en');
    expect(html).toContain(t('report.noTests'));
    expect(html).toContain(t('window.result.noFindings'));
  });

  it('says that a check did not end, and that a report was redacted', async () => {
    const session = { ...report.session, status: 'interrupted' as const, redacted: true as const };
    const html = await toHtml({ ...report, session }, 'en');
    expect(html).toContain('interrupted: Callpath or the computer stopped before the end');
    expect(html).toContain(t('report.redacted'));
  });

  it('says what a check of the hash found, where there was one', async () => {
    expect(page).not.toContain(t('page.intact'));
    expect(await toHtml(report, 'en', { integrity: 'intact' })).toContain(t('page.intact'));
    expect(await toHtml(report, 'en', { integrity: 'changed' })).toContain(t('page.changed'));
  });

  it('leaves nothing closed for paper', async () => {
    expect(page).toMatch(/<details(?! open)/);
    expect(await toHtml(report, 'en', { isOpen: true })).not.toMatch(/<details(?! open)/);
  });

  it('shows all servers, findings and advice of a large report, and nothing twice that has an id', async () => {
    const probes = [
      ...Array.from({ length: 19 }, (_, i) => answeredBinding(`s${i}.example.org:3478`)),
      failedBinding('broken.example.org:3478', 'timeout'),
    ];
    const findings = probes.map(({ id, target }) => ({
      ...(report.findings[0] as Report['findings'][number]),
      title: `${target} is looked at`,
      userAction: `Look at ${target}.`,
      evidence: [id],
    }));
    const html = await toHtml(sealReport(exampleReport({ probes, findings })), 'en');
    for (const { target } of probes) {
      expect(html).toContain(`${target} is looked at`);
      expect(html).toContain(`Look at ${target}.`);
    }
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
