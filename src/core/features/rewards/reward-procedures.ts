import type { RewardFields } from '../../../contract/reward-values'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { tierWords } from '../../../domain/reward-tiers'
import { ownerOf, offerAttachment } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Transaction } from '../../database/transaction'
import type { Procedures } from '../../guard'
import { forbidden, notFound, refuse } from '../../refusal'
import { deciderOf, keepScanOf, type Signing } from './reward-deciders'
import { applyForReward, correctReward, submitReward, withdrawReward } from './reward-application'
import { checkReward } from './reward-checks'
import { approveReward, rejectReward, verifyReward } from './reward-decision'
import { rewardDebts } from './reward-debts'
import { expireReward, voidReward } from './reward-ending'
import { exportPaper, exportPaymentList } from './reward-export'
import { factsOfFields, type Applicant } from './reward-facts'
import { fundBalance } from './fund-ledger'
import { fundStatements } from './fund-statements'
import { listRewards, rewardsOfPerson } from './reward-list'
import { ownLevels } from './reward-next'
import { readReward } from './reward-page'
import { papersOf } from './reward-papers'
import { rewardOf } from './reward-row'
import { ownPerson, seesScans } from './reward-sight'
import { fileReward, keepAccount, notifyRecipients, payReward, publiciseReward, reversePayment } from './reward-settlement'
import { suggestBonuses, summariseYear } from './reward-summary'
import { changeTiers, listApprovers, setApprover, tiersOf } from './reward-tier-book'
import { requireVisibleReward } from './reward-view'
import { leadOf } from './lead-view'

/** Invariant: an audit record of a reward names the reward, the step and amounts; never a person who is rewarded. */
export function rewardProcedures(os: Procedures, services: CoreServices) {
  const { reader, key } = services.database
  const changed = (): void => services.feed.tell('rewards', services.now())
  const applicantOf = (caller: Caller): Applicant => ({ accountId: caller.actor.id, personId: ownPerson(reader, caller), name: caller.actor.name })

  /** One step of one reward: in reach, in one transaction, with its audit record, and told to the screens. */
  function step<T>(caller: Caller, rewardId: string, work: (tx: Transaction) => T, detail: Record<string, unknown> = {}): T {
    requireVisibleReward(services, caller, rewardId)
    const reward = rewardOf(reader, rewardId)
    if (reward) caller.reach.requireCommunity(reward.community_id)
    const result = caller.commit(work, () => ({ table: 'reward', id: rewardId, detail }))
    changed()
    return result
  }
  const requireLeadReach = (caller: Caller, fields: RewardFields): void => {
    const lead = leadOf(reader, fields.leadId)
    if (!lead || !reader.get(fundStatements.byId, { id: fields.fundId })) throw notFound()
    if (lead.origin === 'ledger') throw refuse('ledger_line', '这是历史台账带入的线索，奖励已随台账导入。没有存。', 'fields.leadId')
    caller.reach.requireCommunity(lead.community_id)
  }
  const decide = (caller: Caller, signing: Signing) => deciderOf(services, caller, signing)

  return {
    list: os.rewards.list.handler(({ input, context: { caller } }) => listRewards(services, caller, input)),
    reward: os.rewards.reward.handler(({ input, context: { caller } }) => readReward(services, caller, input.rewardId)),
    ofPerson: os.rewards.ofPerson.handler(({ input, context: { caller } }) => rewardsOfPerson(services, caller, input.personId)),
    debts: os.rewards.debts.handler(({ context: { caller } }) => rewardDebts(services, caller)),
    check: os.rewards.check.handler(({ input, context: { caller } }) => {
      requireLeadReach(caller, input.fields)
      if (input.rewardId !== null) requireVisibleReward(services, caller, input.rewardId)
      const facts = factsOfFields(reader, key, input.fields, applicantOf(caller), input.rewardId)
      return {
        checks: checkReward(reader, facts).map(({ rule, text, result }) => ({ rule, text, result })),
        tierWords: tierWords(tiersOf(reader), facts.cashFen + facts.goodsFen),
        capitals: renminbiCapitals(facts.cashFen),
        afterFen: facts.fundId === null ? null : fundBalance(reader, facts.fundId).balanceFen - facts.cashFen,
      }
    }),
    tiers: os.rewards.tiers.handler(() => ({ tiers: tiersOf(reader), approvers: listApprovers(reader) })),
    summary: os.rewards.summary.handler(({ input, context: { caller } }) => summariseYear(services, caller, input.year)),
    bonusSuggestions: os.rewards.bonusSuggestions.handler(({ input, context: { caller } }) => ({ suggestions: suggestBonuses(services, caller, input.month, input.communityId) })),
    papers: os.rewards.papers.handler(({ input, context: { caller } }) => ({ papers: papersOf(services, caller, input.paper) })),

    apply: os.rewards.apply.handler(({ input, context: { caller } }) => {
      requireLeadReach(caller, input.fields)
      const made = caller.commit(
        (tx) => applyForReward(tx, key, input.fields, applicantOf(caller), caller.today),
        (done) => ({ table: 'reward', id: done.rewardId, detail: { rewardNo: done.rewardNo, cashFen: input.fields.cashFen, goodsFen: input.fields.goodsFen } }),
      )
      changed()
      return made
    }),
    correct: os.rewards.correct.handler(({ input, context: { caller } }) => {
      requireLeadReach(caller, input.fields)
      return step(caller, input.rewardId, (tx) => correctReward(tx, key, input, input.fields, caller.today), { cashFen: input.fields.cashFen, goodsFen: input.fields.goodsFen })
    }),
    submit: os.rewards.submit.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => submitReward(tx, key, input, caller.today))),
    withdraw: os.rewards.withdraw.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => withdrawReward(tx, input, input.reason, caller.today), { reason: input.reason })),
    verify: os.rewards.verify.handler(({ input, context: { caller } }) => {
      const decider = decide(caller, { rewardId: input.rewardId, onPaper: input.onPaper, roles: ['community_police'] })
      return step(caller, input.rewardId, (tx) => verifyReward(tx, key, input, decider, input.opinion, caller.today), { onPaper: decider.onPaper })
    }),
    approve: os.rewards.approve.handler(({ input, context: { caller } }) => {
      const decider = decide(caller, { rewardId: input.rewardId, onPaper: input.onPaper, roles: ['station_chief', 'approver'] })
      const levels = decider.onPaper ? null : levelsFor(caller, input.rewardId)
      return step(caller, input.rewardId, (tx) => approveReward(tx, key, input, decider, levels, input.opinion, caller.today), { onPaper: decider.onPaper })
    }),
    reject: os.rewards.reject.handler(({ input, context: { caller } }) => {
      const isOfficers = rewardOf(reader, input.rewardId)?.state === 'submitted'
      const decider = decide(caller, { rewardId: input.rewardId, onPaper: input.onPaper, roles: isOfficers ? ['community_police'] : ['station_chief', 'approver'] })
      const levels = decider.onPaper ? null : isOfficers ? [0] : levelsFor(caller, input.rewardId)
      return step(caller, input.rewardId, (tx) => rejectReward(tx, key, input, decider, levels, input.reason, caller.today), { onPaper: decider.onPaper, reason: input.reason })
    }),
    notify: os.rewards.notify.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => notifyRecipients(tx, input, input.noticedOn, caller.today), { noticedOn: input.noticedOn })),
    publicise: os.rewards.publicise.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => publiciseReward(tx, input, input.fromOn, caller.today), { fromOn: input.fromOn })),
    keepAccount: os.rewards.keepAccount.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => keepAccount(tx, key, input), { recipientId: input.recipientId })),
    pay: os.rewards.pay.handler(({ input, context: { caller } }) =>
      step(caller, input.rewardId, (tx) => payReward(tx, key, { ...input, keepScan: keepScanOf(services, input.scanTicket) }, caller.today), {
        paidOn: input.paidOn,
        payers: [input.payer1.name, input.payer2.name],
        payments: input.payments.map(({ recipientId, method, proxy }) => ({ recipientId, method, proxy: proxy !== null })),
      }),
    ),
    reversePayment: os.rewards.reversePayment.handler(({ input, context: { caller } }) =>
      step(caller, input.rewardId, (tx) => reversePayment(tx, key, input, input.reason, caller.today), { paymentId: input.paymentId, reason: input.reason }),
    ),
    file: os.rewards.file.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => fileReward(tx, input, keepScanOf(services, input.scanTicket), caller.today))),
    expire: os.rewards.expire.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => expireReward(tx, input, caller.today))),
    void: os.rewards.void.handler(({ input, context: { caller } }) => step(caller, input.rewardId, (tx) => voidReward(tx, key, input, input.reason, caller.today), { reason: input.reason })),

    changeTiers: os.rewards.changeTiers.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      caller.commit(
        (tx) => {
          const before = tiersOf(tx)
          changeTiers(tx, input.tiers)
          return before
        },
        (before) => ({ table: 'reward_tier', detail: { before, after: input.tiers } }),
      )
      changed()
      return {}
    }),
    setApprover: os.rewards.setApprover.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      caller.commit(
        (tx) => setApprover(tx, input.accountId, input.level),
        () => ({ table: 'approver_tier', id: input.accountId, detail: { level: input.level } }),
      )
      changed()
      return {}
    }),

    export: os.rewards.export.handler(({ input, context: { caller } }) => exportPaper(services, caller, input.paper)),
    exportPaymentList: os.rewards.exportPaymentList.handler(({ input, context: { caller } }) => exportPaymentList(services, caller, input)),
    scan: os.rewards.scan.handler(({ input, context: { caller } }) => {
      const owner = ownerOf(reader, input.attachmentId)
      if (owner.table !== 'reward') throw notFound()
      const reward = requireVisibleReward(services, caller, owner.id)
      if (!seesScans(caller, reward)) throw forbidden(reward.confidentiality === 3 ? '保密3级的签字扫描件只有本村(社区)的民警、内勤和审计员能看。没有打开。' : '这份扫描件不在当前账号的范围内。没有打开。')
      return offerAttachment(services, input.attachmentId)
    }),
  }

  function levelsFor(caller: Caller, rewardId: string): number[] {
    const reward = rewardOf(reader, rewardId)
    if (!reward) throw notFound()
    return ownLevels(reader, caller, reward.community_id)
  }
}
