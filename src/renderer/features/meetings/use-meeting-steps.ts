import { computed, type ComputedRef } from 'vue'
import type { ProcedureName } from '../../../contract/contract'
import type { Meeting, MeetingStep } from '../../../contract/meeting-page'
import { weekWords } from '../../../domain/iso-week'
import { signSides, signSideWords } from '../../../domain/meeting-state'
import { client } from '../../host/connection'
import { useSessionStore } from '../../shell/session-store'
import { useNotice } from '../../shell/use-notice'
import { useReason } from '../../shell/use-reason'
import { useSaving, type Saving } from '../roster/use-saving'
import { nextStep, otherSteps } from './meeting-steps'
import type { Minutes } from './use-minutes'

/** Steps that need a form of their own, opened by the page. */
export type StepForm = 'plan' | 'hold' | 'correct' | 'signOnPaper' | 'addition' | 'exempt'
const forms: readonly MeetingStep[] = ['plan', 'hold', 'correct', 'signOnPaper', 'addition', 'exempt']
const isForm = (step: MeetingStep): step is StepForm => forms.includes(step)

export interface MeetingStepsInHand {
  may: (step: MeetingStep) => boolean
  next: ComputedRef<ReturnType<typeof nextStep>>
  others: ComputedRef<Meeting['steps']>
  saving: Saving
  run: (step: MeetingStep) => Promise<void>
}

/** Carries out the steps of a meeting. Text is kept before every one of them, so that what is signed is what stands on the screen. */
export function useMeetingSteps(minutes: Minutes, reload: () => Promise<void>, open: (form: StepForm) => void): MeetingStepsInHand {
  const session = useSessionStore()
  const saving = useSaving()
  const notice = useNotice()
  const askReason = useReason()
  const may = (step: MeetingStep): boolean => session.may(`meetings.${step}` satisfies ProcedureName)

  const next = computed(() => (minutes.meeting.value === null ? null : nextStep(minutes.meeting.value, may)))
  const others = computed(() => (minutes.meeting.value === null ? [] : otherSteps(minutes.meeting.value, may, next.value?.step ?? null)))

  async function run(step: MeetingStep): Promise<void> {
    if (saving.busy.value) return
    if (!(await minutes.keeper.flush())) {
      saving.error.value = minutes.keeper.error.value
      return
    }
    await reload()
    if (isForm(step)) return open(step)
    const meeting = minutes.meeting.value
    if (meeting === null) return
    const command = await commandFor(step, meeting)
    if (command === null) return
    if (await saving.save(command.call)) notice(command.told)
    await reload()
  }

  async function commandFor(step: MeetingStep, meeting: Meeting): Promise<{ call: () => Promise<unknown>; told: string } | null> {
    const { communityId, week, meetingId, contentSha256 } = meeting
    const what = `${meeting.community}${weekWords(week)}例会`
    if (step === 'notice') return { call: () => client.meetings.notice({ communityId, week }), told: `${what}已登记通知` }
    if (step === 'unexempt') {
      const reason = await askReason({ title: `恢复${what}`, text: '取消免开，这一周照常要开例会。', action: '恢复例会', stay: '仍然免开' })
      return reason === null ? null : { call: () => client.meetings.unexempt({ communityId, week, reason }), told: `${what}照常开` }
    }
    if (meetingId === null) return null
    if (step === 'minute') return { call: () => client.meetings.minute({ meetingId }), told: '记录完成，可以签字' }
    if (step === 'sign') return { call: () => client.meetings.sign({ meetingId, contentSha256 }), told: '已签字' }
    if (step === 'lock') return { call: () => client.meetings.lock({ meetingId }), told: '纪要已锁定' }
    if (step === 'withdrawSignature') {
      const side = meeting.ownSide ?? signSides.find((each) => meeting.signatures.some((one) => one.side === each)) ?? 'chief'
      const signed = meeting.signatures.some((one) => one.side === side) ? side : (meeting.signatures[0]?.side ?? side)
      const reason = await askReason({ title: `撤回${signSideWords[signed]}签字`, text: '撤回后可以改正文，改好重新签。', action: '撤回签字', stay: '不撤回' })
      return reason === null ? null : { call: () => client.meetings.withdrawSignature({ meetingId, side: signed, reason }), told: '签字已撤回' }
    }
    if (step === 'void') {
      const reason = await askReason({ title: `作废${what}`, text: '这次例会的登记和议定事项作废，记入审计日志；这一周可以重新登记。', action: '作废例会', stay: '不作废' })
      return reason === null ? null : { call: () => client.meetings.void({ meetingId, reason }), told: `${what}已作废` }
    }
    return null
  }

  return { may, next, others, saving, run }
}
