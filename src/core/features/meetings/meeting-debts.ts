import type { Debts } from '../../../contract/debts'
import { addWeeks, weekOf } from '../../../domain/iso-week'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { readSetting } from '../settings/read-setting'
import { readBoard } from './board'

/** What the communities in reach owe: missed weeks and overdue decisions red; this week's meeting, minutes and signatures yellow. */
export function meetingDebts(reader: Reader, caller: Caller): Debts {
  const thisWeek = weekOf(caller.today)
  const board = readBoard(reader, caller, { fromWeek: addWeeks(thisWeek, -readSetting(reader, 'meetings.debtWeeks')), toWeek: thisWeek })
  const communities = board.communities.flatMap((community): Debts['communities'] => {
    const count = (test: (cell: (typeof community.cells)[number]) => boolean): number => community.cells.filter(test).length
    const missed = count((cell) => cell.state === 'missed')
    const due = count((cell) => (cell.state === 'planned' || cell.state === 'noticed') && cell.week === thisWeek && cell.plannedOn !== null && cell.plannedOn <= caller.today)
    const unwritten = count((cell) => cell.state === 'held')
    const unsigned = count((cell) => cell.state === 'minuted')
    const parts: [number, string][] = [
      [missed, `缺会${missed}次`],
      [community.overdueDecisions, `事项逾期${community.overdueDecisions}项`],
      [due, '本周会待开'],
      [unwritten, `待记录${unwritten}次`],
      [unsigned, `待签字${unsigned}次`],
    ]
    const owed = parts.filter(([n]) => n > 0)
    if (owed.length === 0) return []
    const red = missed + community.overdueDecisions > 0
    return [{ communityId: community.communityId, count: owed.reduce((sum, [n]) => sum + n, 0), mark: red ? 'red' : 'yellow', words: owed.map(([, words]) => words).join('、') }]
  })
  return {
    count: communities.reduce((sum, one) => sum + one.count, 0),
    mark: communities.some((one) => one.mark === 'red') ? 'red' : communities.length > 0 ? 'yellow' : null,
    communities,
  }
}
