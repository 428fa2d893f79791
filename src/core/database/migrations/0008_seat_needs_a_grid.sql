-- Grid leads and auxiliaries hold the seat of a grid (model.md I3, I4), and a grid is its community's. Rows of before that
-- break this stay, are told by `check` and can be ended; no new one comes in, by whatever way.
CREATE TRIGGER post_assignment_has_its_grid BEFORE INSERT ON post_assignment
WHEN NEW.deleted_at IS NULL AND ((NEW.grid_id IS NULL AND NEW.post IN ('grid_chief', 'aux_police'))
  OR (NEW.grid_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grid WHERE id = NEW.grid_id AND community_id = NEW.community_id)))
BEGIN SELECT RAISE(ABORT, 'post_assignment: this seat needs a grid of its community'); END;
CREATE TRIGGER post_assignment_keeps_its_grid BEFORE UPDATE OF post, community_id, grid_id ON post_assignment
WHEN NEW.deleted_at IS NULL AND ((NEW.grid_id IS NULL AND NEW.post IN ('grid_chief', 'aux_police'))
  OR (NEW.grid_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grid WHERE id = NEW.grid_id AND community_id = NEW.community_id)))
BEGIN SELECT RAISE(ABORT, 'post_assignment: this seat needs a grid of its community'); END;

-- Which import of a ledger joined two cases: taken back, it takes its links along.
ALTER TABLE case_series_member ADD COLUMN import_batch_id TEXT;
CREATE INDEX case_series_member_batch ON case_series_member (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- Whether anybody's attendance rests on an import that is to be taken back.
CREATE INDEX attendance_of_person ON attendance (person_id) WHERE person_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX attendance_by_proxy ON attendance (proxy_for_id) WHERE proxy_for_id IS NOT NULL AND deleted_at IS NULL;
