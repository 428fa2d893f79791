import { newId } from '../../new-id'
import type { KnownPlaces, KnownRoster } from '../../../domain/roster-analysis'
import { postLabel, postRules, type Post } from '../../../domain/post'
import { storedGridName } from '../../../domain/roster-places'
import { overlaps } from '../../../domain/tenure'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { refuse } from '../../refusal'
import { nameTerm } from './name-pinyin'
import { organisationStatements } from './organisation-statements'
import { correctPerson, storePerson, type PersonCorrection, type PersonFields } from './person-register'
import { personStatements } from './person-statements'
import { openIdNo } from './person-view'
import { rosterStatements } from './roster-statements'

/** The roster's own door for imports: places and holders that are known, and people with a post to be taken in. */
export function knownPlaces(reader: Reader): KnownPlaces & { ids: PlaceIds } {
  const grids = reader.all(organisationStatements.grids, { on: '9999-12-30' })
  const ids: PlaceIds = { communities: new Map(), grids: new Map() }
  const communities = reader.all(organisationStatements.communities, {}).map((community) => {
    ids.communities.set(community.name, community.id)
    const own = grids.filter((grid) => grid.community_id === community.id)
    for (const grid of own) ids.grids.set(`${community.name}/${storedGridName(grid.name, community.name)}`, grid.id)
    return { name: community.name, code: community.area_code, grids: own.map((grid) => ({ name: grid.name, code: grid.grid_code })) }
  })
  return { communities, ids }
}
export interface PlaceIds {
  communities: Map<string, string>
  /** `community/grid` → id, the grid as the analysis names it */
  grids: Map<string, string>
}

/** Present holders of posts that have one, with their identity numbers to tell them from a namesake. */
export function knownHolders(reader: Reader, key: TownshipKey, on: string): KnownRoster {
  const names = new Map(reader.all(organisationStatements.communities, {}).map((community) => [community.id, community.name]))
  const grids = new Map(reader.all(organisationStatements.grids, { on }).map((grid) => [grid.id, storedGridName(grid.name, names.get(grid.community_id) ?? '')]))
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

/** Why a tenure ended where an import brought the next holder. */
export const replacedByImport = '导入花名册时换人'

export interface Intake {
  fields: PersonFields
  post: Post
  communityId: string
  gridId: string | null
  startOn: string | null
}

/** Those of these identity numbers that are stored, with the names they are stored under. */
export function knownPersons(reader: Reader, key: TownshipKey, idNos: Iterable<string>): KnownRoster['persons'] {
  return [...new Set(idNos)].flatMap((idNo) => {
    const known = personByIdNo(reader, key, idNo)
    return known ? [{ idNo, name: known.name }] : []
  })
}

/** Somebody else whose days in the seat the new tenure would share (I5): who left after its start, or is to come yet. */
export function holderInTheWay(reader: Reader, key: TownshipKey, intake: Intake, today: string): { name: string; startOn: string | null; endOn: string | null } | null {
  if (postRules[intake.post].unique === null) return null
  const known = personByIdNo(reader, key, intake.fields.idNo)
  const seat = reader.all(rosterStatements.tenuresInSeat, { post: intake.post, community_id: intake.communityId, grid_id: intake.gridId, on: intake.startOn ?? '0001-01-01' })
  const isOwn = (tenure: (typeof seat)[number]): boolean =>
    known ? tenure.person_id === known.id : tenure.person_name === intake.fields.name && (intake.fields.idNo === null || !hasIdNo(reader, tenure.person_id))
  if (seat.some((tenure) => isOwn(tenure) && (tenure.end_on === null || tenure.end_on > today))) return null
  const clash = seat.find((tenure) => {
    const isOver = tenure.end_on !== null && tenure.end_on <= today
    const isToCome = tenure.start_on !== null && tenure.start_on >= today
    return (isOver || isToCome) && overlaps({ startOn: tenure.start_on, endOn: tenure.end_on }, { startOn: intake.startOn, endOn: null })
  })
  return clash ? { name: clash.person_name, startOn: clash.start_on, endOn: clash.end_on !== null && clash.end_on <= today ? clash.end_on : null } : null
}

function personByIdNo(reader: Reader, key: TownshipKey, idNo: string | null) {
  return idNo === null ? undefined : reader.get(personStatements.byIdNo, { id_no_mac: key.lookUp('idNo', idNo) })
}

export interface EndedTenure {
  assignmentId: string
  gridId: string | null
  endOn: string | null
  endDocNo: string | null
  endReason: string | null
}

export interface Taken {
  personId: string
  /** The person was not known and has been added. */
  added: boolean
  /** Set where a stored person was brought up to date: the fields as they were. */
  before: Required<PersonCorrection> | null
  /** The tenure that gave way, with its end as it was. */
  ended: EndedTenure | null
}

/**
 * Stores one checked row: the person is found by identity number or added, and holds the post from the row's date.
 * Who already holds the seat keeps it; another present holder leaves on the new one's day, which a person has confirmed.
 * @throws Refusal `grid_needed`: without it all leads of a community would share one seat and end one another
 */
export function takeIn(tx: Transaction, key: TownshipKey, intake: Intake, batchId: string, today: string): Taken {
  if (postRules[intake.post].needsGrid && intake.gridId === null) throw refuse('grid_needed', `${postLabel(intake.post)}${intake.fields.name}要落到基础网格。库里没有变动，补上网格再导入。`, 'gridId')
  const known = personByIdNo(tx, key, intake.fields.idNo)
  const tenures = postRules[intake.post].unique === null ? tenuresInSharedSeat(tx, intake, known?.id ?? null, today) : tx.all(rosterStatements.tenuresInSeat, { post: intake.post, community_id: intake.communityId, grid_id: intake.gridId, on: today })
  // In the same post under the same name, and one of the two has no number: the preview took them for one person as well.
  const namesake = known ? undefined : tenures.find((tenure) => tenure.person_name === intake.fields.name && (intake.fields.idNo === null || !hasIdNo(tx, tenure.person_id)))
  const knownId = known?.id ?? namesake?.person_id
  const personId = knownId ?? storePerson(tx, key, intake.fields, batchId)
  const before = knownId === undefined ? null : bringUpToDate(tx, key, knownId, intake.fields)
  const added = knownId === undefined
  if (tenures.some((tenure) => tenure.person_id === personId)) return { personId, added, before, ended: null }
  const present = postRules[intake.post].unique === null ? undefined : tenures.find((tenure) => tenure.start_on === null || tenure.start_on < today)
  const stamp = { updated_at: tx.at, updated_by: tx.actor.id }
  const asked = intake.startOn
  const startOn = present && (asked === null || (present.start_on !== null && asked <= present.start_on)) ? today : asked
  const givesWay = present !== undefined && (present.end_on === null || startOn === null || present.end_on > startOn)
  if (givesWay) tx.write(rosterStatements.endAssignment, { id: present.id, end_on: startOn, end_doc_no: null, end_reason: replacedByImport, ...stamp })
  tx.write(rosterStatements.insertAssignment, {
    id: newId(),
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
  const ended = givesWay ? { assignmentId: present.id, gridId: present.grid_id, endOn: present.end_on, endDocNo: present.end_doc_no, endReason: present.end_reason } : null
  return { personId, added, before, ended }
}

const hasIdNo = (reader: Reader, personId: string): boolean => (reader.get(personStatements.byId, { id: personId })?.id_no_mac ?? null) !== null

/** Of a seat that hundreds may share only who could be this very person: listing all of it for each row would be quadratic. */
function tenuresInSharedSeat(tx: Transaction, intake: Intake, knownId: string | null, today: string) {
  const { fields, post, communityId, gridId } = intake
  const seat = { post, community_id: communityId, grid_id: gridId, on: today }
  const own = knownId === null ? [] : tx.all(rosterStatements.tenuresOfPerson, { person_id: knownId })
  return [
    ...own.filter((tenure) => tenure.post === post && tenure.community_id === communityId && tenure.grid_id === gridId && (tenure.end_on === null || tenure.end_on > today)),
    ...(fields.idNo === null ? tx.all(rosterStatements.tenuresInSeatOfName, { term: nameTerm(fields.name), ...seat }) : tx.all(rosterStatements.tenuresInSeatWithoutNumber, { name: fields.name, ...seat })),
  ]
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
    (fields.idNo === null || row.id_no_mac === key.lookUp('idNo', fields.idNo)) &&
    row.sex === change.sex &&
    row.police_no === change.policeNo &&
    row.remark === change.remark &&
    row.extra_json === JSON.stringify(extra) &&
    (fields.phone === null || tx.get(personStatements.phoneMacOf, { id: personId })?.phone_mac === key.lookUp('phone', fields.phone))
  return same ? null : correctPerson(tx, key, personId, null, change)
}
