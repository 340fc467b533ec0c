import type { Translate } from '../../shared/messages/translate.ts';
import type { Nat, ProbeResult, Report } from '../../shared/report.ts';
import { type ServerSummary, summarizeServers } from '../../shared/servers.ts';
import { describeServer } from '../../shared/summary.ts';
import { transportNames } from './facts.ts';
import { sign, type Tone } from './html-tone.ts';
import { html, type Markup } from './markup.ts';

/** More than these make the picture longer than the rest of the page. */
const maxServers = 8;

const toneOfServer = { works: 'ok', limited: 'warn', silent: 'bad', unknown: 'mute' } as const;

/** Kinds of NAT that leave most direct calls without a way. */
const hinderingNats: ReadonlySet<Nat['rfc3489']> = new Set([
  'symmetric',
  'symmetric-udp-firewall',
  'udp-blocked',
]);

/** The path of a call as a picture: this computer, router, internet, each server. `null` where no server was asked. */
export function pathSection(report: Report, t: Translate): Markup | null {
  const servers = summarizeServers(report);
  if (servers.length === 0) return null;
  // What fails is shown before what works is left out.
  const failing = servers.filter(({ state }) => state !== 'works');
  const working = servers.filter(({ state }) => state === 'works');
  const shown = [...failing, ...working].slice(0, maxServers);
  const visible = servers.filter((server) => shown.includes(server));
  const answered = servers.some(({ state }) => state === 'works' || state === 'limited');
  const router: Tone = hinderingNats.has(report.nat.rfc3489) ? 'warn' : 'ok';
  const further = servers.length - visible.length;
  return html`<section class="card" aria-labelledby="path">
    <div class="row">
      <h2 id="path">${t('report.heading.path')}</h2>
      <p class="quiet">${t('report.heading.pathHint')}</p>
    </div>
    <div class="flow">
      ${computerNode(report.probes, t)}
      <div class="link ${answered ? 'ok' : 'mute'}"></div>
      <div class="node ${router === 'warn' ? 'warn' : ''}">
        <b>${t('report.path.router')}</b>NAT: ${t(`report.nat.${report.nat.rfc3489}`)}
      </div>
      <div class="link ${answered ? router : 'mute'}"></div>
      <div class="node round">
        <b>${t('report.path.internet')}</b
        >${report.nat.publicAddress?.address ?? t('report.notKnown')}
      </div>
      <div class="link ${answered ? 'ok' : 'mute'}"></div>
      <ul class="ends">
        ${visible.map((server) => serverNode(server, t))}
        ${further > 0 ? html`<li class="mute"><div class="node">${t('report.path.furtherServers', { count: further })}</div></li>` : null}
      </ul>
    </div>
  </section>`;
}

function computerNode(probes: ProbeResult[], t: Translate): Markup {
  const status = probes.find(({ kind }) => kind === 'relay.baseline')?.status;
  const [tone, text] =
    status === 'passed'
      ? (['ok', t('report.path.computerPassed')] as const)
      : status === 'failed'
        ? (['bad', t('report.path.computerFailed')] as const)
        : (['mute', t('report.path.computerUnknown')] as const);
  return html`<div class="node ${tone === 'bad' ? 'bad' : ''}">
    <b>${t('report.path.computer')}</b>${localAddress(probes)}
    <div class="st ${tone}">${sign(tone)} ${text}</div>
  </div>`;
}

/** The address that calls leave from, as the sockets saw it. */
function localAddress(probes: ProbeResult[]): string {
  const sending = probes.flatMap((probe) =>
    probe.kind === 'stun.binding' ? (probe.result?.localAddress ?? []) : [],
  );
  return sending[0]?.address ?? '';
}

function serverNode(server: ServerSummary, t: Translate): Markup {
  const tone = toneOfServer[server.state];
  const over = server.transports.map((transport) => transportNames[transport]).join(', ');
  const highlight = tone === 'bad' || tone === 'warn' ? tone : '';
  return html`<li class="${tone}">
    <div class="node ${highlight}">
      <b>${server.target} <span class="over">${over}</span></b>
      <span class="st ${tone}">${sign(tone)} ${describeServer(server, t)}</span>
    </div>
  </li>`;
}
