import { query } from '../../database/statement'

const tenure = {
  id: 'text', person_id: 'text', name: 'text', post: 'text', community_id: 'text', grid_id: 'text?', start_on: 'text?', end_on: 'text?', is_acting: 'integer',
} as const
const tenureColumns = 'a.id, a.person_id, p.name, a.post, a.community_id, a.grid_id, a.start_on, a.end_on, a.is_acting'

/** The posts with one seat each; every other post of a community may have hundreds of holders. */
const seatPosts = `'station_chief', 'community_police', 'grid_chief', 'aux_police'`
const pair = { id: 'text', grid_id: 'text', grid_chief_id: 'text', aux_police_id: 'text', start_on: 'text?', end_on: 'text?' } as const

/** Who was where when, for the features that stand on the roster. */
export const directoryStatements = {
  /** Every tenure of a community that has a day in [from, to]. */
  tenuresWithin: query({ community_id: 'text', from: 'text', to: 'text' }, tenure, `
    SELECT ${tenureColumns} FROM post_assignment a JOIN person p ON p.id = a.person_id
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL
      AND (a.start_on IS NULL OR a.start_on <= @to) AND (a.end_on IS NULL OR a.end_on > @from)
    ORDER BY a.start_on IS NOT NULL, a.start_on, a.id`),
  /** `after`: the day after `to`, since an end is the first day without the holder. */
  movesWithin: query({ community_id: 'text', from: 'text', to: 'text', after: 'text' }, { grid_id: 'text?', start_on: 'text?', end_on: 'text?' }, `
    SELECT a.grid_id, a.start_on, a.end_on FROM post_assignment a
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND a.grid_id IS NOT NULL
      AND ((a.start_on >= @from AND a.start_on <= @to) OR (a.end_on > @from AND a.end_on <= @after))`),
  /** The four posts that a board shows by name, of one community: from the seats' own index, however many members it has. */
  seatTenuresOfCommunity: query({ community_id: 'text', from: 'text', to: 'text' }, tenure, `
    SELECT ${tenureColumns} FROM post_assignment a INDEXED BY post_assignment_seat JOIN person p ON p.id = a.person_id
    WHERE a.post IN (${seatPosts}) AND a.community_id = @community_id AND a.deleted_at IS NULL
      AND (a.start_on IS NULL OR a.start_on <= @to) AND (a.end_on IS NULL OR a.end_on > @from)
    ORDER BY a.start_on IS NOT NULL, a.start_on, a.id`),
  /** The same for the whole township: one look for all of its seats. */
  seatTenuresWithin: query({ from: 'text', to: 'text' }, tenure, `
    SELECT ${tenureColumns} FROM post_assignment a INDEXED BY post_assignment_seat JOIN person p ON p.id = a.person_id
    WHERE a.post IN (${seatPosts}) AND a.deleted_at IS NULL
      AND (a.start_on IS NULL OR a.start_on <= @to) AND (a.end_on IS NULL OR a.end_on > @from)
    ORDER BY a.start_on IS NOT NULL, a.start_on, a.id`),
  /** Those of some persons who serve in a community on the day; `ids`: a JSON list. */
  servingAmong: query({ ids: 'text', community_id: 'text', on: 'text' }, { person_id: 'text' }, `
    SELECT DISTINCT a.person_id FROM json_each(@ids) j CROSS JOIN post_assignment a INDEXED BY post_assignment_person ON a.person_id = j.value
    WHERE a.community_id = @community_id AND a.deleted_at IS NULL AND (a.start_on IS NULL OR a.start_on <= @on) AND (a.end_on IS NULL OR a.end_on > @on)`),
  tenuresOfPersonWithin: query({ person_id: 'text', from: 'text', to: 'text' }, tenure, `
    SELECT ${tenureColumns} FROM post_assignment a JOIN person p ON p.id = a.person_id
    WHERE a.person_id = @person_id AND a.deleted_at IS NULL
      AND (a.start_on IS NULL OR a.start_on <= @to) AND (a.end_on IS NULL OR a.end_on > @from)
    ORDER BY a.start_on IS NOT NULL, a.start_on, a.id`),
  /** Grid by grid: CROSS JOIN keeps the planner from walking the pairings themselves. */
  pairingsWithin: query({ community_id: 'text', from: 'text', to: 'text' }, pair, `
    SELECT r.id, r.grid_id, r.grid_chief_id, r.aux_police_id, r.start_on, r.end_on
    FROM grid g CROSS JOIN grid_pairing r ON r.grid_id = g.id
    WHERE g.community_id = @community_id AND r.deleted_at IS NULL
      AND (r.start_on IS NULL OR r.start_on <= @to) AND (r.end_on IS NULL OR r.end_on > @from)`),
  allPairingsWithin: query({ from: 'text', to: 'text' }, { community_id: 'text', ...pair }, `
    SELECT g.community_id, r.id, r.grid_id, r.grid_chief_id, r.aux_police_id, r.start_on, r.end_on
    FROM grid g CROSS JOIN grid_pairing r ON r.grid_id = g.id
    WHERE r.deleted_at IS NULL AND (r.start_on IS NULL OR r.start_on <= @to) AND (r.end_on IS NULL OR r.end_on > @from)`),
  allGridsWithin: query({ from: 'text', to: 'text' }, { community_id: 'text', id: 'text', name: 'text', kind: 'text' }, `
    SELECT community_id, id, name, kind FROM grid
    WHERE deleted_at IS NULL AND (valid_from_on IS NULL OR valid_from_on <= @to) AND (valid_to_on IS NULL OR valid_to_on > @from)
    ORDER BY community_id, sort_no, id`),
  gridsWithin: query({ community_id: 'text', from: 'text', to: 'text' }, { id: 'text', name: 'text', kind: 'text', sort_no: 'integer' }, `
    SELECT id, name, kind, sort_no FROM grid
    WHERE community_id = @community_id AND deleted_at IS NULL
      AND (valid_from_on IS NULL OR valid_from_on <= @to) AND (valid_to_on IS NULL OR valid_to_on > @from)
    ORDER BY sort_no, id`),
}
