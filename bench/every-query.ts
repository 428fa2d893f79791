import { ORPCError } from '@orpc/client'
import type { ProcedureName } from '../src/contract/contract'
import { roles, type Role } from '../src/contract/roles'
import { dayAt } from '../src/core/office-day'
import { addDays } from '../src/domain/calendar-date'
import { weekOf } from '../src/domain/iso-week'
import type { BenchStation } from './bench-station'
import { askedBy, inputSchemaOf, inputsOf, procedureOf, questions, type Facts } from './contract-walk'
import { clientOf, largeTownshipPeople, openLargeTownship } from './large-township'
import { processorTime, type Comparison } from './measure'

/** No question may keep everybody waiting longer than this, in milliseconds. */
export const mostPerQuery = 50
const runs = 3

interface Asked {
  name: ProcedureName
  role: Role
  input: unknown
  took: number
  answer: string
}

/** Ids and words that stand in the township, by the names that the contract's fields have. */
async function factsOf(station: BenchStation): Promise<Facts> {
  const asOf = dayAt(station.services.now())
  const clerk = clientOf(station, 'clerk')
  const { communities } = await clerk.roster.board({ asOf })
  const middle = communities[Math.floor(communities.length / 2)]
  const [first] = communities
  const team = await clerk.roster.community({ communityId: middle?.communityId ?? '', asOf })
  const aux = team.grids.find((grid) => grid.aux !== null)?.aux
  const { months } = await clerk.evaluations.months({})
  const leads = await clerk.leads.list({ limit: 1 })
  const rewards = await clerk.rewards.list({ limit: 1, year: Number(asOf.slice(0, 4)) })
  const meetings = await clerk.meetings.board({ fromWeek: weekOf(addDays(asOf, -7)), toWeek: weekOf(asOf) })
  const meetingId = meetings.communities.flatMap((row) => row.cells.flatMap((cell) => cell.meetingId ?? []))[0]
  const funds = await clerk.funds.list({ year: null })
  return {
    asOf: [asOf, addDays(asOf, -400)],
    communityId: [middle?.communityId, first?.communityId],
    gridId: [middle?.grids[0]?.gridId],
    personId: [aux?.personId ?? team.chief?.personId],
    rateeId: [aux?.personId],
    providerId: [aux?.personId],
    // A surname that a third of the township bears, a whole name, one letter, and what nobody is called.
    text: ['zhangwei', '张', 'z', '张伟', '查无此人'],
    month: months.map((month) => month.month),
    year: [Number(asOf.slice(0, 4)), Number(asOf.slice(0, 4)) - 1],
    week: [weekOf(addDays(asOf, -7)), weekOf(asOf)],
    leadId: leads.leads.map((lead) => lead.leadId),
    rewardId: rewards.rewards.map((reward) => reward.rewardId),
    meetingId: [meetingId],
    fundId: funds.funds.map((fund) => fund.fundId),
    limit: [100],
    after: [],
    on: [asOf, addDays(asOf, -90)],
    from: [addDays(asOf, -30)],
    to: [asOf],
    filler: ['01ARZ3NDEKTSV4RRFFQ69G5FAV', asOf, '文字示例', 1, 2, `${asOf.slice(0, 7)}`, weekOf(asOf), 'a'.repeat(64)],
  }
}

async function answerOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'answered'
  } catch (error) {
    if (error instanceof ORPCError) return error.code
    throw error
  }
}

/** Every question of the contract, by every role that may ask it, with every input that its schema tells of. */
export async function askEverything(station: BenchStation, only: (name: ProcedureName) => boolean = () => true): Promise<Asked[]> {
  const facts = await factsOf(station)
  const asked: Asked[] = []
  for (const role of roles) {
    const client = clientOf(station, role)
    for (const name of questions.filter((one) => askedBy(one).includes(role) && only(one)))
      for (const input of inputsOf(inputSchemaOf(name), facts)) {
        const times: number[] = []
        let answer = ''
        // Neither what is far within the bound nor what is far beyond it needs a second measurement.
        for (let run = 0; run < runs && (run === 0 || ((times[0] ?? 0) > mostPerQuery / 2 && (times[0] ?? 0) < mostPerQuery * 10)); run += 1)
          times.push(await processorTime(async () => {
            answer = await answerOf(procedureOf(client, name)(input))
          }))
        asked.push({ name, role, input, took: Math.min(...times), answer })
        if (process.env.JINGWANG_BENCH_VERBOSE && Math.min(...times) > 30) console.log('   ', Math.min(...times).toFixed(1), name, role, JSON.stringify(input).slice(0, 160), answer)
      }
  }
  return asked
}

/** The slowest input of every question. */
function slowestOf(asked: readonly Asked[]): Asked[] {
  const slowest = new Map<string, Asked>()
  for (const one of asked) if (one.took > (slowest.get(one.name)?.took ?? -1)) slowest.set(one.name, one)
  return [...slowest.values()].toSorted((a, b) => b.took - a.took)
}

export async function everyQuery(project: string): Promise<Comparison[]> {
  const station = await openLargeTownship(project)
  try {
    const asked = await askEverything(station)
    const internal = asked.filter((one) => one.answer === 'INTERNAL' || one.answer === 'INVALID_INPUT')
    if (internal.length > 0) throw new Error(`asked in vain: ${JSON.stringify(internal.slice(0, 3))}`)
    const slowest = slowestOf(asked)
    const over = slowest.filter((one) => one.took > mostPerQuery)
    console.log(`   ${largeTownshipPeople} people; ${asked.length} calls of ${slowest.length} questions by ${roles.length} roles; ${over.length} questions over ${mostPerQuery} ms`)
    for (const one of slowest.slice(0, Math.max(10, over.length))) console.log(`   ${one.took.toFixed(1).padStart(8)} ms  ${one.name}  ${one.role}  ${JSON.stringify(one.input).slice(0, 140)}  ${one.answer}`)
    return slowest.slice(0, 10).map((one) => ({ what: `${one.name} (${one.role})`, ours: one.took, peer: mostPerQuery, against: `the ${mostPerQuery} ms that no question may take` }))
  } finally {
    station.close()
  }
}
