import type { ExportFormat } from '../../shared/ipc.ts';
import type { Session } from '../../shared/report.ts';

type Named = Pick<Session, 'startedAt' | 'ticket'>;

const maxTicketLength = 40;

/**
 * A file name that a person finds again: the time in UTC, as the report gives it, and the ticket
 * (`callpath-2026-11-22-0713-INC-1234.html`).
 */
export function reportFileName(session: Named, format: ExportFormat): string {
  return `${baseName(session)}.${format}`;
}

/** For several reports in one file: the time of the newest, and how many (`callpath-2026-11-22-0713-12-reports.zip`). */
export function archiveFileName(newest: Named, count: number): string {
  return `${baseName({ startedAt: newest.startedAt })}-${count}-reports.zip`;
}

/** Gives each session a folder name of its own, the same for the same sessions in the same order. */
export class FolderNames {
  readonly #taken = new Set<string>();

  add(session: Named): string {
    const base = baseName(session);
    let name = base;
    // Names that differ only in case are one on Windows and macOS.
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

function baseName(session: Named): string {
  const time = session.startedAt
    .slice(0, 16)
    .replace('T', '-')
    .replace(/[^\d-]/g, '');
  const ticket = (session.ticket ?? '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxTicketLength);
  return ['callpath', time, ticket].filter(Boolean).join('-');
}
