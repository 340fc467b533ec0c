import type { Translate } from '../../shared/messages/translate.ts';
import { type RankedServer, rankServers } from '../../shared/rank-servers.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { ServerState } from '../../shared/servers.ts';
import type { Format } from '../format.ts';
import { joinTransports } from './path-servers.ts';
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
    word: wordOf(server, t),
    over: overText(server, t),
    rtt: server.rttMs === null ? nothing : format.rtt(server.rttMs),
    lost: server.lossPercent === null ? nothing : format.percent(server.lossPercent),
    voice: server.mos === null ? nothing : format.number(server.mos),
  }));
}

/** What it does, and in two or three words why it does not. */
function wordOf({ state, isRelay, errorCode }: RankedServer, t: Translate): string {
  if (state === 'works') return t(isRelay ? 'window.servers.relays' : 'window.reason.answers');
  if (state === 'unknown') return t('window.standing.unknown');
  if (errorCode === null) return t(`window.standing.${standingOf[state]}`);
  const reason = t(`report.error.${errorCode}`);
  return state === 'silent' ? reason : t('window.servers.partly', { reason });
}

function overText({ working, failing }: RankedServer, t: Translate): string {
  const parts = [
    ...(working.length > 0 ? [joinTransports(working)] : []),
    ...(failing.length > 0 ? [t('window.path.andFailing', { over: joinTransports(failing) })] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : nothing;
}
