import { monotonicFactory } from 'ulid'
import type { CoreServices } from '../src/core/core-services'
import { local } from '../src/core/database/statement'
import type { TownshipKey } from '../src/core/database/township-key'
import type { Transaction } from '../src/core/database/transaction'
import { readName, searchTerms, type NameReading } from '../src/core/features/roster/name-pinyin'
import { personStatements } from '../src/core/features/roster/person-statements'
import { rosterStatements } from '../src/core/features/roster/roster-statements'
import { dayAt } from '../src/core/office-day'
import { requireEmpty, storeChanges, storeExemptions, storePlaces, type SampleCounts, type StoredPlaces } from '../src/core/sample/fill-sample'
import { generateTownship } from '../src/core/sample/generate-township'
import { seatKey, type SampleChange, type SamplePerson } from '../src/core/sample/sample-township'
import { birthDateOf } from '../src/domain/identity-number'
import { postRules } from '../src/domain/post'

/** The roster's own inserts, without a line in the change log for each: nobody changed these rows. */
const insertPerson = local(personStatements.insert.params, personStatements.insert.sql)
const insertAssignment = local(rosterStatements.insertAssignment.params, rosterStatements.insertAssignment.sql)
const endAssignment = local(rosterStatements.endAssignment.params, rosterStatements.endAssignment.sql)

/** Ids of one millisecond count on: no random bytes for each, and tables grow at their end. */
const nextId = monotonicFactory()

/** Communities grow with the number, as a district's would: about 2,000 people each. */
const peoplePerCommunity = 2000

/**
 * Fills an empty data folder with `people` invented people in post, in one transaction. Teams and their pairs follow
 * the roster's rules; everybody else is written straight into the tables.
 * @throws Refusal `sample_not_empty`
 */
export function fillLarge(services: CoreServices, people: number): SampleCounts {
  const { connection } = services.database
  const cache = connection.pragma('cache_size', { simple: true }) as number
  // Pages that fall out of the usual cache in the middle of so large a transaction are written many times over.
  connection.pragma('cache_size = -1500000')
  try {
    return fillInOneGo(services, people)
  } finally {
    connection.pragma(`cache_size = ${cache}`)
  }
}

function fillInOneGo(services: CoreServices, people: number): SampleCounts {
  const { writer, key } = services.database
  const communities = Math.max(27, Math.round(people / peoplePerCommunity))
  const township = generateTownship({ seed: 1, today: dayAt(services.now()), communities, people })
  return writer.run({ id: 'system', name: '系统', carrier: 'system' }, (tx) => {
    requireEmpty(tx)
    const places = storePlaces(tx, township)
    const names = new NameMemory()
    const persons = township.persons.map((person) => writePerson(tx, key, names.of(person.name).reading, person))
    writeTerms(tx, township.persons.map((person, at) => [persons[at] ?? '', names.of(person.name).terms]))
    storeExemptions(tx, township, places)
    const isTeam = (change: SampleChange): boolean => postRules[change.post].unique !== null
    storeChanges(tx, township.changes.filter(isTeam), places, persons)
    writeTenures(tx, township.changes.filter((change) => !isTeam(change)), places, persons)
    const stored = { communities: places.communities.length, grids: places.grids.flat().length, persons: persons.length }
    tx.audit({ action: 'station.sample', outcome: 'done', targetTable: 'org_unit', targetId: places.township, detail: { ...stored } })
    return stored
  })
}

/** Names repeat, and reading one is the dearest step. */
class NameMemory {
  private readonly known = new Map<string, { reading: NameReading; terms: string[] }>()

  of(name: string): { reading: NameReading; terms: string[] } {
    const known = this.known.get(name)
    if (known) return known
    const read = { reading: readName(name), terms: searchTerms(name) }
    this.known.set(name, read)
    return read
  }
}

const stampsOf = (tx: Transaction) => ({ created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })

function writePerson(tx: Transaction, key: TownshipKey, reading: NameReading, person: SamplePerson): string {
  const id = nextId()
  tx.local(insertPerson, {
    id,
    name: person.name,
    ...reading,
    sex: person.sex,
    birth_on: birthDateOf(person.idNo),
    id_no_enc: key.seal(person.idNo, { table: 'person', rowId: id, column: 'id_no_enc' }),
    id_no_mac: key.lookUp('idNo', person.idNo),
    phone_enc: key.seal(person.phone, { table: 'person', rowId: id, column: 'phone_enc' }),
    phone_mac: key.lookUp('phone', person.phone),
    police_no: person.policeNo,
    org_text: person.orgText,
    remark: person.remark,
    extra_json: JSON.stringify(person.extra),
    import_batch_id: null,
    ...stampsOf(tx),
  })
  return id
}

/** In the order of the table, so that it grows at its end. */
function writeTerms(tx: Transaction, termsOf: readonly (readonly [string, readonly string[]])[]): void {
  const owners = new Map<string, string[]>()
  for (const [id, terms] of termsOf)
    for (const term of terms) {
      const known = owners.get(term)
      if (known) known.push(id)
      else owners.set(term, [id])
    }
  const bytes = new Map([...owners.keys()].map((term) => [term, Buffer.from(term)]))
  const inOrder = [...bytes].toSorted(([, a], [, b]) => a.compare(b))
  for (const [term] of inOrder) for (const person_id of owners.get(term) ?? []) tx.local(personStatements.insertTerm, { term, person_id })
}

function writeTenures(tx: Transaction, changes: readonly SampleChange[], places: StoredPlaces, persons: readonly string[]): void {
  const tenures = new Map<string, string>()
  for (const change of changes) {
    const { onDate, outgoing, incoming, docNo, reason } = change
    if (outgoing !== null)
      tx.local(endAssignment, { id: tenures.get(`${seatKey(change)}/${outgoing}`) ?? '', end_on: onDate, end_doc_no: docNo, end_reason: reason, updated_at: tx.at, updated_by: tx.actor.id })
    if (incoming === null) continue
    const id = nextId()
    tenures.set(`${seatKey(change)}/${incoming}`, id)
    tx.local(insertAssignment, {
      id,
      person_id: persons[incoming] ?? '',
      post: change.post,
      community_id: places.communities[change.community] ?? '',
      grid_id: change.grid === null ? null : (places.grids[change.community]?.[change.grid] ?? ''),
      start_on: onDate,
      is_acting: 0,
      doc_no: docNo,
      reason,
      import_batch_id: null,
      ...stampsOf(tx),
    })
  }
}
