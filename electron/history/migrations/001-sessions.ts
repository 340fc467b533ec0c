import type { Migration } from '../migrate.ts';

/**
 * One row a session, from its first second. `owner_pid` is set while it runs; what a check learns only at its end is
 * null until then. `*_json` columns hold one member of the report each, as JSON text.
 */
export const sessions: Migration = {
  version: 1,
  sql: `
    CREATE TABLE session (
      id TEXT PRIMARY KEY NOT NULL,
      started_at TEXT NOT NULL,
      started_at_epoch_ms INTEGER NOT NULL,
      duration_ms REAL,
      status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'interrupted', 'cancelled')),
      owner_pid INTEGER,
      profile TEXT NOT NULL,
      app_name TEXT NOT NULL,
      app_version TEXT NOT NULL,
      host_os TEXT NOT NULL,
      host_arch TEXT NOT NULL,
      host_hostname TEXT NOT NULL,
      ticket TEXT,
      note TEXT,
      redacted INTEGER NOT NULL DEFAULT 0 CHECK (redacted IN (0, 1)),
      imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
      verdict_level TEXT,
      verdict_headline TEXT,
      verdict_summary TEXT,
      verdict_confidence TEXT,
      nat_json TEXT,
      sha256 TEXT,
      deleted_at_epoch_ms INTEGER,
      CHECK ((status = 'running') = (owner_pid IS NOT NULL)),
      CHECK ((status = 'running') = (sha256 IS NULL))
    ) STRICT;

    CREATE INDEX session_newest_first ON session (started_at_epoch_ms DESC, id DESC)
      WHERE deleted_at_epoch_ms IS NULL;
    CREATE INDEX session_running ON session (id) WHERE status = 'running';
    CREATE INDEX session_deleted ON session (id) WHERE deleted_at_epoch_ms IS NOT NULL;

    CREATE TABLE probe (
      session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      target TEXT NOT NULL,
      transport TEXT NOT NULL,
      family TEXT NOT NULL,
      status TEXT NOT NULL,
      started_at_ms REAL NOT NULL,
      duration_ms REAL NOT NULL,
      error_code TEXT,
      error_message TEXT,
      result_json TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT;

    CREATE TABLE finding (
      session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      code TEXT NOT NULL,
      severity TEXT NOT NULL,
      subject TEXT NOT NULL,
      title TEXT NOT NULL,
      explanation TEXT NOT NULL,
      user_action TEXT NOT NULL,
      it_action TEXT NOT NULL,
      evidence_json TEXT NOT NULL,
      PRIMARY KEY (session_id, position)
    ) STRICT;
  `,
};
