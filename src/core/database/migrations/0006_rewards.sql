-- Leads, rewards and the money for them (model.md D1; article P12). Content and provider of a lead, recipients and bank
-- accounts are sealed under the township key; who is looked up is looked up by a keyed value. Ledgers (…_step, …_entry,
-- …_approval, …_payment, …_verification, …_reveal) are insert-only: a correction is a reversing row.

CREATE TABLE lead (
  id              TEXT PRIMARY KEY,
  lead_no         TEXT NOT NULL,
  origin          TEXT NOT NULL CHECK (origin IN ('office', 'ledger')),
  community_id    TEXT NOT NULL REFERENCES community (id),
  received_on     TEXT NOT NULL,
  source_kind     TEXT NOT NULL CHECK (source_kind IN ('patrol_found', 'visit_learned', 'public_given', 'own_analysis')),
  domain          TEXT NOT NULL CHECK (domain IN ('stability', 'detection', 'hazard', 'other')),
  confidentiality INTEGER NOT NULL CHECK (confidentiality BETWEEN 1 AND 3),
  content_enc     TEXT NOT NULL,
  -- JSON of who brought it: person, name, post, place, and who wrote it down.
  provider_enc    TEXT NOT NULL,
  provider_mac    TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('registered', 'verifying', 'valuable', 'not_valuable', 'already_known', 'duplicate')),
  effect          TEXT CHECK (effect IN ('direct', 'important', 'ordinary')),
  case_no         TEXT,
  case_key        TEXT,
  duplicate_of_id TEXT REFERENCES lead (id),
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX lead_received ON lead (received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_provider ON lead (provider_mac, received_on) WHERE deleted_at IS NULL;
CREATE INDEX lead_case ON lead (case_key) WHERE case_key IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX lead_waiting ON lead (state, community_id) WHERE deleted_at IS NULL;

CREATE TABLE lead_verification (
  id          TEXT PRIMARY KEY,
  lead_id     TEXT NOT NULL REFERENCES lead (id),
  finding     TEXT NOT NULL CHECK (finding IN ('verifying', 'valuable', 'not_valuable', 'already_known', 'duplicate')),
  on_day      TEXT NOT NULL,
  by_name     TEXT NOT NULL,
  opinion_enc TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX lead_verification_lead ON lead_verification (lead_id, id);
CREATE TRIGGER lead_verification_keeps BEFORE UPDATE ON lead_verification BEGIN SELECT RAISE(ABORT, 'lead_verification is append-only'); END;
CREATE TRIGGER lead_verification_stays BEFORE DELETE ON lead_verification BEGIN SELECT RAISE(ABORT, 'lead_verification is append-only'); END;

-- Who saw content and provider, and why.
CREATE TABLE lead_reveal (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  lead_id    TEXT NOT NULL,
  reason     TEXT
) STRICT;
CREATE INDEX lead_reveal_lead ON lead_reveal (lead_id, at);
CREATE TRIGGER lead_reveal_keeps BEFORE UPDATE ON lead_reveal BEGIN SELECT RAISE(ABORT, 'lead_reveal is append-only'); END;
CREATE TRIGGER lead_reveal_stays BEFORE DELETE ON lead_reveal BEGIN SELECT RAISE(ABORT, 'lead_reveal is append-only'); END;

-- Cases that count as one (系列案件). A case is in one series at most.
CREATE TABLE case_series_member (
  id        TEXT PRIMARY KEY,
  series_id TEXT NOT NULL,
  case_key  TEXT NOT NULL,
  case_no   TEXT NOT NULL,
  reason    TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX case_series_member_case ON case_series_member (case_key) WHERE deleted_at IS NULL;
CREATE INDEX case_series_member_series ON case_series_member (series_id) WHERE deleted_at IS NULL;

CREATE TABLE reward_fund (
  id     TEXT PRIMARY KEY,
  year   INTEGER NOT NULL,
  source TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX reward_fund_year ON reward_fund (year, source) WHERE deleted_at IS NULL;

CREATE TABLE reward (
  id            TEXT PRIMARY KEY,
  reward_no     TEXT NOT NULL,
  serial        INTEGER NOT NULL,
  year          INTEGER NOT NULL,
  -- 'ledger': a line of the office's old ledger; exempt from I13, I17, I19, and never expires by itself.
  origin        TEXT NOT NULL CHECK (origin IN ('office', 'ledger')),
  lead_id       TEXT REFERENCES lead (id),
  community_id  TEXT NOT NULL REFERENCES community (id),
  basis         TEXT NOT NULL CHECK (basis IN ('per_case', 'per_matter')),
  case_no       TEXT,
  case_key      TEXT,
  matter        TEXT,
  incident_id   TEXT,
  subject_key   TEXT NOT NULL,
  title         TEXT NOT NULL,
  domain        TEXT NOT NULL CHECK (domain IN ('stability', 'detection', 'hazard', 'other')),
  effect        TEXT CHECK (effect IN ('direct', 'important', 'ordinary')),
  confidentiality INTEGER NOT NULL CHECK (confidentiality BETWEEN 1 AND 3),
  lead_on       TEXT NOT NULL,
  form          TEXT NOT NULL CHECK (form IN ('cash', 'goods', 'both')),
  cash_fen      INTEGER NOT NULL CHECK (cash_fen >= 0),
  goods         TEXT,
  goods_fen     INTEGER NOT NULL CHECK (goods_fen >= 0),
  standard      TEXT,
  fund_id       TEXT REFERENCES reward_fund (id),
  public_days   INTEGER,
  applicant_account TEXT NOT NULL,
  applicant_person_id TEXT,
  applicant     TEXT NOT NULL,
  applied_on    TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'verified', 'approving', 'approved', 'rejected', 'noticed', 'publicised', 'paid', 'filed', 'expired', 'void')),
  -- The chain as it stood at submission: JSON of [{office, upToFen}], and how many levels have agreed.
  chain_json    TEXT NOT NULL,
  agreed        INTEGER NOT NULL,
  submission    INTEGER NOT NULL,
  approved_on   TEXT,
  noticed_on    TEXT,
  expires_on    TEXT,
  public_from   TEXT,
  public_to     TEXT,
  paid_on       TEXT,
  import_batch_id TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX reward_subject ON reward (subject_key) WHERE deleted_at IS NULL;
CREATE INDEX reward_case ON reward (case_key) WHERE case_key IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX reward_lead ON reward (lead_id) WHERE lead_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX reward_year ON reward (year, lead_on, id) WHERE deleted_at IS NULL;
CREATE INDEX reward_open ON reward (state, community_id) WHERE deleted_at IS NULL;
CREATE INDEX reward_batch ON reward (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE TABLE reward_recipient (
  id        TEXT PRIMARY KEY,
  reward_id TEXT NOT NULL REFERENCES reward (id),
  seq       INTEGER NOT NULL,
  -- JSON of person, name, post, community, grid, place; sealed because recipient and lead together name the provider.
  who_enc   TEXT NOT NULL,
  who_mac   TEXT NOT NULL,
  share_fen INTEGER NOT NULL CHECK (share_fen >= 0),
  goods_fen INTEGER NOT NULL CHECK (goods_fen >= 0),
  -- JSON of bank and account, for a transfer.
  account_enc TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX reward_recipient_reward ON reward_recipient (reward_id, seq) WHERE deleted_at IS NULL;
CREATE INDEX reward_recipient_who ON reward_recipient (who_mac) WHERE deleted_at IS NULL;

-- Every step of every reward: its state is the state of its last step.
CREATE TABLE reward_step (
  id        TEXT PRIMARY KEY,
  reward_id TEXT NOT NULL REFERENCES reward (id),
  seq       INTEGER NOT NULL,
  step      TEXT NOT NULL,
  state     TEXT NOT NULL,
  on_day    TEXT NOT NULL,
  by_name   TEXT NOT NULL,
  by_person_id TEXT,
  recorded_by TEXT,
  words     TEXT,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (reward_id, seq)
) STRICT;
CREATE TRIGGER reward_step_keeps BEFORE UPDATE ON reward_step BEGIN SELECT RAISE(ABORT, 'reward_step is append-only'); END;
CREATE TRIGGER reward_step_stays BEFORE DELETE ON reward_step BEGIN SELECT RAISE(ABORT, 'reward_step is append-only'); END;

CREATE TABLE reward_approval (
  id          TEXT PRIMARY KEY,
  reward_id   TEXT NOT NULL REFERENCES reward (id),
  -- 0 is the officer's verification.
  level_no    INTEGER NOT NULL,
  office      TEXT NOT NULL,
  decision    TEXT NOT NULL CHECK (decision IN ('agreed', 'refused')),
  approver_account TEXT,
  approver_person_id TEXT,
  approver    TEXT NOT NULL,
  opinion     TEXT NOT NULL,
  decided_on  TEXT NOT NULL,
  on_paper    INTEGER NOT NULL,
  scan_id     TEXT,
  -- A withdrawn application is verified anew: only decisions of the current submission count.
  submission  INTEGER NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX reward_approval_reward ON reward_approval (reward_id, submission, level_no);
CREATE TRIGGER reward_approval_keeps BEFORE UPDATE ON reward_approval BEGIN SELECT RAISE(ABORT, 'reward_approval is append-only'); END;
CREATE TRIGGER reward_approval_stays BEFORE DELETE ON reward_approval BEGIN SELECT RAISE(ABORT, 'reward_approval is append-only'); END;

CREATE TABLE reward_payment (
  id           TEXT PRIMARY KEY,
  reward_id    TEXT NOT NULL REFERENCES reward (id),
  recipient_id TEXT NOT NULL REFERENCES reward_recipient (id),
  method       TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'goods')),
  paid_on      TEXT NOT NULL,
  -- Negative in a reversal.
  amount_fen   INTEGER NOT NULL,
  goods_fen    INTEGER NOT NULL,
  payer1       TEXT NOT NULL,
  payer1_id    TEXT,
  payer2       TEXT NOT NULL,
  payer2_id    TEXT,
  -- JSON of who signed, and whether and why for another.
  signed_enc   TEXT NOT NULL,
  is_proxy     INTEGER NOT NULL,
  voucher_no   TEXT,
  scan_id      TEXT,
  reverses_id  TEXT REFERENCES reward_payment (id),
  reason       TEXT,
  by_name      TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX reward_payment_reward ON reward_payment (reward_id, id);
CREATE UNIQUE INDEX reward_payment_reverses ON reward_payment (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TRIGGER reward_payment_keeps BEFORE UPDATE ON reward_payment BEGIN SELECT RAISE(ABORT, 'reward_payment is append-only'); END;
CREATE TRIGGER reward_payment_stays BEFORE DELETE ON reward_payment BEGIN SELECT RAISE(ABORT, 'reward_payment is append-only'); END;

-- The fund's ledger: three columns of change; balance = Σ budget − Σ committed − Σ paid.
CREATE TABLE reward_fund_entry (
  id            TEXT PRIMARY KEY,
  fund_id       TEXT NOT NULL REFERENCES reward_fund (id),
  kind          TEXT NOT NULL CHECK (kind IN ('budget', 'adjust', 'commit', 'release', 'pay', 'refund', 'ledger', 'reverse')),
  on_day        TEXT NOT NULL,
  budget_fen    INTEGER NOT NULL,
  committed_fen INTEGER NOT NULL,
  paid_fen      INTEGER NOT NULL,
  reward_id     TEXT REFERENCES reward (id),
  payment_id    TEXT REFERENCES reward_payment (id),
  reverses_id   TEXT REFERENCES reward_fund_entry (id),
  doc_no        TEXT,
  reason        TEXT,
  by_name       TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX reward_fund_entry_fund ON reward_fund_entry (fund_id, id);
CREATE INDEX reward_fund_entry_reward ON reward_fund_entry (reward_id) WHERE reward_id IS NOT NULL;
CREATE UNIQUE INDEX reward_fund_entry_reverses ON reward_fund_entry (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TRIGGER reward_fund_entry_keeps BEFORE UPDATE ON reward_fund_entry BEGIN SELECT RAISE(ABORT, 'reward_fund_entry is append-only'); END;
CREATE TRIGGER reward_fund_entry_stays BEFORE DELETE ON reward_fund_entry BEGIN SELECT RAISE(ABORT, 'reward_fund_entry is append-only'); END;

-- The approval chain once an administrator has changed it; while empty, the labelled defaults of the domain hold.
CREATE TABLE reward_tier (
  id        TEXT PRIMARY KEY,
  level_no  INTEGER NOT NULL,
  office    TEXT NOT NULL,
  up_to_fen INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

-- The level an approver's account signs for; the id is the account's.
CREATE TABLE approver_tier (
  id       TEXT PRIMARY KEY REFERENCES user_account (id),
  level_no INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Numbers of documents: the station's code is part of them, so that two stations never issue the same.
CREATE TABLE reward_number (
  id      TEXT PRIMARY KEY,
  last_no INTEGER NOT NULL
) STRICT;

-- Ledgers taken over: what came of which file. Their rewards point here, so that an import can be voided as a whole.
CREATE TABLE reward_import (
  id           TEXT PRIMARY KEY,
  year         INTEGER NOT NULL,
  file_name    TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  stored       INTEGER NOT NULL,
  stored_fen   INTEGER NOT NULL,
  counts_json  TEXT NOT NULL,
  committed_at INTEGER NOT NULL,
  committed_by TEXT NOT NULL,
  actor_name   TEXT NOT NULL,
  undone_at    INTEGER,
  undone_by    TEXT,
  row_version  INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX reward_import_at ON reward_import (committed_at);
