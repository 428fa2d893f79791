import { ORPCError } from '@orpc/server'
import type { NewPerson } from '../../src/contract/roster'
import { checkSignOf } from '../../src/domain/identity-number'
import type { Post } from '../../src/domain/post'
import { foundTownship } from '../../src/core/features/roster/organisation'
import { openStation, testActor, type Client, type SignedInCaller, type StandOptions, type Station } from './station'

export interface SmallGrid {
  id: string
  name: string
}
export interface SmallCommunity {
  id: string
  name: string
  grids: [SmallGrid, SmallGrid]
}
export interface SmallTownship {
  station: Station
  clerk: SignedInCaller
  /** Two communities of two basic grids each; every seat is empty. */
  east: SmallCommunity
  west: SmallCommunity
  /** Puts an invented person into a seat. */
  seat(seat: SmallSeat, name: string, choice?: { on?: string; person?: Partial<NewPerson> }): Promise<{ assignmentId: string; personId: string }>
}
export interface SmallSeat {
  post: Post
  community: SmallCommunity
  grid?: SmallGrid
}
type ChangeInput = Parameters<Client['roster']['change']>[0]

/** A township that is made in a moment, for tests that need to know every seat. */
export async function openSmallTownship(options: StandOptions = {}): Promise<SmallTownship> {
  const station = await openStation(options)
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '青禾镇', '410105'))
  const clerk = await station.signedIn('clerk')
  const community = async (name: string): Promise<SmallCommunity> => {
    const { communityId } = await clerk.client.roster.addCommunity({ name, areaCode: null })
    const grid = async (named: string): Promise<SmallGrid> => ({ id: (await clerk.client.roster.addGrid({ communityId, name: named, code: null, kind: 'basic' })).gridId, name: named })
    return { id: communityId, name, grids: [await grid('第一网格'), await grid('第二网格')] }
  }
  const east = await community('东塘社区')
  const west = await community('西柳村')
  return {
    station,
    clerk,
    east,
    west,
    seat: async (at, name, choice = {}) => {
      const { assignmentId, personId } = await clerk.client.roster.change(changeOf(at, { onDate: choice.on ?? '2026-03-01', incoming: { kind: 'new', person: inventedPerson(name, choice.person) } }))
      if (assignmentId === null || personId === null) throw new Error('nobody was seated')
      return { assignmentId, personId }
    },
  }
}

/** A change of one seat with everything that a test does not care about filled in. */
export function changeOf(seat: SmallSeat, change: Partial<ChangeInput>): ChangeInput {
  return { communityId: seat.community.id, gridId: seat.grid?.id ?? null, post: seat.post, onDate: '2026-03-01', outgoingAssignmentId: null, incoming: null, isActing: false, docNo: null, reason: '岗位调整', ...change }
}

let invented = 0
/** Nobody of this world: order codes from 900, every identity number and phone once. */
export function inventedPerson(name: string, fields: Partial<NewPerson> = {}): NewPerson {
  invented += 1
  const day = new Date(Date.UTC(1970, 0, 1 + (invented % 9000))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = `410105${day}${901 + 2 * (Math.floor(invented / 9000) % 49)}`
  return { name, sex: null, idNo: body + checkSignOf(body), phone: `1380000${String(invented % 10_000).padStart(4, '0')}`, policeNo: null, orgText: null, remark: null, ...fields }
}

export interface Answered {
  /** `DONE`, or the declared error's code. */
  code: string
  rule: string | null
  field: string | null
  message: string
}

/** How a call ended, in the contract's words. */
export async function answerOf(call: Promise<unknown>): Promise<Answered> {
  try {
    await call
    return { code: 'DONE', rule: null, field: null, message: '' }
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    const data = error.data as { rule?: string; reason?: string; field?: string | null } | undefined
    return { code: String(error.code), rule: data?.rule ?? data?.reason ?? null, field: data?.field ?? null, message: error.message }
  }
}
