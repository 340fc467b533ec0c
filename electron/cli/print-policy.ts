import fs from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { type Locale, locales } from '../../shared/locale.ts';
import type { RetentionLimits } from '../../shared/history.ts';
import { createTranslate, type Translate } from '../../shared/messages/translate.ts';
import { settingNames } from '../../shared/policy.ts';
import { openOwnHistory } from '../open-history.ts';
import { type EffectiveConfiguration, effectiveConfiguration } from '../policy/effective.ts';
import { maskedServers } from '../policy/masked-servers.ts';
import type { PolicyFile } from '../policy/policy-file.ts';
import { problemText } from '../policy/policy-messages.ts';
import { userDataFolder } from '../user-data.ts';
import { exitStatus } from './exit-status.ts';
import { textTable } from './print-table.ts';
import { ownProfile } from './run-configuration.ts';
import { systemLocale } from './system-locale.ts';

interface PrintPolicyOptions {
  json?: true;
  locale?: Locale;
}

/** The command behind `--print-policy`: what is in effect, and where each value came from. Status 2: something is wrong. */
export function printPolicyCommand(
  finish: (status: number) => void,
  policy: () => PolicyFile,
): Command {
  return new Command('print-policy')
    .description('print the configuration in effect and where each value came from')
    .option('--json', 'answer as JSON')
    .addOption(new Option('--locale <locale>', 'language').choices(locales))
    .action(({ json, locale }: PrintPolicyOptions) => {
      const policyFile = policy();
      const effective = effectiveConfiguration({
        policyFile,
        profile: ownProfile(),
        retention: chosenRetention(),
      });
      const { value } = effective.locale;
      const t = createTranslate(locale ?? (value === 'system' ? systemLocale() : value));
      process.stdout.write(
        json ? asJson(policyFile, effective, t) : asText(policyFile, effective, t),
      );
      finish(policyFile.problems.length === 0 ? exitStatus.good : exitStatus.wrongUsage);
    });
}

/** `callpath --print-policy` is the command `callpath print-policy`, as other programs spell such a question. */
export function withPrintPolicyCommand(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--print-policy');
  const isOption = at !== -1 && !argv.slice(0, at).includes('--');
  return isOption ? ['print-policy', ...argv.toSpliced(at, 1)] : argv;
}

function asJson(policyFile: PolicyFile, effective: EffectiveConfiguration, t: Translate): string {
  const { path: file, state, policy, problems } = policyFile;
  const answer = {
    path: file,
    state,
    organisation: policy.organisation ?? null,
    problems: problems.map((problem) => ({ ...problem, message: problemText(problem, t) })),
    settings: masked(effective),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function asText(policyFile: PolicyFile, effective: EffectiveConfiguration, t: Translate): string {
  const { path: file, state, policy, problems } = policyFile;
  const shown = masked(effective);
  const rows = settingNames.map((name) => [
    name,
    t(`policy.source.${shown[name].source}`),
    shown[name].locked ? t('policy.print.locked') : '',
    JSON.stringify(shown[name].value),
  ]);
  const header = (['setting', 'source', 'lock', 'value'] as const).map((column) =>
    t(`policy.print.${column}`),
  );
  const organisation = policy.organisation === undefined ? [] : [policy.organisation];
  return [
    [`${file}: ${t(`policy.state.${state}`)}`, ...organisation].join(' · '),
    ...problems.map((problem) => `! ${problemText(problem, t)}`),
    '',
    ...textTable(header, rows),
    '',
  ].join('\n');
}

function masked({ servers, ...others }: EffectiveConfiguration) {
  return { servers: { ...servers, value: maskedServers(servers.value) }, ...others };
}

/** Of the own history, where there is one. Nothing is made for a question. */
function chosenRetention(): RetentionLimits | null {
  const folder = userDataFolder();
  if (!fs.existsSync(path.join(folder, 'history.db'))) return null;
  const opened = openOwnHistory(folder, createTranslate('en'));
  if (!opened.ok) return null;
  const chosen = opened.value.sessions.file.chosenRetention();
  opened.value.close();
  return chosen.ok ? chosen.value : null;
}
