-- Scans of signed paper and files handed in. What is attached is evidence: insert-only, sealed under the township key, and
-- in the database itself, so that one backup holds the record and its paper (decision 0007).
CREATE TABLE attachment (
  id          TEXT PRIMARY KEY,
  owner_table TEXT NOT NULL,
  owner_id    TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('signed_scan', 'source_file')),
  file_name   TEXT NOT NULL,
  mime        TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  sha256      TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_owner ON attachment (owner_table, owner_id, id);
CREATE TRIGGER attachment_keeps BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'attachment is append-only'); END;
CREATE TRIGGER attachment_stays BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'attachment is append-only'); END;

CREATE TABLE attachment_content (
  attachment_id TEXT PRIMARY KEY REFERENCES attachment (id),
  sealed        BLOB NOT NULL
) STRICT;
CREATE TRIGGER attachment_content_keeps BEFORE UPDATE ON attachment_content BEGIN SELECT RAISE(ABORT, 'attachment is append-only'); END;
CREATE TRIGGER attachment_content_stays BEFORE DELETE ON attachment_content BEGIN SELECT RAISE(ABORT, 'attachment is append-only'); END;
