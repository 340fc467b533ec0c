import type { Translate } from '../../shared/messages/translate.ts';
import { rankServers } from '../../shared/rank-servers.ts';
import { rankedServerWays, rankedServerWord } from '../../shared/ranked-server-text.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { ServerState } from '../../shared/servers.ts';
import type { Format } from '../format.ts';
import type { Standing } from './standing.ts';

/** A server as a line of the ranking, with all its cells as text. */
export interface ServerRow {
  host: string;
  rank: number;
  standing: Standing;
  word: string;
  over: string;
  rtt: string;
  lost: string;
  voice: string;
}

const nothing = '–';
const standingOf: Record<ServerState, Standing> = {
  works: 'works',
  limited: 'partly',
  silent: 'fails',
  unknown: 'unknown',
};

/** The servers of a report, the best first. */
export function makeServerRows(
  probes: readonly ProbeResult[],
  t: Translate,
  format: Format,
): ServerRow[] {
  return rankServers({ probes: [...probes] }).map((server, i) => ({
    host: server.host,
    rank: i + 1,
    standing: standingOf[server.state],
    word: rankedServerWord(server, t),
    over: rankedServerWays(server, t) || nothing,
    rtt: server.rttMs === null ? nothing : format.rtt(server.rttMs),
    lost: server.lossPercent === null ? nothing : format.percent(server.lossPercent),
    voice: server.mos === null ? nothing : format.number(server.mos),
  }));
}
