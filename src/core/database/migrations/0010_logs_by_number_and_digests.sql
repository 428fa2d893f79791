-- The two logs are written with every command: each is one b-tree now, appended at its end. id = number of the chain
-- × 2^32 + seq, so that a chain lies together, in order, and (chain, seq) is the key without a second tree.

CREATE TABLE log_chain (
  no    INTEGER PRIMARY KEY,
  chain TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO log_chain (chain)
SELECT chain FROM (
  SELECT chain, 0 AS log, MIN(rowid) AS arrived FROM audit_log GROUP BY chain
  UNION ALL
  SELECT chain, 1, MIN(rowid) FROM change_log WHERE chain NOT IN (SELECT chain FROM audit_log) GROUP BY chain
) ORDER BY log, arrived;

ALTER TABLE audit_log RENAME TO audit_log_0001;
CREATE TABLE audit_log (
  id           INTEGER PRIMARY KEY,
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
  CHECK (seq = id & 4294967295)
) STRICT;
INSERT INTO audit_log
SELECT c.no * 4294967296 + a.seq, a.chain, a.seq, a.at, a.actor, a.actor_name, a.carrier, a.action, a.outcome, a.target_table, a.target_id, a.detail_json, a.prev_hash, a.hash
FROM audit_log_0001 a JOIN log_chain c ON c.chain = a.chain ORDER BY 1;
DROP TABLE audit_log_0001;
CREATE TRIGGER audit_log_keeps BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;

ALTER TABLE change_log RENAME TO change_log_0001;
CREATE TABLE change_log (
  id          INTEGER PRIMARY KEY,
  chain       TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  command_id  TEXT NOT NULL,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  table_name  TEXT NOT NULL,
  row_id      TEXT NOT NULL,
  operation   TEXT NOT NULL CHECK (operation IN ('insert', 'update')),
  fields_json TEXT NOT NULL,
  CHECK (seq = id & 4294967295)
) STRICT;
INSERT INTO change_log
SELECT c.no * 4294967296 + l.seq, l.chain, l.seq, l.command_id, l.at, l.actor, l.table_name, l.row_id, l.operation, l.fields_json
FROM change_log_0001 l JOIN log_chain c ON c.chain = l.chain ORDER BY 1;
DROP TABLE change_log_0001;
-- What happened to one row. By the last signs of its id only: they are random, and short entries fill a page four times later.
CREATE INDEX change_log_row ON change_log (substr(row_id, -6));
CREATE TRIGGER change_log_keeps BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END;
CREATE TRIGGER change_log_stays BEFORE DELETE ON change_log BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END;

-- One sum over the digests of all rows of a table (decision 0016). Small, so that one page carries the sums of all tables
-- that a command touches. Filled and kept by the program; never synced.
CREATE TABLE table_digest (
  table_name TEXT PRIMARY KEY,
  digest     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
