/**
 * What of the arguments behind `--headless` has to be refused before anything starts; `null`: nothing. Chromium reads the
 * same command line: whatever looks like a switch is one for it, wherever it stands, also as the value of an option
 * (`--username --gpu-launcher=…` would start a program). So only Callpath's own options may look like one.
 *
 * `platform` as in Node: on Windows Chromium takes a leading slash for a switch as well.
 */
export function findForeignSwitch(
  args: readonly string[],
  ownOptions: ReadonlySet<string>,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const end = args.indexOf('--');
  // Behind `--` neither of the two looks for options.
  const read = end === -1 ? args : args.slice(0, end);
  const isSwitch = (arg: string) =>
    arg.length > 1 && (arg.startsWith('-') || (platform === 'win32' && arg.startsWith('/')));
  return read.find((arg) => isSwitch(arg) && !ownOptions.has(nameOf(arg))) ?? null;
}

/** For standard error. */
export function foreignSwitchMessage(arg: string): string {
  return (
    `error: there is no option '${nameOf(arg)}' behind --headless, and the browser engine inside Callpath would take it for ` +
    'one of its own.\nFor a value that begins with a hyphen write OPTION=VALUE. Add --help to see every option.\n'
  );
}

function nameOf(arg: string): string {
  return arg.split('=', 1)[0] ?? arg;
}
