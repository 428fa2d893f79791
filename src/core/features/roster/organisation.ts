import { newId } from '../../new-id'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { conflict, notFound, refuse } from '../../refusal'
import { lookOf } from '../../../domain/text/look-of'
import { readName } from './name-pinyin'
import { organisationStatements } from './organisation-statements'

const stamps = (tx: Transaction) => ({ created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })
const touch = (tx: Transaction) => ({ updated_at: tx.at, updated_by: tx.actor.id })

export interface Township {
  id: string
  name: string
  areaCode: string
}

export function readTownship(reader: Reader): Township | null {
  const row = reader.get(organisationStatements.township, {})
  return row ? { id: row.id, name: row.name, areaCode: row.area_code ?? '' } : null
}

export function foundTownship(tx: Transaction, name: string, areaCode: string): string {
  if (readTownship(tx)) throw refuse('township_exists', '这个数据文件夹里已经建过乡镇。没有重复建立。', 'township')
  const id = newId()
  tx.write(organisationStatements.insertUnit, { id, parent_id: null, level: 'township', name, area_code: areaCode, ...readName(name, 'place'), sort_no: 0, ...stamps(tx) })
  return id
}

export interface NewCommunity {
  name: string
  areaCode: string | null
  kind: 'residents_committee' | 'village_committee' | null
}

/** 村级 001–199 居委会, 200–399 村委会; where there is no code the name's ending says it. */
export function kindOfCommunity(name: string, areaCode: string | null): NewCommunity['kind'] {
  const village = areaCode === null ? Number.NaN : Number(areaCode.slice(9, 12))
  if (village >= 1 && village <= 199) return 'residents_committee'
  if (village >= 200 && village <= 399) return 'village_committee'
  return name.endsWith('村') ? 'village_committee' : name.endsWith('社区') ? 'residents_committee' : null
}

/** @throws Refusal `community_exists`, `area_code_taken` */
export function addCommunity(tx: Transaction, community: NewCommunity): string {
  const present = tx.all(organisationStatements.communities, {})
  requireFreeName(present, community.name, null)
  requireFreeCode(present, community.areaCode, null)
  const township = readTownship(tx)
  if (!township) throw refuse('no_township', '还没有建立乡镇。先建立乡镇，再加村(社区)。', 'name')
  const id = newId()
  const sort_no = (present.at(-1)?.sort_no ?? 0) + 1
  tx.write(organisationStatements.insertUnit, {
    id,
    parent_id: township.id,
    level: 'village_community',
    name: community.name,
    area_code: community.areaCode,
    ...readName(community.name, 'place'),
    sort_no,
    ...stamps(tx),
  })
  tx.write(organisationStatements.insertCommunity, {
    id,
    village_kind: community.kind,
    station_name: `${community.name}网格化联动工作站`,
    police_post_name: `${community.name}警务站`,
    ...stamps(tx),
  })
  return id
}

type PresentUnit = { id: string; name: string; area_code: string | null }
function requireFreeName(present: readonly PresentUnit[], name: string, self: string | null): void {
  const alike = present.find((other) => lookOf(other.name) === lookOf(name) && other.id !== self)
  if (alike) throw refuse('community_exists', `已有“${alike.name}”。没有重复登记。`, 'name')
}
function requireFreeCode(present: readonly PresentUnit[], code: string | null, self: string | null): void {
  const other = code === null ? undefined : present.find((unit) => unit.area_code === code && unit.id !== self)
  if (other) throw refuse('area_code_taken', `区划代码${code}已是${other.name}的。核对后改正。`, 'areaCode')
}

export interface CommunityCorrection {
  communityId: string
  rowVersion: number
  name: string
  areaCode: string | null
  stationName: string | null
  policePostName: string | null
}

export function correctCommunity(tx: Transaction, input: CommunityCorrection): number {
  const row = tx.get(organisationStatements.community, { id: input.communityId })
  if (!row) throw notFound()
  if (row.row_version !== input.rowVersion) throw conflict()
  const present = tx.all(organisationStatements.communities, {})
  requireFreeName(present, input.name, row.id)
  requireFreeCode(present, input.areaCode, row.id)
  tx.write(organisationStatements.correctUnit, { id: row.id, row_version: input.rowVersion, name: input.name, area_code: input.areaCode, ...readName(input.name, 'place'), ...touch(tx) })
  tx.write(organisationStatements.correctCommunity, { id: row.id, station_name: input.stationName, police_post_name: input.policePostName, ...touch(tx) })
  return input.rowVersion + 1
}

export interface NewGrid {
  communityId: string
  name: string
  code: string | null
  kind: 'basic' | 'special'
}

/** A grid's code is its community's 12 digits and three of its own. @throws Refusal `grid_exists`, `grid_code_taken`, `grid_code_elsewhere` */
export function addGrid(tx: Transaction, grid: NewGrid): string {
  const community = tx.get(organisationStatements.community, { id: grid.communityId })
  if (!community) throw notFound()
  const present = tx.all(organisationStatements.gridsOfCommunity, { community_id: grid.communityId, on: '9999-12-31' })
  requireGridFits(tx, community, grid.name, grid.code, present, null)
  const id = newId()
  tx.write(organisationStatements.insertGrid, {
    id,
    community_id: grid.communityId,
    grid_code: grid.code,
    name: grid.name,
    kind: grid.kind,
    sort_no: grid.code === null ? (present.at(-1)?.sort_no ?? 0) + 1 : Number(grid.code.slice(12)),
    ...stamps(tx),
  })
  return id
}

function requireGridFits(reader: Reader, community: { id: string; name: string; area_code: string | null }, name: string, code: string | null, present: readonly { id: string; name: string }[], self: string | null): void {
  const alike = present.find((other) => lookOf(other.name) === lookOf(name) && other.id !== self)
  if (alike) throw refuse('grid_exists', `${community.name}已有“${alike.name}”。没有重复登记。`, 'name')
  if (code === null) return
  if (community.area_code !== null && !code.startsWith(community.area_code)) throw refuse('grid_code_elsewhere', `网格编号前12位应是${community.name}的区划代码${community.area_code}。核对后改正。`, 'code')
  const taken = reader.all(organisationStatements.grids, { on: '9999-12-31' }).find((other) => other.grid_code === code && other.id !== self)
  if (taken) throw refuse('grid_code_taken', `网格编号${code}已是“${taken.name}”的。核对后改正。`, 'code')
}

export interface GridCorrection {
  gridId: string
  rowVersion: number
  name: string
  code: string | null
  households: number | null
  rentalUnits: number | null
  boundary: string | null
}

export function correctGrid(tx: Transaction, input: GridCorrection): number {
  const grid = tx.get(organisationStatements.grid, { id: input.gridId })
  if (!grid) throw notFound()
  if (grid.row_version !== input.rowVersion) throw conflict()
  const community = tx.get(organisationStatements.community, { id: grid.community_id })
  if (!community) throw notFound()
  requireGridFits(tx, community, input.name, input.code, tx.all(organisationStatements.gridsOfCommunity, { community_id: community.id, on: '9999-12-31' }), grid.id)
  tx.write(organisationStatements.correctGrid, {
    id: grid.id,
    row_version: input.rowVersion,
    name: input.name,
    grid_code: input.code,
    households: input.households,
    rental_units: input.rentalUnits,
    boundary_text: input.boundary,
    ...touch(tx),
  })
  return input.rowVersion + 1
}

/** Codes that a file brings for places that had none; a township known by six digits learns its nine. */
export function learnCodes(tx: Transaction, codes: { communities: Map<string, string>; grids: Map<string, string> }): void {
  for (const [id, code] of codes.communities) {
    const community = tx.get(organisationStatements.community, { id })
    if (community && community.area_code === null) tx.write(organisationStatements.setAreaCode, { id, area_code: code, ...touch(tx) })
  }
  for (const [id, code] of codes.grids) {
    const grid = tx.get(organisationStatements.grid, { id })
    if (grid && grid.grid_code === null) tx.write(organisationStatements.setGridCode, { id, grid_code: code, ...touch(tx) })
  }
  const township = readTownship(tx)
  if (!township || township.areaCode.length !== 6) return
  const nine = new Set(tx.all(organisationStatements.communities, {}).flatMap((community) => (community.area_code === null ? [] : [community.area_code.slice(0, 9)])))
  const [only] = nine
  if (nine.size === 1 && only !== undefined && only.startsWith(township.areaCode)) tx.write(organisationStatements.setAreaCode, { id: township.id, area_code: only, ...touch(tx) })
}
