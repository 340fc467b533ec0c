import fs from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RetentionLimits, RetentionView } from '../../../shared/history.ts';
import type { Translate } from '../../../shared/messages/translate.ts';
import { viewRetention } from '../../policy/effective-retention.ts';
import type { PolicyFile } from '../../policy/policy-file.ts';
import { orUsageError, UsageError } from '../exit-status.ts';
import { refuseWhereLocked } from '../run-configuration.ts';
import { type Context, type HistoryOptions, subcommand, withHistory } from './with-history.ts';

/** The subcommands that keep a history in order: `delete`, `backup`, `retention`. */
export function keepingCommands(policy: () => PolicyFile): Command[] {
  return [
    subcommand('delete <id...>', 'delete sessions for good')
      .option('--yes', 'do it: there is no way back')
      .action(async (ids: string[], options: HistoryOptions & { yes?: true }) => {
        await withHistory(options, policy, (context) => {
          deleteSessions(context, ids, options.yes ?? false);
        });
      }),
    subcommand('backup <file>', 'copy the history to a file, also while it is in use')
      .option('--force', 'replace a file that is there')
      .action(async (file: string, options: HistoryOptions & { force?: true }) => {
        await withHistory(options, policy, async (context) => {
          await backUp(context, file, options.force ?? false);
        });
      }),
    subcommand('retention', 'show or set how long sessions are kept')
      .addOption(new Option('--days <days>', 'longest age, or "off"').argParser(parseNumber))
      .addOption(new Option('--size <mebibytes>', 'largest size, or "off"').argParser(parseNumber))
      .option('--preview', 'say what would be deleted, and change nothing')
      .action(async (options: RetentionOptions) => {
        await withHistory(options, policy, (context) => {
          retention(context, options);
        });
      }),
  ];
}

type RetentionOptions = HistoryOptions & {
  days?: number | null;
  size?: number | null;
  preview?: true;
};

function deleteSessions({ sessions, t, answer }: Context, ids: string[], isMeant: boolean): void {
  // The first one that is not there ends it before anything is deleted.
  for (const id of ids) orUsageError(sessions.getReport(id));
  if (!isMeant) throw new UsageError(t('storage.deleteNeedsYes', { count: ids.length }));
  const outcome = orUsageError(sessions.deleteSessions(ids));
  orUsageError(sessions.file.purgeDeleted());
  answer(outcome, t('storage.deleted', { count: outcome.deleted }));
}

async function backUp(
  { sessions, t, answer }: Context,
  path: string,
  force: boolean,
): Promise<void> {
  if (!force && fs.existsSync(path) && !fs.statSync(path).isDirectory()) {
    throw new UsageError(t('storage.copyExists', { path }));
  }
  const outcome = orUsageError(await sessions.file.backUp(path));
  answer(outcome, t('storage.backedUp', { path }));
}

function retention({ sessions, run, t, answer }: Context, options: RetentionOptions): void {
  const known = orUsageError(viewRetention(sessions.file, run.policyFile));
  const limits: RetentionLimits = {
    maxAgeDays: options.days === undefined ? known.maxAgeDays : options.days,
    maxSizeMiB: options.size === undefined ? known.maxSizeMiB : options.size,
  };
  if (options.preview) {
    const preview = orUsageError(sessions.file.previewRetention(limits));
    answer(preview, t('storage.wouldDelete', { count: preview.sessions }));
    return;
  }
  const isChange = options.days !== undefined || options.size !== undefined;
  if (isChange) refuseWhereLocked(run, 'retention');
  const view = isChange ? orUsageError(sessions.file.setRetention(limits)) : known;
  answer(view, limitsText(view, t));
}

function limitsText({ sessions, sizeMiB, maxAgeDays, maxSizeMiB }: RetentionView, t: Translate) {
  const noLimit = t('storage.noLimit');
  const [age, size] = [maxAgeDays ?? noLimit, maxSizeMiB ?? noLimit];
  return t('storage.limits', { sessions, sizeMiB, age, size });
}

function parseNumber(text: string): number | null {
  const number = Number(text);
  if (text === 'off') return null;
  if (Number.isInteger(number) && number >= 1 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('A limit is a whole number from 1 to 1000000, or "off".');
}
