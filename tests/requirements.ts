import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What some tests need besides Node, as CALLPATH_REQUIRE names it. */
export type RequirementName = 'electron' | 'interop' | 'lab' | 'pdf';

const remedies: Record<RequirementName, string> = {
  electron: 'run `npm run electron:prepare`',
  interop: 'install coturn (the Debian package has all of its tools)',
  pdf: 'install poppler-utils',
  lab: 'install it, on Linux and as root: the lab makes network namespaces',
};

export interface Requirement {
  /** Whether the tests that need it are to be skipped. */
  skip: boolean;
  /** What is missing on this computer and what to do about it; null where nothing is. */
  missing: string | null;
}

/**
 * Looks for programs that tests need. Where one is missing, one line says so and the tests are skipped; but where the
 * environment variable CALLPATH_REQUIRE (names, separated by commas) asks for them, it throws: nothing is left out then.
 */
export function requirement(name: RequirementName, programs: readonly string[]): Requirement {
  const absent = programs.filter((program) => !isInstalled(program));
  if (absent.length === 0) return { skip: false, missing: null };
  const missing = `${name}: ${absent.join(', ')} not found: ${remedies[name]}.`;
  if (isRequired(name)) throw new Error(`${missing} CALLPATH_REQUIRE asks for ${name}.`);
  console.log(`skipped, ${missing}`);
  return { skip: true, missing };
}

/** Whether a skip of these tests counts as a failure. Electron prints the PDFs: who asks for it asks for them as well. */
export function isRequired(requirement: RequirementName): boolean {
  const name = requirement === 'pdf' ? 'electron' : requirement;
  const required = process.env['CALLPATH_REQUIRE'] ?? '';
  return required
    .split(',')
    .map((one) => one.trim())
    .includes(name);
}

function isInstalled(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.some((folder) => isExecutable(path.join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
