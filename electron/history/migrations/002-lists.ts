import type { Migration } from '../migrate.ts';

/**
 * What lists, filters, search and trends read. All of it but the samples, the edits and the settings is made from the rows of
 * version 1 and can be made again (`index-session.ts`): a session without a `list_key` that is not deleted is indexed when the
 * file is opened, which is how the sessions of version 1 get there.
 *
 * `list_key` orders the sessions by their start (`list-key.ts`); it is null while a session is deleted and can be restored.
 * `term` holds each text that sessions share once, `session_term` says which sessions have it, and `term_text` finds it by any
 * part of it. `remark` holds what only one session has, its ticket and note, and `remark_text` finds the session by it.
 */
export const lists: Migration = {
  version: 2,
  sql: `
    ALTER TABLE session ADD COLUMN list_key INTEGER;
    ALTER TABLE session ADD COLUMN verdict_owner TEXT;
    ALTER TABLE session ADD COLUMN network TEXT;
    ALTER TABLE session ADD COLUMN finding_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE session ADD COLUMN rtt_ms REAL;
    ALTER TABLE session ADD COLUMN loss_percent REAL;
    ALTER TABLE session ADD COLUMN stored_bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE session ADD COLUMN kept_since_epoch_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE session ADD COLUMN actual_sha256 TEXT;
    ALTER TABLE session ADD COLUMN checked_sha256 TEXT;
    ALTER TABLE session ADD COLUMN checked_ticket TEXT;
    ALTER TABLE session ADD COLUMN checked_note TEXT;

    UPDATE session SET kept_since_epoch_ms =
      CASE imported WHEN 1 THEN CAST(unixepoch('subsec') * 1000 AS INTEGER) ELSE started_at_epoch_ms END;

    UPDATE session SET stored_bytes = coalesce(
      (SELECT sum(length(result_json) + 400) FROM probe WHERE session_id = session.id), 0);

    DROP INDEX session_newest_first;
    CREATE UNIQUE INDEX session_list_key ON session (list_key);
    CREATE INDEX session_level ON session (verdict_level, list_key) WHERE list_key IS NOT NULL;
    CREATE INDEX session_profile ON session (profile, verdict_level, status, list_key)
      WHERE list_key IS NOT NULL;
    CREATE INDEX session_unlisted ON session (id)
      WHERE list_key IS NULL AND deleted_at_epoch_ms IS NULL;
    CREATE INDEX session_kept ON session (kept_since_epoch_ms) WHERE list_key IS NOT NULL;

    CREATE TABLE sample (
      session_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      series_json TEXT NOT NULL,
      PRIMARY KEY (session_id, position),
      FOREIGN KEY (session_id, position) REFERENCES probe (session_id, position) ON DELETE CASCADE
    ) STRICT;

    INSERT INTO sample (session_id, position, series_json)
      SELECT session_id, position, json_extract(result_json, '$.samples') FROM probe
      WHERE CASE WHEN json_valid(result_json) THEN json_type(result_json, '$.samples') = 'array' END;
    UPDATE probe SET result_json = json_remove(result_json, '$.samples')
      WHERE CASE WHEN json_valid(result_json) THEN json_type(result_json, '$.samples') = 'array' END;

    CREATE TABLE term (
      id INTEGER PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('server', 'finding', 'network', 'text')),
      value TEXT NOT NULL,
      sessions INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE UNIQUE INDEX term_value ON term (kind, value);

    CREATE TABLE session_term (
      term_id INTEGER NOT NULL REFERENCES term (id),
      list_key INTEGER NOT NULL REFERENCES session (list_key) ON DELETE CASCADE,
      rtt_ms REAL,
      loss_percent REAL,
      PRIMARY KEY (term_id, list_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_term_of_session ON session_term (list_key, term_id);

    CREATE VIRTUAL TABLE term_text USING fts5 (value, content = 'term', content_rowid = 'id', tokenize = 'trigram');
    INSERT INTO term_text (term_text, rank) VALUES ('secure-delete', 1);

    CREATE TABLE remark (
      list_key INTEGER PRIMARY KEY NOT NULL REFERENCES session (list_key) ON DELETE CASCADE,
      value TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE remark_text
      USING fts5 (value, content = 'remark', content_rowid = 'list_key', tokenize = 'trigram');
    INSERT INTO remark_text (remark_text, rank) VALUES ('secure-delete', 1);

    CREATE TRIGGER remark_added AFTER INSERT ON remark BEGIN
      INSERT INTO remark_text (rowid, value) VALUES (new.list_key, new.value);
    END;
    CREATE TRIGGER remark_removed AFTER DELETE ON remark BEGIN
      INSERT INTO remark_text (remark_text, rowid, value) VALUES ('delete', old.list_key, old.value);
    END;
    CREATE TRIGGER term_added AFTER INSERT ON term BEGIN
      INSERT INTO term_text (rowid, value) VALUES (new.id, new.value);
    END;
    CREATE TRIGGER term_removed AFTER DELETE ON term BEGIN
      INSERT INTO term_text (term_text, rowid, value) VALUES ('delete', old.id, old.value);
    END;
    CREATE TRIGGER session_term_added AFTER INSERT ON session_term BEGIN
      UPDATE term SET sessions = sessions + 1 WHERE id = new.term_id;
    END;
    CREATE TRIGGER session_term_removed AFTER DELETE ON session_term BEGIN
      UPDATE term SET sessions = sessions - 1 WHERE id = old.term_id;
      DELETE FROM term WHERE id = old.term_id AND sessions = 0;
    END;

    CREATE TABLE setting (
      name TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
  `,
};
