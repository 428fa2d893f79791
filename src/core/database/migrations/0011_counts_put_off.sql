-- A command that changes many tenures adds up its counts once, at its end. While the row '' stands in count_pending, a
-- person whose tenures change is taken out of the counts at the first change and noted; when that row goes, all who are
-- noted are counted again, as they are now. Begun and ended in one transaction: nothing ever stands here after a COMMIT.
-- UNIQUE beside the row's number: an index that holds every column, so that no digest is kept of what comes and goes.
CREATE TABLE count_pending (person_id TEXT NOT NULL UNIQUE) STRICT;

-- Somebody without a number is asked for by name, for every row of an import.
CREATE INDEX person_without_number ON person (name) WHERE id_no_mac IS NULL AND deleted_at IS NULL;

DROP TRIGGER post_assignment_inserting;
DROP TRIGGER post_assignment_inserted;
DROP TRIGGER post_assignment_changing;
DROP TRIGGER post_assignment_changed;
DROP TRIGGER post_assignment_deleting;
DROP TRIGGER post_assignment_deleted;

-- As in 0009, where nothing is put off.
CREATE TRIGGER post_assignment_inserting BEFORE INSERT ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = NEW.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_inserted AFTER INSERT ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = NEW.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = NEW.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_changing BEFORE UPDATE OF person_id, post, community_id, start_on, end_on, deleted_at ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id IN (OLD.person_id, NEW.person_id)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = OLD.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_changed AFTER UPDATE OF person_id, post, community_id, start_on, end_on, deleted_at ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id IN (OLD.person_id, NEW.person_id)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = NEW.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_deleting BEFORE DELETE ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = OLD.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = OLD.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_deleted AFTER DELETE ON post_assignment WHEN NOT EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = OLD.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
END;

-- Where it is put off.
CREATE TRIGGER post_assignment_inserting_later BEFORE INSERT ON post_assignment WHEN EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l
  WHERE e.person_id IN (NEW.person_id) AND e.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM post_assignment a CROSS JOIN member_event e ON e.id = a.id CROSS JOIN count_level l
  WHERE a.person_id IN (NEW.person_id) AND a.deleted_at IS NULL AND a.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO count_pending (person_id) SELECT value FROM json_each(json_array(NEW.person_id)) WHERE value NOT IN (SELECT person_id FROM count_pending) GROUP BY value;
END;
CREATE TRIGGER post_assignment_changing_later BEFORE UPDATE OF person_id, post, community_id, start_on, end_on, deleted_at ON post_assignment WHEN EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l
  WHERE e.person_id IN (OLD.person_id, NEW.person_id) AND e.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM post_assignment a CROSS JOIN member_event e ON e.id = a.id CROSS JOIN count_level l
  WHERE a.person_id IN (OLD.person_id, NEW.person_id) AND a.deleted_at IS NULL AND a.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO count_pending (person_id) SELECT value FROM json_each(json_array(OLD.person_id, NEW.person_id)) WHERE value NOT IN (SELECT person_id FROM count_pending) GROUP BY value;
END;
CREATE TRIGGER post_assignment_deleting_later BEFORE DELETE ON post_assignment WHEN EXISTS (SELECT 1 FROM count_pending WHERE person_id = '') BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l
  WHERE e.person_id IN (OLD.person_id) AND e.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM post_assignment a CROSS JOIN member_event e ON e.id = a.id CROSS JOIN count_level l
  WHERE a.person_id IN (OLD.person_id) AND a.deleted_at IS NULL AND a.person_id NOT IN (SELECT person_id FROM count_pending)
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO count_pending (person_id) SELECT value FROM json_each(json_array(OLD.person_id)) WHERE value NOT IN (SELECT person_id FROM count_pending) GROUP BY value;
END;
CREATE TRIGGER count_pending_ends BEFORE DELETE ON count_pending WHEN OLD.person_id = '' BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, sum(e.n) FROM serving_event e CROSS JOIN count_level l
  WHERE e.person_id IN (SELECT person_id FROM count_pending) GROUP BY 1, 2, 3 HAVING sum(e.n) <> 0
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, sum(e.n) FROM member_event e CROSS JOIN count_level l
  WHERE e.id IN (SELECT a.id FROM count_pending p CROSS JOIN post_assignment a ON a.person_id = p.person_id WHERE a.deleted_at IS NULL) GROUP BY 1, 2, 3, 4 HAVING sum(e.n) <> 0
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
  DELETE FROM count_pending WHERE person_id <> '';
END;
