import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

/** Asks Windows about the signature of a file; resolves with what PowerShell printed. */
export type AskWindows = (file: string) => Promise<string>;

const timeoutMs = 60_000;

/** The file's name goes by the environment: nothing in it can become a command. */
const script = [
  '$ErrorActionPreference = "Stop"',
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  '$s = Get-AuthenticodeSignature -LiteralPath $env:CALLPATH_UPDATE_FILE',
  '@{ status = "$($s.Status)"; path = "$($s.Path)"; subject = "$($s.SignerCertificate.Subject)" } | ConvertTo-Json -Compress',
].join('; ');

const answerSchema = v.object({ status: v.string(), path: v.string(), subject: v.string() });

/**
 * Why a file must not be installed on Windows; `null`: its Authenticode signature is valid and made by one of the publishers. A
 * publisher is a distinguished name, all of whose parts have to be those of the certificate, or a common name. Where Windows
 * cannot be asked, the file is refused; electron-updater's own check lets it pass then.
 */
export async function refusalOfSignature(
  publisherNames: readonly string[],
  file: string,
  ask: AskWindows = askPowerShell,
): Promise<string | null> {
  const answer = await ask(file).then(
    (text) => v.safeParse(v.pipe(v.string(), v.trim(), v.parseJson(), answerSchema), text),
    (error: unknown) => String(error),
  );
  if (typeof answer === 'string') return `Windows could not check the signature: ${answer}`;
  if (!answer.success) return 'Windows gave no answer about the signature';
  const { status, path, subject } = answer.output;
  if (win32.normalize(path).toLowerCase() !== win32.normalize(file).toLowerCase()) {
    return `Windows checked another file: ${path}`;
  }
  if (status !== 'Valid') return `its signature is ${status}`;
  return publisherNames.some((name) => isMadeBy(name, subject))
    ? null
    : `it is signed by ${subject}`;
}

async function askPowerShell(file: string): Promise<string> {
  const { SystemRoot = 'C:\\Windows', PSModulePath: _userModules, ...env } = process.env;
  // By its full path: not by what stands first in a path that the user can change.
  const program = `${SystemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  const run = promisify(execFile);
  const { stdout } = await run(program, ['-NoProfile', '-NonInteractive', '-Command', script], {
    env: { ...env, SystemRoot, CALLPATH_UPDATE_FILE: file },
    timeout: timeoutMs,
    windowsHide: true,
  });
  return stdout;
}

function isMadeBy(publisherName: string, subject: string): boolean {
  const of = partsOf(subject);
  const wanted = partsOf(publisherName);
  if (wanted.size === 0) return publisherName !== '' && of.get('CN') === publisherName;
  return [...wanted].every(([name, value]) => of.get(name) === value);
}

/** `CN="Example, Inc.", O=Example` (RFC 4514, and quotes as Windows writes them); empty for anything else. */
function partsOf(distinguishedName: string): Map<string, string> {
  const parts = distinguishedName.matchAll(
    /([A-Za-z][\w.]*)\s*=\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g,
  );
  return new Map(
    [...parts].map(([, name = '', quoted, plain = '']) => [
      name.toUpperCase(),
      quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'),
    ]),
  );
}
