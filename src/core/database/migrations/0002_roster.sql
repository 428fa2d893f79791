-- The organisation and the 1+1+N roster (model.md D1). Assignments and pairings are half-open: [start_on, end_on).
-- start_on NULL means "since before the records"; end_on NULL means "still".

CREATE TABLE org_unit (
  id        TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES org_unit (id),
  level     TEXT NOT NULL CHECK (level IN ('township', 'village_community')),
  name      TEXT NOT NULL,
  area_code TEXT,
  pinyin    TEXT NOT NULL,
  initials  TEXT NOT NULL,
  sort_no   INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX org_unit_level ON org_unit (level, sort_no, id) WHERE deleted_at IS NULL;

-- One to one with an org_unit of level village_community, and under the same id.
CREATE TABLE community (
  id               TEXT PRIMARY KEY REFERENCES org_unit (id),
  village_kind     TEXT CHECK (village_kind IN ('residents_committee', 'village_committee')),
  station_name     TEXT,
  police_post_name TEXT,
  police_area_code TEXT,
  meeting_weekday  INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE grid (
  id            TEXT PRIMARY KEY,
  community_id  TEXT NOT NULL REFERENCES community (id),
  grid_code     TEXT,
  name          TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('basic', 'special')),
  boundary_text TEXT,
  households    INTEGER,
  rental_units  INTEGER,
  sort_no       INTEGER NOT NULL,
  valid_from_on TEXT,
  valid_to_on   TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX grid_community ON grid (community_id, sort_no, id) WHERE deleted_at IS NULL;

-- id_no_enc and phone_enc are sealed under the township key; id_no_mac and phone_mac are keyed look-up values.
CREATE TABLE person (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  pinyin     TEXT NOT NULL,
  initials   TEXT NOT NULL,
  sex        TEXT CHECK (sex IN ('男', '女')),
  birth_on   TEXT,
  id_no_enc  TEXT,
  id_no_mac  TEXT,
  phone_enc  TEXT,
  phone_mac  TEXT,
  duty_phone TEXT,
  police_no  TEXT,
  org_text   TEXT,
  remark     TEXT,
  extra_json TEXT NOT NULL DEFAULT '{}',
  import_batch_id TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX person_pinyin ON person (pinyin, id) WHERE deleted_at IS NULL;
CREATE INDEX person_id_no ON person (id_no_mac) WHERE deleted_at IS NULL;
CREATE INDEX person_batch ON person (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- Search: every ending of a name in characters, pinyin and initials, so that a prefix of any of them finds the person.
-- Derived from person.name; never synced.
CREATE TABLE person_term (
  term      TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (term, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_term_person ON person_term (person_id);

CREATE TABLE post_assignment (
  id           TEXT PRIMARY KEY,
  person_id    TEXT NOT NULL REFERENCES person (id),
  post         TEXT NOT NULL CHECK (post IN ('station_chief', 'community_police', 'grid_chief', 'aux_police',
                 'enforcement_member', 'building_head', 'volunteer', 'clerk')),
  community_id TEXT NOT NULL REFERENCES community (id),
  grid_id      TEXT REFERENCES grid (id),
  start_on     TEXT,
  end_on       TEXT,
  is_acting    INTEGER NOT NULL DEFAULT 0,
  doc_no       TEXT,
  reason       TEXT,
  end_doc_no   TEXT,
  end_reason   TEXT,
  import_batch_id TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  CHECK (end_on IS NULL OR start_on IS NULL OR start_on < end_on)
) STRICT;
CREATE INDEX post_assignment_seat ON post_assignment (post, community_id, grid_id, start_on, end_on, person_id, is_acting)
  WHERE deleted_at IS NULL;
CREATE INDEX post_assignment_community ON post_assignment (community_id, start_on, end_on, person_id) WHERE deleted_at IS NULL;
CREATE INDEX post_assignment_person ON post_assignment (person_id, start_on) WHERE deleted_at IS NULL;
CREATE INDEX post_assignment_batch ON post_assignment (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE TABLE grid_pairing (
  id            TEXT PRIMARY KEY,
  grid_id       TEXT NOT NULL REFERENCES grid (id),
  grid_chief_id TEXT NOT NULL REFERENCES person (id),
  aux_police_id TEXT NOT NULL REFERENCES person (id),
  start_on      TEXT,
  end_on        TEXT,
  import_batch_id TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER,
  CHECK (end_on IS NULL OR start_on IS NULL OR start_on < end_on)
) STRICT;
CREATE INDEX grid_pairing_grid ON grid_pairing (grid_id, start_on) WHERE deleted_at IS NULL;
CREATE INDEX grid_pairing_aux ON grid_pairing (aux_police_id, start_on) WHERE deleted_at IS NULL;
CREATE INDEX grid_pairing_batch ON grid_pairing (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- An authority relaxes one-to-one pairing for a grid (I4).
CREATE TABLE pairing_exemption (
  id        TEXT PRIMARY KEY,
  grid_id   TEXT NOT NULL REFERENCES grid (id),
  from_on   TEXT NOT NULL,
  to_on     TEXT,
  authority TEXT NOT NULL,
  reason    TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX pairing_exemption_grid ON pairing_exemption (grid_id, from_on) WHERE deleted_at IS NULL;

-- Who saw a number in clear, and why.
CREATE TABLE reveal_log (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  field      TEXT NOT NULL CHECK (field IN ('idNo', 'phone')),
  reason     TEXT NOT NULL
) STRICT;
CREATE INDEX reveal_log_person ON reveal_log (person_id, at);
CREATE TRIGGER reveal_log_keeps BEFORE UPDATE ON reveal_log BEGIN SELECT RAISE(ABORT, 'reveal_log is append-only'); END;
CREATE TRIGGER reveal_log_stays BEFORE DELETE ON reveal_log BEGIN SELECT RAISE(ABORT, 'reveal_log is append-only'); END;

CREATE TABLE import_batch (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('roster', 'places')),
  file_name    TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  imported     INTEGER NOT NULL,
  counts_json  TEXT NOT NULL,
  committed_at INTEGER NOT NULL,
  committed_by TEXT NOT NULL,
  actor_name   TEXT NOT NULL,
  first_change_seq INTEGER NOT NULL,
  last_change_seq INTEGER NOT NULL,
  chain        TEXT NOT NULL,
  undo_json    TEXT NOT NULL,
  undone_at    INTEGER,
  undone_by    TEXT,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX import_batch_at ON import_batch (committed_at);

-- A person's column choices, remembered per shape of file.
CREATE TABLE import_mapping (
  id           TEXT PRIMARY KEY,
  shape_key    TEXT NOT NULL UNIQUE,
  mapping_json TEXT NOT NULL,
  updated_at   INTEGER NOT NULL,
  updated_by   TEXT NOT NULL
) STRICT;
