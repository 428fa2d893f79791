import type { Paper } from '../../../contract/paper'
import type { RewardPaper } from '../../../contract/rewards'
import { isGranted, rewardBasisLabels, rewardStateLabels, type RewardBasis } from '../../../domain/reward-states'
import { maskName } from '../../../domain/reward-words'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { forbidden, refuse } from '../../refusal'
import { placesOf, townshipOf } from '../roster/directory'
import { approvalPaper } from './approval-paper'
import { listFunds } from './fund-view'
import { ledgerPaper } from './ledger-paper'
import type { PaperHead } from './paper-words'
import { rewardsOfYears } from './reward-list'
import { readReward } from './reward-page'
import { countedFen, paymentsOf, recipientsOf, standingPayments, stateOf, type StoredReward } from './reward-row'
import { codeOf, postWords } from './reward-sight'
import { summariseYear } from './reward-summary'
import { RewardView, requireVisibleReward } from './reward-view'
import { openAccount, openWho } from './sealed-people'
import { paymentListPaper, publicityPaper, signOffPaper, type PaperShare } from './sign-off-paper'
import { summaryPapers } from './summary-paper'

/**
 * A paper of R9 as plain data, as this caller may see it. No paper ever carries a lead's content or provider; the
 * publicity list is masked for everybody; bank accounts are masked (`exportPaymentList` alone has them in clear).
 */
export function papersOf(services: CoreServices, caller: Caller, paper: RewardPaper): Paper[] {
  const { reader } = services.database
  const head = headOf(services, caller, paper.kind === 'ledger' ? paper.communityId : null)
  if (paper.kind === 'approval') return [approvalPaper(readReward(services, caller, paper.rewardId))]
  if (paper.kind === 'signOff') return [signOffPaper(head, sharesOf(services, caller, chosen(services, caller, paper.rewardIds, waitsForPayment, isApproved)))]
  if (paper.kind === 'publicity') return [publicityPaper(head, publicShares(services, chosen(services, caller, paper.rewardIds, (reward) => reward.state === 'publicised', (reward) => isApproved(reward) && reward.public_from !== null)))]
  if (paper.kind === 'paymentList') return [paymentListPaper(head, transfers(services, caller, paper.rewardIds), 'masked')]
  const view = new RewardView(services, caller)
  if (paper.kind === 'ledger') {
    if (paper.communityId !== null) caller.reach.requireCommunity(paper.communityId)
    const rewards = rewardsOfYears(reader, paper.year).filter((reward) => view.sees(reward) && (paper.communityId === null || reward.community_id === paper.communityId) && reward.state !== 'draft')
    const codes = (reward: StoredReward): string[] => recipientsOf(reader, reward.id).map((recipient) => codeOf(reward, recipient.seq))
    // On paper, which goes from hand to hand, confidentiality 3 is a code for everybody, the officer too.
    return [ledgerPaper(head, paper.year, rewards.toReversed().map((reward) => ({ ...view.row(reward), ...countedFen(reader, reward), ...(reward.confidentiality === 3 ? { recipients: codes(reward) } : {}) })))]
  }
  return summaryPapers(head, paper.year, summariseYear(services, caller, paper.year, 'paper'), listFunds(reader, paper.year).funds)
}

/** Bank accounts concern those who pay and check: of each reward only to its clerk, auditor and approver. @throws Refusal FORBIDDEN */
export function transfers(services: CoreServices, caller: Caller, rewardIds: readonly string[] | null): PaperShare[] {
  const reach = caller.reachAs('clerk', 'auditor', 'approver')
  if (reach.isNowhere) throw forbidden('付款清单由内勤办理。没有显示。')
  const rewards = chosen(services, caller, rewardIds, waitsForPayment, isApproved)
  if (rewardIds !== null) for (const reward of rewards) reach.requireCommunity(reward.community_id)
  return sharesOf(services, caller, rewards.filter((reward) => reach.seesWholeCommunity(reward.community_id))).filter((share) => share.shareFen > 0 && share.paidOn === null && share.bank !== null)
}

export function headOf(services: CoreServices, caller: Caller, communityId: string | null): PaperHead {
  const { reader } = services.database
  const places = placesOf(reader).filter((place) => caller.reach.seesWholeCommunity(place.communityId))
  const one = communityId ?? (!caller.reach.township && places.length === 1 ? (places[0]?.communityId ?? null) : null)
  const unit = (one === null ? undefined : places.find((place) => place.communityId === one)?.name) ?? townshipOf(reader)?.name ?? ''
  return { unit, madeOn: caller.today }
}

const isApproved = (reward: StoredReward): boolean => isGranted(stateOf(reward))
const waitsForPayment = (reward: StoredReward): boolean => ['noticed', 'publicised'].includes(reward.state) || (reward.origin === 'ledger' && reward.state === 'approved')

/** The named rewards in their order, or all that the caller sees and that fit, the oldest first. */
function chosen(services: CoreServices, caller: Caller, rewardIds: readonly string[] | null, fits: (reward: StoredReward) => boolean, may: (reward: StoredReward) => boolean): StoredReward[] {
  if (rewardIds !== null)
    return rewardIds.map((id) => {
      const reward = requireVisibleReward(services, caller, id)
      if (!may(reward)) throw refuse('I18', `奖励${reward.reward_no}${rewardStateLabels[stateOf(reward)]}，还不能列入这张表。没有印。`)
      return reward
    })
  const view = new RewardView(services, caller)
  return rewardsOfYears(services.database.reader, null).filter((reward) => fits(reward) && view.state(reward) !== 'expired' && view.sees(reward)).toReversed()
}

function sharesOf(services: CoreServices, caller: Caller, rewards: readonly StoredReward[]): PaperShare[] {
  const { reader, key } = services.database
  const view = new RewardView(services, caller)
  return rewards.flatMap((reward) => {
    const row = view.row(reward)
    const standing = new Map(standingPayments(paymentsOf(reader, reward.id)).map((payment) => [payment.recipient_id, payment]))
    const payments = new Map(view.payments(reward).map((payment) => [payment.paymentId, payment]))
    const stored = new Map(recipientsOf(reader, reward.id).map((recipient) => [recipient.id, recipient]))
    return view.people(reward).map((one): PaperShare => {
      const paid = standing.get(one.recipientId)
      const recipient = stored.get(one.recipientId)
      return {
        rewardNo: reward.reward_no,
        label: one.label,
        post: one.post,
        place: one.place,
        community: row.community,
        title: reward.title,
        subject: row.subject,
        shareFen: one.shareFen,
        goodsFen: one.goodsFen,
        goods: reward.goods,
        paidOn: paid?.paid_on ?? null,
        signedBy: paid ? (payments.get(paid.id)?.signedBy ?? null) : null,
        bank: recipient ? openAccount(key, recipient) : null,
        byCode: one.shown === 'code',
      }
    })
  })
}

/** What hangs in public: surname and stars, post, amount, whatever the caller may see. Confidentiality 3 never. */
function publicShares(services: CoreServices, rewards: readonly StoredReward[]) {
  const { reader, key } = services.database
  return rewards
    .filter((reward) => reward.confidentiality < 3)
    .flatMap((reward) =>
      recipientsOf(reader, reward.id).map((recipient) => {
        const who = openWho(key, recipient)
        return {
          rewardNo: reward.reward_no,
          label: maskName(who.name),
          post: postWords(who.post),
          place: null,
          community: '',
          title: '',
          subject: rewardBasisLabels[reward.basis as RewardBasis],
          shareFen: recipient.share_fen,
          goodsFen: recipient.goods_fen,
          goods: reward.goods,
          paidOn: null,
          signedBy: null,
          bank: null,
          byCode: false,
          publicFrom: reward.public_from,
          publicTo: reward.public_to,
        }
      }),
    )
}
