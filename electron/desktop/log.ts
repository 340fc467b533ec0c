/** What is told beside an event: plain values, never a report, an account or what a person typed. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

export type LogLevel = 'error' | 'warn' | 'info';

export interface LogEntry {
  at: Date;
  level: LogLevel;
  /** A fixed name in kebab case, such as `page-gone`. */
  event: string;
  facts: LogFacts;
}

/** Writes one entry. Never throws. */
export type WriteEntry = (entry: LogEntry) => void;

/** More than any start says before the log is open: of a fault that repeats itself the newest are enough. */
const maxWaiting = 200;

let write: WriteEntry | null = null;
const waiting: LogEntry[] = [];

/**
 * Callpath's own log, for whoever looks for a fault in Callpath. May be called at any time and never throws; entries wait
 * until `openLog` has a file for them. Every line is redacted before it is written (`log-file.ts`).
 */
export const log = {
  error: (event: string, facts: LogFacts = {}) => {
    add('error', event, facts);
  },
  warn: (event: string, facts: LogFacts = {}) => {
    add('warn', event, facts);
  },
  info: (event: string, facts: LogFacts = {}) => {
    add('info', event, facts);
  },
};

/**
 * Writes what waits, and from then on every entry at once. `load` is not called before it is needed, because it loads code
 * that no start should wait for. Never rejects: without a log Callpath works as well.
 */
export async function openLog(load: () => Promise<WriteEntry>): Promise<void> {
  try {
    write = await load();
  } catch {
    return;
  }
  for (const entry of waiting.splice(0)) write(entry);
}

/** What an error says, with where it was thrown. */
export function errorFacts(error: unknown): LogFacts {
  return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function add(level: LogLevel, event: string, facts: LogFacts): void {
  const entry = { at: new Date(), level, event, facts };
  if (write) write(entry);
  else if (waiting.push(entry) > maxWaiting) waiting.shift();
}
