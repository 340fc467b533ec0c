import type { Migration } from '../migrate.ts';

/** Imported sessions are few: without an index a filter for them went through the whole list. */
export const imported: Migration = {
  version: 3,
  sql: `
    CREATE INDEX session_imported ON session (list_key) WHERE imported = 1 AND list_key IS NOT NULL;
  `,
};
