import type { Role } from '../../../contract/roles'
import { chineseNumeral } from '../../../domain/chinese-numeral'
import { nextSteps, rewardStepLabels, stepsFrom, type NextStep, type RewardState } from '../../../domain/reward-states'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import type { Check } from './reward-checks'
import { nextLevel } from './reward-decision'
import { paymentsOf, standingPayments, type StoredReward } from './reward-row'
import { approverLevel } from './reward-tier-book'

/** The levels that a caller signs in the own session: chief 1 in the own community, an approver the tier of the account. */
export function ownLevels(reader: Reader, caller: Caller, communityId: string): number[] {
  const sees = (role: Role): boolean => caller.reachAs(role).seesWholeCommunity(communityId)
  const tier = caller.connection.signedIn && sees('approver') ? approverLevel(reader, caller.connection.signedIn.accountId) : null
  return [...(sees('station_chief') ? [1] : []), ...(tier === null ? [] : [tier])]
}

export interface NextStepView {
  step: NextStep
  label: string
  allowed: boolean
  why: string | null
  signing: ('own' | 'paper')[]
}

/** Every step that still makes sense from this state, and for each whether this caller may take it or the sentence why not. */
export function nextStepsOf(reader: Reader, caller: Caller, reward: StoredReward, state: RewardState, checks: readonly Check[]): NextStepView[] {
  const sees = (role: Role): boolean => caller.reachAs(role).seesWholeCommunity(reward.community_id)
  const ledger = reward.origin === 'ledger'
  const possible = nextSteps.filter((step) => {
    if (step === 'expire') return state === 'expired' && reward.state !== 'expired'
    if (ledger && (step === 'notify' || step === 'publicise')) return false
    if (step === 'publicise' && reward.public_days === null) return false
    if (step === 'reverse') return stepsFrom.reverse.includes(state) && standingPayments(paymentsOf(reader, reward.id)).length > 0
    // Money that was handed over in time can be recorded until the expiry is.
    if (step === 'pay' && state === 'expired') return reward.state !== 'expired'
    return stepsFrom[step].includes(state) || (step === 'pay' && ledger && state === 'approved')
  })
  const clerk = sees('clerk')
  const isOfficers = (step: NextStep): boolean => step === 'verify' || (step === 'reject' && state === 'submitted')
  const signsHere = (step: NextStep): boolean => (isOfficers(step) ? sees('community_police') : ownLevels(reader, caller, reward.community_id).includes(nextLevel(reward).level))
  const signing = (step: NextStep): NextStepView['signing'] =>
    step === 'verify' || step === 'approve' || step === 'reject' ? [...(signsHere(step) ? (['own'] as const) : []), ...(clerk ? (['paper'] as const) : [])] : []
  const whyNot = (step: NextStep): string | null => {
    if (step === 'verify' || step === 'approve' || step === 'reject') {
      if (signing(step).length > 0) return null
      if (isOfficers(step)) return step === 'verify' ? '由社区民警核实。' : '先由社区民警核实。'
      const { level, office } = nextLevel(reward)
      return `等待${chineseNumeral(level)}级（${office}）审批。`
    }
    if (!clerk) return '由内勤办理。'
    if (step === 'submit') {
      const broken = checks.find((check) => check.result === 'failed')
      return broken ? `${broken.text}。` : null
    }
    if (step === 'pay' && !ledger && reward.public_days !== null && state === 'noticed') return '申请时选了公示，先公示。'
    if (step === 'pay' && reward.public_to !== null && caller.today <= reward.public_to) return `公示到${reward.public_to}，期满再发放。`
    return null
  }
  return possible.map((step) => {
    const why = whyNot(step)
    return { step, label: rewardStepLabels[step], allowed: why === null, why, signing: signing(step) }
  })
}

