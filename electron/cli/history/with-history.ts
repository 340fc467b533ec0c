import fs from 'node:fs';
import { Command, Option } from 'commander';
import { type Locale, locales } from '../../../shared/locale.ts';
import type { Translate } from '../../../shared/messages/translate.ts';
import type { Sessions } from '../../history/sessions.ts';
import { openHistory, openOwnHistory } from '../../open-history.ts';
import type { PolicyFile } from '../../policy/policy-file.ts';
import { recoverInterrupted } from '../../session.ts';
import { userDataFolder } from '../../user-data.ts';
import { orUsageError, UsageError } from '../exit-status.ts';
import { configureRun, ownProfile, type RunConfiguration } from '../run-configuration.ts';

export interface HistoryOptions {
  db?: string;
  json?: true;
  locale?: Locale;
}

/** What a subcommand works with: the open history, and how to answer. */
export interface Context {
  sessions: Sessions;
  run: RunConfiguration;
  t: Translate;
  json: boolean;
  /** Prints `value` with --json, the text without. */
  answer: (value: unknown, text: string) => void;
}

/** A subcommand with the options that all of them have. */
export function subcommand(usage: string, description: string): Command {
  const [name, ...operands] = usage.split(' ');
  const command = new Command(name);
  for (const operand of operands) command.argument(operand);
  return command
    .description(description)
    .option('--db <file>', 'history to read instead of your own')
    .option('--json', 'answer as JSON')
    .addOption(new Option('--locale <locale>', 'language').choices(locales));
}

/** Opens the history that the options name, finishes what was interrupted, and closes it after the work. */
export async function withHistory(
  options: HistoryOptions,
  policy: () => PolicyFile,
  work: (context: Context) => void | Promise<void>,
): Promise<void> {
  const run = configureRun(policy(), ownProfile(), options.locale);
  const { t } = run;
  if (options.db !== undefined && !fs.existsSync(options.db)) {
    throw new UsageError(t('terminal.history.noFile', { file: options.db }));
  }
  const history = orUsageError(
    options.db === undefined ? openOwnHistory(userDataFolder(), t) : openHistory(options.db, t),
  );
  for (const notice of history.notices) process.stderr.write(`${notice}\n`);
  const json = options.json ?? false;
  const answer = (value: unknown, text: string) => {
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
  };
  try {
    orUsageError(recoverInterrupted(history.sessions, t));
    await work({ sessions: history.sessions, run, t, json, answer });
  } finally {
    history.close();
  }
}
