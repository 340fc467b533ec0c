import type { Translate } from './messages/translate.ts';
import type { RankedServer } from './rank-servers.ts';
import type { Transport } from './report.ts';

type Known = Pick<RankedServer, 'state' | 'isRelay' | 'errorCode'>;

/** What a server does, and in two or three words why it does not. */
export function rankedServerWord({ state, isRelay, errorCode }: Known, t: Translate): string {
  if (state === 'works') return t(isRelay ? 'report.ranked.relays' : 'report.ranked.answers');
  if (state === 'unknown') return t('report.server.unknown');
  const reason = t(errorCode === null ? 'report.status.failed' : `report.error.${errorCode}`);
  return state === 'silent' ? reason : t('report.ranked.partly', { reason });
}

/** `UDP, TCP · TLS fails`; empty where nothing is known. */
export function rankedServerWays(
  { working, failing }: Pick<RankedServer, 'working' | 'failing'>,
  t: Translate,
): string {
  const names = (transports: readonly Transport[]) =>
    transports.map((transport) => transport.toUpperCase()).join(', ');
  return [
    ...(working.length > 0 ? [names(working)] : []),
    ...(failing.length > 0 ? [t('report.ranked.fails', { over: names(failing) })] : []),
  ].join(' · ');
}
