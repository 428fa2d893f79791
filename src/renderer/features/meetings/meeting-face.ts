import type { WeekCell } from '../../../contract/meetings'
import { shortDay, weekdayName } from '../../../domain/iso-week'
import { meetingStateWords } from '../../../domain/meeting-state'

/** How one community's week looks in the calendar: mark, word, and whether somebody has to act. */
export interface MeetingFace {
  light: 'g' | 'y' | 'r' | 'b' | 'k' | 'x' | null
  word: string
  seal: boolean
  locked: boolean
  /** Awaits a person this week: neither missed nor in order. */
  owed: boolean
}

/** 11-05. */
const monthDay = (on: string): string => on.slice(5)
const nothing: MeetingFace = { light: null, word: '', seal: false, locked: false, owed: false }
const faceOf = (light: MeetingFace['light'], word: string, more: Partial<MeetingFace> = {}): MeetingFace => ({ light, word, seal: false, locked: false, owed: false, ...more })

/** Colours by the design's status language: a plan has no colour until its day comes; what awaits a person is yellow. */
export function meetingFace(cell: Pick<WeekCell, 'state' | 'plannedOn' | 'heldOn' | 'signatures'>, today: string): MeetingFace {
  switch (cell.state) {
    case null:
      return nothing
    case 'planned':
    case 'noticed': {
      if (cell.plannedOn === null) return faceOf('b', meetingStateWords[cell.state])
      if (cell.plannedOn < today) return faceOf('y', '未登记', { owed: true })
      if (cell.plannedOn === today) return faceOf('y', '今天开', { owed: true })
      return cell.state === 'planned' ? faceOf('b', monthDay(cell.plannedOn)) : faceOf('g', `通知${monthDay(cell.plannedOn)}`)
    }
    case 'held':
      return faceOf('y', '记录中', { owed: true })
    case 'minuted':
      return faceOf('y', cell.signatures === 0 ? '待签' : '差一签', { owed: true })
    case 'signed':
      return faceOf('k', '已签字', { seal: true })
    case 'locked':
      return faceOf('k', '已锁定', { seal: true, locked: true })
    case 'missed':
      return faceOf('r', '缺会')
    case 'exempt':
    case 'void':
      return faceOf('x', meetingStateWords[cell.state])
  }
}

/** All that is known of the focused cell, for the cell line. */
export function faceSentence(cell: WeekCell, today: string): string {
  const day = (on: string): string => `${shortDay(on)}${weekdayName(on)}`
  switch (cell.state) {
    case null:
      return '开始登记以前的周，不算缺会。以前开过的可以打开补录。'
    case 'exempt':
      return `免开：${cell.exemptWords ?? '没有写原因'}。`
    case 'missed':
      return `缺会：${cell.plannedOn === null ? '' : `原定${day(cell.plannedOn)}，`}这一周没有登记例会。补登记，或写明原因免开。`
    case 'planned':
      return cell.plannedOn === null ? '还没有排期。' : `排在${day(cell.plannedOn)}，还没有通知。`
    case 'noticed':
      return cell.plannedOn === null ? '已通知。' : `已通知，${day(cell.plannedOn)}开会${cell.plannedOn < today ? '，还没有登记' : ''}。`
    case 'held':
      return `${cell.heldOn === null ? '' : day(cell.heldOn)}已召开，纪要还没有记完。`
    case 'minuted':
      return `${cell.heldOn === null ? '' : day(cell.heldOn)}召开，纪要已记完，签字${cell.signatures}/2。`
    case 'signed':
      return `${cell.heldOn === null ? '' : day(cell.heldOn)}召开，双方已签，核对后锁定。`
    case 'locked':
      return `${cell.heldOn === null ? '' : day(cell.heldOn)}召开，已签字并锁定。`
    case 'void':
      return '已作废，这一周可以重新登记。'
  }
}
