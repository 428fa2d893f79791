import type { Payment, Recipient, RewardRow } from '../../../contract/reward-values'
import { addDays } from '../../../domain/calendar-date'
import { chineseNumeral } from '../../../domain/chinese-numeral'
import type { LeadDomain } from '../../../domain/lead'
import { renminbiCapitals } from '../../../domain/renminbi-capitals'
import { dueWords, markOf, stateOn } from '../../../domain/reward-deadlines'
import { rewardStateLabels, type RewardBasis, type RewardForm, type RewardState } from '../../../domain/reward-states'
import { maskName } from '../../../domain/reward-words'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { notFound } from '../../refusal'
import { placesOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { paymentsOf, recipientsOf, rewardOf, standingPayments, stateOf, type StoredPayment, type StoredRecipient, type StoredReward } from './reward-row'
import { codeOf, labelOf, outOfReach, postWords, seesReward, sightOf } from './reward-sight'
import { hasAccount } from './reward-settlement'
import { openSignature, openWho } from './sealed-people'

/** @throws Refusal NOT_FOUND, FORBIDDEN outside the caller's reach */
export function requireVisibleReward(services: CoreServices, caller: Caller, rewardId: string): StoredReward {
  const { reader, key } = services.database
  const reward = rewardOf(reader, rewardId)
  if (!reward) throw notFound()
  if (!seesReward(reader, key, caller, reward, recipientsOf(reader, reward.id))) throw outOfReach()
  return reward
}

/** Rewards as one caller may see them: rows for lists, recipients and payments for the page. */
export class RewardView {
  private readonly names: ReadonlyMap<string, string>
  private readonly days: { notice: number; step: number }

  constructor(
    private readonly services: CoreServices,
    readonly caller: Caller,
  ) {
    const { reader } = services.database
    this.names = new Map(placesOf(reader).map((place) => [place.communityId, place.name]))
    this.days = { notice: readSetting(reader, 'rewards.noticeDays'), step: readSetting(reader, 'rewards.stepDays') }
  }

  sees(reward: StoredReward): boolean {
    const { reader, key } = this.services.database
    return seesReward(reader, key, this.caller, reward, recipientsOf(reader, reward.id))
  }

  /** What a recipient is called to this caller. */
  label(reward: StoredReward, recipient: StoredRecipient): string {
    const { reader, key } = this.services.database
    return labelOf(key, reward, recipient, sightOf(reader, key, this.caller, reward, recipient))
  }

  state(reward: StoredReward): RewardState {
    return stateOn({ state: stateOf(reward), expiresOn: reward.expires_on }, this.caller.today)
  }

  row(reward: StoredReward): RewardRow {
    const { reader } = this.services.database
    const state = this.state(reward)
    return {
      rewardId: reward.id,
      rewardNo: reward.reward_no,
      origin: reward.origin as RewardRow['origin'],
      basis: reward.basis as RewardBasis,
      communityId: reward.community_id,
      community: this.names.get(reward.community_id) ?? '',
      title: reward.title,
      subject: reward.case_no ?? reward.matter ?? '',
      domain: reward.domain as LeadDomain,
      form: reward.form as RewardForm,
      cashFen: reward.cash_fen,
      goodsFen: reward.goods_fen,
      goods: reward.goods,
      recipients: recipientsOf(reader, reward.id).map((recipient) => this.label(reward, recipient)),
      state,
      stateWords: state === 'approving' || state === 'verified' ? `${rewardStateLabels[state]}，${state === 'approving' ? '' : '待'}第${reward.agreed + 1}级` : rewardStateLabels[state],
      level: state === 'approving' || state === 'verified' ? reward.agreed + 1 : null,
      confidentiality: reward.confidentiality as RewardRow['confidentiality'],
      leadOn: reward.lead_on,
      appliedOn: reward.applied_on,
      approvedOn: reward.approved_on,
      paidOn: reward.paid_on,
      due: this.due(reward, state),
      rowVersion: reward.row_version,
    }
  }

  /** What comes next and until when; nothing for what is done, or for a line of the old ledger, which never expires. */
  private due(reward: StoredReward, state: RewardState): RewardRow['due'] {
    const { today } = this.caller
    const last = this.services.database.reader.get(rewardLedgerStatements.lastStep, { reward_id: reward.id })?.on_day ?? reward.applied_on
    const by = (on: string, what: string): RewardRow['due'] => ({ on, words: `${what}，${dueWords(on, today)}`, mark: markOf(on, today) })
    if (reward.origin === 'ledger') return state === 'approved' ? { on: today, words: '台账待发放', mark: 'yellow' } : null
    if (state === 'submitted') return by(addDays(last, this.days.step), '民警核实')
    if (state === 'verified' || state === 'approving') return by(addDays(last, this.days.step), `${chineseNumeral(reward.agreed + 1)}级审批`)
    if (state === 'approved') return by(addDays(reward.approved_on ?? last, this.days.notice), '告知')
    if ((state === 'noticed' || state === 'publicised') && reward.expires_on !== null) return by(reward.expires_on, '领取')
    if (state === 'expired' && reward.state !== 'expired') return { on: reward.expires_on ?? today, words: '逾期未领，待登记', mark: 'red' }
    return null
  }

  people(reward: StoredReward): Recipient[] {
    const { reader, key } = this.services.database
    const paid = new Set(standingPayments(paymentsOf(reader, reward.id)).map((payment) => payment.recipient_id))
    return recipientsOf(reader, reward.id).map((recipient) => {
      const sight = sightOf(reader, key, this.caller, reward, recipient)
      const who = openWho(key, recipient)
      return {
        recipientId: recipient.id,
        shown: sight,
        label: sight === 'code' ? codeOf(reward, recipient.seq) : sight === 'name' ? who.name : maskName(who.name),
        personId: sight === 'name' ? who.personId : null,
        post: sight === 'code' ? null : postWords(who.post),
        place: sight === 'name' ? who.place : null,
        shareFen: recipient.share_fen,
        goodsFen: recipient.goods_fen,
        capitals: renminbiCapitals(recipient.share_fen),
        paid: paid.has(recipient.id),
        // The last figures of an account compare with those of a reward where the name is shown.
        accountMasked: sight === 'masked' ? null : sight === 'code' && hasAccount(key, recipient) !== null ? '****' : hasAccount(key, recipient),
      }
    })
  }

  payments(reward: StoredReward): Payment[] {
    const { reader } = this.services.database
    const payments = paymentsOf(reader, reward.id)
    const reversedBy = new Map(payments.flatMap((payment) => (payment.reverses_id === null ? [] : [[payment.reverses_id, payment.id] as const])))
    const recipients = new Map(recipientsOf(reader, reward.id).map((recipient) => [recipient.id, recipient]))
    return payments.flatMap((payment): Payment[] => {
      const recipient = recipients.get(payment.recipient_id)
      if (!recipient) return []
      return [
        {
          paymentId: payment.id,
          recipientId: payment.recipient_id,
          label: this.label(reward, recipient),
          method: payment.method as Payment['method'],
          paidOn: payment.paid_on,
          amountFen: payment.amount_fen,
          goodsFen: payment.goods_fen,
          payers: [payment.payer1, payment.payer2],
          ...this.signature(reward, recipient, payment),
          isProxy: payment.is_proxy === 1,
          voucherNo: payment.voucher_no,
          reverses: payment.reverses_id,
          reversedBy: reversedBy.get(payment.id) ?? null,
          reason: payment.reason,
          at: payment.created_at,
          by: payment.by_name,
        },
      ]
    })
  }

  /** A proxy is a relative: the name says as much as the recipient's own, and is shown by the same rule. */
  private signature(reward: StoredReward, recipient: StoredRecipient, payment: StoredPayment): { signedBy: string; proxyReason: string | null } {
    const { reader, key } = this.services.database
    if (payment.reverses_id !== null) return { signedBy: '冲正', proxyReason: null }
    const sight = sightOf(reader, key, this.caller, reward, recipient)
    const signature = openSignature(key, payment)
    if (sight !== 'name') return { signedBy: payment.is_proxy === 1 ? '代领' : '本人', proxyReason: null }
    return { signedBy: signature.name, proxyReason: signature.proxyReason }
  }
}
