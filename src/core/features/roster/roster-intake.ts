import { ulid } from 'ulid'
import type { KnownPlaces, KnownRoster } from '../../../domain/roster-analysis'
import { postRules, type Post } from '../../../domain/post'
import { overlaps } from '../../../domain/tenure'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { organisationStatements } from './organisation-statements'
import { addPerson, correctPerson, type PersonCorrection, type PersonFields } from './person-register'
import { personStatements } from './person-statements'
import { openIdNo } from './person-view'
import { rosterStatements } from './roster-statements'
import { renewPairing } from './seat-change'

/** The roster's own door for imports: places and holders that are known, and people with a post to be taken in. */
export function knownPlaces(reader: Reader): KnownPlaces & { ids: PlaceIds } {
  const grids = reader.all(organisationStatements.grids, { on: '9999-12-30' })
  const ids: PlaceIds = { communities: new Map(), grids: new Map() }
  const communities = reader.all(organisationStatements.communities, {}).map((community) => {
    ids.communities.set(community.name, community.id)
    const own = grids.filter((grid) => grid.community_id === community.id)
    for (const grid of own) ids.grids.set(`${community.name}/${grid.name}`, grid.id)
    return { name: community.name, code: community.area_code, grids: own.map((grid) => ({ name: grid.name, code: grid.grid_code })) }
  })
  return { communities, ids }
}
export interface PlaceIds {
  communities: Map<string, string>
  /** `community/grid` → id */
  grids: Map<string, string>
}

/** Present holders of posts that have one, with their identity numbers to tell them from a namesake. */
export function knownHolders(reader: Reader, key: TownshipKey, on: string): KnownRoster {
  const names = new Map(reader.all(organisationStatements.communities, {}).map((community) => [community.id, community.name]))
  const grids = new Map(reader.all(organisationStatements.grids, { on }).map((grid) => [grid.id, grid.name]))
  const holders = reader.all(rosterStatements.seatHolders, { on }).map((row) => {
    const person = reader.get(personStatements.byId, { id: row.person_id })
    return {
      post: row.post as Post,
      community: names.get(row.community_id) ?? '',
      grid: row.grid_id === null ? null : (grids.get(row.grid_id) ?? null),
      name: row.name,
      idNo: person ? openIdNo(key, person) : null,
    }
  })
  return { persons: [], holders }
}

export interface Intake {
  fields: PersonFields
  post: Post
  communityId: string
  gridId: string | null
  startOn: string | null
}

/** A former holder whose days the new tenure would share (I5), or null. */
export function formerHolderInTheWay(reader: Reader, key: TownshipKey, intake: Intake, today: string): { name: string; endOn: string } | null {
  if (postRules[intake.post].unique === null) return null
  const known = personByIdNo(reader, key, intake.fields.idNo)
  const clash = reader
    .all(rosterStatements.tenuresInSeat, { post: intake.post, community_id: intake.communityId, grid_id: intake.gridId, on: intake.startOn ?? '0001-01-01' })
    .find((tenure) => tenure.person_id !== known?.id && tenure.end_on !== null && tenure.end_on <= today && overlaps({ startOn: tenure.start_on, endOn: tenure.end_on }, { startOn: intake.startOn, endOn: null }))
  return clash?.end_on ? { name: clash.person_name, endOn: clash.end_on } : null
}

function personByIdNo(reader: Reader, key: TownshipKey, idNo: string | null) {
  return idNo === null ? undefined : reader.get(personStatements.byIdNo, { id_no_mac: key.lookUp('idNo', idNo) })
}

export interface Taken {
  personId: string
  /** Set where a stored person was brought up to date: the fields as they were. */
  before: Required<PersonCorrection> | null
  endedAssignmentId: string | null
}

/**
 * Stores one checked row: the person is found by identity number or added, and holds the post from the row's date.
 * Who already holds the seat keeps it; another present holder leaves on the new one's day, which a person has confirmed.
 */
export function takeIn(tx: Transaction, key: TownshipKey, intake: Intake, batchId: string, today: string): Taken {
  const tenures = tx.all(rosterStatements.tenuresInSeat, { post: intake.post, community_id: intake.communityId, grid_id: intake.gridId, on: today })
  const known = personByIdNo(tx, key, intake.fields.idNo)
  const namesake = intake.fields.idNo === null ? tenures.find((tenure) => tenure.person_name === intake.fields.name) : undefined
  const knownId = known?.id ?? namesake?.person_id
  const personId = knownId ?? addPerson(tx, key, intake.fields, batchId)
  const before = knownId === undefined ? null : bringUpToDate(tx, key, knownId, intake.fields)
  if (tenures.some((tenure) => tenure.person_id === personId)) return { personId, before, endedAssignmentId: null }
  const standing = postRules[intake.post].unique === null ? undefined : tenures.find((tenure) => tenure.end_on === null)
  const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
  let { startOn } = intake
  if (standing) {
    if (startOn === null || (standing.start_on !== null && startOn <= standing.start_on)) startOn = today
    tx.write(rosterStatements.endAssignment, { id: standing.id, end_on: startOn, end_doc_no: null, end_reason: '导入花名册时换人', ...stamp })
  }
  tx.write(rosterStatements.insertAssignment, {
    id: ulid(),
    person_id: personId,
    post: intake.post,
    community_id: intake.communityId,
    grid_id: intake.gridId,
    start_on: startOn,
    is_acting: 0,
    doc_no: null,
    reason: '导入花名册',
    import_batch_id: batchId,
    created_at: tx.at,
    created_by: tx.actor.id,
    ...stamp,
  })
  return { personId, before, endedAssignmentId: standing?.id ?? null }
}

/** A filled cell replaces what is stored, an empty one leaves it; a duty phone is never touched. */
function bringUpToDate(tx: Transaction, key: TownshipKey, personId: string, fields: PersonFields): Required<PersonCorrection> | null {
  const row = tx.get(personStatements.byId, { id: personId })
  if (!row) return null
  const extra = { ...(JSON.parse(row.extra_json) as Record<string, string>), ...fields.extra }
  const change: PersonCorrection = {
    name: fields.name,
    sex: fields.sex ?? (row.sex as PersonFields['sex']),
    idNo: fields.idNo ?? undefined,
    phone: fields.phone ?? undefined,
    policeNo: fields.policeNo ?? row.police_no,
    remark: fields.remark ?? row.remark,
    extra,
  }
  const same =
    row.name === change.name &&
    row.sex === change.sex &&
    row.police_no === change.policeNo &&
    row.remark === change.remark &&
    row.extra_json === JSON.stringify(extra) &&
    (fields.phone === null || tx.get(personStatements.phoneMacOf, { id: personId })?.phone_mac === key.lookUp('phone', fields.phone))
  return same ? null : correctPerson(tx, key, personId, null, change)
}

/** A grid's lead and auxiliary in the roster make its pair (I4), from the later of their first days. */
export function pairGrids(tx: Transaction, gridIds: Iterable<string>, batchId: string): void {
  for (const gridId of new Set(gridIds)) {
    const grid = tx.get(organisationStatements.grid, { id: gridId })
    if (!grid) continue
    const starts = (['grid_chief', 'aux_police'] as const).flatMap((post) =>
      tx
        .all(rosterStatements.tenuresInSeat, { post, community_id: grid.community_id, grid_id: gridId, on: '0001-01-01' })
        .filter((tenure) => tenure.end_on === null)
        .map((tenure) => tenure.start_on ?? '0001-01-01'),
    )
    const on = starts.toSorted().at(-1)
    if (on !== undefined) renewPairing(tx, gridId, on, batchId)
  }
}
