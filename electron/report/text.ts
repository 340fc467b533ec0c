import { formatInstant, formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { oneLine } from '../../shared/one-line.ts';
import type { Finding, ProbeResult, Report } from '../../shared/report.ts';
import { summarizeServers } from '../../shared/servers.ts';
import { describeServer, sortFindings } from '../../shared/summary.ts';
import { type Fact, natFacts, probeFacts, probeLine, sessionFacts } from './facts.ts';

/**
 * The whole report as plain text, for a ticket or an e-mail that shows nothing else: everything that the page has, without
 * signs that only some programs understand. Text from the network cannot add lines of its own.
 */
export function toText(report: Report, t: Translate): string {
  const { verdict, session } = report;
  const servers = summarizeServers(report);
  const blocks = [
    [
      ...heading(verdict.headline, '='),
      verdict.summary,
      [
        t(`report.level.${verdict.level}`),
        t(`report.confidence.${verdict.confidence}`),
        formatInstant(session.startedAt),
        t('report.took', { duration: formatMs(session.durationMs) }),
      ].join(' · '),
      ...(session.redacted ? [t('report.redacted')] : []),
    ],
    heading(t('report.heading.findings'), '-'),
    ...findingBlocks(report, t),
    ...(servers.length === 0 ? [] : [heading(t('report.heading.servers'), '-')]),
    servers.map((server) => `- ${server.target}${t('report.colon')}${describeServer(server, t)}`),
    [...heading(t('report.heading.network'), '-'), ...factLines(natFacts(report, t), t)],
    heading(t('report.heading.tests'), '-'),
    ...(report.probes.length === 0 ? [[t('report.noTests')]] : []),
    ...report.probes.map((probe) => testBlock(probe, t)),
    [
      ...heading(t('report.heading.session'), '-'),
      ...factLines(sessionFacts(report, t), t),
      `SHA-256${t('report.colon')}${report.integrity.sha256}`,
    ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.map(line).join('\n')}\n`)
    .join('\n');
}

/** The indentation is ours, whatever the text has at its ends is not. */
function line(text: string): string {
  const [indentation = ''] = /^ {0,4}/.exec(text) ?? [];
  return indentation + oneLine(text);
}

function heading(text: string, underline: '=' | '-'): string[] {
  const shown = oneLine(text);
  return [shown, underline.repeat(Math.min(72, Math.max(3, widthOf(shown))))];
}

/** Chinese characters are two columns wide where letters have one width. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) => width + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}

function findingBlocks({ findings }: Report, t: Translate): string[][] {
  if (findings.length === 0) return [[t('report.noFindings')]];
  return sortFindings(findings).map((finding) => findingBlock(finding, t));
}

function findingBlock(finding: Finding, t: Translate): string[] {
  const colon = t('report.colon');
  const { severity, title, explanation, userAction, itAction } = finding;
  return [
    `[${t(`report.severity.${severity}`)}] ${title}`,
    explanation,
    ...(severity === 'ok' ? [] : [`${t('report.action.user')}${colon}${userAction}`]),
    `${t('report.action.it')}${colon}${itAction}`,
  ];
}

function testBlock(probe: ProbeResult, t: Translate): string[] {
  const { test, target, over, result, rtt, lost, took } = probeLine(probe, t);
  const figures = [
    `${t('report.column.rtt')} ${rtt}`,
    `${t('report.column.lost')} ${lost}`,
    `${t('report.column.took')} ${took}`,
  ];
  return [
    `${test} · ${target} · ${over}${t('report.colon')}${result}`,
    `  ${figures.join(' · ')}`,
    ...factLines(probeFacts(probe, t), t).map((fact) => `  ${fact}`),
  ];
}

function factLines(facts: readonly Fact[], t: Translate): string[] {
  return facts.map(({ label, value }) => `${oneLine(label)}${t('report.colon')}${oneLine(value)}`);
}
