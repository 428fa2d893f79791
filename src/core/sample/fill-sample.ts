import { newId } from '../new-id'
import { addAccount } from '../accounts/account-register'
import { accountStatements } from '../accounts/account-statements'
import { hashPassword } from '../accounts/password'
import type { CoreServices } from '../core-services'
import type { TownshipKey } from '../database/township-key'
import type { Transaction } from '../database/transaction'
import { addCommunity, addGrid, correctGrid, foundTownship, readTownship } from '../features/roster/organisation'
import { setApprover } from '../features/rewards/reward-tier-book'
import { addPerson, correctPerson } from '../features/roster/person-register'
import { rosterStatements } from '../features/roster/roster-statements'
import { changeSeat } from '../features/roster/seat-change'
import { dayAt } from '../office-day'
import { refuse } from '../refusal'
import { fillMeetings } from './fill-meetings'
import { generateTownship } from './generate-township'
import { storeEvaluations } from './sample-evaluations'
import { sampleAccounts, sampleNameOf, samplePassword } from './sample-accounts'
import { storeSampleRewards } from './sample-rewards'
import { seatKey, type SampleChange, type SamplePerson, type SampleTownship } from './sample-township'

/** The sample that everybody sees: same people on every machine. */
const sampleSeed = 20_260_807

export function sampleTownship(today: string, seed: number = sampleSeed): SampleTownship {
  const named = { station_chief: sampleNameOf('station_chief'), community_police: sampleNameOf('community_police') }
  return generateTownship({ seed, today, named })
}

export interface SampleCounts {
  communities: number
  grids: number
  persons: number
}

/**
 * Fills an empty data folder with the invented township and its accounts, by the roster's own rules, in one transaction.
 * @throws Refusal `sample_not_empty`
 */
export async function fillSample(services: CoreServices, options: { seed?: number } = {}): Promise<SampleCounts> {
  const { writer, key } = services.database
  const township = sampleTownship(dayAt(services.now()), options.seed)
  const passwordHash = await hashPassword(samplePassword)
  const counts = writer.run({ id: 'system', name: '系统', carrier: 'system' }, (tx) => {
    requireEmpty(tx)
    const places = storePlaces(tx, township)
    const persons = township.persons.map((person) => storePerson(tx, key, person))
    storeExemptions(tx, township, places)
    storeChanges(tx, township.changes, places, persons)
    const accounts = storeAccounts(tx, township, persons, passwordHash)
    fillMeetings(tx, places.communities, dayAt(services.now()), options.seed ?? sampleSeed)
    storeEvaluations(tx, dayAt(tx.at), options.seed ?? sampleSeed)
    storeSampleRewards(tx, key, { accounts, communityId: places.communities[0] ?? '', today: dayAt(services.now()) })
    const stored = { communities: places.communities.length, grids: places.grids.flat().length, persons: persons.length }
    tx.audit({ action: 'station.sample', outcome: 'done', targetTable: 'org_unit', targetId: places.township, detail: { ...stored } })
    return stored
  })
  for (const topic of ['station', 'accounts', 'roster', 'meetings', 'evaluations', 'rewards'] as const) services.feed.tell(topic, services.now())
  return counts
}

export function requireEmpty(tx: Transaction): void {
  const accounts = tx.get(accountStatements.count, {})?.n ?? 0
  if (readTownship(tx) || accounts > 0) throw refuse('sample_not_empty', '这个数据文件夹里已经有乡镇或账号。没有放入示例数据，换一个空文件夹。', 'data')
}

/** Ids of what was stored, by the sample's indices. */
export interface StoredPlaces {
  township: string
  communities: string[]
  grids: string[][]
}

export function storePlaces(tx: Transaction, township: SampleTownship): StoredPlaces {
  const places: StoredPlaces = { township: foundTownship(tx, township.name, township.areaCode), communities: [], grids: [] }
  for (const community of township.communities) {
    const communityId = addCommunity(tx, { name: community.name, areaCode: community.areaCode, kind: community.kind })
    places.communities.push(communityId)
    places.grids.push(
      community.grids.map((grid) => {
        const gridId = addGrid(tx, { communityId, name: grid.name, code: grid.code, kind: 'basic' })
        correctGrid(tx, { gridId, rowVersion: 1, name: grid.name, code: grid.code, households: grid.households, rentalUnits: grid.rentalUnits, boundary: grid.boundary })
        return gridId
      }),
    )
  }
  return places
}

function storePerson(tx: Transaction, key: TownshipKey, person: SamplePerson): string {
  const id = addPerson(tx, key, person, null)
  if (person.dutyPhone !== null) correctPerson(tx, key, id, null, { dutyPhone: person.dutyPhone })
  return id
}

export function storeExemptions(tx: Transaction, township: SampleTownship, places: StoredPlaces): void {
  for (const { community, grid, fromOn, toOn, authority, reason } of township.exemptions)
    tx.write(rosterStatements.insertExemption, {
      id: newId(),
      grid_id: stored(places.grids[community]?.[grid]),
      from_on: fromOn,
      to_on: toOn,
      authority,
      reason,
      created_at: tx.at,
      created_by: tx.actor.id,
      updated_at: tx.at,
      updated_by: tx.actor.id,
    })
}

/** Plays the changes in their order; pairs and handovers follow from the roster's rules. */
export function storeChanges(tx: Transaction, changes: readonly SampleChange[], places: StoredPlaces, persons: readonly string[]): void {
  const tenures = new Map<string, string>()
  for (const change of changes) {
    const tenureOf = (person: number): string => `${seatKey(change)}/${person}`
    const assignmentId = changeSeat(tx, {
      communityId: stored(places.communities[change.community]),
      gridId: change.grid === null ? null : stored(places.grids[change.community]?.[change.grid]),
      post: change.post,
      onDate: change.onDate,
      outgoingAssignmentId: change.outgoing === null ? null : stored(tenures.get(tenureOf(change.outgoing))),
      incomingPersonId: change.incoming === null ? null : stored(persons[change.incoming]),
      isActing: change.isActing,
      docNo: change.docNo,
      reason: change.reason,
      importBatchId: null,
    })
    if (change.incoming !== null && assignmentId !== null) tenures.set(tenureOf(change.incoming), assignmentId)
  }
}

/** @returns account ids by login */
function storeAccounts(tx: Transaction, township: SampleTownship, persons: readonly string[], passwordHash: string): Map<string, string> {
  const ids = new Map<string, string>()
  for (const { login, name, grant, post, level } of sampleAccounts) {
    const holder = post === null ? undefined : township.changes.findLast((change) => change.post === post && change.community === 0)?.incoming
    const personId = post === null ? null : stored(persons[holder ?? -1])
    const id = addAccount(tx, { login, name, passwordHash, personId, grants: grant === null ? [] : [{ role: grant, communityId: null }], mustChangePassword: false })
    if (level !== undefined) setApprover(tx, id, level)
    ids.set(login, id)
  }
  return ids
}

/** What the sample names must have been stored before; anything else is a fault of the generator. */
function stored(id: string | undefined): string {
  if (id === undefined) throw new Error('the sample names something that it does not have')
  return id
}
