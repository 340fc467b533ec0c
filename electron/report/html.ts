import { createHash } from 'node:crypto';
import { formatInstant, formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report, VerdictLevel } from '../../shared/report.ts';
import { type Fact, natFacts, sessionFacts } from './facts.ts';
import { findingSections } from './html-findings.ts';
import { pathSection } from './html-path.ts';
import { style } from './html-style.ts';
import { testsSection } from './html-tests.ts';
import type { Tone } from './html-tone.ts';
import { toJson } from './json.ts';
import { html, Markup } from './markup.ts';

/** Made apart from the page: the hash is that of every character between the tags. */
const styleElement = new Markup(`<style>${style}</style>`);

/** Only this style may be applied, and nothing may be loaded or run: the text of a report comes from the network. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const toneOfLevel: Record<VerdictLevel, Tone> = {
  good: 'ok',
  degraded: 'warn',
  blocked: 'bad',
  inconclusive: 'mute',
};

/** Strokes of the verdict's sign, on a field of 24 by 24. */
const strokes: Record<VerdictLevel, string> = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  degraded: 'M12 4 2.8 20h18.4L12 4zM12 10v4.5M12 17.4v.1',
  blocked: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  inconclusive: 'M8.8 9a3.2 3.2 0 1 1 4.6 2.9c-.9.5-1.4 1.1-1.4 2.1M12 17.6v.1',
};

/**
 * The report as one HTML file: no script, nothing from elsewhere, readable on paper, light or dark as the reader's
 * system asks for. Labels are in the language of `t`; findings stay in the language in which they were written.
 */
export function toHtml(report: Report, t: Translate): string {
  const { session, verdict } = report;
  const page = html`<!doctype html>
    <html lang="${t('report.locale')}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdict.headline} · ${formatInstant(session.startedAt)} · Callpath</title>
        ${styleElement}
      </head>
      <body>
        <main class="page">
          ${topLine(report, t)} ${verdictSection(report, t)}
          ${session.redacted ? html`<p class="note">${t('report.redacted')}</p>` : null}
          ${pathSection(report, t)} ${findingSections(report, t)} ${testsSection(report, t)}
          ${factsSection('network', t('report.heading.network'), natFacts(report, t))}
          ${factsSection('session', t('report.heading.session'), sessionFacts(report, t))}
          ${integritySection(report, t)}
        </main>
      </body>
    </html> `;
  return page.text;
}

function topLine({ session }: Report, t: Translate): Markup {
  return html`<header class="top">
    <div class="brand">
      <svg
        width="22"
        height="22"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        stroke-linecap="round"
        aria-hidden="true"
      >
        <circle cx="5" cy="12" r="2.6" />
        <circle cx="19" cy="5.5" r="2.6" />
        <circle cx="19" cy="18.5" r="2.6" />
        <path d="M7.5 11 16.6 6.6M7.5 13l9.1 4.4" /></svg
      >Callpath · ${t('report.document')}
    </div>
    <p class="quiet">${session.ticket === undefined ? '' : `${session.ticket} · `}${session.id}</p>
  </header>`;
}

function verdictSection({ verdict, session }: Report, t: Translate): Markup {
  const facts = [
    t(`report.level.${verdict.level}`),
    t(`report.confidence.${verdict.confidence}`),
    formatInstant(session.startedAt),
    t('report.took', { duration: formatMs(session.durationMs) }),
    ...(session.status === 'completed' ? [] : [t(`report.sessionStatus.${session.status}`)]),
  ];
  return html`<section class="card verdict ${toneOfLevel[verdict.level]}">
    <div class="badge" aria-hidden="true">
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <path d="${strokes[verdict.level]}" />
      </svg>
    </div>
    <div>
      <h1>${verdict.headline}</h1>
      <p class="lead">${verdict.summary}</p>
      <p class="quiet">${facts.join(' · ')}</p>
    </div>
  </section>`;
}

/** A value that needs more room than a column has gets two, or a line of its own. */
const halfLength = 28;
const wideLength = 60;

function factsSection(id: string, heading: string, facts: Fact[]): Markup {
  const pairs = facts.map(({ label, value }) => {
    const width = value.length > wideLength ? 'wide' : value.length > halfLength ? 'half' : '';
    return html`<div class="${width}">
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  });
  return html`<section class="card" aria-labelledby="${id}">
    <div class="row"><h2 id="${id}">${heading}</h2></div>
    <dl class="facts">${pairs}</dl>
  </section>`;
}

function integritySection(report: Report, t: Translate): Markup {
  return html`<section class="card long" aria-labelledby="integrity">
    <div class="row"><h2 id="integrity">${t('report.heading.integrity')}</h2></div>
    <p class="hash">SHA-256 ${report.integrity.sha256}</p>
    <p class="quiet">${t('report.integrityHint')}</p>
    <details>
      <summary>${t('report.heading.json')}</summary>
      <pre>${toJson(report)}</pre>
    </details>
  </section>`;
}
