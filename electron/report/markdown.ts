import { formatInstant, formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { oneLine } from '../../shared/one-line.ts';
import { ownerText } from '../../shared/owner-text.ts';
import type { Finding, Report } from '../../shared/report.ts';
import { summarizeServers } from '../../shared/servers.ts';
import { describeServer, sortFindings } from '../../shared/summary.ts';
import { type Fact, natFacts, probeLine, sessionFacts } from './facts.ts';

/** The report for a ticket: verdict, findings, servers, every test as one row, the facts of the session. */
export function toMarkdown(report: Report, t: Translate): string {
  const { verdict, session } = report;
  const facts = [
    t(`report.level.${verdict.level}`),
    t(`report.confidence.${verdict.confidence}`),
    formatInstant(session.startedAt),
    t('report.took', { duration: formatMs(session.durationMs) }),
  ];
  return [
    `# ${escapeMarkdown(verdict.headline)}`,
    escapeMarkdown(verdict.summary),
    ...(verdict.owner ? [ownerText(verdict.owner, t)] : []),
    `**${facts.join(' · ')}**`,
    ...(session.redacted ? [`> ${t('report.redacted')}`] : []),
    `## ${t('report.heading.findings')}`,
    ...findingBlocks(report, t),
    ...serverBlocks(report, t),
    `## ${t('report.heading.tests')}`,
    testTable(report, t),
    `## ${t('report.heading.network')}`,
    factList(natFacts(report, t), t),
    `## ${t('report.heading.session')}`,
    factList(sessionFacts(report, t), t),
    `SHA-256: \`${report.integrity.sha256}\``,
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

/**
 * Text that stays text: what Markdown or HTML would act on is escaped, and a line break becomes a space, so that text
 * from the network can add neither a heading nor a row.
 */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_{}[\]|~#@]/g, '\\$&')
      // What would begin a list, or underline a heading.
      .replace(/^(?=[-+=])/, '\\')
      .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
  );
}

/** Code, for what is to be copied letter by letter. A backtick cannot be escaped in code, so it is replaced. */
function code(text: string): string {
  return `\`${oneLine(text).replace(/`/g, "'").replace(/\|/g, '\\|')}\``;
}

function findingBlocks({ findings }: Report, t: Translate): string[] {
  if (findings.length === 0) return [t('report.noFindings')];
  return sortFindings(findings).map((finding) => findingBlock(finding, t));
}

function findingBlock(finding: Finding, t: Translate): string {
  const colon = t('report.colon');
  const lines = [
    `**[${t(`report.severity.${finding.severity}`)}] ${escapeMarkdown(finding.title)}**`,
    escapeMarkdown(finding.explanation),
  ];
  if (finding.severity !== 'ok') {
    lines.push(`- ${t('report.action.user')}${colon}${escapeMarkdown(finding.userAction)}`);
  }
  lines.push(`- ${t('report.action.it')}${colon}${escapeMarkdown(finding.itAction)}`);
  const [title, explanation, ...actions] = lines;
  return [title, '', explanation, '', ...actions].join('\n');
}

function serverBlocks(report: Report, t: Translate): string[] {
  const servers = summarizeServers(report);
  if (servers.length === 0) return [];
  const lines = servers.map((server) => {
    return `- ${code(server.target)}${t('report.colon')}${escapeMarkdown(describeServer(server, t))}`;
  });
  return [`## ${t('report.heading.servers')}`, lines.join('\n')];
}

function testTable({ probes }: Report, t: Translate): string {
  if (probes.length === 0) return t('report.noTests');
  const heads = (['test', 'server', 'over', 'result', 'rtt', 'lost', 'took'] as const).map((name) =>
    t(`report.column.${name}`),
  );
  const rows = probes.map((probe) => {
    const line = probeLine(probe, t);
    const message = probe.error
      ? t('report.because', { reason: escapeMarkdown(probe.error.message) })
      : '';
    return [
      escapeMarkdown(line.test),
      code(line.target),
      line.over,
      `${escapeMarkdown(line.result)}${message}`,
      line.rtt,
      line.lost,
      line.took,
    ];
  });
  const alignment = ['-', '-', '-', '-', '-:', '-:', '-:'];
  return [heads, alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function factList(facts: Fact[], t: Translate): string {
  const line = ({ label, value }: Fact) => `- ${label}${t('report.colon')}${escapeMarkdown(value)}`;
  return facts.map(line).join('\n');
}
