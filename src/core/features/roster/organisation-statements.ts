import { insert, query, update } from '../../database/statement'

const stamps = { created_at: 'integer', created_by: 'text', updated_at: 'integer', updated_by: 'text' } as const
const communityRow = {
  id: 'text', name: 'text', area_code: 'text?', pinyin: 'text', initials: 'text', sort_no: 'integer', row_version: 'integer',
  station_name: 'text?', police_post_name: 'text?', village_kind: 'text?',
} as const
const gridRow = {
  id: 'text', community_id: 'text', grid_code: 'text?', name: 'text', kind: 'text', boundary_text: 'text?', households: 'integer?', rental_units: 'integer?',
  sort_no: 'integer', row_version: 'integer',
} as const

export const organisationStatements = {
  township: query({}, { id: 'text', name: 'text', area_code: 'text?', row_version: 'integer' }, `
    SELECT id, name, area_code, row_version FROM org_unit WHERE level = 'township' AND deleted_at IS NULL`),
  communities: query({}, communityRow, `
    SELECT o.id, o.name, o.area_code, o.pinyin, o.initials, o.sort_no, o.row_version, c.station_name, c.police_post_name, c.village_kind
    FROM org_unit o JOIN community c ON c.id = o.id
    WHERE o.level = 'village_community' AND o.deleted_at IS NULL ORDER BY o.sort_no, o.id`),
  community: query({ id: 'text' }, communityRow, `
    SELECT o.id, o.name, o.area_code, o.pinyin, o.initials, o.sort_no, o.row_version, c.station_name, c.police_post_name, c.village_kind
    FROM org_unit o JOIN community c ON c.id = o.id
    WHERE o.id = @id AND o.deleted_at IS NULL`),
  /** Grids that exist on the day, in the order of the office. */
  grids: query({ on: 'text' }, gridRow, `
    SELECT id, community_id, grid_code, name, kind, boundary_text, households, rental_units, sort_no, row_version
    FROM grid
    WHERE deleted_at IS NULL AND (valid_from_on IS NULL OR valid_from_on <= @on) AND (valid_to_on IS NULL OR valid_to_on > @on)
    ORDER BY community_id, sort_no, id`),
  gridsOfCommunity: query({ community_id: 'text', on: 'text' }, gridRow, `
    SELECT id, community_id, grid_code, name, kind, boundary_text, households, rental_units, sort_no, row_version
    FROM grid
    WHERE community_id = @community_id AND deleted_at IS NULL
      AND (valid_from_on IS NULL OR valid_from_on <= @on) AND (valid_to_on IS NULL OR valid_to_on > @on)
    ORDER BY sort_no, id`),
  grid: query({ id: 'text' }, gridRow, `
    SELECT id, community_id, grid_code, name, kind, boundary_text, households, rental_units, sort_no, row_version
    FROM grid WHERE id = @id AND deleted_at IS NULL`),
  insertUnit: insert('org_unit', { id: 'text', parent_id: 'text?', level: 'text', name: 'text', area_code: 'text?', pinyin: 'text', initials: 'text', sort_no: 'integer', ...stamps }, `
    INSERT INTO org_unit (id, parent_id, level, name, area_code, pinyin, initials, sort_no, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @parent_id, @level, @name, @area_code, @pinyin, @initials, @sort_no, @created_at, @created_by, @updated_at, @updated_by)`),
  insertCommunity: insert('community', { id: 'text', village_kind: 'text?', station_name: 'text?', police_post_name: 'text?', ...stamps }, `
    INSERT INTO community (id, village_kind, station_name, police_post_name, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @village_kind, @station_name, @police_post_name, @created_at, @created_by, @updated_at, @updated_by)`),
  insertGrid: insert('grid', { id: 'text', community_id: 'text', grid_code: 'text?', name: 'text', kind: 'text', sort_no: 'integer', ...stamps }, `
    INSERT INTO grid (id, community_id, grid_code, name, kind, sort_no, created_at, created_by, updated_at, updated_by)
    VALUES (@id, @community_id, @grid_code, @name, @kind, @sort_no, @created_at, @created_by, @updated_at, @updated_by)`),
  correctUnit: update('org_unit', { id: 'text', row_version: 'integer', name: 'text', area_code: 'text?', pinyin: 'text', initials: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE org_unit SET name = @name, area_code = @area_code, pinyin = @pinyin, initials = @initials,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  removeUnit: update('org_unit', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE org_unit SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  removeCommunity: update('community', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE community SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  removeGrid: update('grid', { id: 'text', deleted_at: 'integer', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE grid SET deleted_at = @deleted_at, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  setAreaCode: update('org_unit', { id: 'text', area_code: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE org_unit SET area_code = @area_code, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  correctCommunity: update('community', { id: 'text', station_name: 'text?', police_post_name: 'text?', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE community SET station_name = @station_name, police_post_name = @police_post_name, row_version = row_version + 1,
      updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
  correctGrid: update('grid', {
    id: 'text', row_version: 'integer', name: 'text', grid_code: 'text?', households: 'integer?', rental_units: 'integer?', boundary_text: 'text?',
    updated_at: 'integer', updated_by: 'text',
  }, `
    UPDATE grid SET name = @name, grid_code = @grid_code, households = @households, rental_units = @rental_units, boundary_text = @boundary_text,
      row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND row_version = @row_version AND deleted_at IS NULL`),
  setGridCode: update('grid', { id: 'text', grid_code: 'text', updated_at: 'integer', updated_by: 'text' }, `
    UPDATE grid SET grid_code = @grid_code, row_version = row_version + 1, updated_at = @updated_at, updated_by = @updated_by
    WHERE id = @id AND deleted_at IS NULL`),
}
