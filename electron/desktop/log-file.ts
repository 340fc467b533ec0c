import { renameSync } from 'node:fs';
import { join } from 'node:path';
// Not `electron-log/main`: that one answers IPC channels of its own, whose senders and payloads nobody checks.
import library from 'electron-log/node';
import { oneLine } from '../../shared/one-line.ts';
import type { LogEntry, WriteEntry } from './log.ts';

/** The newest, and two older ones. */
export const logFileNames = ['callpath.log', 'callpath.1.log', 'callpath.2.log'] as const;

/** Each file, in bytes; the last line may be beyond it. */
const maxFileBytes = 1024 * 1024;
/** A stack is some thousand characters long; what an error quotes may be as long as it likes. */
const maxLineLength = 8_000;

export interface LogFileOptions {
  folder: string;
  /** Takes out what says who and where. Never throws. */
  redact: (text: string) => string;
  maxBytes?: number;
}

/**
 * Writes entries to `callpath.log` in `folder`, one line each, at once. A folder that is missing is made; where it cannot be
 * written, or the disk is full, lines are lost and nothing is said: a log must not be what stops Callpath.
 */
export function openLogFile({
  folder,
  redact,
  maxBytes = maxFileBytes,
}: LogFileOptions): WriteEntry {
  const logger = library.create({ logId: folder });
  // It looks for the name in files of the application otherwise.
  logger.transports.file.setAppName('Callpath');
  const { file, console: terminal, ipc, remote } = logger.transports;
  // Standard error belongs to the command line, and the library tells there that a file cannot be written: every logger by
  // the console of the first one.
  for (const console of [library.transports.console, terminal]) console.writeFn = () => undefined;
  terminal.level = false;
  if (remote) remote.level = false;
  if (ipc) ipc.level = false;
  file.resolvePathFn = () => join(folder, logFileNames[0]);
  file.maxSize = maxBytes;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.archiveLogFn = () => {
    rotate(folder);
  };
  file.format = ({ data }) => data;
  return (entry) => {
    try {
      logger[entry.level](toLine(entry, redact));
    } catch {
      // Only a mistake here or in the library leads to this place.
    }
  };
}

/** `2026-11-26T02:12:43.000Z error page-gone reason=crashed exitCode=5`. */
function toLine({ at, level, event, facts }: LogEntry, redact: (text: string) => string): string {
  const told = Object.entries(facts).map(([name, value]) => `${name}=${toWord(value, redact)}`);
  const line = [at.toISOString(), level, event, ...told].join(' ');
  return line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
}

/** A word as it is, everything else between quotes with its line breaks written out: an entry is one line. */
function toWord(value: string | number | boolean, redact: (text: string) => string): string {
  if (typeof value !== 'string') return String(value);
  const text = redact(value.slice(0, maxLineLength));
  return /^[\w.:/~+-]+$/.test(text) ? text : oneLine(JSON.stringify(text));
}

function rotate(folder: string): void {
  for (let index = logFileNames.length - 1; index > 0; index -= 1) {
    const [from, to] = [logFileNames[index - 1], logFileNames[index]];
    if (from === undefined || to === undefined) continue;
    try {
      renameSync(join(folder, from), join(folder, to));
    } catch {
      // Missing, or held by somebody: the newest file then grows until the next attempt.
    }
  }
}
