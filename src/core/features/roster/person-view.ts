import type { Holder, PersonRow } from '../../../contract/roster'
import { maskIdentityNumber } from '../../../domain/identity-number'
import { maskPhone } from '../../../domain/phone-number'
import type { Post } from '../../../domain/post'
import { holdsOn } from '../../../domain/tenure'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import type { Values } from '../../database/statement'
import { rosterStatements } from './roster-statements'

type Sealed = { id: string; id_no_enc?: string | null; phone_enc: string | null }

export const openPhone = (key: TownshipKey, person: Pick<Sealed, 'id' | 'phone_enc'>): string | null =>
  person.phone_enc === null ? null : key.open(person.phone_enc, { table: 'person', rowId: person.id, column: 'phone_enc' })
export const openIdNo = (key: TownshipKey, person: { id: string; id_no_enc: string | null }): string | null =>
  person.id_no_enc === null ? null : key.open(person.id_no_enc, { table: 'person', rowId: person.id, column: 'id_no_enc' })

/** Masked for every screen: a number that is not whole is hidden altogether. */
export function maskedPhone(key: TownshipKey, person: Pick<Sealed, 'id' | 'phone_enc'>): string | null {
  const phone = openPhone(key, person)
  return phone === null ? null : maskPhone(phone)
}
export function maskedIdNo(key: TownshipKey, person: { id: string; id_no_enc: string | null }): string | null {
  const idNo = openIdNo(key, person)
  return idNo === null ? null : maskIdentityNumber(idNo)
}

interface HolderRow {
  assignment_id: string
  person_id: string
  name: string
  start_on: string | null
  is_acting: number
  phone_enc: string | null
  duty_phone: string | null
  police_no: string | null
}

export function holderView(key: TownshipKey, row: HolderRow): Holder {
  return {
    assignmentId: row.assignment_id,
    personId: row.person_id,
    name: row.name,
    startOn: row.start_on,
    isActing: row.is_acting === 1,
    phoneMasked: maskedPhone(key, { id: row.person_id, phone_enc: row.phone_enc }),
    dutyPhone: row.duty_phone,
    policeNo: row.police_no,
  }
}

interface ListedRow {
  id: string
  name: string
  sex: string | null
  id_no_enc: string | null
  phone_enc: string | null
  police_no: string | null
}

/** People of a list with their posts on the day, or the last one held before it: one look for all of them. */
export function personRows(reader: Reader, key: TownshipKey, rows: readonly ListedRow[], on: string): PersonRow[] {
  const tenures = tenuresOfPersons(reader, rows.map((row) => row.id), on)
  return rows.map((row) => ({
    personId: row.id,
    name: row.name,
    sex: row.sex as PersonRow['sex'],
    idNoMasked: maskedIdNo(key, row),
    phoneMasked: maskedPhone(key, row),
    policeNo: row.police_no,
    ...tenuresInWords(tenures.get(row.id) ?? [], on),
  }))
}

type TenureRow = Values<(typeof rosterStatements)['tenuresOfPersons']['row']>

function tenuresOfPersons(reader: Reader, ids: readonly string[], on: string): ReadonlyMap<string, TenureRow[]> {
  const found = new Map<string, TenureRow[]>()
  for (const row of reader.all(rosterStatements.tenuresOfPersons, { ids: JSON.stringify(ids), on })) {
    const known = found.get(row.person_id)
    if (known) known.push(row)
    else found.set(row.person_id, [row])
  }
  return found
}

function tenuresInWords(tenures: readonly TenureRow[], on: string): Pick<PersonRow, 'posts' | 'last'> {
  const posts = postsAmong(tenures, on)
  if (posts.length > 0) return { posts, last: null }
  const [last] = tenures.filter((tenure) => tenure.end_on !== null && tenure.end_on <= on).toSorted((a, b) => (b.end_on ?? '').localeCompare(a.end_on ?? ''))
  return { posts, last: last?.end_on ? { post: last.post as Post, community: last.community, grid: last.grid, endOn: last.end_on } : null }
}

function postsAmong(tenures: readonly TenureRow[], on: string): PersonRow['posts'] {
  return tenures
    .filter((tenure) => holdsOn({ startOn: tenure.start_on, endOn: tenure.end_on }, on))
    .map((tenure) => ({
      post: tenure.post as Post,
      communityId: tenure.community_id,
      community: tenure.community,
      grid: tenure.grid,
      startOn: tenure.start_on,
      isActing: tenure.is_acting === 1,
    }))
}

/** The posts that each of some persons holds on the day. */
export function postsOfPersonsOn(reader: Reader, ids: readonly string[], on: string): (personId: string) => PersonRow['posts'] {
  const tenures = tenuresOfPersons(reader, ids, on)
  return (personId) => postsAmong(tenures.get(personId) ?? [], on)
}
export const postsOn = (reader: Reader, personId: string, on: string): PersonRow['posts'] => postsOfPersonsOn(reader, [personId], on)(personId)
