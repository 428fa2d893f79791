import { insert, local, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const person = {
  id: 'text', name: 'text', pinyin: 'text', initials: 'text', sex: 'text?', birth_on: 'text?', id_no_enc: 'text?', id_no_mac: 'text?', phone_enc: 'text?', phone_mac: 'text?',
  duty_phone: 'text?', police_no: 'text?', org_text: 'text?', remark: 'text?', extra_json: 'text', row_version: 'integer',
} as const
const personColumns = Object.keys(person).map((column) => `p.${column}`).join(', ')
const listed = { id: 'text', name: 'text', pinyin: 'text', sex: 'text?', id_no_enc: 'text?', phone_enc: 'text?', police_no: 'text?' } as const
const listedColumns = Object.keys(listed).map((column) => `p.${column}`).join(', ')

/** `@state`: serving has a post on the day, former has none, all is both. */
const inState = `(@state = 'all' OR (@state = 'serving') = EXISTS (
      SELECT 1 FROM post_assignment s WHERE s.person_id = p.id AND s.deleted_at IS NULL
        AND (s.start_on IS NULL OR s.start_on <= @on) AND (s.end_on IS NULL OR s.end_on > @on)))`
const inPlace = `(@state <> 'serving' OR ((a.start_on IS NULL OR a.start_on <= @on) AND (a.end_on IS NULL OR a.end_on > @on)))`
const place = { on: 'text', state: 'text', after_pinyin: 'text', after_id: 'text' } as const
const wanted = { from: 'text', to: 'text', post: 'text?' } as const
const fitting = { id: 'text', pinyin: 'text', is_after: 'integer' } as const
const fittingColumns = `p.id, p.pinyin, (p.pinyin, p.id) > (@after_pinyin, @after_id) AS is_after`
const page = { on: 'text', state: 'text', after_pinyin: 'text', after_id: 'text', limit: 'integer' } as const

export const personStatements = {
  byId: query({ id: 'text' }, person, `SELECT ${personColumns} FROM person p WHERE p.id = @id AND p.deleted_at IS NULL`),
  byIdNo: query({ id_no_mac: 'text' }, person, `SELECT ${personColumns} FROM person p WHERE p.id_no_mac = @id_no_mac AND p.deleted_at IS NULL`),
  /** Everyone, by pinyin: one walk along the index. */
  listAll: query(page, listed, `
    SELECT ${listedColumns} FROM person p
    WHERE p.deleted_at IS NULL AND (p.pinyin, p.id) > (@after_pinyin, @after_id) AND ${inState}
    ORDER BY p.pinyin, p.id LIMIT @limit`),
  countAll: query({}, { n: 'integer' }, `
    SELECT count(*) AS n FROM person p INDEXED BY person_pinyin WHERE p.pinyin > '' AND p.deleted_at IS NULL`),
  /** For a post that many hold: the same walk, asking of each whether the post fits. */
  walkPost: query({ ...page, post: 'text' }, listed, `
    SELECT ${listedColumns} FROM person p INDEXED BY person_pinyin
    WHERE p.deleted_at IS NULL AND (p.pinyin, p.id) > (@after_pinyin, @after_id)
      AND EXISTS (SELECT 1 FROM post_assignment a WHERE a.person_id = p.id AND a.deleted_at IS NULL AND a.post = @post AND ${inPlace})
      AND ${inState}
    ORDER BY p.pinyin, p.id LIMIT @limit`),
  /**
   * For a text that many names bear: in the order of what was found in them, since a surname's people stand far back in
   * the order of pinyin. Who bears it more than once stands where it is found first.
   */
  walkText: query({ on: 'text', state: 'text', after_term: 'text', after_id: 'text', limit: 'integer', ...wanted }, { ...listed, term: 'text' }, `
    SELECT ${listedColumns}, t.term FROM person_term t CROSS JOIN person p ON p.id = t.person_id
    WHERE t.term >= @from AND t.term < @to AND (t.term, t.person_id) > (@after_term, @after_id) AND p.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM person_term s WHERE s.person_id = t.person_id AND s.term >= @from AND s.term < t.term)
      AND (@post IS NULL OR EXISTS (SELECT 1 FROM post_assignment a WHERE a.person_id = p.id AND a.deleted_at IS NULL AND a.post = @post AND ${inPlace}))
      AND ${inState}
    ORDER BY t.term, t.person_id LIMIT @limit`),
  /** For what few people fit: all of them in order, with whether they come after a place in it. One community, or one post of it. */
  fittingCommunity: query({ ...place, community_id: 'text', ...wanted }, fitting, `
    SELECT DISTINCT ${fittingColumns} FROM post_assignment a INDEXED BY post_assignment_community CROSS JOIN person p ON p.id = a.person_id
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND p.deleted_at IS NULL AND (@post IS NULL OR a.post = @post) AND ${inPlace} AND ${inState}
      AND (@from = '' OR EXISTS (SELECT 1 FROM person_term t WHERE t.person_id = p.id AND t.term >= @from AND t.term < @to))
    ORDER BY p.pinyin, p.id`),
  /** One post of one community, from the index of the seats: however many others serve there. */
  fittingSeat: query({ ...place, community_id: 'text', from: 'text', to: 'text', post: 'text' }, fitting, `
    SELECT DISTINCT ${fittingColumns} FROM post_assignment a INDEXED BY post_assignment_seat CROSS JOIN person p ON p.id = a.person_id
    WHERE a.post = @post AND a.community_id = @community_id AND a.deleted_at IS NULL AND p.deleted_at IS NULL AND ${inPlace} AND ${inState}
      AND (@from = '' OR EXISTS (SELECT 1 FROM person_term t WHERE t.person_id = p.id AND t.term >= @from AND t.term < @to))
    ORDER BY p.pinyin, p.id`),
  fittingPost: query({ ...place, from: 'text', to: 'text', post: 'text' }, fitting, `
    SELECT DISTINCT ${fittingColumns} FROM post_assignment a INDEXED BY post_assignment_seat CROSS JOIN person p ON p.id = a.person_id
    WHERE a.post = @post AND a.deleted_at IS NULL AND p.deleted_at IS NULL AND ${inPlace} AND ${inState}
      AND (@from = '' OR EXISTS (SELECT 1 FROM person_term t WHERE t.person_id = p.id AND t.term >= @from AND t.term < @to))
    ORDER BY p.pinyin, p.id`),
  /** A prefix of any ending of the name, in characters, pinyin or initials. */
  fittingText: query({ ...place, ...wanted }, fitting, `
    SELECT ${fittingColumns} FROM person p
    WHERE p.id IN (SELECT t.person_id FROM person_term t WHERE t.term >= @from AND t.term < @to)
      AND p.deleted_at IS NULL AND ${inState}
      AND (@post IS NULL OR EXISTS (SELECT 1 FROM post_assignment a WHERE a.person_id = p.id AND a.deleted_at IS NULL AND a.post = @post AND ${inPlace}))
    ORDER BY p.pinyin, p.id`),
  /** `ids`: a JSON list; the rows come in its order. */
  listedByIds: query({ ids: 'text' }, listed, `
    SELECT ${listedColumns} FROM json_each(@ids) j CROSS JOIN person p ON p.id = j.value ORDER BY j.key`),
  /** No further than `limit`: whether few terms or tenures fit, or many. */
  probeTerms: query({ from: 'text', to: 'text', limit: 'integer' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM (SELECT 1 FROM person_term t WHERE t.term >= @from AND t.term < @to LIMIT @limit)`),
  probePost: query({ post: 'text', limit: 'integer' }, { n: 'integer' }, `
    SELECT count(*) AS n FROM (SELECT 1 FROM post_assignment a WHERE a.post = @post AND a.deleted_at IS NULL LIMIT @limit)`),
  /** `@communities`: a JSON list; who serves in two of them counts once. */
  countCommunities: query({ on: 'text', state: 'text', communities: 'text', ...wanted }, { n: 'integer' }, `
    SELECT count(DISTINCT p.id) AS n FROM post_assignment a JOIN person p ON p.id = a.person_id
    WHERE a.community_id IN (SELECT value FROM json_each(@communities)) AND a.deleted_at IS NULL AND p.deleted_at IS NULL AND (@post IS NULL OR a.post = @post) AND ${inPlace} AND ${inState}
      AND (@from = '' OR EXISTS (SELECT 1 FROM person_term t WHERE t.person_id = p.id AND t.term >= @from AND t.term < @to))`),
  insert: insert('person', {
    id: 'text', name: 'text', pinyin: 'text', initials: 'text', sex: 'text?', birth_on: 'text?', id_no_enc: 'text?', id_no_mac: 'text?', phone_enc: 'text?',
    phone_mac: 'text?', police_no: 'text?', org_text: 'text?', remark: 'text?', extra_json: 'text', import_batch_id: 'text?', ...stamps,
  }, `
    INSERT INTO person (id, name, pinyin, initials, sex, birth_on, id_no_enc, id_no_mac, phone_enc, phone_mac, police_no, org_text, remark, extra_json,
      import_batch_id, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @name, @pinyin, @initials, @sex, @birth_on, @id_no_enc, @id_no_mac, @phone_enc, @phone_mac, @police_no, @org_text, @remark, @extra_json,
      @import_batch_id, @created_at, @created_by, @updated_at, @updated_by)`),
  correct: update('person', {
    id: 'text', row_version: 'integer', name: 'text', pinyin: 'text', initials: 'text', sex: 'text?', birth_on: 'text?', id_no_enc: 'text?', id_no_mac: 'text?',
    phone_enc: 'text?', phone_mac: 'text?', duty_phone: 'text?', police_no: 'text?', org_text: 'text?', remark: 'text?', extra_json: 'text',
    updated_at: 'integer', updated_by: 'text',
  }, `
    UPDATE person SET name = @name, pinyin = @pinyin, initials = @initials, sex = @sex, birth_on = @birth_on, id_no_enc = @id_no_enc, id_no_mac = @id_no_mac,
      phone_enc = @phone_enc, phone_mac = @phone_mac, duty_phone = @duty_phone, police_no = @police_no, org_text = @org_text, remark = @remark,
      extra_json = @extra_json, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  remove: update('person', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE person SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  insertTerm: local({ term: 'text', person_id: 'text' }, `INSERT OR IGNORE INTO person_term (term, person_id) VALUES (@term, @person_id)`),
  removeTerms: local({ person_id: 'text' }, `DELETE FROM person_term WHERE person_id = @person_id`),
  phoneMacOf: query({ id: 'text' }, { phone_mac: 'text?' }, `SELECT phone_mac FROM person WHERE id = @id`),
}
