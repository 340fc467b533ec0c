import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { summarizeServers } from '../../shared/servers.ts';
import { type Fact, probeFacts, probeLine } from './facts.ts';
import { sign, type Tone } from './html-tone.ts';
import { html, type Markup } from './markup.ts';

const toneOfStatus = {
  passed: 'ok',
  failed: 'bad',
  inconclusive: 'warn',
  skipped: 'mute',
} as const;

/** The table of every test, with everything that is known of each. */
export function testsSection(report: Report, t: Translate): Markup {
  const { probes } = report;
  const working = new Set(
    summarizeServers(report)
      .filter(({ state }) => state === 'works')
      .map(({ target }) => target),
  );
  const column = (name: 'test' | 'server' | 'over' | 'result') =>
    html`<th scope="col">${t(`report.column.${name}`)}</th>`;
  const number = (name: 'rtt' | 'lost' | 'took') =>
    html`<th scope="col" class="n">${t(`report.column.${name}`)}</th>`;
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${column('test')}${column('server')}${column('over')}${column('result')}${number('rtt')}${number('lost')}${number('took')}
        </tr>
      </thead>
      ${probes.map((probe, i) => testRows(probe, i, working.has(probe.target), t))}
    </table>
  </div>`;
  return html`<section class="card long" aria-labelledby="tests">
    <div class="row">
      <h2 id="tests">${t('report.heading.tests')}</h2>
      <p class="quiet">${t('report.tests', { count: probes.length })}</p>
    </div>
    ${probes.length === 0 ? html`<p class="plain">${t('report.noTests')}</p>` : table}
  </section>`;
}

/** Red is for what stops calls: a way that fails to a server that another way reaches is only muted. */
function testRows(probe: ProbeResult, index: number, serverWorks: boolean, t: Translate): Markup {
  const line = probeLine(probe, t);
  const tone: Tone = serverWorks && probe.status === 'failed' ? 'mute' : toneOfStatus[probe.status];
  return html`<tbody id="test-${index + 1}">
    <tr>
      <td class="test">${line.test}</td>
      <td class="server"><code>${line.target}</code></td>
      <td class="over">${line.over}</td>
      <td><span class="st ${tone}">${sign(tone)}&nbsp;${line.result}</span></td>
      <td class="n">${line.rtt}</td>
      <td class="n">${line.lost}</td>
      <td class="n">${line.took}</td>
    </tr>
    <tr class="more">
      <td colspan="7"><dl class="inline">${probeFacts(probe, t).map(factPair)}</dl></td>
    </tr>
  </tbody>`;
}

function factPair({ label, value }: Fact): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
