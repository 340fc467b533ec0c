/**
 * What the command line of the packaged application runs: the arguments behind `--headless`, and `--print-policy` also by
 * itself, as an administrator types it. `null`: a window is asked for.
 */
export function headlessCommandLine(argv: readonly string[]): string[] | null {
  const headlessAt = argv.indexOf('--headless');
  if (headlessAt !== -1) return argv.slice(headlessAt + 1);
  const printAt = argv.indexOf('--print-policy');
  return printAt === -1 ? null : argv.slice(printAt);
}
