import { lastCollectionDay, lastPublicDay } from '../../../domain/reward-deadlines'
import { plainName, samePerson } from '../../../domain/reward-people'
import type { PaymentMethod, RewardState } from '../../../domain/reward-states'
import { maskAccount, plainAccount } from '../../../domain/reward-words'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { notFound, refuse } from '../../refusal'
import { nameOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { requireStep, type Target } from './reward-application'
import { postFundEntry } from './fund-ledger'
import { factsOfReward } from './reward-facts'
import { rewardLedgerStatements } from './reward-ledger-statements'
import { moveReward, paymentsOf, recipientsOf, requireReward, standingPayments, stateOf, type StoredPayment, type StoredRecipient, type StoredReward } from './reward-row'
import { rewardStatements } from './reward-statements'
import { openAccount, openWho, sealAccount, sealSignature } from './sealed-people'

/** Collection days run from the notice (setting rewards.collectDays). @throws Refusal `notice_day` */
export function notifyRecipients(tx: Transaction, target: Target, noticedOn: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'notify', today)
  if (noticedOn > today || noticedOn < (reward.approved_on ?? noticedOn)) throw refuse('notice_day', `告知日期要在批准(${reward.approved_on ?? ''})之后，不晚于今天。没有登记，核对日期。`, 'noticedOn')
  return moveReward(tx, reward, { step: 'notify', state: 'noticed', on: noticedOn }, { noticed_on: noticedOn, expires_on: lastCollectionDay(noticedOn, collectDays(tx)) })
}

const collectDays = (tx: Transaction): number => Number(readSetting(tx, 'rewards.collectDays'))

/** @throws Refusal `no_publicity`, `publicity_day` */
export function publiciseReward(tx: Transaction, target: Target, fromOn: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'publicise', today)
  if (reward.public_days === null) throw refuse('no_publicity', '这张奖励申请时没有选公示。没有登记，可以直接发放。', 'fromOn')
  if (fromOn > today || fromOn < (reward.noticed_on ?? fromOn)) throw refuse('publicity_day', '公示从告知之后开始，不晚于今天。没有登记，核对日期。', 'fromOn')
  // Nothing is paid while it hangs out, so the days to collect run on from its end.
  const publicTo = lastPublicDay(fromOn, reward.public_days)
  return moveReward(tx, reward, { step: 'publicise', state: 'publicised', on: fromOn }, { public_from: fromOn, public_to: publicTo, expires_on: [reward.expires_on ?? '', lastCollectionDay(publicTo, collectDays(tx))].toSorted().at(-1) ?? null })
}

/** @throws Refusal `account_number`; no digit of the account stands in the refusal */
export function keepAccount(tx: Transaction, key: TownshipKey, target: Target & { recipientId: string; bank: string; account: string }): { accountMasked: string; rowVersion: number } {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  const recipient = requireRecipient(tx, reward, target.recipientId)
  if (standingPayments(paymentsOf(tx, reward.id)).some((payment) => payment.recipient_id === recipient.id)) throw refuse('paid_already', '这名受奖人已经发放，账户不能再换。没有变动，发错了先冲正。', 'account')
  const account = plainAccount(target.account)
  if (!/^\d{8,30}$/.test(account)) throw refuse('account_number', '收款账号是8到30位数字。没有存，核对后重填。', 'account')
  if (['void', 'rejected', 'filed', 'expired'].includes(reward.state)) throw refuse('state', '这张奖励已经办结，不再登记账户。没有变动。')
  tx.write(rewardStatements.keepAccount, { id: recipient.id, account_enc: sealAccount(key, recipient.id, { bank: target.bank, account }), updated_at: tx.at, updated_by: tx.actor.id })
  return { accountMasked: maskAccount(account), rowVersion: reward.row_version }
}

function requireRecipient(tx: Transaction, reward: StoredReward, recipientId: string): StoredRecipient {
  const recipient = recipientsOf(tx, reward.id).find((one) => one.id === recipientId)
  if (!recipient) throw notFound()
  return recipient
}

export interface NamedPerson {
  personId: string | null
  name: string
}
export interface PaymentInput extends Target {
  paidOn: string
  payer1: NamedPerson
  payer2: NamedPerson
  voucherNo: string | null
  payments: readonly { recipientId: string; method: PaymentMethod; proxy: { name: string; reason: string } | null }[]
  keepScan(tx: Transaction, rewardId: string): string | null
}

/** @throws Refusal I17, I18, `paid_already`, `payment_method`, `account_missing`, `publicity_running`, `proxy_is_payer` */
export function payReward(tx: Transaction, key: TownshipKey, input: PaymentInput, today: string) {
  const reward = requireReward(tx, input.rewardId, input.rowVersion)
  // By the day of the payment: what was paid in time may be recorded late.
  requireStep(reward, 'pay', input.paidOn)
  requirePaymentDay(reward, input.paidOn, today)
  requirePayers(tx, key, reward, input)
  const paid = new Set(standingPayments(paymentsOf(tx, reward.id)).map((payment) => payment.recipient_id))
  const scan = { id: null as string | null }
  for (const [at, wanted] of input.payments.entries()) {
    const recipient = requireRecipient(tx, reward, wanted.recipientId)
    if (paid.has(recipient.id)) throw refuse('paid_already', '这名受奖人已经发放过。没有重复发放。', `payments.${at}.recipientId`)
    if (paymentsOf(tx, reward.id).every((payment) => payment.recipient_id !== recipient.id) && hasExpired(tx, reward)) throw refuse('I18', '这名受奖人逾期没有领取，钱已退回经费。没有发放。', `payments.${at}.recipientId`)
    paid.add(recipient.id)
    requireMethod(recipient, wanted.method, at)
  }
  // The last thing that can fail, so that a refused payment leaves the uploaded scan usable.
  scan.id = input.keepScan(tx, reward.id)
  for (const wanted of input.payments) {
    const recipient = requireRecipient(tx, reward, wanted.recipientId)
    const id = newId()
    const signature = wanted.proxy === null ? { name: openWho(key, recipient).name, proxyReason: null } : { name: wanted.proxy.name, proxyReason: wanted.proxy.reason }
    tx.write(rewardLedgerStatements.addPayment, {
      id,
      reward_id: reward.id,
      recipient_id: recipient.id,
      method: wanted.method,
      paid_on: input.paidOn,
      amount_fen: recipient.share_fen,
      goods_fen: recipient.goods_fen,
      payer1: input.payer1.name,
      payer1_id: input.payer1.personId,
      payer2: input.payer2.name,
      payer2_id: input.payer2.personId,
      signed_enc: sealSignature(key, id, signature),
      is_proxy: wanted.proxy === null ? 0 : 1,
      voucher_no: input.voucherNo,
      scan_id: scan.id,
      reverses_id: null,
      reason: null,
      by_name: tx.actor.name,
      created_at: tx.at,
      created_by: tx.actor.id,
    })
    if (reward.fund_id !== null && recipient.share_fen > 0)
      postFundEntry(tx, { fundId: reward.fund_id, kind: 'pay', onDay: input.paidOn, budgetFen: 0, committedFen: -recipient.share_fen, paidFen: recipient.share_fen, rewardId: reward.id, paymentId: id })
  }
  const done = paid.size === recipientsOf(tx, reward.id).length
  return moveReward(
    tx,
    reward,
    { step: 'pay', state: done ? 'paid' : stateOf(reward), on: input.paidOn, words: `发放人${input.payer1.name}、${input.payer2.name}` },
    { paid_on: done ? input.paidOn : null },
  )
}

/** The expiry is recorded: what was not collected then is no longer held in the fund. */
const hasExpired = (tx: Transaction, reward: StoredReward): boolean => tx.all(rewardLedgerStatements.steps, { reward_id: reward.id }).some(({ step }) => step === 'expire')

function requirePaymentDay(reward: StoredReward, paidOn: string, today: string): void {
  const from = reward.noticed_on ?? reward.approved_on ?? reward.lead_on
  if (paidOn < from || paidOn > today) throw refuse('I18', `发放日期要在${from}到今天之间。没有发放，核对日期。`, 'paidOn')
  if (reward.expires_on !== null && paidOn > reward.expires_on) throw refuse('I18', `${reward.expires_on}领取到期。没有发放，登记逾期或作废。`, 'paidOn')
  if (reward.public_days !== null && reward.origin === 'office' && (reward.public_to === null || paidOn <= reward.public_to)) throw refuse('publicity_running', reward.public_to === null ? '申请时选了公示，还没有公示。没有发放，先公示。' : `公示到${reward.public_to}。没有发放，公示期满再发。`, 'paidOn')
}

function requirePayers(tx: Transaction, key: TownshipKey, reward: StoredReward, input: PaymentInput): void {
  const { payer1, payer2 } = input
  for (const [field, payer] of [['payer1', payer1], ['payer2', payer2]] as const)
    if (payer.personId !== null && nameOf(tx, payer.personId) !== payer.name) throw refuse('payer', '发放人姓名和花名册里的不一致。没有发放，重新选发放人。', field)
  if (samePerson(payer1, payer2)) throw refuse('I17', '两名发放人是同一个人。没有发放，要两个人一起发。', 'payer2')
  for (const [field, payer] of [['payer1', payer1], ['payer2', payer2]] as const) {
    if (recipientsOf(tx, reward.id).some((one) => samePerson(payer, openWho(key, one)))) throw refuse('I17', '受奖人不能当发放人。没有发放，换人发放。', field)
    const proxy = input.payments.findIndex((one) => one.proxy !== null && plainName(one.proxy.name) === plainName(payer.name))
    if (proxy !== -1) throw refuse('proxy_is_payer', '发放人不能代领。没有发放，换人代领或换人发放。', `payments.${proxy}.proxy`)
  }
  const { applicant, deciders } = factsOfReward(tx, key, reward)
  const acting = new Set([applicant, ...deciders].map(({ name }) => plainName(name)))
  const proxy = input.payments.findIndex((one) => one.proxy !== null && acting.has(plainName(one.proxy.name)))
  if (proxy !== -1) throw refuse('proxy_acts', '申请人、核实人、审批人不能代领。没有发放，换人代领。', `payments.${proxy}.proxy`)
}

function requireMethod(recipient: StoredRecipient, method: PaymentMethod, at: number): void {
  if (recipient.share_fen > 0 && method === 'goods') throw refuse('payment_method', '这名受奖人有现金，选现金或转账。没有发放。', `payments.${at}.method`)
  if (recipient.share_fen === 0 && method !== 'goods') throw refuse('payment_method', '这名受奖人只有物品，选实物。没有发放。', `payments.${at}.method`)
  if (method === 'transfer' && recipient.account_enc === null) throw refuse('account_missing', '转账要先登记收款账户。没有发放，登记后重试。', `payments.${at}.method`)
}

/** What a reward looks like while it still waits for payment. */
const waitingState = (reward: StoredReward): RewardState => (reward.public_from !== null ? 'publicised' : reward.noticed_on !== null ? 'noticed' : 'approved')

/** The opposite of one payment; the collection days begin anew, because the record was wrong and not the recipient. */
export function reversePayment(tx: Transaction, key: TownshipKey, target: Target & { paymentId: string }, reason: string, today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'reverse', today)
  const payments = paymentsOf(tx, reward.id)
  const payment = payments.find((one) => one.id === target.paymentId)
  if (!payment) throw notFound()
  if (!standingPayments(payments).includes(payment)) throw refuse('already_reversed', '这笔发放已经冲正过，或本身是冲正。没有变动。', 'paymentId')
  writeReversal(tx, key, reward, payment, reason, today)
  const expires = reward.expires_on === null ? null : [reward.expires_on, lastCollectionDay(today, collectDays(tx))].toSorted().at(-1)
  return moveReward(tx, reward, { step: 'reverse', state: waitingState(reward), on: today, words: reason }, { paid_on: null, expires_on: expires ?? null })
}

export function writeReversal(tx: Transaction, key: TownshipKey, reward: StoredReward, payment: StoredPayment, reason: string, today: string): void {
  const id = newId()
  tx.write(rewardLedgerStatements.addPayment, {
    ...payment,
    id,
    paid_on: today,
    amount_fen: -payment.amount_fen,
    goods_fen: -payment.goods_fen,
    signed_enc: sealSignature(key, id, { name: tx.actor.name, proxyReason: null }),
    is_proxy: 0,
    scan_id: null,
    reverses_id: payment.id,
    reason,
    by_name: tx.actor.name,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  if (reward.fund_id !== null && payment.amount_fen > 0)
    postFundEntry(tx, { fundId: reward.fund_id, kind: 'refund', onDay: today, budgetFen: 0, committedFen: payment.amount_fen, paidFen: -payment.amount_fen, rewardId: reward.id, paymentId: id, reason })
}

export function fileReward(tx: Transaction, target: Target, keepScan: PaymentInput['keepScan'], today: string) {
  const reward = requireReward(tx, target.rewardId, target.rowVersion)
  requireStep(reward, 'file', today)
  const signed = standingPayments(paymentsOf(tx, reward.id)).every((payment) => payment.scan_id !== null)
  if (keepScan(tx, reward.id) === null && !signed && reward.origin === 'office') throw refuse('signature_missing', '没有受奖人签名的签领表。没有归档，附上扫描件再归档。', 'scanTicket')
  return moveReward(tx, reward, { step: 'file', state: 'filed', on: today })
}

export const hasAccount = (key: TownshipKey, recipient: StoredRecipient): string | null => {
  const account = openAccount(key, recipient)
  return account === null ? null : maskAccount(account.account)
}
