import { insert, local, query, update } from '../../database/statement'

const meeting = {
  id: 'text', community_id: 'text', week: 'text', state: 'text', planned_on: 'text?', held_on: 'text?', start_time: 'text?', end_time: 'text?', place: 'text?',
  chief_id: 'text?', chief_name: 'text?', chief_reason: 'text?', officer_id: 'text?', officer_name: 'text?', officer_reason: 'text?',
  recorder_id: 'text?', recorder_name: 'text?', exempt_kind: 'text?', reason: 'text?', source: 'text?', row_version: 'integer', updated_at: 'integer',
} as const
const columns = Object.keys(meeting).join(', ')
const attendee = { person_id: 'text?', name: 'text', post: 'text?', grid_id: 'text?', org_text: 'text?', status: 'text', proxy_for_id: 'text?', proxy_for: 'text?', reason: 'text?' } as const
const live = `state <> 'void' AND deleted_at IS NULL`

export const meetingStatements = {
  byId: query({ id: 'text' }, meeting, `SELECT ${columns} FROM meeting WHERE id = @id AND deleted_at IS NULL`),
  /** I28: the one that is not void. */
  ofWeek: query({ community_id: 'text', week: 'text' }, meeting, `SELECT ${columns} FROM meeting WHERE community_id = @community_id AND week = @week AND ${live}`),
  within: query({ from: 'text', to: 'text' }, meeting, `SELECT ${columns} FROM meeting WHERE week >= @from AND week <= @to AND ${live} ORDER BY week, community_id`),
  /** The last one that took place before a week. */
  heldBefore: query({ community_id: 'text', week: 'text' }, meeting, `
    SELECT ${columns} FROM meeting
    WHERE community_id = @community_id AND week < @week AND ${live} AND state IN ('held', 'minuted', 'signed', 'locked') ORDER BY week DESC LIMIT 1`),
  /** Weeks that took place, with the instant up to which each has told everything: its seal, else the day's end in the office. */
  heldWeeks: query({ community_id: 'text', from: 'text' }, { week: 'text', held_on: 'text', sealed_at: 'integer?' }, `
    SELECT m.week, m.held_on, s.created_at AS sealed_at FROM meeting m LEFT JOIN meeting_seal s ON s.meeting_id = m.id
    WHERE m.community_id = @community_id AND m.week >= @from AND m.state <> 'void' AND m.deleted_at IS NULL AND m.held_on IS NOT NULL ORDER BY m.week`),
  voided: query({ community_id: 'text', week: 'text' }, { id: 'text', held_on: 'text?', reason: 'text?', updated_at: 'integer' }, `
    SELECT id, held_on, reason, updated_at FROM meeting WHERE community_id = @community_id AND week = @week AND state = 'void' ORDER BY id`),
  /** Where a community's duty begins: its first meeting, or the day it was entered. */
  communities: query({}, { id: 'text', meeting_weekday: 'integer?', created_at: 'integer', first_week: 'text?' }, `
    SELECT c.id, c.meeting_weekday, o.created_at, (SELECT min(m.week) FROM meeting m WHERE m.community_id = c.id AND m.state <> 'void' AND m.deleted_at IS NULL) AS first_week
    FROM community c JOIN org_unit o ON o.id = c.id WHERE c.deleted_at IS NULL ORDER BY o.sort_no, c.id`),
  /** Whether the roster tells of a day: a tenure that had begun by then. */
  knownSince: query({ community_id: 'text', on: 'text' }, { start_on: 'text?' }, `
    SELECT start_on FROM post_assignment WHERE community_id = @community_id AND start_on <= @on AND deleted_at IS NULL LIMIT 1`),
  setWeekday: update('community', { id: 'text', meeting_weekday: 'integer?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE community SET meeting_weekday = @meeting_weekday, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  insert: insert('meeting', { id: 'text', community_id: 'text', week: 'text', state: 'text', planned_on: 'text?', created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO meeting (id, community_id, week, state, planned_on, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @community_id, @week, @state, @planned_on, @created_at, @created_by, @updated_at, @updated_by)`),
  plan: update('meeting', { id: 'text', state: 'text', planned_on: 'text?', start_time: 'text?', place: 'text?', recorder_id: 'text?', recorder_name: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE meeting SET state = @state, planned_on = @planned_on, start_time = @start_time, place = @place, recorder_id = @recorder_id, recorder_name = @recorder_name,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  hold: update('meeting', {
    id: 'text', state: 'text', held_on: 'text', start_time: 'text?', end_time: 'text?', place: 'text?', chief_id: 'text?', chief_name: 'text?', chief_reason: 'text?',
    officer_id: 'text?', officer_name: 'text?', officer_reason: 'text?', recorder_id: 'text?', recorder_name: 'text?', source: 'text?', updated_at: 'integer', updated_by: 'text',
  }, `
    UPDATE meeting SET state = @state, held_on = @held_on, start_time = @start_time, end_time = @end_time, place = @place,
      chief_id = @chief_id, chief_name = @chief_name, chief_reason = @chief_reason, officer_id = @officer_id, officer_name = @officer_name, officer_reason = @officer_reason,
      recorder_id = @recorder_id, recorder_name = @recorder_name, source = @source,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  setState: update('meeting', { id: 'text', state: 'text', exempt_kind: 'text?', reason: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE meeting SET state = @state, exempt_kind = @exempt_kind, reason = @reason, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  attendance: query({ meeting_id: 'text' }, { id: 'text', ...attendee }, `
    SELECT id, ${Object.keys(attendee).join(', ')} FROM attendance WHERE meeting_id = @meeting_id AND deleted_at IS NULL ORDER BY sort_no, id`),
  insertAttendee: insert('attendance', { id: 'text', meeting_id: 'text', sort_no: 'integer', ...attendee, created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' }, `
    INSERT INTO attendance (id, meeting_id, sort_no, ${Object.keys(attendee).join(', ')}, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @meeting_id, @sort_no, ${Object.keys(attendee).map((name) => `@${name}`).join(', ')}, @created_at, @created_by, @updated_at, @updated_by)`),
  dropAttendee: update('attendance', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE attendance SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by WHERE id = @id`),
  signatures: query({ meeting_id: 'text' }, {
    id: 'text', side: 'text', act: 'text', how: 'text', name: 'text', signed_on: 'text', sha256: 'text', attachment_id: 'text?', created_at: 'integer', created_by: 'text',
  }, `
    SELECT id, side, act, how, name, signed_on, sha256, attachment_id, created_at, created_by FROM meeting_signature WHERE meeting_id = @meeting_id ORDER BY id`),
  sign: local({
    id: 'text', meeting_id: 'text', side: 'text', act: 'text', how: 'text', name: 'text', signed_on: 'text', sha256: 'text', reason: 'text?', attachment_id: 'text?', created_at: 'integer', created_by: 'text',
  }, `
    INSERT INTO meeting_signature (id, meeting_id, side, act, how, name, signed_on, sha256, reason, attachment_id, created_at, created_by)
    VALUES (@id, @meeting_id, @side, @act, @how, @name, @signed_on, @sha256, @reason, @attachment_id, @created_at, @created_by)`),
  signedSides: query({ from: 'text', to: 'text' }, { meeting_id: 'text', side: 'text', act: 'text' }, `
    SELECT s.meeting_id, s.side, s.act FROM meeting m CROSS JOIN meeting_signature s ON s.meeting_id = m.id
    WHERE m.week >= @from AND m.week <= @to AND m.state <> 'void' AND m.deleted_at IS NULL ORDER BY s.meeting_id, s.id`),
  seal: query({ meeting_id: 'text' }, { content_json: 'text', sha256: 'text', created_at: 'integer' }, `SELECT content_json, sha256, created_at FROM meeting_seal WHERE meeting_id = @meeting_id`),
  insertSeal: insert('meeting_seal', { id: 'text', meeting_id: 'text', content_json: 'text', sha256: 'text', created_at: 'integer', created_by: 'text' }, `
    INSERT INTO meeting_seal (id, meeting_id, content_json, sha256, created_at, created_by) VALUES (@id, @meeting_id, @content_json, @sha256, @created_at, @created_by)`),
  additions: query({ meeting_id: 'text' }, { seq: 'integer', text: 'text', reason: 'text', by_name: 'text', created_at: 'integer' }, `
    SELECT seq, text, reason, by_name, created_at FROM minutes_addition WHERE meeting_id = @meeting_id ORDER BY seq`),
  insertAddition: insert('minutes_addition', { id: 'text', meeting_id: 'text', seq: 'integer', text: 'text', reason: 'text', by_name: 'text', created_at: 'integer', created_by: 'text' }, `
    INSERT INTO minutes_addition (id, meeting_id, seq, text, reason, by_name, created_at, created_by)
    VALUES (@id, @meeting_id, @seq, @text, @reason, @by_name, @created_at, @created_by)`),
}
