import type { Database } from 'better-sqlite3';
import type { Facet, SessionFacets, TrendPoint } from '../../shared/history.ts';
import { allRows, getRow } from './statements.ts';

const maxFacets = 200;
const maxTrendPoints = 2_000;

/** What the sessions can be filtered by. */
export function listFacets(database: Database): SessionFacets {
  const sql = `SELECT value, sessions AS count FROM term WHERE kind = ?
               ORDER BY sessions DESC, value LIMIT ${maxFacets}`;
  const facets = (kind: string) => allRows(database, sql, kind) as unknown as Facet[];
  return {
    networks: facets('network'),
    servers: facets('server'),
    findings: facets('finding'),
  };
}

/** The newest good, completed session of the same profile before the one with this id. */
export function findLastGood(database: Database, id: string): { id: string } | null {
  const row = getRow(
    database,
    `SELECT earlier.id AS id FROM session AS this JOIN session AS earlier
       ON earlier.profile = this.profile AND earlier.list_key < this.list_key
     WHERE this.id = ? AND earlier.verdict_level = 'good' AND earlier.status = 'completed'
       AND earlier.list_key IS NOT NULL
     ORDER BY earlier.list_key DESC LIMIT 1`,
    id,
  );
  return row ? { id: String(row['id']) } : null;
}

export interface TrendRequest {
  server?: string | undefined;
  network?: string | undefined;
  limit?: number | undefined;
}

/** The newest sessions with this server in this network, oldest first. */
export function readTrend(
  database: Database,
  { server, network, limit = maxTrendPoints }: TrendRequest,
): TrendPoint[] {
  const columns = (from: string) =>
    `SELECT s.id AS sessionId, s.started_at AS startedAt, s.verdict_level AS level, s.network AS network,
            ${from}.rtt_ms AS rttMs, ${from}.loss_percent AS lossPercent`;
  const finished = `s.status <> 'running'`;
  const rows =
    server === undefined && network === undefined
      ? allRows(
          database,
          `${columns('s')} FROM session s WHERE s.list_key IS NOT NULL AND ${finished}
           ORDER BY s.list_key DESC LIMIT ?`,
          limit,
        )
      : allRows(
          database,
          `${columns(server === undefined ? 's' : 'link')}
           FROM session_term link CROSS JOIN session s ON s.list_key = link.list_key
           WHERE link.term_id = (SELECT id FROM term WHERE kind = ? AND value = ?)
             AND (? IS NULL OR s.network = ?) AND ${finished}
           ORDER BY link.list_key DESC LIMIT ?`,
          server === undefined ? 'network' : 'server',
          server ?? network ?? '',
          network ?? null,
          network ?? null,
          limit,
        );
  return (rows as unknown as TrendPoint[]).reverse();
}
