import fs from 'node:fs';
import { Command, Option } from 'commander';
import { compareReports } from '../../shared/compare.ts';
import { type Locale, locales } from '../../shared/locale.ts';
import { createTranslate, type Translate } from '../../shared/messages/translate.ts';
import type { SessionSummary } from '../../shared/history.ts';
import type { Report } from '../../shared/report.ts';
import type { Sessions } from '../history/sessions.ts';
import { openHistory, openOwnHistory } from '../open-history.ts';
import { parseReport } from '../report/import.ts';
import { hashReport, toJson } from '../report/json.ts';
import { redactReport } from '../report/redaction.ts';
import { writeReport } from '../report/write.ts';
import { recoverInterrupted } from '../session.ts';
import { userDataFolder } from '../user-data.ts';
import { exitStatus, orForce, orUsageError, UsageError } from './exit-status.ts';
import { parseLimit } from './parse-option.ts';
import { changeLine } from './print-change.ts';
import { printReport } from './print.ts';
import { systemLocale } from './system-locale.ts';

interface HistoryOptions {
  db?: string;
  json?: true;
  locale?: Locale;
}

/** What a subcommand works with: the open history, and how to answer. */
interface Context {
  sessions: Sessions;
  t: Translate;
  json: boolean;
  /** Prints `value` with --json, the text without. */
  answer: (value: unknown, text: string) => void;
}

/** `history`: the sessions that were kept, as the window shows them. */
export function historyCommand(finish: (status: number) => void): Command {
  const sub = (usage: string, description: string) => {
    const command = new Command(usage.split(' ')[0]);
    for (const argument of usage.split(' ').slice(1)) command.argument(argument);
    return command
      .description(description)
      .option('--db <file>', 'history to read instead of your own')
      .option('--json', 'answer as JSON')
      .addOption(new Option('--locale <locale>', 'language').choices(locales));
  };
  return new Command('history')
    .description('the sessions that were kept')
    .addCommand(
      sub('list', 'the newest sessions')
        .addOption(new Option('--limit <count>').default(20).argParser(parseLimit))
        .action(async (options: HistoryOptions & { limit: number }) => {
          await withHistory(options, (context) => {
            list(context, options.limit);
          });
        }),
    )
    .addCommand(
      sub('show <id>', 'one session').action(async (id: string, options: HistoryOptions) => {
        await withHistory(options, ({ sessions, t, json }) => {
          const report = orUsageError(sessions.getReport(id));
          if (json) process.stdout.write(toJson(report));
          else printReport(report, t, process.stdout);
        });
      }),
    )
    .addCommand(
      sub('export <id>', 'write a session as a .json, .html or .md file')
        .requiredOption('--output <file>')
        .option('--force', 'replace a file that is there')
        .option('--redact', 'replace addresses, names and the ticket')
        .action(async (id: string, options: ExportOptions) => {
          await withHistory(options, (context) => {
            exportReport(context, id, options);
          });
        }),
    )
    .addCommand(
      sub('import <file>', 'add a report that somebody sent').action(
        async (file: string, options: HistoryOptions) => {
          await withHistory(options, (context) => {
            importReport(context, file);
          });
        },
      ),
    )
    .addCommand(
      sub('compare <before> <after>', 'what changed between two sessions').action(
        async (before: string, after: string, options: HistoryOptions) => {
          await withHistory(options, (context) => {
            compare(context, before, after);
          });
        },
      ),
    )
    .addCommand(
      sub('verify', 'check the file and the SHA-256 of every report').action(
        async (options: HistoryOptions) => {
          await withHistory(options, async (context) => {
            finish(await verify(context));
          });
        },
      ),
    );
}

type ExportOptions = HistoryOptions & { output: string; force?: true; redact?: true };

async function withHistory(
  options: HistoryOptions,
  work: (context: Context) => void | Promise<void>,
): Promise<void> {
  const t = createTranslate(options.locale ?? systemLocale());
  if (options.db !== undefined && !fs.existsSync(options.db)) {
    throw new UsageError(t('terminal.history.noFile', { file: options.db }));
  }
  const history = orUsageError(
    options.db === undefined ? openOwnHistory(userDataFolder(), t) : openHistory(options.db, t),
  );
  const json = options.json ?? false;
  const answer = (value: unknown, text: string) => {
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
  };
  try {
    orUsageError(recoverInterrupted(history.sessions, t));
    await work({ sessions: history.sessions, t, json, answer });
  } finally {
    history.close();
  }
}

function list({ sessions, t, answer }: Context, limit: number): void {
  const page = orUsageError(sessions.listSessions({ before: null, limit }));
  const lines = page.sessions.map((session) => sessionLine(session, t));
  if (page.total === 0) lines.push(t('terminal.history.empty'));
  if (page.total > limit) lines.push(t('terminal.history.more', { count: page.total }));
  answer(page, lines.join('\n'));
}

function sessionLine(session: SessionSummary, t: Translate): string {
  const level = session.level
    ? t(`terminal.level.${session.level}`)
    : t('terminal.history.running');
  const started = session.startedAt.slice(0, 16).replace('T', ' ');
  const ticket = session.ticket === null ? '' : ` [${session.ticket}]`;
  return `${session.id}  ${started}  ${level.padEnd(12)}  ${session.headline ?? ''}${ticket}`;
}

function exportReport({ sessions, t, answer }: Context, id: string, options: ExportOptions): void {
  const stored = orUsageError(sessions.getReport(id));
  const report = options.redact ? redactReport(stored) : stored;
  const force = options.force ?? false;
  orUsageError(orForce(writeReport({ report, path: options.output, force, t }), t));
  answer({ path: options.output }, t('terminal.written', { path: options.output }));
}

function importReport({ sessions, t, answer }: Context, file: string): void {
  const { report, intact } = orUsageError(parseReport(readText(file), t));
  orUsageError(sessions.importReport(report, hashReport(report)));
  const { id } = report.session;
  const warning = intact ? '' : `\n${t('terminal.history.manipulated')}`;
  answer({ id, intact }, `${t('terminal.history.imported', { id })}${warning}`);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report ${file} cannot be read: ${reason}`);
  }
}

function compare({ sessions, t, answer }: Context, before: string, after: string): void {
  const load = (id: string): Report => orUsageError(sessions.getReport(id));
  const changes = compareReports(load(before), load(after));
  const lines = changes.map((change) => changeLine(change, t));
  answer(changes, lines.join('\n') || t('terminal.history.noChange'));
}

async function verify({ sessions, t, answer }: Context): Promise<number> {
  const { checked, problems } = orUsageError(await sessions.file.verify(hashReport));
  const text = problems.map(({ message }) => message).join('\n');
  answer({ checked, problems }, text || t('terminal.history.intact', { count: checked }));
  return problems.length === 0 ? exitStatus.good : exitStatus.internalFailure;
}
