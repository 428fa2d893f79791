import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { addAccount } from '../src/core/accounts/account-register'
import { accountStatements } from '../src/core/accounts/account-statements'
import { loginKey } from '../src/core/accounts/sign-in'
import { windowConnection } from '../src/core/connection'
import { createRouter } from '../src/core/router'
import type { Transaction } from '../src/core/database/transaction'
import { registerLead, verifyLead } from '../src/core/features/rewards/lead-register'
import { storeHistoricalReward } from '../src/core/features/rewards/historical-reward'
import { holdersOn } from '../src/core/features/roster/directory'
import { dayAt } from '../src/core/office-day'
import { fillMeetings } from '../src/core/sample/fill-meetings'
import { storeEvaluations } from '../src/core/sample/sample-evaluations'
import { seededRandom } from '../src/core/sample/seeded-random'
import { addDays } from '../src/domain/calendar-date'
import { leadDomains } from '../src/domain/lead'
import { grantedRoles, roles, type Role } from '../src/contract/roles'
import { openBenchStation, type BenchStation } from './bench-station'
import { fillLarge } from './generate-large'

export const largeTownshipPeople = 212_000
const actor = { id: 'bench', name: '测速', carrier: 'test' } as const

/**
 * A district's roster with what three ordinary years leave behind: an account of every role, months of evaluations, weekly
 * meetings, leads and rewards. `JINGWANG_BENCH_LARGE` names a folder that keeps it from one run to the next.
 */
export async function openLargeTownship(project: string): Promise<BenchStation> {
  const kept = process.env.JINGWANG_BENCH_LARGE
  const filled = kept !== undefined && existsSync(join(kept, 'station.sqlite'))
  const station = openBenchStation(project, kept)
  if (filled) return station
  const { services } = station
  fillLarge(services, largeTownshipPeople)
  const today = dayAt(services.now())
  const board = await station.client.roster.board({ asOf: today })
  const communityIds = board.communities.map((row) => row.communityId)
  services.database.writer.run(actor, (tx) => {
    storeAccounts(tx, communityIds[Math.floor(communityIds.length / 2)] ?? '', today)
    fillMeetings(tx, communityIds, today, 7)
    storeEvaluations(tx, today, 7)
    storeLeadsAndRewards(station, tx, communityIds, today)
  })
  services.database.connection.pragma('wal_checkpoint(TRUNCATE)')
  return station
}

function storeAccounts(tx: Transaction, communityId: string, today: string): void {
  const team = holdersOn(tx, communityId, today)
  for (const role of roles) {
    const isGranted = (grantedRoles as readonly Role[]).includes(role)
    const personId = isGranted ? null : (team.find((held) => held.post === role)?.personId ?? null)
    addAccount(tx, { login: `bench-${role}`, name: role, passwordHash: 'none', personId, grants: isGranted ? [{ role: role as (typeof grantedRoles)[number], communityId: null }] : [], mustChangePassword: false })
  }
}

/** The station's client as somebody of the role has it. */
export function clientOf(station: BenchStation, role: Role): BenchStation['client'] {
  const { services } = station
  const account = services.database.reader.get(accountStatements.byLogin, { login_key: loginKey(`bench-${role}`) })
  if (!account) throw new Error(`the township has no account of a ${role}`)
  const connection = windowConnection('test')
  return createRouterClient(createRouter(services), {
    context: () => {
      connection.signedIn = { accountId: account.id, login: account.login, name: account.name, locked: false, lastInputAt: services.now() }
      return { connection }
    },
  })
}

const years = 3
const leadsPerYear = 300
const rewardsPerYear = 200

function storeLeadsAndRewards(station: BenchStation, tx: Transaction, communityIds: readonly string[], today: string): void {
  const { key } = station.services.database
  const random = seededRandom(11)
  const seats = (communityId: string, on: string) => holdersOn(tx, communityId, on).filter((held) => (held.post === 'grid_chief' || held.post === 'aux_police') && !held.isActing && held.startOn !== null && held.startOn < on)
  const days = (count: number): string[] => Array.from({ length: years * count }, () => addDays(today, -random.integer(1, years * 365))).toSorted()
  const places = communityIds.slice(0, 27)
  let row = 0
  for (const on of days(rewardsPerYear)) {
    const communityId = random.pick(places)
    const seat = seats(communityId, on)[0]
    if (!seat) continue
    row += 1
    storeHistoricalReward(tx, key, {
      year: Number(on.slice(0, 4)), row, onDay: on, recipients: [{ personId: seat.personId, post: seat.post as 'grid_chief' | 'aux_police', communityId, gridId: seat.gridId, shareFen: 20_000 + row * 100 }],
      basis: 'per_matter', caseNo: null, matter: `事项${row}`, leadContent: '巡查发现隐患，已处置。', domain: leadDomains[row % leadDomains.length] ?? 'other', confidentiality: row % 40 === 0 ? 3 : 1, cashFen: 20_000 + row * 100,
      goods: null, goodsFen: 0, applicant: '周敏', approver: '分管领导', paidOn: on < addDays(today, -60) ? on : null, signedBy: null, isProxy: false, payers: ['周敏', '耿会计'], batchId: null,
    })
  }
  for (const on of days(leadsPerYear)) {
    const communityId = random.pick(places)
    const seat = seats(communityId, on)[1]
    if (!seat) continue
    const { leadId } = registerLead(tx, key, { communityId, providerId: seat.personId, receivedOn: on, source: 'patrol_found', domain: random.pick(leadDomains), confidentiality: 1, content: '夜间巡查发现可疑人员。', caseNo: null }, today)
    if (on < addDays(today, -30)) verifyLead(tx, key, { leadId, rowVersion: 1, ...(random.chance(0.2) ? ({ finding: 'valuable', effect: 'ordinary' } as const) : ({ finding: 'not_valuable', effect: null } as const)), caseNo: null, duplicateOfId: null, opinion: '已核查' }, addDays(on, 2))
  }
}
