import { extname, resolve } from 'node:path';
import { reportFileExtensions } from '../../shared/report-file.ts';

const extensions: ReadonlySet<string> = new Set(reportFileExtensions.map((one) => `.${one}`));

/**
 * The report that a start of the application names: the system gives the file that was double-clicked as an argument.
 * `null` where there is none. Chromium moves options about, so what begins with a hyphen is left out wherever it stands.
 */
export function reportArgument(argv: readonly string[], folder: string): string | null {
  // The first is the application itself.
  const file = argv
    .slice(1)
    .find((text) => !text.startsWith('-') && extensions.has(extname(text).toLowerCase()));
  return file === undefined ? null : resolve(folder, file);
}
