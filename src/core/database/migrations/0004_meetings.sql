-- Weekly meetings (model.md D1, D4; I28 to I31). A meeting belongs to a community and an ISO week, `2026-W45`.
-- "missed" is never stored: it follows from the day. Signatures, additions, seals and progress are ledgers.

CREATE TABLE meeting (
  id            TEXT PRIMARY KEY,
  community_id  TEXT NOT NULL REFERENCES community (id),
  week          TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('planned', 'noticed', 'held', 'minuted', 'signed', 'locked', 'exempt', 'void')),
  planned_on    TEXT,
  held_on       TEXT,
  start_time    TEXT,
  end_time      TEXT,
  place         TEXT,
  chief_id      TEXT REFERENCES person (id),
  chief_name    TEXT,
  chief_reason  TEXT,
  officer_id    TEXT REFERENCES person (id),
  officer_name  TEXT,
  officer_reason TEXT,
  recorder_id   TEXT REFERENCES person (id),
  recorder_name TEXT,
  exempt_kind   TEXT CHECK (exempt_kind IN ('holiday', 'major_security', 'other')),
  reason        TEXT,
  source        TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
-- I28: at most one that is not void per community and week.
CREATE UNIQUE INDEX meeting_week ON meeting (community_id, week) WHERE state <> 'void' AND deleted_at IS NULL;
CREATE INDEX meeting_of_week ON meeting (week, community_id) WHERE deleted_at IS NULL;
CREATE INDEX meeting_void ON meeting (community_id, week, id) WHERE state = 'void';

-- The text of one cell: `key` is A1, B3/<grid>, X1, X1/title.
CREATE TABLE agenda_entry (
  id         TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  cell_key   TEXT NOT NULL,
  grid_id    TEXT REFERENCES grid (id),
  text       TEXT NOT NULL,
  typed_by   TEXT NOT NULL,
  typed_at   INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX agenda_entry_cell ON agenda_entry (meeting_id, cell_key);

-- What is being typed, before it enters the record: one row a cell, whoever typed last. Never synced.
CREATE TABLE meeting_draft (
  community_id TEXT NOT NULL,
  week         TEXT NOT NULL,
  cell_key     TEXT NOT NULL,
  text         TEXT NOT NULL,
  typed_by     TEXT NOT NULL,
  typed_by_name TEXT NOT NULL,
  typed_at     INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  PRIMARY KEY (community_id, week, cell_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
  id           TEXT PRIMARY KEY,
  meeting_id   TEXT NOT NULL REFERENCES meeting (id),
  sort_no      INTEGER NOT NULL,
  person_id    TEXT REFERENCES person (id),
  name         TEXT NOT NULL,
  post         TEXT,
  grid_id      TEXT REFERENCES grid (id),
  org_text     TEXT,
  status       TEXT NOT NULL CHECK (status IN ('present', 'also_present', 'leave', 'absent', 'proxy')),
  proxy_for_id TEXT REFERENCES person (id),
  proxy_for    TEXT,
  reason       TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX attendance_meeting ON attendance (meeting_id, sort_no) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX attendance_person ON attendance (meeting_id, person_id) WHERE deleted_at IS NULL AND person_id IS NOT NULL;

-- 议定事项. Carrying over is derived (I31): a decision exists once, and is shown in every meeting until it is closed.
CREATE TABLE decision (
  id           TEXT PRIMARY KEY,
  meeting_id   TEXT NOT NULL REFERENCES meeting (id),
  community_id TEXT NOT NULL REFERENCES community (id),
  week         TEXT NOT NULL,
  seq          INTEGER NOT NULL,
  text         TEXT NOT NULL,
  owner_id     TEXT REFERENCES person (id),
  owner_name   TEXT,
  due_on       TEXT,
  state        TEXT NOT NULL CHECK (state IN ('open', 'doing', 'done', 'cancelled')),
  result       TEXT,
  reason       TEXT,
  closed_on    TEXT,
  closed_at    INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  CHECK ((state IN ('done', 'cancelled')) = (closed_on IS NOT NULL)),
  CHECK ((closed_on IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX decision_meeting ON decision (meeting_id, seq) WHERE deleted_at IS NULL;
CREATE INDEX decision_community ON decision (community_id, week, seq) WHERE deleted_at IS NULL;
CREATE INDEX decision_open ON decision (community_id, due_on) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX decision_closed ON decision (community_id, closed_at) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE decision_progress (
  id          TEXT PRIMARY KEY,
  decision_id TEXT NOT NULL REFERENCES decision (id),
  kind        TEXT NOT NULL CHECK (kind IN ('progress', 'done', 'cancelled', 'reopened', 'extended')),
  text        TEXT NOT NULL,
  on_day      TEXT NOT NULL,
  by_name     TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX decision_progress_decision ON decision_progress (decision_id, id);
CREATE TRIGGER decision_progress_keeps BEFORE UPDATE ON decision_progress BEGIN SELECT RAISE(ABORT, 'decision_progress is append-only'); END;
CREATE TRIGGER decision_progress_stays BEFORE DELETE ON decision_progress BEGIN SELECT RAISE(ABORT, 'decision_progress is append-only'); END;

-- The last line of a side says whether it stands signed. `sha256` is what was signed.
CREATE TABLE meeting_signature (
  id          TEXT PRIMARY KEY,
  meeting_id  TEXT NOT NULL REFERENCES meeting (id),
  side        TEXT NOT NULL CHECK (side IN ('chief', 'officer')),
  act         TEXT NOT NULL CHECK (act IN ('sign', 'withdraw')),
  how         TEXT NOT NULL CHECK (how IN ('session', 'paper')),
  name        TEXT NOT NULL,
  signed_on   TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  reason      TEXT,
  attachment_id TEXT REFERENCES attachment (id),
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_signature_meeting ON meeting_signature (meeting_id, id);
CREATE TRIGGER meeting_signature_keeps BEFORE UPDATE ON meeting_signature BEGIN SELECT RAISE(ABORT, 'meeting_signature is append-only'); END;
CREATE TRIGGER meeting_signature_stays BEFORE DELETE ON meeting_signature BEGIN SELECT RAISE(ABORT, 'meeting_signature is append-only'); END;

-- What both have signed, as printed: later changes of the roster or of decisions do not reach it.
CREATE TABLE meeting_seal (
  id         TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL UNIQUE REFERENCES meeting (id),
  content_json TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE TRIGGER meeting_seal_keeps BEFORE UPDATE ON meeting_seal BEGIN SELECT RAISE(ABORT, 'meeting_seal is append-only'); END;
CREATE TRIGGER meeting_seal_stays BEFORE DELETE ON meeting_seal BEGIN SELECT RAISE(ABORT, 'meeting_seal is append-only'); END;

CREATE TABLE minutes_addition (
  id         TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  seq        INTEGER NOT NULL,
  text       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (meeting_id, seq)
) STRICT;
CREATE TRIGGER minutes_addition_keeps BEFORE UPDATE ON minutes_addition BEGIN SELECT RAISE(ABORT, 'minutes_addition is append-only'); END;
CREATE TRIGGER minutes_addition_stays BEFORE DELETE ON minutes_addition BEGIN SELECT RAISE(ABORT, 'minutes_addition is append-only'); END;

CREATE TABLE phrase (
  id       TEXT PRIMARY KEY,
  code     TEXT,
  text     TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

-- A clerk's calendar for a whole year: what a year's file names; other days of the year are plain.
CREATE TABLE calendar_year (
  id        TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  days_json TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Full text of minutes. Contentless, over unigrams and bigrams that the program makes, because no tokenizer of FTS5 finds
-- two Chinese characters; every hit is checked against `text`. A rowid ascends with the day held, so that newest-first is
-- the index's own order. Derived; never synced.
CREATE TABLE minutes_index (
  row        INTEGER PRIMARY KEY,
  meeting_id TEXT NOT NULL UNIQUE REFERENCES meeting (id),
  text       TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE minutes_fts USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
