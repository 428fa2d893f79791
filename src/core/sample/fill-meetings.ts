import { addDays } from '../../domain/calendar-date'
import { addWeeks, weekOf } from '../../domain/iso-week'
import { Reach } from '../accounts/reach'
import type { Caller } from '../caller'
import { windowConnection } from '../connection'
import type { Transaction } from '../database/transaction'
import { closeDecision, progressDecision } from '../features/meetings/decision-commands'
import { decisionStatements } from '../features/meetings/decision-statements'
import { exempt, lock } from '../features/meetings/meeting-commands'
import { plannedOn, stamps, touch } from '../features/meetings/meeting-row'
import { meetingStatements } from '../features/meetings/meeting-statements'
import { gridsOfMeeting } from '../features/meetings/minutes-content'
import { minutesStatements } from '../features/meetings/minutes-statements'
import { signAsBoth } from '../features/meetings/signing'
import { storeMinuted } from '../features/meetings/store-minuted'
import { holderOf, teamOn, type Member } from '../features/meetings/team'
import { workCalendar } from '../features/meetings/work-calendar'
import type { SpecialDays } from '../../domain/work-calendar'
import { newId } from '../new-id'
import { gridCodes, samplePhrases, sampleScribe, type SampleScribe } from './sample-minutes'
import { seededRandom, type SeededRandom } from './seeded-random'

const weeksBack = 3

interface Stage {
  tx: Transaction
  random: SeededRandom
  scribe: SampleScribe
  special: SpecialDays
  today: string
  /** Communities whose oldest decision is not done in time. */
  slow: ReadonlySet<string>
}

/** Communities by their place in the office's order that give the newcomer something to see, each of another kind. */
const inPlay = { open: 0, exempt: 5, missed: 17, unsigned: [3, 16], overdue: [4, 13, 22] } as const
const has = (places: readonly number[], at: number): boolean => places.includes(at)

/**
 * Three weeks of meetings before today and the days of this week so far, by the rules of meetings themselves, as in a
 * township that keeps up: minutes with their decisions, signed and locked; last week one community was exempt, one did
 * not meet, two still have to sign; of yesterday's meetings some wait for a signature, and three decisions are overdue.
 * The first community's meeting of this week is left to whoever opens the sample.
 */
export function fillMeetings(tx: Transaction, communityIds: readonly string[], today: string, seed: number): void {
  const random = seededRandom(seed ^ 0x6d_65_65_74)
  const stage: Stage = { tx, random, scribe: sampleScribe(random), special: workCalendar(tx), today, slow: new Set(communityIds.filter((_, at) => has(inPlay.overdue, at))) }
  communityIds.forEach((id, at) => tx.write(meetingStatements.setWeekday, { id, meeting_weekday: (at + 4) % 5, ...touch(tx) }))
  for (const { code, text } of samplePhrases) tx.write(minutesStatements.insertPhrase, { id: newId(), code, text, ...stamps(tx) })
  for (let back = weeksBack; back >= 0; back -= 1)
    communityIds.forEach((communityId, at) => {
      const week = addWeeks(weekOf(today), -back)
      const heldOn = plannedOn(tx, communityId, week, stage.special)
      if (heldOn === null || heldOn >= today || (back === 0 && at === inPlay.open) || (back === 1 && at === inPlay.missed)) return
      if (back === 1 && at === inPlay.exempt) excuse(stage, communityId, week, heldOn)
      else meet(stage, communityId, week, heldOn, untilOf(back, at, heldOn, today))
    })
  for (const communityId of communityIds) settleDue(stage, communityId, today)
}

/** How far its minutes have come by today. */
function untilOf(back: number, at: number, heldOn: string, today: string): 'minuted' | 'signed' | 'locked' {
  if (back > 1) return 'locked'
  if (back === 1) return has(inPlay.unsigned, at) ? 'minuted' : 'signed'
  return addDays(heldOn, 1) === today && at % 3 === 0 ? 'minuted' : 'signed'
}

const noon = (on: string): number => Date.parse(`${on}T12:00:00+08:00`)

/** Acts on a day of the past: what is written then carries that day's instant. */
function onDay({ tx }: Stage, on: string, minutes = 0): { past: Transaction; caller: Caller } {
  const past: Transaction = { ...tx, at: noon(on) + minutes * 60_000 }
  const refuseToCommit = (): never => {
    throw new Error('the sample writes in one transaction of its own')
  }
  return { past, caller: { procedure: 'meetings.sign', connection: windowConnection('test'), actor: tx.actor, reach: Reach.nowhere, reachAs: () => Reach.nowhere, today: on, commit: refuseToCommit } }
}

function excuse(stage: Stage, communityId: string, week: string, on: string): void {
  const { past, caller } = onDay(stage, on)
  exempt(past, caller, { communityId, week, kind: 'major_security', reason: '全员参加集市安保执勤' })
}

function meet(stage: Stage, communityId: string, week: string, heldOn: string, until: 'minuted' | 'signed' | 'locked'): void {
  const { random, scribe } = stage
  settleDue(stage, communityId, heldOn)
  const { past, caller } = onDay(stage, heldOn)
  const team = teamOn(past, communityId, heldOn)
  const chief = holderOf(past, communityId, 'chief', heldOn)
  const officer = holderOf(past, communityId, 'officer', heldOn)
  const spare = team.filter((member) => member.post === 'grid_chief')
  const hosts = [chief?.name ?? spare[0]?.name, officer?.name ?? spare[1]?.name]
  const attending = team.filter((member) => member.expected && !hosts.includes(member.name))
  const calls = random.integer(6, 22)
  const criminal = random.integer(0, 3)
  const order = random.integer(1, Math.max(1, Math.floor(calls / 2)))
  const reported = { from: addDays(heldOn, -7), calls, criminal, order, help: Math.max(0, calls - criminal - order) }
  const { meetingId } = storeMinuted(past, {
    communityId,
    week,
    heldOn,
    startTime: random.pick(['09:00', '09:30', '10:00', '15:00']),
    endTime: null,
    place: scribe.place(),
    chief: hosts[0] ?? null,
    officer: hosts[1] ?? null,
    recorder: random.pick(attending).name,
    attendance: [...attendance(stage, attending), ...team.filter((member) => member.post === 'building_head').slice(0, 2).map(({ name }) => ({ name, status: 'also_present' as const, reason: null }))],
    items: [
      { code: 'A1', gridId: null, text: `辖区共接警${reported.calls}起，其中刑事${reported.criminal}起、治安${reported.order}起、求助及纠纷${reported.help}起，${scribe.cause()}` },
      { code: 'A2', gridId: null, text: scribe.trend() },
      ...gridsOfMeeting(past, communityId, heldOn).flatMap((grid) => gridCodes.map((code) => ({ code, gridId: grid.gridId, text: scribe.grid(code) }))),
      { code: 'C1', gridId: null, text: scribe.problem() },
      { code: 'C2', gridId: null, text: scribe.complaint() },
    ],
    decisions: scribe.measures().map((text) => ({ text, owner: random.pick(attending).name, dueOn: addDays(heldOn, random.integer(4, 14)) })),
    source: '示例',
  })
  settleEarlier(stage, communityId, week, heldOn)
  if (until === 'minuted') return
  const signedOn = addDays(heldOn, 1) > stage.today ? heldOn : addDays(heldOn, 1)
  const signing = onDay(stage, signedOn, 90)
  signAsBoth(signing.past, signing.caller, meetingId)
  if (until === 'locked') lock(signing.past, { ...caller, today: signedOn }, meetingId)
}

function attendance({ random, scribe }: Stage, attending: readonly Member[]) {
  const away = random.chance(0.6) ? random.pick(attending).name : null
  const shared = new Set(attending.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at))
  return attending.filter(({ name }) => !shared.has(name)).map(({ name }) => (name === away ? { name, status: 'leave' as const, reason: scribe.leave() } : { name, status: 'present' as const, reason: null }))
}

/** Decisions of a community that may be done by now. */
const closable = ({ tx, slow }: Stage, communityId: string) => tx.all(decisionStatements.open, { community_id: communityId }).slice(slow.has(communityId) ? 1 : 0)

/** What was due before a day has been done on its date. */
function settleDue(stage: Stage, communityId: string, before: string): void {
  for (const one of closable(stage, communityId)) {
    if (one.due_on === null || one.due_on >= before) continue
    const { past, caller } = onDay(stage, one.due_on, 240)
    closeDecision(past, caller, one.id, one.row_version, one.due_on, stage.scribe.result())
  }
}

/** At the meeting, two in three of the decisions brought over are reported done, some of the rest under way. */
function settleEarlier(stage: Stage, communityId: string, week: string, on: string): void {
  const { past, caller } = onDay(stage, on, 30)
  const mayClose = new Set(closable(stage, communityId).map((one) => one.id))
  for (const one of past.all(decisionStatements.open, { community_id: communityId })) {
    if (one.week >= week) continue
    if (mayClose.has(one.id) && stage.random.chance(0.66)) closeDecision(past, caller, one.id, one.row_version, on, stage.scribe.result())
    else if (stage.random.chance(0.5)) progressDecision(past, caller, one.id, one.row_version, '正在办理，已完成大半')
  }
}
