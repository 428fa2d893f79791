import type { Meeting, MeetingStep } from '../../../contract/meeting-page'
import { signSideWords } from '../../../domain/meeting-state'

export const stepLabels: Readonly<Record<MeetingStep, string>> = {
  plan: '排期改期',
  notice: '登记通知',
  hold: '登记召开',
  correct: '改到会登记',
  minute: '记录完成',
  sign: '我签字',
  signOnPaper: '登记纸面签字',
  withdrawSignature: '撤回签字',
  lock: '锁定纪要',
  addition: '写编号补充',
  void: '作废例会',
  exempt: '登记免开',
  unexempt: '恢复例会',
}

export const stepOf = (meeting: Meeting, step: MeetingStep): Meeting['steps'][number] | null => meeting.steps.find((one) => one.step === step) ?? null

/**
 * The step that the finishing panel offers, by the state and by who is looking: a host signs, whoever else records the
 * paper. Null where this account may do nothing more (a grid lead, a viewer), or nothing is left.
 */
export function nextStep(meeting: Meeting, may: (step: MeetingStep) => boolean): { step: MeetingStep; label: string; reason: string | null } | null {
  const wanted = wantedStep(meeting, may)
  if (wanted === null || !may(wanted)) return null
  const found = stepOf(meeting, wanted)
  if (found === null) return null
  const label = wanted === 'sign' && meeting.ownSide !== null ? `我签字（${signSideWords[meeting.ownSide]}）` : stepLabels[wanted]
  return { step: wanted, label, reason: found.allowed ? null : found.reason }
}

function wantedStep(meeting: Meeting, may: (step: MeetingStep) => boolean): MeetingStep | null {
  switch (meeting.state) {
    case 'planned':
      return stepOf(meeting, 'notice')?.allowed === true ? 'notice' : 'hold'
    case 'noticed':
    case 'missed':
      return 'hold'
    case 'held':
      return 'minute'
    case 'minuted':
      return meeting.ownSide !== null && may('sign') ? 'sign' : 'signOnPaper'
    case 'signed':
      return 'lock'
    case 'locked':
      return 'addition'
    case 'exempt':
      return stepOf(meeting, 'unexempt')?.allowed === true ? 'unexempt' : null
    case 'void':
      return 'hold'
  }
}

/** Steps beside the next one: all in the office's order, with those that cannot be done now and why. */
export const otherSteps = (meeting: Meeting, may: (step: MeetingStep) => boolean, next: MeetingStep | null): Meeting['steps'] => meeting.steps.filter((one) => one.step !== next && may(one.step))

/** How far the meeting has come: what is past, what is now, what is ahead. */
export interface HeadStep {
  word: string
  mode: 'ok' | 'on' | 'ahead'
}
export function headSteps(meeting: Pick<Meeting, 'state' | 'signatures'>): HeadStep[] {
  const { state, signatures } = meeting
  if (state === 'locked') return ['已召开', '已记完', '已签字', '已锁定'].map((word, at) => ({ word, mode: at === 3 ? 'on' : 'ok' }))
  const reached: Readonly<Partial<Record<Meeting['state'], number>>> = { noticed: 0, held: 1, minuted: 2, signed: 3 }
  const at = reached[state] ?? -1
  const now = ['已通知', '记录中', signatures.length > 0 ? '签了一方' : '待签字', '待锁定'] as const
  // 已通知 stands first until the meeting is held: what was held may never have been noticed.
  const words = ['已通知', '已召开', '已记完', '已签字', '已锁定']
  return words.flatMap((word, index): HeadStep[] => {
    if (index === 0) return at <= 0 ? [{ word, mode: at === 0 ? 'on' : 'ahead' }] : []
    if (index <= at) return [{ word, mode: 'ok' }, ...(index === at ? [{ word: now[at] ?? '', mode: 'on' as const }] : [])]
    return [{ word, mode: 'ahead' }]
  })
}
