import type { Database } from 'better-sqlite3';
import type { Report } from '../../shared/report.ts';
import { summarizeServers } from '../../shared/servers.ts';
import { freeListKey } from './list-key.ts';
import { networkLabel } from './network-label.ts';
import type { Row, SessionStart } from './session-rows.ts';
import { change, getRow, insertRow } from './statements.ts';

/**
 * What a session is found by. The kinds `server`, `finding` and `network` can be filtered by and are kept as they are; `text`
 * is only searched in, and is kept in lower case.
 */
interface Term {
  kind: 'server' | 'finding' | 'network' | 'text';
  value: string;
  rttMs?: number | null;
  lossPercent?: number | null;
}

/** Longer texts are found by their beginning: a report from elsewhere may hold anything. */
const maxTextLength = 1_000;
const maxRemarkLength = 20_000;

/** Puts a session into the list and the search, or anew after a change. `null`: it still runs. */
export function indexSession(database: Database, start: SessionStart, report: Report | null): void {
  unlistSession(database, start.id);
  const row = getRow(database, 'SELECT started_at_epoch_ms FROM session WHERE id = ?', start.id);
  const key = freeListKey(database, Number(row?.['started_at_epoch_ms'] ?? 0));
  const columns: Row = { list_key: key, ...(report && listColumns(report)) };
  const sets = Object.keys(columns).map((name) => `${name} = ?`);
  const sql = `UPDATE session SET ${sets.join(', ')} WHERE id = ?`;
  change(database, sql, ...Object.values(columns), start.id);
  const remark = fold(
    [start.ticket, start.note].filter((text) => text).join('\n'),
    maxRemarkLength,
  );
  if (remark !== '') insertRow(database, 'remark', { list_key: key, value: remark });
  for (const term of termsOf(start, report)) {
    const { rttMs = null, lossPercent = null } = term;
    const linkSql =
      'INSERT INTO session_term (term_id, list_key, rtt_ms, loss_percent) VALUES (?, ?, ?, ?)';
    change(database, linkSql, termId(database, term), key, rttMs, lossPercent);
  }
}

/** Takes a session out of the list and the search; its rows stay. */
export function unlistSession(database: Database, id: string): void {
  const key = getRow(database, 'SELECT list_key FROM session WHERE id = ?', id)?.['list_key'];
  if (key === null || key === undefined) return;
  change(database, 'DELETE FROM session_term WHERE list_key = ?', key);
  change(database, 'DELETE FROM remark WHERE list_key = ?', key);
  change(database, 'UPDATE session SET list_key = NULL WHERE id = ?', id);
}

function listColumns(report: Report): Row {
  const servers = summarizeServers(report);
  const times = servers.flatMap(({ rttMs }) => rttMs ?? []);
  const sent = servers.reduce((sum, server) => sum + server.sent, 0);
  const received = servers.reduce((sum, server) => sum + server.received, 0);
  return {
    network: networkLabel(report),
    finding_count: report.findings.length,
    rtt_ms: times.length > 0 ? Math.min(...times) : null,
    loss_percent: lossPercent(sent, received),
  };
}

function termsOf(start: SessionStart, report: Report | null): Term[] {
  const texts = [
    start.profile,
    start.host.hostname,
    report?.verdict.headline,
    ...(report?.findings.map(({ title }) => title) ?? []),
  ];
  const network = report && networkLabel(report);
  const terms: Term[] = [
    ...texts.map((text): Term => ({ kind: 'text', value: fold(text ?? '', maxTextLength) })),
    { kind: 'network', value: network ?? '' },
    ...(report?.findings ?? []).map(({ code }): Term => ({ kind: 'finding', value: code })),
    ...(report ? serverTerms(report) : []),
  ];
  const byName = new Map(terms.map((term) => [`${term.kind} ${term.value}`, term]));
  return [...byName.values()].filter(({ value }) => value !== '');
}

function serverTerms(report: Report): Term[] {
  return summarizeServers(report).map(({ target, rttMs, sent, received }) => ({
    kind: 'server',
    value: target.slice(0, maxTextLength),
    rttMs,
    lossPercent: lossPercent(sent, received),
  }));
}

/** What came twice must not look like a loss below zero. */
function lossPercent(sent: number, received: number): number | null {
  return sent === 0 ? null : (Math.max(0, sent - received) / sent) * 100;
}

function termId(database: Database, { kind, value }: Term): number {
  const sql = 'SELECT id FROM term WHERE kind = ? AND value = ?';
  const known = getRow(database, sql, kind, value);
  if (known) return Number(known['id']);
  const insertSql = 'INSERT INTO term (kind, value) VALUES (?, ?) RETURNING id';
  return Number(getRow(database, insertSql, kind, value)?.['id']);
}

/** As searched words are folded, see `session-filter.ts`. */
export function fold(text: string, maxLength: number): string {
  return text.slice(0, maxLength).toLowerCase();
}
