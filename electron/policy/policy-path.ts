import fs from 'node:fs';
import path from 'node:path';

const usualProgramData = String.raw`C:\ProgramData`;

/**
 * Where this computer's policy is. Nothing that a user can set decides about it: on Windows the variable `ProgramData` counts
 * only where there is no policy in its usual place.
 */
export function policyPath(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  exists: (path: string) => boolean = fs.existsSync,
): string {
  if (platform === 'darwin') return '/Library/Application Support/Callpath/policy.json';
  if (platform !== 'win32') return '/etc/callpath/policy.json';
  const usual = inProgramData(usualProgramData);
  const named = env['ProgramData'];
  if (!named || !path.win32.isAbsolute(named) || exists(usual)) return usual;
  return inProgramData(named);
}

/** The path that counts: CALLPATH_POLICY names another file in checkouts and tests, never for what is packaged. */
export function usedPolicyPath(isPackaged: boolean, env: NodeJS.ProcessEnv = process.env): string {
  const named = isPackaged ? '' : env['CALLPATH_POLICY'];
  return named || policyPath(process.platform, env);
}

function inProgramData(folder: string): string {
  return path.win32.join(folder, 'Callpath', 'policy.json');
}
