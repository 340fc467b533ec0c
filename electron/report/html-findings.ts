import type { Translate } from '../../shared/messages/translate.ts';
import type { Finding, ProbeResult, Report, Severity } from '../../shared/report.ts';
import { sortFindings } from '../../shared/summary.ts';
import { sign, type Tone } from './html-tone.ts';
import { html, type Markup } from './markup.ts';

const toneOfSeverity: Record<Severity, Tone> = {
  critical: 'bad',
  warning: 'warn',
  info: 'mute',
  ok: 'ok',
};

/** The findings, the worst first: a card for each that needs something done, the others in one list. */
export function findingSections(report: Report, t: Translate): Markup {
  const sorted = sortFindings(report.findings);
  const problems = sorted.filter(
    ({ severity }) => severity === 'critical' || severity === 'warning',
  );
  const others = sorted.filter((finding) => !problems.includes(finding));
  const none = html`<section class="card"><p class="plain">${t('report.noFindings')}</p></section>`;
  return html`${problems.length === 0 ? none : null}
  ${problems.map((finding) => problemSection(finding, report.probes, t))}
  ${others.length === 0 ? null : alsoSection(others, report.probes, t)}`;
}

function problemSection(finding: Finding, probes: ProbeResult[], t: Translate): Markup {
  const tone = toneOfSeverity[finding.severity];
  return html`<section class="card finding ${tone}">
    <div class="row">
      <h2>${finding.title}</h2>
      <span class="pill ${tone}">${t(`report.severity.${finding.severity}`)}</span>
    </div>
    <p class="plain">${finding.explanation}</p>
    <div class="two">
      <div>
        <h3>${t('report.action.user')}</h3>
        <p>${finding.userAction}</p>
      </div>
      <div>
        <h3>${t('report.action.it')}</h3>
        <p class="hand-over">${finding.itAction}</p>
      </div>
    </div>
    ${evidence(finding, probes, t)}
  </section>`;
}

function alsoSection(findings: Finding[], probes: ProbeResult[], t: Translate): Markup {
  const items = findings.map((finding) => {
    const tone = toneOfSeverity[finding.severity];
    return html`<li class="${tone}">
      <span class="sign">${sign(tone)}</span>
      <div>
        <h3>${finding.title}</h3>
        <p class="plain">${finding.explanation}</p>
        ${finding.severity === 'info' ? html`<p class="plain">${finding.userAction}</p>` : null}
        <p class="quiet">${finding.itAction}</p>
        ${evidence(finding, probes, t)}
      </div>
    </li>`;
  });
  return html`<section class="card long">
    <div class="row"><h2>${t('report.heading.alsoFound')}</h2></div>
    <ul class="also">
      ${items}
    </ul>
  </section>`;
}

/** Links from a finding to the tests that it rests on. */
function evidence(finding: Finding, probes: ProbeResult[], t: Translate): Markup | null {
  if (finding.evidence.length === 0) return null;
  const links = finding.evidence.map((id, i) => {
    const index = probes.findIndex((probe) => probe.id === id);
    const name = index < 0 ? html`${id}` : html`<a href="#test-${index + 1}">${id}</a>`;
    return html`${i === 0 ? '' : t('report.comma')}${name}`;
  });
  return html`<p class="quiet evidence">${t('report.evidence')}${t('report.colon')}${links}</p>`;
}
