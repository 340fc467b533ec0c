import type { UpdateFailure } from '../../shared/updates.ts';

/** An update that came to nothing, for a reason that a person is told. */
export class UpdateError extends Error {
  readonly failure: UpdateFailure;

  constructor(failure: UpdateFailure, detail: string) {
    super(detail);
    this.name = 'UpdateError';
    this.failure = failure;
  }
}

/** Codes of electron-updater and of the system, and texts of Chromium's network (net_error_list.h) and of Squirrel.Mac. */
const meanings: readonly [RegExp, UpdateFailure][] = [
  [/^(ERR_CHECKSUM_MISMATCH|ERR_UPDATER_INVALID_SIGNATURE)$/, 'not-genuine'],
  [/^(ERR_UPDATER_CHANNEL_FILE_NOT_FOUND|ERR_UPDATER_ZIP_FILE_NOT_FOUND)$/, 'no-release'],
  [/^HTTP_ERROR_(404|410)$/, 'no-release'],
  [/^HTTP_ERROR_/, 'unreachable'],
  [/^(ENOSPC|EDQUOT)$/, 'no-space'],
  [/^(EACCES|EPERM|EROFS|ETXTBSY|EBUSY|ENOTDIR|EISDIR)$/, 'not-written'],
  [/net::ERR_(CERT|SSL|BAD_SSL|TLS|BLOCKED_BY_CLIENT)/, 'untrusted'],
  [
    /net::ERR_|status [1-9]\d\d|aborted by the server|timed out|[Tt]oo many redirects/,
    'unreachable',
  ],
  [/code signature|not signed|designated requirement/i, 'not-genuine'],
];

/** What an error of an update means for the person who waits for it. */
export function toUpdateError(error: unknown): UpdateError {
  if (error instanceof UpdateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const meaning = meanings.find(([pattern]) => pattern.test(code) || pattern.test(message));
  return new UpdateError(meaning?.[1] ?? 'unreadable', firstLine(message));
}

const maxDetailLength = 200;

/** Servers are quoted in messages at any length. */
function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.length > maxDetailLength ? `${line.slice(0, maxDetailLength)}…` : line;
}
