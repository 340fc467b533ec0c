import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SessionFilter } from '../../../shared/history.ts';
import { type VerdictLevel, verdictLevelSchema } from '../../../shared/report.ts';

export interface FilterOptions {
  verdict?: VerdictLevel[];
  from?: string;
  to?: string;
  network?: string;
  server?: string;
  finding?: string;
  text?: string;
  imported?: true;
}

/** Adds the options that narrow a list down. */
export function addFilters(command: Command): Command {
  const levels = verdictLevelSchema.options;
  return command
    .addOption(new Option('--verdict <verdict...>', 'only these verdicts').choices(levels))
    .addOption(
      new Option('--from <time>', 'only sessions from this time on, ISO 8601').argParser(parseTime),
    )
    .addOption(
      new Option('--to <time>', 'only sessions before this time, ISO 8601').argParser(parseTime),
    )
    .option('--network <network>', 'only sessions in this network, as the list names it')
    .option('--server <uri>', 'only sessions that asked this server')
    .option('--finding <code>', 'only sessions with this finding')
    .option('--text <words>', 'only sessions in which all of these words occur')
    .option('--imported', 'only sessions that were imported');
}

export function filterOf({ verdict, imported, ...others }: FilterOptions): SessionFilter {
  const { from, to, network, server, finding, text } = others;
  return {
    ...(verdict && { levels: verdict }),
    ...(imported && { imported }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(network !== undefined && { network }),
    ...(server !== undefined && { server }),
    ...(finding !== undefined && { finding }),
    ...(text !== undefined && { text }),
  };
}

/** A day or an instant; a day begins at midnight UTC. */
function parseTime(text: string): string {
  const time = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time)) return new Date(time).toISOString();
  throw new InvalidArgumentError('A time is a day such as 2026-03-02, or ISO 8601.');
}
