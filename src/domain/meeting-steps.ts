import { shortDay } from './iso-week'
import { hasTakenPlace, signSideWords, type MeetingState, type SignSide, type StoredState } from './meeting-state'

export const meetingSteps = ['plan', 'notice', 'hold', 'correct', 'minute', 'sign', 'signOnPaper', 'withdrawSignature', 'lock', 'addition', 'void', 'exempt', 'unexempt'] as const
export type MeetingStepName = (typeof meetingSteps)[number]

export interface MeetingFacts {
  state: MeetingState
  stored: StoredState | null
  today: string
  monday: string
  plannedOn: string | null
  heldOn: string | null
  workdays: number
  signed: readonly SignSide[]
  ownSide: SignSide | null
  /** Required cells that are empty, in words. */
  gaps: readonly string[]
  /** Whatever else stands against a signature. */
  problems: readonly string[]
}

export interface StepAnswer {
  rule: string
  /** Null: it may be done. */
  reason: string | null
}
const yes: StepAnswer = { rule: '', reason: null }
const no = (rule: string, reason: string): StepAnswer => ({ rule, reason })

/** What may be done with a meeting next, and where not, why and what to do instead (model.md D4, I28 to I30). */
export function stepAnswer(step: MeetingStepName, facts: MeetingFacts): StepAnswer {
  return answers[step](facts)
}

const settled = ({ state }: MeetingFacts): boolean => state === 'signed' || state === 'locked'
const tookPlace = (facts: MeetingFacts): StepAnswer =>
  no('I28', `本周例会${facts.heldOn === null ? '' : `${shortDay(facts.heldOn)}`}已召开，一周只开一次。要改登记用“改到会登记”；登记错了先“作废例会”，再重新登记。`)
const afterSigning = no('signed', '纪要已签字，正文不再改动。要更正，写编号补充。')
const notYetHeld = no('not_held', '例会还没有登记召开。先登记召开，再办这一步。')

const answers: Readonly<Record<MeetingStepName, (facts: MeetingFacts) => StepAnswer>> = {
  plan: (facts) => {
    if (hasTakenPlace(facts.state)) return tookPlace(facts)
    if (facts.stored === 'exempt') return no('exempt', '本周已登记免开。先取消免开，再排期。')
    if (facts.workdays === 0) return no('no_workday', '本周没有工作日，自动免开。如日历不对，先更新工作日历。')
    if (facts.state === 'missed') return no('week_over', '这一周已过。会开过的补录召开，没开的登记免开原因。')
    return yes
  },
  notice: (facts) => {
    if (hasTakenPlace(facts.state)) return tookPlace(facts)
    if (facts.state === 'noticed') return no('noticed', '已经通知过。改期后再通知。')
    if (facts.state !== 'planned') return answers.plan(facts)
    if (facts.plannedOn === null || facts.plannedOn < facts.today) return no('plan_over', '排定的日子已过。先改期，再通知；会开过的直接登记召开。')
    return yes
  },
  hold: (facts) => {
    if (hasTakenPlace(facts.state)) return tookPlace(facts)
    if (facts.stored === 'exempt') return no('exempt', '本周已登记免开。先取消免开，再登记召开。')
    if (facts.today < facts.monday) return no('future_day', '这一周还没到。到会议当天再登记召开。')
    return yes
  },
  correct: (facts) => (settled(facts) ? afterSigning : !hasTakenPlace(facts.state) ? notYetHeld : facts.signed.length > 0 ? oneSigned(facts) : yes),
  minute: (facts) => {
    if (facts.state === 'held') return yes
    return settled(facts) || facts.state === 'minuted' ? no('minuted', '记录已经完成。签字前正文仍可修改。') : notYetHeld
  },
  sign: (facts) => {
    const ready = mayBeSigned(facts)
    if (ready.reason !== null) return ready
    if (facts.ownSide === null) return no('not_host', '当前账号不是本次例会的主持人，不能签字。由主持的站长、民警各自登录签字，或在纸上签字后上传扫描件。')
    if (facts.signed.includes(facts.ownSide)) return no('signed_already', `${signSideWords[facts.ownSide]}已经签字，等另一方签字。`)
    return yes
  },
  signOnPaper: (facts) => mayBeSigned(facts),
  withdrawSignature: (facts) => (settled(facts) ? afterSigning : facts.signed.length === 0 ? no('not_signed', '还没有人签字，直接修改即可。') : yes),
  lock: (facts) => (facts.state === 'signed' ? yes : facts.state === 'locked' ? no('locked', '纪要已经锁定。') : no('not_signed', '站长、民警都签字后才能锁定。')),
  addition: (facts) => (settled(facts) ? yes : no('not_signed', '纪要还没有签字，直接改正文，不用写补充。')),
  void: (facts) => {
    if (settled(facts)) return afterSigning
    if (facts.stored === null) return no('no_meeting', '本周还没有登记例会，没有可作废的。')
    if (facts.stored === 'exempt') return no('exempt', '本周是免开。要开会，先取消免开。')
    return facts.signed.length > 0 ? oneSigned(facts) : yes
  },
  exempt: (facts) => {
    if (hasTakenPlace(facts.state)) return tookPlace(facts)
    if (facts.stored === 'exempt') return no('exempt', '本周已经登记免开。')
    if (facts.workdays === 0) return no('no_workday', '本周没有工作日，自动免开，不用登记。')
    return yes
  },
  unexempt: (facts) => (facts.stored === 'exempt' ? yes : no('not_exempt', '本周没有登记免开。')),
}

function oneSigned(facts: MeetingFacts): StepAnswer {
  const side = facts.signed[0]
  return no('signed', `${side ? signSideWords[side] : ''}已签字。要修改，先撤回签字并写明原因，改好后重新签。`)
}

function mayBeSigned(facts: MeetingFacts): StepAnswer {
  if (settled(facts)) return no('signed_already', '双方都已签字。要更正，写编号补充。')
  if (!hasTakenPlace(facts.state)) return notYetHeld
  if (facts.gaps.length > 0) return no('I30', `还差${facts.gaps.slice(0, 4).join('、')}${facts.gaps.length > 4 ? `等${facts.gaps.length}项` : ''}。没有情况的填“无”，填齐后再签字。`)
  const [problem] = facts.problems
  if (problem !== undefined) return no('not_ready', problem)
  if (facts.state !== 'minuted') return no('not_minuted', '记录还没有完成。先点“记录完成”，再签字。')
  return yes
}
