import type { Attachment } from '../../../contract/attachments'
import type { ApprovalLevel, RewardFields, RewardStepView } from '../../../contract/reward-values'
import type { RewardDetail } from '../../../contract/rewards'
import { chineseNumeral } from '../../../domain/chinese-numeral'
import type { LeadEffect } from '../../../domain/lead'
import { caseKey } from '../../../domain/reward-subject'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { isGranted, rewardStepLabels, type RewardBasis, type RewardForm, type RewardState, type RewardStep } from '../../../domain/reward-states'
import { tierWords } from '../../../domain/reward-tiers'
import { attachmentsOf } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { fundBalance } from './fund-ledger'
import { fundStatements } from './fund-statements'
import { casesInSeries } from './lead-register'
import { leadStatements } from './lead-statements'
import { leadStateLabels, type LeadState } from '../../../domain/lead'
import { checkReward } from './reward-checks'
import { factsOfReward } from './reward-facts'
import { nextStepsOf } from './reward-next'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { approvalsOf, chainOf, recipientsOf, type StoredReward } from './reward-row'
import { RewardView, requireVisibleReward } from './reward-view'
import { seesScans } from './reward-sight'
import { openWho } from './sealed-people'
import { tiersOf } from './reward-tier-book'

/** One reward with everything its page shows, as this caller may see it. */
export function readReward(services: CoreServices, caller: Caller, rewardId: string): RewardDetail {
  const { reader, key } = services.database
  const reward = requireVisibleReward(services, caller, rewardId)
  const view = new RewardView(services, caller)
  const state = view.state(reward)
  const facts = factsOfReward(reader, key, reward)
  const checks = checkReward(reader, facts)
  const total = reward.cash_fen + reward.goods_fen
  const clerk = caller.reachAs('clerk').seesWholeCommunity(reward.community_id)
  const lead = reward.lead_id === null ? undefined : reader.get(leadStatements.byId, { id: reward.lead_id })
  const steps = reader.all(rewardLedgerStatements.steps, { reward_id: reward.id })
  const verified = approvalsOf(reader, reward).find((row) => row.level_no === 0 && row.decision === 'agreed')
  const scans = seesScans(caller, reward) ? attachmentsOf(reader, { table: 'reward', id: reward.id }) : []
  return {
    ...view.row(reward),
    lead: lead ? { leadId: lead.id, leadNo: lead.lead_no, receivedOn: lead.received_on, state: leadStateLabels[lead.state as LeadState] } : null,
    effect: reward.effect as LeadEffect | null,
    caseNo: reward.case_no,
    matter: reward.matter,
    incidentId: reward.incident_id,
    series: reward.case_no === null ? [] : otherCases(services, reward.case_no),
    capitals: renminbiCapitals(reward.cash_fen),
    standard: reward.standard,
    applicant: reward.applicant,
    verification: verified ? { by: verified.approver, on: verified.decided_on, opinion: verified.opinion, onPaper: verified.on_paper === 1 } : null,
    tierWords: reward.origin === 'ledger' ? '历史台账，不重新审批' : tierWords(chainOf(reward).length > 0 ? chainOf(reward) : tiersOf(reader), total),
    levels: levelsOf(services, reward, state, scans),
    people: view.people(reward),
    payments: view.payments(reward),
    noticedOn: reward.noticed_on,
    expiresOn: reward.expires_on,
    publicDays: reward.public_days,
    publicFrom: reward.public_from,
    publicTo: reward.public_to,
    voidReason: steps.findLast((step) => step.step === 'void')?.words ?? null,
    fund: fundOf(services, reward),
    steps: steps.map((step): RewardStepView => ({
      step: step.step as RewardStep,
      label: rewardStepLabels[step.step as RewardStep],
      state: step.state as RewardState,
      on: step.on_day,
      at: step.created_at,
      by: step.by_name,
      recordedBy: step.recorded_by,
      words: step.words,
    })),
    checks: checks.map(({ rule, text, result }) => ({ rule, text, result })),
    next: nextStepsOf(reader, caller, reward, state, checks),
    scans,
    draft: clerk && reward.state === 'draft' ? draftOf(services, reward) : null,
  }
}

export function otherCases(services: CoreServices, caseNo: string): string[] {
  const key = caseKey(caseNo)
  return casesInSeries(services.database.reader, caseNo).flatMap((member) => (member.case_key === key ? [] : [member.case_no]))
}

function levelsOf(services: CoreServices, reward: StoredReward, state: RewardState, scans: readonly Attachment[]): ApprovalLevel[] {
  const { reader } = services.database
  const approvals = approvalsOf(reader, reward)
  return chainOf(reward).map((tier, at): ApprovalLevel => {
    const level = at + 1
    const decision = approvals.find((row) => row.level_no === level)
    const isCurrent = level === reward.agreed + 1 && (state === 'verified' || state === 'approving')
    return {
      level,
      label: `${chineseNumeral(level)}级　${tier.office}`,
      office: tier.office,
      state: decision ? (decision.decision as 'agreed' | 'refused') : isCurrent ? 'current' : 'waiting',
      approver: decision?.approver ?? null,
      opinion: decision?.opinion ?? null,
      on: decision?.decided_on ?? null,
      onPaper: decision?.on_paper === 1,
      scan: scans.find((scan) => scan.attachmentId === decision?.scan_id) ?? null,
    }
  })
}

/** The fund with this reward counted: as it stands once the amount is committed. */
function fundOf(services: CoreServices, reward: StoredReward): RewardDetail['fund'] {
  const { reader } = services.database
  const fund = reward.fund_id === null ? undefined : reader.get(fundStatements.byId, { id: reward.fund_id })
  if (!fund) return null
  const balance = fundBalance(reader, fund.id)
  const own = reader.all(fundStatements.ofReward, { reward_id: reward.id }).reduce((sum, entry) => ({ committed: sum.committed + entry.committed_fen, paid: sum.paid + entry.paid_fen }), { committed: 0, paid: 0 })
  const counted = own.committed + own.paid
  const awaits = !isGranted(reward.state as RewardState) && !['void', 'rejected', 'expired'].includes(reward.state)
  return {
    fundId: fund.id,
    year: fund.year,
    source: fund.source,
    budgetFen: balance.budgetFen,
    paidFen: balance.paidFen - own.paid,
    committedFen: balance.committedFen - own.committed,
    thisFen: awaits ? reward.cash_fen : counted,
    afterFen: balance.balanceFen - (awaits ? reward.cash_fen : 0),
  }
}

function draftOf(services: CoreServices, reward: StoredReward): RewardFields {
  const { reader, key } = services.database
  return {
    leadId: reward.lead_id ?? '',
    basis: reward.basis as RewardBasis,
    caseNo: reward.case_no,
    matter: reward.matter,
    incidentId: reward.incident_id,
    title: reward.title,
    effect: (reward.effect ?? 'ordinary') as LeadEffect,
    form: reward.form as RewardForm,
    cashFen: reward.cash_fen,
    goods: reward.goods,
    goodsFen: reward.goods_fen,
    standard: reward.standard,
    fundId: reward.fund_id ?? '',
    publicDays: reward.public_days,
    recipients: recipientsOf(reader, reward.id).map((recipient) => {
      const who = openWho(key, recipient)
      const amounts = { shareFen: recipient.share_fen, goodsFen: recipient.goods_fen }
      // At confidentiality 3 every recipient is the provider, whom the clerk is not told.
      return who.asProvider || reward.confidentiality === 3 ? { kind: 'provider' as const, ...amounts } : { kind: 'person' as const, personId: who.personId, ...amounts }
    }),
  }
}
