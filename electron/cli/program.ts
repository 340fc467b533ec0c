import { Command, CommanderError } from 'commander';
import type { PolicyFile } from '../policy/policy-file.ts';
import { policyPath } from '../policy/policy-path.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { Witness } from '../probe/witness.ts';
import type { PrintPdf } from '../report/render.ts';
import { diagnoseCommand } from './diagnose.ts';
import { exitStatus, UsageError } from './exit-status.ts';
import { historyCommand } from './history/history.ts';
import { printPolicyCommand, withPrintPolicyCommand } from './print-policy.ts';
import { relayCommand } from './relay.ts';

/** What the engine has at hand besides Node. */
export interface Surroundings {
  /** Missing where there is no Chromium, as in a checkout's terminal. */
  openWitness?: () => Witness;
  /** Missing likewise: then there is no PDF. */
  printPdf?: PrintPdf;
  /** Where the policy is, where it is not in the system's place for it. */
  policyPath?: string;
  /** Told when the policy was read. */
  onPolicyRead?: (file: PolicyFile) => void;
}

/** The same as a command has them. */
export interface CommandSurroundings extends Surroundings {
  policy: () => PolicyFile;
}

/** Reads the command line and runs it; resolves with the exit status (docs/command-line.md). Never rejects. */
export async function main(
  argv: readonly string[],
  surroundings: Surroundings = {},
): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  let status: number = exitStatus.good;
  const finish = (code: number) => {
    status = code;
  };
  const program = makeProgram(finish, surroundings);
  forEachCommand(program, (command) => command.exitOverride().showSuggestionAfterError());
  try {
    await program.parseAsync([...withPrintPolicyCommand(argv)], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitStatus.good : exitStatus.wrongUsage;
    }
    if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n`);
      return exitStatus.wrongUsage;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `Callpath failed by a mistake of its own. Please report this text:\n${text}\n`,
    );
    return exitStatus.internalFailure;
  }
}

/** Every option that some command has, in each of its spellings. */
export function optionNames(): ReadonlySet<string> {
  const names = new Set(['--help', '-h']);
  forEachCommand(
    makeProgram(() => undefined),
    ({ options }) => {
      for (const { short, long } of options) {
        for (const name of [short, long]) if (name !== undefined && name !== null) names.add(name);
      }
    },
  );
  return names;
}

function makeProgram(finish: (code: number) => void, surroundings: Surroundings = {}): Command {
  const policy = policyOf(surroundings);
  return (
    new Command('callpath')
      .description("Why won't my calls connect, and who has to fix what?")
      .showHelpAfterError('Add --help to see every option.')
      // For --help and for the check of arguments: it is run as a command.
      .option('--print-policy', 'print the configuration in effect and where each value came from')
      .addCommand(diagnoseCommand(finish, { ...surroundings, policy }))
      .addCommand(relayCommand(finish))
      .addCommand(historyCommand(finish, { ...surroundings, policy }))
      .addCommand(printPolicyCommand(finish, policy), { hidden: true })
  );
}

/** Read once, and only by a command that has a use for it. */
function policyOf({ policyPath: path, onPolicyRead }: Surroundings): () => PolicyFile {
  let file: PolicyFile | null = null;
  return () => {
    if (file) return file;
    file = readPolicy(path ?? policyPath(process.platform, process.env));
    onPolicyRead?.(file);
    return file;
  };
}

/** Who reads only the first lines (`| head`) closes the pipe: the check goes on and is kept. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function forEachCommand(command: Command, apply: (command: Command) => void): void {
  apply(command);
  for (const child of command.commands) forEachCommand(child, apply);
}
