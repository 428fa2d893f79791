-- Accounts, audit, change log, settings. Every table is STRICT; ledgers (audit_log, change_log, export_log, reveal_log)
-- are insert-only, which triggers hold even against a careless statement of our own.

CREATE TABLE app_setting (
  id         TEXT PRIMARY KEY,
  value_json TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE TABLE user_account (
  id                   TEXT PRIMARY KEY,
  login                TEXT NOT NULL,
  login_key            TEXT NOT NULL UNIQUE,
  name                 TEXT NOT NULL,
  person_id            TEXT,
  password_hash        TEXT NOT NULL,
  must_change_password INTEGER NOT NULL DEFAULT 0,
  failed_count         INTEGER NOT NULL DEFAULT 0,
  locked_until_at      INTEGER,
  last_sign_in_at      INTEGER,
  disabled             INTEGER NOT NULL DEFAULT 0,
  preferences_json     TEXT NOT NULL,
  row_version          INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE role_grant (
  id           TEXT PRIMARY KEY,
  account_id   TEXT NOT NULL REFERENCES user_account (id),
  role         TEXT NOT NULL CHECK (role IN ('clerk', 'approver', 'admin', 'auditor', 'district_viewer')),
  community_id TEXT,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX role_grant_account ON role_grant (account_id) WHERE deleted_at IS NULL;

-- One chain per device incarnation: (chain, seq) is dense from 1, and each hash covers the one before.
CREATE TABLE audit_log (
  chain        TEXT NOT NULL,
  seq          INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL,
  actor_name   TEXT NOT NULL,
  carrier      TEXT NOT NULL,
  action       TEXT NOT NULL,
  outcome      TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  target_table TEXT,
  target_id    TEXT,
  detail_json  TEXT NOT NULL,
  prev_hash    TEXT NOT NULL,
  hash         TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT;
CREATE INDEX audit_log_at ON audit_log (at, chain, seq);
CREATE TRIGGER audit_log_keeps BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;

-- What sync will send: the whole changed field set of one command, numbered per device incarnation.
CREATE TABLE change_log (
  chain       TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  command_id  TEXT NOT NULL,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  table_name  TEXT NOT NULL,
  row_id      TEXT NOT NULL,
  operation   TEXT NOT NULL CHECK (operation IN ('insert', 'update')),
  fields_json TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT;
CREATE INDEX change_log_row ON change_log (table_name, row_id, chain, seq);
CREATE TRIGGER change_log_keeps BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END;
CREATE TRIGGER change_log_stays BEFORE DELETE ON change_log BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END;

CREATE TABLE export_log (
  id          TEXT PRIMARY KEY,
  at          INTEGER NOT NULL,
  account_id  TEXT NOT NULL,
  report      TEXT NOT NULL,
  filter_json TEXT NOT NULL,
  row_count   INTEGER NOT NULL,
  masked      INTEGER NOT NULL,
  reason      TEXT,
  sha256      TEXT NOT NULL
) STRICT;
CREATE TRIGGER export_log_keeps BEFORE UPDATE ON export_log BEGIN SELECT RAISE(ABORT, 'export_log is append-only'); END;
CREATE TRIGGER export_log_stays BEFORE DELETE ON export_log BEGIN SELECT RAISE(ABORT, 'export_log is append-only'); END;

CREATE TABLE backup_log (
  id        TEXT PRIMARY KEY,
  at        INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  bytes     INTEGER NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('daily', 'by_hand', 'before_migration', 'before_restore')),
  sha256    TEXT NOT NULL,
  verified  INTEGER NOT NULL
) STRICT;
CREATE INDEX backup_log_at ON backup_log (at);
