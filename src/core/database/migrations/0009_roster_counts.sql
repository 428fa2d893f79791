-- How many serve on a day, without walking the tenures: every start adds one and every end takes one away, summed by year
-- ('2026'), month ('2026-11') and day ('2026-11-30'). A day's count is the years before its year, the months of that year
-- before its month, and the days of that month up to it. Derived from post_assignment by the triggers below; never synced.

-- Persons: who serves twice counts once. post '' stands for any post.
CREATE TABLE serving_count (
  level  TEXT NOT NULL CHECK (level IN ('y', 'm', 'd')),
  period TEXT NOT NULL,
  post   TEXT NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (level, period, post)
) STRICT, WITHOUT ROWID;

-- Tenures of a community and post.
CREATE TABLE member_count (
  level        TEXT NOT NULL CHECK (level IN ('y', 'm', 'd')),
  period       TEXT NOT NULL,
  community_id TEXT NOT NULL,
  post         TEXT NOT NULL,
  n            INTEGER NOT NULL,
  PRIMARY KEY (level, period, community_id, post)
) STRICT, WITHOUT ROWID;

CREATE TABLE count_level (level TEXT PRIMARY KEY, length INTEGER NOT NULL) STRICT;
INSERT INTO count_level (level, length) VALUES ('y', 4), ('m', 7), ('d', 10);

-- A start counts where no other tenure of the person reaches it, an end where none goes on; of two on one day the one
-- with the smaller id. "Since before the records" is the day 0000-00-00.
CREATE VIEW serving_event AS
SELECT a.person_id, '' AS post, coalesce(a.start_on, '0000-00-00') AS on_day, 1 AS n FROM post_assignment a
WHERE a.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM post_assignment b WHERE b.person_id = a.person_id AND b.deleted_at IS NULL AND b.id <> a.id
  AND ((coalesce(b.start_on, '') < coalesce(a.start_on, '') AND (b.end_on IS NULL OR b.end_on >= a.start_on)) OR (b.start_on IS a.start_on AND b.id < a.id)))
UNION ALL
SELECT a.person_id, '', a.end_on, -1 FROM post_assignment a
WHERE a.deleted_at IS NULL AND a.end_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM post_assignment b WHERE b.person_id = a.person_id AND b.deleted_at IS NULL AND b.id <> a.id
  AND ((coalesce(b.start_on, '') <= a.end_on AND (b.end_on IS NULL OR b.end_on > a.end_on)) OR (b.end_on = a.end_on AND b.id < a.id)))
UNION ALL
SELECT a.person_id, a.post, coalesce(a.start_on, '0000-00-00'), 1 FROM post_assignment a
WHERE a.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM post_assignment b WHERE b.person_id = a.person_id AND b.post = a.post AND b.deleted_at IS NULL AND b.id <> a.id
  AND ((coalesce(b.start_on, '') < coalesce(a.start_on, '') AND (b.end_on IS NULL OR b.end_on >= a.start_on)) OR (b.start_on IS a.start_on AND b.id < a.id)))
UNION ALL
SELECT a.person_id, a.post, a.end_on, -1 FROM post_assignment a
WHERE a.deleted_at IS NULL AND a.end_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM post_assignment b WHERE b.person_id = a.person_id AND b.post = a.post AND b.deleted_at IS NULL AND b.id <> a.id
  AND ((coalesce(b.start_on, '') <= a.end_on AND (b.end_on IS NULL OR b.end_on > a.end_on)) OR (b.end_on = a.end_on AND b.id < a.id)));

CREATE VIEW member_event AS
SELECT id, community_id, post, coalesce(start_on, '0000-00-00') AS on_day, 1 AS n FROM post_assignment WHERE deleted_at IS NULL
UNION ALL
SELECT id, community_id, post, end_on, -1 FROM post_assignment WHERE deleted_at IS NULL AND end_on IS NOT NULL;

INSERT INTO serving_count (level, period, post, n)
SELECT l.level, substr(e.on_day, 1, l.length), e.post, sum(e.n) FROM serving_event e CROSS JOIN count_level l GROUP BY 1, 2, 3;
INSERT INTO member_count (level, period, community_id, post, n)
SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, sum(e.n) FROM member_event e CROSS JOIN count_level l GROUP BY 1, 2, 3, 4;

-- All of the person's events are taken away before a change and added after it: what counts depends on the other tenures.
CREATE TRIGGER post_assignment_inserting BEFORE INSERT ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = NEW.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_inserted AFTER INSERT ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = NEW.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = NEW.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_changing BEFORE UPDATE OF person_id, post, community_id, start_on, end_on, deleted_at ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id IN (OLD.person_id, NEW.person_id)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = OLD.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_changed AFTER UPDATE OF person_id, post, community_id, start_on, end_on, deleted_at ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id IN (OLD.person_id, NEW.person_id)
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = NEW.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
-- Rows are marked as deleted, never taken out; should one be, the counts follow all the same.
CREATE TRIGGER post_assignment_deleting BEFORE DELETE ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, -e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = OLD.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
  INSERT INTO member_count (level, period, community_id, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.community_id, e.post, -e.n FROM member_event e CROSS JOIN count_level l WHERE e.id = OLD.id
  ON CONFLICT (level, period, community_id, post) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER post_assignment_deleted AFTER DELETE ON post_assignment BEGIN
  INSERT INTO serving_count (level, period, post, n)
  SELECT l.level, substr(e.on_day, 1, l.length), e.post, e.n FROM serving_event e CROSS JOIN count_level l WHERE e.person_id = OLD.person_id
  ON CONFLICT (level, period, post) DO UPDATE SET n = n + excluded.n;
END;
