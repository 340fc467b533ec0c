import { join } from 'node:path';
import { Command, Option } from 'commander';
import { compareReports } from '../../../shared/compare.ts';
import type { Translate } from '../../../shared/messages/translate.ts';
import type { SessionSummary } from '../../../shared/history.ts';
import { noRedaction, type Redaction } from '../../../shared/redaction.ts';
import type { Report } from '../../../shared/report.ts';
import { hashReport, toJson } from '../../report/json.ts';
import { reportFileName } from '../../report/file-name.ts';
import type { PrintPdf } from '../../report/render.ts';
import { readReportFile } from '../../report/report-file.ts';
import { writeReport } from '../../report/write.ts';
import { exitStatus, orForce, orUsageError, UsageError } from '../exit-status.ts';
import { parseLimit } from '../parse-option.ts';
import { changeLine } from '../print-change.ts';
import { printReport } from '../print.ts';
import type { CommandSurroundings } from '../program.ts';
import { redactForRun } from '../run-configuration.ts';
import { redactOption } from '../redact-option.ts';
import { keepingCommands } from './keeping.ts';
import { addFilters, type FilterOptions, filterOf } from './filter-options.ts';
import { type Context, type HistoryOptions, subcommand, withHistory } from './with-history.ts';

/** `history`: the sessions that were kept, as the window shows them. */
export function historyCommand(
  finish: (status: number) => void,
  { printPdf, policy }: CommandSurroundings,
): Command {
  const command = new Command('history')
    .description('the sessions that were kept')
    .addCommand(
      addFilters(subcommand('list', 'the newest sessions'))
        .addOption(new Option('--limit <count>').default(20).argParser(parseLimit))
        .action(async (options: ListOptions) => {
          await withHistory(options, policy, (context) => {
            list(context, options);
          });
        }),
    )
    .addCommand(
      addFilters(subcommand('search <words...>', 'sessions in which all of these words occur'))
        .addOption(new Option('--limit <count>').default(20).argParser(parseLimit))
        .action(async (words: string[], options: ListOptions) => {
          await withHistory(options, policy, (context) => {
            list(context, { ...options, text: words.join(' ') });
          });
        }),
    )
    .addCommand(
      subcommand('show <id>', 'one session').action(async (id: string, options: HistoryOptions) => {
        await withHistory(options, policy, ({ sessions, run, t, json }) => {
          const report = redactForRun(orUsageError(sessions.getReport(id)), noRedaction, run);
          if (json) process.stdout.write(toJson(report));
          else printReport(report, t, process.stdout);
        });
      }),
    )
    .addCommand(
      subcommand(
        'export <id>',
        'write a session as a .html, .pdf, .txt, .md, .csv, .json, .callpath or .zip file',
      )
        .option('--output <file>', 'where to; a web page in the export folder where one is set')
        .option('--force', 'replace a file that is there')
        .addOption(redactOption('in the file'))
        .action(async (id: string, options: ExportOptions) => {
          await withHistory(options, policy, (context) =>
            exportReport(context, id, options, printPdf),
          );
        }),
    )
    .addCommand(
      subcommand('import <file>', 'add a report that somebody sent').action(
        async (file: string, options: HistoryOptions) => {
          await withHistory(options, policy, (context) => importReport(context, file));
        },
      ),
    )
    .addCommand(
      subcommand('compare <before> <after>', 'what changed between two sessions').action(
        async (before: string, after: string, options: HistoryOptions) => {
          await withHistory(options, policy, (context) => {
            compare(context, before, after);
          });
        },
      ),
    )
    .addCommand(
      subcommand('verify', 'check the file and the SHA-256 of every report').action(
        async (options: HistoryOptions) => {
          await withHistory(options, policy, async (context) => {
            finish(await verify(context));
          });
        },
      ),
    );
  for (const keeping of keepingCommands(policy)) command.addCommand(keeping);
  return command;
}

type ListOptions = HistoryOptions & FilterOptions & { limit: number };
type ExportOptions = HistoryOptions & { output?: string; force?: true; redact?: Redaction };

function list({ sessions, t, answer }: Context, options: ListOptions): void {
  const { limit } = options;
  const filter = filterOf(options);
  const page = orUsageError(sessions.listSessions({ before: null, limit, filter }));
  const isFiltered = Object.keys(filter).length > 0;
  const lines = page.sessions.map((session) => sessionLine(session, t));
  if (page.total === 0) lines.push(t(isFiltered ? 'storage.noMatch' : 'terminal.history.empty'));
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

async function exportReport(
  { sessions, run, t, answer }: Context,
  id: string,
  { output, redact, ...options }: ExportOptions,
  printPdf: PrintPdf | undefined,
): Promise<void> {
  const force = options.force ?? false;
  const { exportFolder } = run.effective;
  const stored = orUsageError(sessions.getReport(id));
  const report = redactForRun(stored, redact, run);
  const path = output ?? inExportFolder(exportFolder.value, reportFileName(report.session, 'html'));
  orUsageError(orForce(await writeReport({ report, path, force, t, printPdf }), t));
  answer({ path }, t('terminal.written', { path }));
}

function inExportFolder(folder: string | null, fileName: string): string {
  if (folder !== null) return join(folder, fileName);
  throw new UsageError('No export folder is set: say where to write with --output FILE.');
}

async function importReport({ sessions, t, answer }: Context, file: string): Promise<void> {
  const { report, intact } = orUsageError(await readReportFile(file, t));
  orUsageError(sessions.importReport(report, hashReport(report)));
  const { id } = report.session;
  const warning = intact ? '' : `\n${t('terminal.history.manipulated')}`;
  answer({ id, intact }, `${t('terminal.history.imported', { id })}${warning}`);
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
