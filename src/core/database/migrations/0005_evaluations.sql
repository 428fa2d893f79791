-- Monthly two-way evaluation (article P12, model.md D1 to D4). Scores in tenths (_x10), results in hundredths (_x100).
-- What was handed in (eval_submission), what a lock made of it (eval_lock, eval_result) are ledgers: insert-only.

CREATE TABLE eval_template (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('police_by_chief', 'aux_by_police', 'aux_by_grid_chief')),
  version    INTEGER NOT NULL,
  from_month TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  UNIQUE (kind, version)
) STRICT;

CREATE TABLE eval_dimension (
  id            TEXT PRIMARY KEY,
  template_id   TEXT NOT NULL REFERENCES eval_template (id),
  code          TEXT NOT NULL,
  label         TEXT NOT NULL,
  max_x10       INTEGER NOT NULL CHECK (max_x10 > 0),
  criteria_text TEXT NOT NULL,
  sort_no       INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  UNIQUE (template_id, code)
) STRICT;

-- terms_json: weights, step, grades, caps and the templates themselves, as they were when the month was opened.
CREATE TABLE eval_cycle (
  id              TEXT PRIMARY KEY,
  month           TEXT NOT NULL UNIQUE,
  open_on         TEXT NOT NULL,
  due_on          TEXT NOT NULL,
  lock_on         TEXT NOT NULL,
  locks_by_itself INTEGER NOT NULL,
  warned_on       TEXT,
  terms_json      TEXT NOT NULL,
  lock_id         TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

-- A sheet comes into being with its first draft, submission or waiver; who should fill it is read from the roster.
CREATE TABLE eval_sheet (
  id            TEXT PRIMARY KEY,
  cycle_id      TEXT NOT NULL REFERENCES eval_cycle (id),
  kind          TEXT NOT NULL CHECK (kind IN ('police_by_chief', 'aux_by_police', 'aux_by_grid_chief')),
  community_id  TEXT NOT NULL REFERENCES community (id),
  grid_id       TEXT REFERENCES grid (id),
  ratee_id      TEXT NOT NULL REFERENCES person (id),
  state         TEXT NOT NULL CHECK (state IN ('draft', 'returned', 'submitted', 'waived')),
  state_reason  TEXT,
  submission_id TEXT,
  comment       TEXT,
  proxy_comment TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  UNIQUE (cycle_id, kind, community_id, ratee_id)
) STRICT;

-- Drafts: the rater's own (by_proxy 0, of rater_id) and the clerk's (by_proxy 1, rater_id ''), one beside the other.
CREATE TABLE eval_score (
  id             TEXT PRIMARY KEY,
  sheet_id       TEXT NOT NULL REFERENCES eval_sheet (id),
  by_proxy       INTEGER NOT NULL,
  rater_id       TEXT NOT NULL,
  dimension_code TEXT NOT NULL,
  score_x10      INTEGER,
  deduct_reason  TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  UNIQUE (sheet_id, by_proxy, rater_id, dimension_code)
) STRICT;

CREATE TABLE eval_submission (
  id            TEXT PRIMARY KEY,
  sheet_id      TEXT NOT NULL REFERENCES eval_sheet (id),
  no            INTEGER NOT NULL,
  rater_id      TEXT NOT NULL REFERENCES person (id),
  rater_name    TEXT NOT NULL,
  stands_in_for TEXT,
  entered_by    TEXT NOT NULL,
  entered_name  TEXT NOT NULL,
  is_proxy      INTEGER NOT NULL,
  scores_json   TEXT NOT NULL,
  total_x10     INTEGER NOT NULL,
  comment       TEXT,
  lacks_reason  INTEGER NOT NULL,
  -- A workbook holds many sheets: its attachment is kept once and named here.
  source_attachment_id TEXT REFERENCES attachment (id),
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (sheet_id, no)
) STRICT;
CREATE INDEX eval_submission_source ON eval_submission (source_attachment_id) WHERE source_attachment_id IS NOT NULL;
CREATE TRIGGER eval_submission_keeps BEFORE UPDATE ON eval_submission BEGIN SELECT RAISE(ABORT, 'eval_submission is append-only'); END;
CREATE TRIGGER eval_submission_stays BEFORE DELETE ON eval_submission BEGIN SELECT RAISE(ABORT, 'eval_submission is append-only'); END;

CREATE TABLE eval_substitute (
  id           TEXT PRIMARY KEY,
  cycle_id     TEXT NOT NULL REFERENCES eval_cycle (id),
  kind         TEXT NOT NULL CHECK (kind IN ('police_by_chief', 'aux_by_police', 'aux_by_grid_chief')),
  community_id TEXT NOT NULL REFERENCES community (id),
  ratee_id     TEXT REFERENCES person (id),
  person_id    TEXT NOT NULL REFERENCES person (id),
  reason       TEXT NOT NULL,
  by_name      TEXT NOT NULL,
  end_reason   TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX eval_substitute_cycle ON eval_substitute (cycle_id) WHERE deleted_at IS NULL;

CREATE TABLE eval_bonus (
  id           TEXT PRIMARY KEY,
  cycle_id     TEXT NOT NULL REFERENCES eval_cycle (id),
  subject      TEXT NOT NULL CHECK (subject IN ('police', 'aux')),
  community_id TEXT NOT NULL REFERENCES community (id),
  ratee_id     TEXT NOT NULL REFERENCES person (id),
  points_x10   INTEGER NOT NULL CHECK (points_x10 <> 0),
  reason       TEXT NOT NULL,
  source       TEXT NOT NULL,
  approver     TEXT NOT NULL,
  by_name      TEXT NOT NULL,
  end_reason   TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX eval_bonus_cycle ON eval_bonus (cycle_id) WHERE deleted_at IS NULL;

-- The whole month as it stood at a lock: reports of a locked month read nothing else.
CREATE TABLE eval_lock (
  id            TEXT PRIMARY KEY,
  cycle_id      TEXT NOT NULL REFERENCES eval_cycle (id),
  no            INTEGER NOT NULL,
  community_id  TEXT REFERENCES community (id),
  locked_on     TEXT NOT NULL,
  by_name       TEXT NOT NULL,
  is_automatic  INTEGER NOT NULL,
  missing       INTEGER NOT NULL,
  snapshot_json TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (cycle_id, no)
) STRICT;
CREATE TRIGGER eval_lock_keeps BEFORE UPDATE ON eval_lock BEGIN SELECT RAISE(ABORT, 'eval_lock is append-only'); END;
CREATE TRIGGER eval_lock_stays BEFORE DELETE ON eval_lock BEGIN SELECT RAISE(ABORT, 'eval_lock is append-only'); END;

-- One line per person, community and lock, for looking back over months; null totals where a sheet was missing.
CREATE TABLE eval_result (
  id             TEXT PRIMARY KEY,
  lock_id        TEXT NOT NULL REFERENCES eval_lock (id),
  month          TEXT NOT NULL,
  subject        TEXT NOT NULL CHECK (subject IN ('police', 'aux')),
  community_id   TEXT NOT NULL REFERENCES community (id),
  community_name TEXT NOT NULL,
  ratee_id       TEXT NOT NULL REFERENCES person (id),
  final_x100     INTEGER,
  grade          TEXT,
  rank_community INTEGER,
  rank_township  INTEGER,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX eval_result_ratee ON eval_result (ratee_id, month);
CREATE INDEX eval_result_lock ON eval_result (lock_id);
CREATE TRIGGER eval_result_keeps BEFORE UPDATE ON eval_result BEGIN SELECT RAISE(ABORT, 'eval_result is append-only'); END;
CREATE TRIGGER eval_result_stays BEFORE DELETE ON eval_result BEGIN SELECT RAISE(ABORT, 'eval_result is append-only'); END;

CREATE TABLE eval_reopen (
  id             TEXT PRIMARY KEY,
  cycle_id       TEXT NOT NULL REFERENCES eval_cycle (id),
  community_id   TEXT NOT NULL REFERENCES community (id),
  no             INTEGER NOT NULL,
  reason         TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('requested', 'open', 'closed', 'refused')),
  requested_by   TEXT NOT NULL,
  requested_name TEXT NOT NULL,
  decided_by     TEXT,
  decided_name   TEXT,
  decided_at     INTEGER,
  refused_reason TEXT,
  -- The lock whose content was opened, and the one that closed it again with every difference.
  from_lock_id   TEXT NOT NULL REFERENCES eval_lock (id),
  to_lock_id     TEXT REFERENCES eval_lock (id),
  diff_json      TEXT,
  closed_at      INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX eval_reopen_cycle ON eval_reopen (cycle_id, no);

CREATE TABLE eval_appeal (
  id           TEXT PRIMARY KEY,
  cycle_id     TEXT NOT NULL REFERENCES eval_cycle (id),
  subject      TEXT NOT NULL CHECK (subject IN ('police', 'aux')),
  community_id TEXT NOT NULL REFERENCES community (id),
  ratee_id     TEXT NOT NULL REFERENCES person (id),
  text         TEXT NOT NULL,
  filed_name   TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('filed', 'upheld', 'corrected')),
  before_final_x100 INTEGER,
  before_grade TEXT,
  decision     TEXT,
  decided_by   TEXT,
  decided_name TEXT,
  decided_at   INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX eval_appeal_cycle ON eval_appeal (cycle_id);

CREATE TABLE eval_phrase (
  id             TEXT PRIMARY KEY,
  use            TEXT NOT NULL CHECK (use IN ('reason', 'comment')),
  dimension_code TEXT,
  text           TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
