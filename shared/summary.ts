import { formatInstant, formatMs } from './format.ts';
import type { Translate } from './messages/translate.ts';
import { oneLine } from './one-line.ts';
import { ownerText } from './owner-text.ts';
import type { Finding, Report, Severity } from './report.ts';
import { type ServerSummary, summarizeServers } from './servers.ts';
import { adapterNames, usedAdapter } from './used-adapter.ts';

/** A ticket's first screen: what is left out stands in the report. */
const maxFindings = 3;
const maxServers = 6;

const severityOrder: readonly Severity[] = ['critical', 'warning', 'info', 'ok'];

/** The findings, the most important first; within one severity in the order of the report. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding) => severityOrder.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/**
 * The result as a few lines of plain text for a ticket: verdict, whose problem it is, the three most important findings, NAT, public address and
 * adapter, servers with RTT and loss, version, time and session id. Ends without a line break.
 */
export function toSummaryText(report: Report, t: Translate): string {
  const { verdict, session } = report;
  const level = t(`report.level.${verdict.level}`);
  const confidence = t(`report.confidence.${verdict.confidence}`);
  const colon = t('report.colon');
  const blocks = [
    [
      verdict.headline,
      verdict.summary,
      ...(verdict.owner === undefined ? [] : [ownerText(verdict.owner, t)]),
      `${level} · ${confidence}`,
    ],
    findingLines(report, t),
    networkLines(report, t),
    serverLines(report, t),
    [
      [
        formatInstant(session.startedAt),
        t('report.took', { duration: formatMs(session.durationMs) }),
        `${session.app.name} ${session.app.version}`,
        `${session.host.os} ${session.host.arch}`,
      ].join(' · '),
      [
        `${t('report.fact.session')}${colon}${session.id}`,
        ...(session.ticket === undefined
          ? []
          : [`${t('report.fact.ticket')}${colon}${session.ticket}`]),
      ].join(' · '),
    ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join('\n'))
    .join('\n\n');
}

/** How a server did, in words: `answers, RTT 24 ms, lost 1 of 5`. */
export function describeServer(server: ServerSummary, t: Translate): string {
  const { rttMs, sent, received } = server;
  const reason =
    server.errorCode && server.state !== 'works'
      ? t('report.because', { reason: t(`report.error.${server.errorCode}`) })
      : '';
  return [
    `${t(`report.server.${server.state}`)}${reason}`,
    ...(rttMs === null ? [] : [`RTT ${formatMs(rttMs)}`]),
    ...(sent === 0 ? [] : [t('report.lost', { lost: Math.max(0, sent - received), sent })]),
  ].join(t('report.comma'));
}

function findingLines(report: Report, t: Translate): string[] {
  const sorted = sortFindings(report.findings);
  const problems = sorted.filter(({ severity }) => severity !== 'ok');
  const shown = problems.length > 0 ? problems : sorted;
  return [
    ...shown.slice(0, maxFindings).map(({ severity, title }) => {
      return `- [${t(`report.severity.${severity}`)}] ${title}`;
    }),
    ...more(shown.length - maxFindings, t),
  ];
}

function networkLines({ nat, probes }: Report, t: Translate): string[] {
  const colon = t('report.colon');
  return [
    `${t('check.summary.nat')}${colon}${natText(nat, t)}`,
    `${t('report.fact.publicAddress')}${colon}${nat.publicAddress?.address ?? t('report.notKnown')}`,
    `${t('report.fact.adapter')}${colon}${adapterText(probes, t)}`,
  ];
}

function natText({ rfc3489, mapping, filtering }: Report['nat'], t: Translate): string {
  if (rfc3489 === 'unknown' && mapping === 'unknown' && filtering === 'unknown') {
    return t('report.notKnown');
  }
  return t('check.summary.natValue', {
    name: t(`report.nat.${rfc3489}`),
    mapping: t(`report.nat.${mapping}`),
    filtering: t(`report.nat.${filtering}`),
  });
}

/** The adapter that was used; all that may have been where that is not known. */
function adapterText(probes: Report['probes'], t: Translate): string {
  const used = usedAdapter(probes);
  if (used) return t('check.summary.adapterValue', { name: used.name, address: used.address });
  return adapterNames(probes).join(t('report.comma')) || t('report.notKnown');
}

function serverLines(report: Report, t: Translate): string[] {
  const servers = summarizeServers(report);
  const failing = servers.filter(({ state }) => state !== 'works');
  const working = servers.filter(({ state }) => state === 'works');
  const shown = [...failing, ...working].slice(0, maxServers);
  return [
    ...shown.map((server) => `- ${server.target}${t('report.colon')}${describeServer(server, t)}`),
    ...more(servers.length - maxServers, t),
  ];
}

function more(count: number, t: Translate): string[] {
  return count > 0 ? [`- ${t('report.more', { count })}`] : [];
}
