import { formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { rankServers } from '../../shared/rank-servers.ts';
import { rankedServerWays, rankedServerWord } from '../../shared/ranked-server-text.ts';
import type { ProbeOf, Report, TurnStep } from '../../shared/report.ts';
import { textTable } from './print-table.ts';

const nothing = '–';

/** The servers, the best first, as a table; nothing where none was asked. */
export function serverLines(report: Report, t: Translate): string[] {
  const servers = rankServers(report);
  if (servers.length === 0) return [];
  const heads = (['server', 'result', 'over', 'rtt', 'lost'] as const).map((name) =>
    t(`report.column.${name}`),
  );
  const rows = servers.map((server, i) => [
    `${i + 1}. ${server.host}`,
    rankedServerWord(server, t),
    rankedServerWays(server, t) || nothing,
    server.rttMs === null ? nothing : formatMs(server.rttMs),
    server.lossPercent === null ? nothing : percent(server.lossPercent),
    server.mos === null ? nothing : server.mos.toFixed(1),
  ]);
  return [t('report.heading.servers'), ...textTable([...heads, 'MOS'], rows), ''];
}

/** For each relay test its steps in one line, its stream in the next, and what a look at the set-up found. */
export function relayLines({ probes }: Report, t: Translate): string[] {
  const lines = probes.flatMap((probe) => {
    if (probe.kind === 'turn.allocate') return stepLines(probe, probe.result?.steps ?? [], t);
    if (probe.kind === 'turn.relay') return streamLines(probe, t);
    return probe.kind === 'turn.audit' ? auditLines(probe, t) : [];
  });
  return lines.length === 0 ? [] : [t('terminal.relays'), ...lines, ''];
}

function stepLines({ target }: { target: string }, steps: readonly TurnStep[], t: Translate) {
  if (steps.length === 0) return [];
  const text = steps.map(({ name, status, durationMs, stunErrorCode }) => {
    const code = stunErrorCode === null ? '' : ` ${stunErrorCode}`;
    const failed = status === 'failed' ? ` ${t('report.status.failed')}` : '';
    return `${name}${code}${failed} ${formatMs(durationMs)}`;
  });
  return [`  ${target}`, `    ${text.join(' → ')}`];
}

function streamLines({ target, result }: ProbeOf<'turn.relay'>, t: Translate): string[] {
  if (!result || result.sent === 0) return [];
  const { sent, received, lossPercent, duplicated, reordered, rttMs, jitterMs, mos } = result;
  const parts = [
    `${t('terminal.loss', { sent, received })} (${percent(lossPercent)})`,
    ...(rttMs
      ? [`RTT ${[rttMs.min, rttMs.median, rttMs.p95, rttMs.max].map(formatMs).join(' / ')}`]
      : []),
    ...(jitterMs === null || jitterMs === undefined
      ? []
      : [`${t('report.fact.jitter')} ${formatMs(jitterMs)}`]),
    ...(duplicated > 0 ? [`${t('report.fact.duplicated')} ${duplicated}`] : []),
    ...(reordered > 0 ? [`${t('report.fact.reordered')} ${reordered}`] : []),
    ...(mos === null ? [] : [`MOS ${mos.toFixed(1)}`]),
    ...(result.throughputMbps === null ? [] : [`${result.throughputMbps.toFixed(1)} Mbit/s`]),
  ];
  return [`  ${target}: ${parts.join(t('report.comma'))}`];
}

const marks = { wrong: '✕', 'could-be-better': '!', good: '✓', 'not-checked': '·' } as const;

function auditLines({ target, result }: ProbeOf<'turn.audit'>, t: Translate): string[] {
  if (!result) return [];
  const ratings = ['wrong', 'could-be-better', 'good', 'not-checked'] as const;
  const items = ratings.flatMap((rating) => result.items.filter((item) => item.rating === rating));
  return [
    `  ${t('report.kind.turn.audit')}: ${target}`,
    ...items.flatMap(({ rating, title, advice, coturnOption }) => [
      `    ${marks[rating]} ${title}`,
      ...(advice === '' ? [] : [`      ${advice}`]),
      ...(coturnOption === null ? [] : [`      coturn: ${coturnOption}`]),
    ]),
  ];
}

function percent(value: number): string {
  return `${Math.round(value * 10) / 10} %`;
}
