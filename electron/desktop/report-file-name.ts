import type { ExportFormat } from '../../shared/ipc.ts';
import type { Report } from '../../shared/report.ts';

const maxTicketLength = 40;

/**
 * A file name that a person finds again: the time in UTC, as the report gives it, and the ticket
 * (`callpath-2026-11-22-0713-INC-1234.html`).
 */
export function reportFileName(session: Report['session'], format: ExportFormat): string {
  const time = session.startedAt.slice(0, 16).replace('T', '-').replace(':', '');
  const ticket = (session.ticket ?? '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxTicketLength);
  return ['callpath', time, ticket].filter(Boolean).join('-') + `.${format}`;
}
