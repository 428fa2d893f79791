import { posts } from '../../../domain/post'
import { insert, local, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const onTheDay = `(a.start_on IS NULL OR a.start_on <= @on) AND (a.end_on IS NULL OR a.end_on > @on)`
/** The parts of the maintained counts that add up to the count of a day. */
const beforeYear = `period < substr(@on, 1, 4)`
const monthsOfYear = `period >= substr(@on, 1, 4) AND period < substr(@on, 1, 7)`
const daysOfMonth = `period >= substr(@on, 1, 7) AND period <= @on`
const postNames = posts.map((post) => `'${post}'`).join(', ')
const holder = {
  assignment_id: 'text', post: 'text', community_id: 'text', grid_id: 'text?', start_on: 'text?', is_acting: 'integer',
  person_id: 'text', name: 'text', pinyin: 'text', phone_enc: 'text?', duty_phone: 'text?', police_no: 'text?',
} as const
const holderColumns = `a.id AS assignment_id, a.post, a.community_id, a.grid_id, a.start_on, a.is_acting,
    p.id AS person_id, p.name, p.pinyin, p.phone_enc, p.duty_phone, p.police_no`
const assignment = {
  id: 'text', person_id: 'text', person_name: 'text', post: 'text', community_id: 'text', community: 'text', grid_id: 'text?', grid: 'text?', grid_community: 'text?',
  start_on: 'text?', end_on: 'text?', is_acting: 'integer', doc_no: 'text?', reason: 'text?', end_doc_no: 'text?', end_reason: 'text?', row_version: 'integer',
} as const
const assignmentColumns = `a.id, a.person_id, p.name AS person_name, a.post, a.community_id, o.name AS community, a.grid_id, g.name AS grid, g.community_id AS grid_community,
    a.start_on, a.end_on, a.is_acting, a.doc_no, a.reason, a.end_doc_no, a.end_reason, a.row_version`
const assignmentTables = `post_assignment a JOIN person p ON p.id = a.person_id JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id`

/** Seats, tenures and pairs. */
export const rosterStatements = {
  /** The four posts that a board shows by name: one seek per post and community. */
  seatHolders: query({ on: 'text' }, holder, `
    SELECT ${holderColumns}
    FROM post_assignment a JOIN person p ON p.id = a.person_id
    WHERE a.post IN ('station_chief', 'community_police', 'grid_chief', 'aux_police') AND a.deleted_at IS NULL AND ${onTheDay}`),
  /** From the maintained counts: see migration 0009. */
  otherCounts: query({ on: 'text' }, { community_id: 'text', post: 'text', n: 'integer' }, `
    SELECT c.community_id, c.post, CAST(sum(c.n) AS INTEGER) AS n FROM (
      SELECT community_id, post, n FROM member_count WHERE level = 'y' AND ${beforeYear}
      UNION ALL SELECT community_id, post, n FROM member_count WHERE level = 'm' AND ${monthsOfYear}
      UNION ALL SELECT community_id, post, n FROM member_count WHERE level = 'd' AND ${daysOfMonth}) c
    WHERE c.post IN ('enforcement_member', 'building_head', 'volunteer', 'clerk')
    GROUP BY c.community_id, c.post HAVING sum(c.n) > 0`),
  /** How many persons serve on the day, in the post or, with '', in any. */
  personCount: query({ on: 'text', post: 'text' }, { n: 'integer' }, `
    SELECT CAST(coalesce(sum(c.n), 0) AS INTEGER) AS n FROM (
      SELECT n FROM serving_count WHERE level = 'y' AND ${beforeYear} AND post = @post
      UNION ALL SELECT n FROM serving_count WHERE level = 'm' AND ${monthsOfYear} AND post = @post
      UNION ALL SELECT n FROM serving_count WHERE level = 'd' AND ${daysOfMonth} AND post = @post) c`),
  /** The tenures of some persons that had begun by the day, as a list of people shows them; `ids`: a JSON list, whose order they keep. */
  tenuresOfPersons: query({ ids: 'text', on: 'text' }, {
    person_id: 'text', post: 'text', community_id: 'text', community: 'text', grid_id: 'text?', grid: 'text?', start_on: 'text?', end_on: 'text?', is_acting: 'integer',
  }, `
    SELECT a.person_id, a.post, a.community_id, o.name AS community, a.grid_id, g.name AS grid, a.start_on, a.end_on, a.is_acting
    FROM json_each(@ids) j CROSS JOIN post_assignment a ON a.person_id = j.value JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id
    WHERE a.deleted_at IS NULL AND (a.start_on IS NULL OR a.start_on <= @on)
    ORDER BY j.key, a.end_on IS NOT NULL, a.start_on DESC, a.id`),
  /** Counts of tenures are added up at the end, not with every row: see migration 0011. */
  putOffCounts: local({}, `INSERT INTO count_pending (person_id) VALUES ('')`),
  addUpCounts: local({}, `DELETE FROM count_pending WHERE person_id = ''`),
  holdersOfCommunity: query({ community_id: 'text', on: 'text' }, holder, `
    SELECT ${holderColumns}
    FROM post_assignment a INDEXED BY post_assignment_community CROSS JOIN person p ON p.id = a.person_id
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND ${onTheDay}
    ORDER BY p.pinyin, a.id`),
  holdersOfGrid: query({ community_id: 'text', grid_id: 'text', on: 'text' }, { person_id: 'text', post: 'text' }, `
    SELECT a.person_id, a.post FROM post_assignment a INDEXED BY post_assignment_seat
    WHERE a.post IN (${postNames}) AND a.community_id = @community_id AND a.grid_id = @grid_id AND a.deleted_at IS NULL AND ${onTheDay}`),
  /** Everyone of a community with all that a list of persons prints. */
  detailsOfCommunity: query({ community_id: 'text', on: 'text' }, { ...holder, sex: 'text?', id_no_enc: 'text?', remark: 'text?', extra_json: 'text' }, `
    SELECT ${holderColumns}, p.sex, p.id_no_enc, p.remark, p.extra_json
    FROM post_assignment a INDEXED BY post_assignment_community CROSS JOIN person p ON p.id = a.person_id
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND ${onTheDay}
    ORDER BY p.pinyin, a.id`),
  /** Who held a unique seat last before the day, for the words of a vacancy. */
  lastHolder: query({ post: 'text', community_id: 'text', grid_id: 'text?', on: 'text' }, { name: 'text', end_on: 'text' }, `
    SELECT p.name, a.end_on FROM post_assignment a JOIN person p ON p.id = a.person_id
    WHERE a.post = @post AND a.community_id = @community_id AND a.grid_id IS @grid_id AND a.deleted_at IS NULL AND a.end_on <= @on
    ORDER BY a.end_on DESC LIMIT 1`),
  /** Every tenure in a seat that has days on or after the given one. */
  tenuresInSeat: query({ post: 'text', community_id: 'text', grid_id: 'text?', on: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables}
    WHERE a.post = @post AND a.community_id = @community_id AND a.grid_id IS @grid_id AND a.deleted_at IS NULL AND (a.end_on IS NULL OR a.end_on > @on)
    ORDER BY a.start_on`),
  /**
   * The same of those only who bear a name: from the persons' own index, since hundreds may share the seat. With a number
   * at hand only somebody without one could be the same person, and they are few; without one, any namesake.
   */
  tenuresInSeatOfName: query({ term: 'text', post: 'text', community_id: 'text', grid_id: 'text?', on: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM person_term t CROSS JOIN post_assignment a INDEXED BY post_assignment_person ON a.person_id = t.person_id
      JOIN person p ON p.id = a.person_id JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id
    WHERE t.term = @term AND a.deleted_at IS NULL AND a.post = @post AND a.community_id = @community_id AND a.grid_id IS @grid_id AND (a.end_on IS NULL OR a.end_on > @on)`),
  tenuresInSeatWithoutNumber: query({ name: 'text', post: 'text', community_id: 'text', grid_id: 'text?', on: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM person p INDEXED BY person_without_number CROSS JOIN post_assignment a INDEXED BY post_assignment_person ON a.person_id = p.id
      CROSS JOIN org_unit o ON o.id = a.community_id LEFT JOIN grid g ON g.id = a.grid_id
    WHERE p.name = @name AND p.id_no_mac IS NULL AND p.deleted_at IS NULL
      AND a.deleted_at IS NULL AND a.post = @post AND a.community_id = @community_id AND a.grid_id IS @grid_id AND (a.end_on IS NULL OR a.end_on > @on)`),
  tenuresOfPerson: query({ person_id: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables}
    WHERE a.person_id = @person_id AND a.deleted_at IS NULL ORDER BY a.end_on IS NOT NULL, a.start_on DESC, a.id`),
  assignment: query({ id: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables} WHERE a.id = @id AND a.deleted_at IS NULL`),
  /** For checks and merges: every tenure there is, community by community. */
  tenuresOfCommunity: query({ community_id: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables} WHERE a.community_id = @community_id AND a.deleted_at IS NULL`),
  arrivals: query({ community_id: 'text', from: 'text', to: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables}
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND a.start_on > @from AND a.start_on <= @to ORDER BY a.start_on DESC, a.id`),
  departures: query({ community_id: 'text', from: 'text', to: 'text' }, assignment, `
    SELECT ${assignmentColumns} FROM ${assignmentTables}
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND a.end_on > @from AND a.end_on <= @to ORDER BY a.end_on DESC, a.id`),
  insertAssignment: insert('post_assignment', {
    id: 'text', person_id: 'text', post: 'text', community_id: 'text', grid_id: 'text?', start_on: 'text?', is_acting: 'integer',
    doc_no: 'text?', reason: 'text?', import_batch_id: 'text?', ...stamps,
  }, `
    INSERT INTO post_assignment (id, person_id, post, community_id, grid_id, start_on, is_acting, doc_no, reason, import_batch_id, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @person_id, @post, @community_id, @grid_id, @start_on, @is_acting, @doc_no, @reason, @import_batch_id, @created_at, @created_by, @updated_at, @updated_by)`),
  endAssignment: update('post_assignment', { id: 'text', end_on: 'text?', end_doc_no: 'text?', end_reason: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE post_assignment SET end_on = @end_on, end_doc_no = @end_doc_no, end_reason = @end_reason, row_version = row_version + 1,
      updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  removeAssignment: update('post_assignment', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE post_assignment SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),

  pairingsOfGrid: query({ grid_id: 'text', on: 'text' }, { id: 'text', grid_chief_id: 'text', aux_police_id: 'text', start_on: 'text?', end_on: 'text?' }, `
    SELECT id, grid_chief_id, aux_police_id, start_on, end_on FROM grid_pairing
    WHERE grid_id = @grid_id AND deleted_at IS NULL AND (end_on IS NULL OR end_on > @on) ORDER BY start_on`),
  pairingsOfCommunity: query({ community_id: 'text', on: 'text' }, { grid_id: 'text', grid_chief_id: 'text', aux_police_id: 'text', start_on: 'text?' }, `
    SELECT r.grid_id, r.grid_chief_id, r.aux_police_id, r.start_on
    FROM grid g JOIN grid_pairing r ON r.grid_id = g.id
    WHERE g.community_id = @community_id AND g.deleted_at IS NULL AND r.deleted_at IS NULL
      AND (r.start_on IS NULL OR r.start_on <= @on) AND (r.end_on IS NULL OR r.end_on > @on)`),
  /** Grid by grid: CROSS JOIN keeps the planner from walking the pairings themselves. */
  allPairings: query({}, { id: 'text', grid_id: 'text', grid: 'text', aux_police_id: 'text', aux_name: 'text', start_on: 'text?', end_on: 'text?' }, `
    SELECT r.id, r.grid_id, g.name AS grid, r.aux_police_id, p.name AS aux_name, r.start_on, r.end_on
    FROM grid g CROSS JOIN grid_pairing r ON r.grid_id = g.id JOIN person p ON p.id = r.aux_police_id
    WHERE r.deleted_at IS NULL`),
  insertPairing: insert('grid_pairing', { id: 'text', grid_id: 'text', grid_chief_id: 'text', aux_police_id: 'text', start_on: 'text?', end_on: 'text?', import_batch_id: 'text?', ...stamps }, `
    INSERT INTO grid_pairing (id, grid_id, grid_chief_id, aux_police_id, start_on, end_on, import_batch_id, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @grid_id, @grid_chief_id, @aux_police_id, @start_on, @end_on, @import_batch_id, @created_at, @created_by, @updated_at, @updated_by)`),
  endPairing: update('grid_pairing', { id: 'text', end_on: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE grid_pairing SET end_on = @end_on, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),
  removePairing: update('grid_pairing', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE grid_pairing SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id AND deleted_at IS NULL`),

  exemptionsOfCommunity: query({ community_id: 'text', on: 'text' }, { grid_id: 'text', authority: 'text', reason: 'text', from_on: 'text', to_on: 'text?' }, `
    SELECT e.grid_id, e.authority, e.reason, e.from_on, e.to_on FROM grid g JOIN pairing_exemption e ON e.grid_id = g.id
    WHERE g.community_id = @community_id AND g.deleted_at IS NULL AND e.deleted_at IS NULL AND e.from_on <= @on AND (e.to_on IS NULL OR e.to_on > @on)`),
  allExemptions: query({}, { grid_id: 'text', from_on: 'text', to_on: 'text?' }, `
    SELECT grid_id, from_on, to_on FROM pairing_exemption WHERE deleted_at IS NULL`),
  insertExemption: insert('pairing_exemption', { id: 'text', grid_id: 'text', from_on: 'text', to_on: 'text?', authority: 'text', reason: 'text', ...stamps }, `
    INSERT INTO pairing_exemption (id, grid_id, from_on, to_on, authority, reason, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @grid_id, @from_on, @to_on, @authority, @reason, @created_at, @created_by, @updated_at, @updated_by)`),
  insertReveal: local({ id: 'text', at: 'integer', account_id: 'text', by_name: 'text', person_id: 'text', field: 'text', reason: 'text' }, `
    INSERT INTO reveal_log (id, at, account_id, by_name, person_id, field, reason) VALUES (@id, @at, @account_id, @by_name, @person_id, @field, @reason)`),
  revealsOfPerson: query({ person_id: 'text' }, { at: 'integer', by_name: 'text', field: 'text', reason: 'text' }, `
    SELECT at, by_name, field, reason FROM reveal_log WHERE person_id = @person_id ORDER BY at DESC LIMIT 50`),
  insertExport: local({ id: 'text', at: 'integer', account_id: 'text', report: 'text', filter_json: 'text', row_count: 'integer', masked: 'integer', reason: 'text?', sha256: 'text' }, `
    INSERT INTO export_log (id, at, account_id, report, filter_json, row_count, masked, reason, sha256)
    VALUES (@id, @at, @account_id, @report, @filter_json, @row_count, @masked, @reason, @sha256)`),
}
