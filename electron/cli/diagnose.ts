import os from 'node:os';
import { Command, Option } from 'commander';
import type { CheckOptions } from '../../shared/check.ts';
import { type Locale, locales } from '../../shared/locale.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Profile } from '../../shared/profile.ts';
import type { Redaction } from '../../shared/redaction.ts';
import type { ProbeKind, Report } from '../../shared/report.ts';
import { toJson } from '../report/json.ts';
import { checkReportPath, writeReport } from '../report/write.ts';
import { type OpenedHistory, openHistory, openOwnHistory } from '../open-history.ts';
import { effectiveProfile } from '../policy/effective-profile.ts';
import { applyRetention } from '../policy/effective-retention.ts';
import type { Witness } from '../probe/witness.ts';
import { recoverInterrupted, runSession } from '../session.ts';
import { userDataFolder } from '../user-data.ts';
import { answered, takeAnswer } from './answer-for-policy.ts';
import { appOfPackage } from './app.ts';
import { exitStatus, exitStatusOf, orForce, orUsageError, UsageError } from './exit-status.ts';
import { collect, parseDeadline, parseLifetimeLimit, parseProbeKinds } from './parse-option.ts';
import { printReport, progressPrinter } from './print.ts';
import { profileFromOptions, type ServerOptions } from './profile-from-options.ts';
import { checkPolicy } from './check-policy.ts';
import type { CommandSurroundings } from './program.ts';
import { redactOption } from './redact-option.ts';
import { configureRun, redactForRun, type RunConfiguration } from './run-configuration.ts';

interface DiagnoseOptions extends ServerOptions {
  probes?: ProbeKind[];
  json?: true;
  output: string[];
  force?: true;
  db?: string;
  save: boolean;
  locale?: Locale;
  deadline?: number;
  lifetimeLimit?: number;
  throughput?: true;
  audit?: true;
  auditPeers?: true;
  ticket?: string;
  redact?: Redaction;
  interface?: string;
}

/** `diagnose`: one check, its steps as they end, the verdict, and the exit status that says it to scripts. */
export function diagnoseCommand(
  finish: (status: number) => void,
  surroundings: CommandSurroundings,
): Command {
  return new Command('diagnose')
    .description('check this computer and its network, and say who has to fix what')
    .option('--profile <file>', 'profile to use instead of the active one')
    .option('--stun <uri>', 'STUN server to ask; may be given several times', collect, [])
    .option('--turn <uri>', 'TURN server to ask; may be given several times', collect, [])
    .option('--username <name>', 'user name for --turn')
    .option('--credential <password>', 'password for --turn, or what the policy asks for')
    .option('--rest-secret <secret>', 'secret that name and password for --turn are made from')
    .option('--offline', 'ask no server: the embedded relay alone')
    .addOption(
      new Option('--probes <kinds>', 'only these, separated by commas').argParser(parseProbeKinds),
    )
    .option('--json', 'print the report as JSON on standard output and nothing else')
    .option(
      '--output <file>',
      'write the report as .html, .pdf, .txt, .md, .csv, .json, .callpath or .zip; may be repeated',
      collect,
      [],
    )
    .option('--force', 'let --output replace a file')
    .option('--db <file>', 'history to save to')
    .option('--no-save', 'keep nothing in the history')
    .addOption(new Option('--locale <locale>', 'language').choices(locales))
    .addOption(new Option('--deadline <seconds>', 'no test takes longer').argParser(parseDeadline))
    .addOption(
      new Option('--lifetime-limit <seconds>', 'longest silence that nat.lifetime tries').argParser(
        parseLifetimeLimit,
      ),
    )
    .option('--throughput', 'also measure how much relays carry, with a few megabytes')
    .option('--audit', 'also look how the TURN servers are set up, for the person who runs them')
    .option(
      '--audit-peers',
      'the same, and ask whether they relay to loopback, link-local and private addresses',
    )
    .option('--ticket <id>', 'ticket that the session belongs to')
    .addOption(redactOption('in what is printed and written'))
    .option('--interface <name>', 'send from this network interface only')
    .action(async (options: DiagnoseOptions) => {
      finish(await diagnose(options, surroundings));
    });
}

async function diagnose(
  given: DiagnoseOptions,
  { openWitness, printPdf, policy }: CommandSurroundings,
): Promise<number> {
  const { options, answer } = takeAnswer(given, policy());
  const own = orUsageError(profileFromOptions(options));
  const configured = configureRun(policy(), own, options.locale);
  const run = { ...configured, effective: answered(configured.effective, answer) };
  checkPolicy(options, own, run);
  const profile = withLifetimeLimit(profileOfRun(options, own, run), options);
  const { t } = run;
  checkInterface(options.interface);
  checkAudit(options, profile);
  const force = options.force ?? false;
  for (const file of options.output)
    orUsageError(orForce(checkReportPath(file, { force, t, printPdf }), t));
  const history = historyFor(options, t);

  const report = await runInTerminal(options, profile, { history, run, openWitness });
  const isSaved = history?.sessions.getReport(report.session.id).ok ?? false;
  if (history && options.db === undefined) applyRetention(history.sessions.file, run.policyFile);
  history?.close();
  const shown = redactForRun(report, options.redact, run);
  const out = options.json ? process.stderr : process.stdout;
  if (options.json) process.stdout.write(toJson(shown));
  else printReport(shown, t, out);
  let failed = false;
  for (const file of options.output) {
    const written = await writeReport({ report: shown, path: file, force, t, printPdf });
    failed ||= !written.ok;
    out.write(written.ok ? `${t('terminal.written', { path: file })}\n` : '');
    if (!written.ok) process.stderr.write(`${written.message}\n`);
  }
  if (history && isSaved) out.write(`${t('terminal.saved', { path: history.file })}\n`);
  return failed ? exitStatus.wrongUsage : exitStatusOf(report);
}

/** The profile in effect; --offline asks no server, whoever named it. */
function profileOfRun({ offline }: DiagnoseOptions, own: Profile, run: RunConfiguration): Profile {
  const profile = effectiveProfile(run.effective, own);
  return offline ? { ...profile, stun: [], turn: [] } : profile;
}

function withLifetimeLimit(profile: Profile, { lifetimeLimit }: DiagnoseOptions): Profile {
  if (lifetimeLimit === undefined) return profile;
  return { ...profile, budgets: { ...profile.budgets, lifetimeSec: lifetimeLimit } };
}

async function runInTerminal(
  options: DiagnoseOptions,
  profile: Profile,
  {
    history,
    run: { effective, t },
    openWitness,
  }: {
    history: OpenedHistory | null;
    run: RunConfiguration;
    openWitness: (() => Witness) | undefined;
  },
): Promise<Report> {
  const stop = new AbortController();
  const cancel = () => {
    // A second signal finds no listener and ends the process at once.
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
    process.stderr.write(`${t('terminal.cancelling')}\n`);
    stop.abort();
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  try {
    return await runSession({
      profile,
      check: {
        ...(options.ticket !== undefined && { ticket: options.ticket }),
        ...(options.probes && { probes: options.probes }),
        ...(options.throughput && { throughput: true }),
        ...auditOptions(options),
        ...(options.interface !== undefined && { interfaceName: options.interface }),
      },
      history: history?.sessions ?? null,
      t,
      app: appOfPackage(),
      signal: stop.signal,
      openWitness,
      onEvent: progressPrinter(t, options.json ? process.stderr : process.stdout),
      allowedProbes: effective.probes.value.allowed,
      maxDeadlineMs: options.deadline === undefined ? undefined : options.deadline * 1000,
    });
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}

/** Who agrees to the questions about peers wants the audit. */
function auditOptions({ audit, auditPeers }: DiagnoseOptions): CheckOptions {
  if (!audit && !auditPeers) return {};
  return { alsoProbes: ['turn.audit'], ...(auditPeers && { auditPeers }) };
}

/** A history that was named must open; the user's own one may fail, and then the check runs without it. */
function historyFor({ save, db }: DiagnoseOptions, t: Translate): OpenedHistory | null {
  if (!save) return null;
  const opened = db === undefined ? openOwnHistory(userDataFolder(), t) : openHistory(db, t);
  if (opened.ok) {
    for (const notice of opened.value.notices) process.stderr.write(`${notice}\n`);
    recoverInterrupted(opened.value.sessions, t);
    return opened.value;
  }
  if (db !== undefined) throw new UsageError(opened.message);
  process.stderr.write(`${t('terminal.notSaved', { reason: opened.message })}\n`);
  return null;
}

function checkAudit({ audit, auditPeers }: DiagnoseOptions, { turn }: Profile): void {
  if ((!audit && !auditPeers) || turn.length > 0) return;
  throw new UsageError('An audit looks at TURN servers: name one with --turn, or in the profile.');
}

function checkInterface(name: string | undefined): void {
  const names = Object.keys(os.networkInterfaces());
  if (name === undefined || names.includes(name)) return;
  throw new UsageError(`There is no network interface "${name}". Known are ${names.join(', ')}.`);
}
