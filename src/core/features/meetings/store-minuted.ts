import { isInWeek, longDay, shortDay, weekWords } from '../../../domain/iso-week'
import { figureKey, textKey } from '../../../domain/meeting-agenda'
import { hasTakenPlace, type SignSide, type StoredState } from '../../../domain/meeting-state'
import { figuresInReport } from '../../../domain/report-sentence'
import type { Transaction } from '../../database/transaction'
import { dayAt } from '../../office-day'
import { refuse } from '../../refusal'
import { recordCells } from './cells'
import { storeDecision } from './decision-commands'
import { storeAttendance } from './meeting-commands'
import { meetingById, meetingOfWeek, touch, touchMeeting } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { indexMinutes } from './minutes-index'
import type { MinutesToStore } from './minutes-to-store'
import { holderOf, teamOn, type Member } from './team'

/**
 * Stores minutes from a file as minuted, in the caller's transaction. What the file leaves open (names off the roster,
 * missing owners or dates) is kept as written and stands against signing until it is settled.
 * @throws Refusal I28 (outside its week, or a meeting that took place already), `future_day`, `due_before_meeting`, `exempt`
 */
export function storeMinuted(tx: Transaction, minutes: MinutesToStore): { meetingId: string; unknown: string[] } {
  const { communityId, week, heldOn } = minutes
  if (!isInWeek(heldOn, week)) throw refuse('I28', `${longDay(heldOn)}不在${weekWords(week)}。没有存，核对周次和日期。`, 'heldOn')
  if (heldOn > dayAt(tx.at)) throw refuse('future_day', `${longDay(heldOn)}还没到。没有存，核对日期。`, 'heldOn')
  const present = meetingOfWeek(tx, communityId, week)
  if (present && hasTakenPlace(present.state as StoredState)) throw refuse('I28', `${weekWords(week)}例会${present.held_on === null ? '' : shortDay(present.held_on)}已登记，一周只有一次。没有存，要以文件为准先把原来的作废。`, 'week')
  if (present?.state === 'exempt') throw refuse('exempt', `${weekWords(week)}已登记免开。没有存，先取消免开再导入。`, 'week')
  const early = minutes.decisions.find((decision) => decision.dueOn !== null && decision.dueOn < heldOn)
  if (early) throw refuse('due_before_meeting', `“${early.text.slice(0, 20)}”的时限早于开会日${longDay(heldOn)}。没有存，核对时限。`, 'dueOn')

  const row = touchMeeting(tx, communityId, week)
  const team = teamOn(tx, communityId, heldOn)
  const unknown: string[] = []
  const memberNamed = (name: string): Member | null => {
    const bearers = team.filter((member) => member.name === name)
    // Of two who bear a name, minutes mean the one who is expected there.
    const meant = bearers.length > 1 ? bearers.filter((member) => member.expected) : bearers
    if (meant.length !== 1) unknown.push(name)
    return meant.length === 1 ? (meant[0] ?? null) : null
  }
  const chief = hostNamed(tx, communityId, 'chief', minutes.chief, heldOn, memberNamed)
  const officer = hostNamed(tx, communityId, 'officer', minutes.officer, heldOn, memberNamed)
  tx.write(meetingStatements.hold, {
    id: row.id,
    state: 'minuted',
    held_on: heldOn,
    start_time: minutes.startTime,
    end_time: minutes.endTime,
    place: minutes.place,
    chief_id: chief.id,
    chief_name: chief.name,
    chief_reason: chief.reason,
    officer_id: officer.id,
    officer_name: officer.name,
    officer_reason: officer.reason,
    recorder_id: minutes.recorder === null ? null : (team.find((member) => member.name === minutes.recorder)?.personId ?? null),
    recorder_name: minutes.recorder,
    source: minutes.source,
    ...touch(tx),
  })
  storeAttendance(tx, row.id, attendance(minutes, [chief.id, officer.id], memberNamed))
  const report = figuresInReport(minutes.items.find((item) => item.code === 'A1')?.text ?? '')
  recordCells(tx, row, [
    ...minutes.items.flatMap((item) => [{ key: textKey(item.code, item.gridId), text: item.text }, ...(item.title === undefined ? [] : [{ key: `${item.code}/title`, text: item.title }])]),
    ...Object.entries(report).flatMap(([name, count]) => (count === null ? [] : [{ key: figureKey(name, null), text: String(count) }])),
  ])
  const held = meetingById(tx, row.id)
  for (const decision of minutes.decisions) {
    const owner = decision.owner === null ? null : (team.find((member) => member.name === decision.owner) ?? null)
    storeDecision(tx, held, { text: decision.text, owner_id: owner?.personId ?? null, owner_name: owner?.name ?? decision.owner, due_on: decision.dueOn })
  }
  indexMinutes(tx, row.id)
  return { meetingId: row.id, unknown: [...new Set(unknown)] }
}

function hostNamed(tx: Transaction, communityId: string, side: SignSide, name: string | null, on: string, memberNamed: (name: string) => Member | null): { id: string | null; name: string | null; reason: string | null } {
  if (name === null) return { id: null, name: null, reason: null }
  const holder = holderOf(tx, communityId, side, on)
  if (holder?.name === name) return { id: holder.personId, name, reason: null }
  const member = memberNamed(name)
  return { id: member?.personId ?? null, name, reason: member ? '纪要载明由其主持' : null }
}

function attendance(minutes: MinutesToStore, hosts: readonly (string | null)[], memberNamed: (name: string) => Member | null) {
  const seen = new Set<string>()
  return minutes.attendance.flatMap((one) => {
    if (seen.has(one.name)) return []
    seen.add(one.name)
    const member = memberNamed(one.name)
    if (member && hosts.includes(member.personId)) return []
    return [
      {
        person_id: member?.personId ?? null,
        name: one.name,
        post: member?.post ?? null,
        grid_id: member?.gridId ?? null,
        org_text: null,
        status: one.status,
        proxy_for_id: null,
        proxy_for: null,
        reason: one.reason,
      },
    ]
  })
}
