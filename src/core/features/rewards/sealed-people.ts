import type { TownshipKey } from '../../database/township-key'

/**
 * Who is behind a lead or a reward, sealed as a whole: post and grid on a day would name the person as surely as the
 * name itself. Invariant: these texts exist in clear in memory alone.
 */
export interface SealedPerson {
  personId: string
  name: string
  post: string
  communityId: string
  gridId: string | null
  /** 东塘社区第一网格 */
  place: string
}
export interface Provider extends SealedPerson {
  /** Who wrote the lead down: the account's name. */
  registeredBy: string
}
export interface RewardedPerson extends SealedPerson {
  /** Chosen as 线索提供人, without the clerk being told who that is. */
  asProvider: boolean
}
export interface BankAccount {
  bank: string
  account: string
}
export interface Signature {
  name: string
  proxyReason: string | null
}

const place = (table: string, rowId: string, column: string) => ({ table, rowId, column })

export const sealContent = (key: TownshipKey, leadId: string, content: string): string => key.seal(content, place('lead', leadId, 'content_enc'))
export const openContent = (key: TownshipKey, lead: { id: string; content_enc: string }): string => key.open(lead.content_enc, place('lead', lead.id, 'content_enc'))
export const sealProvider = (key: TownshipKey, leadId: string, provider: Provider): string => key.seal(JSON.stringify(provider), place('lead', leadId, 'provider_enc'))
export const openProvider = (key: TownshipKey, lead: { id: string; provider_enc: string }): Provider => JSON.parse(key.open(lead.provider_enc, place('lead', lead.id, 'provider_enc'))) as Provider
export const providerMac = (key: TownshipKey, personId: string): string => key.lookUp('leadProvider', personId)

export const sealOpinion = (key: TownshipKey, id: string, opinion: string): string => key.seal(opinion, place('lead_verification', id, 'opinion_enc'))
export const openOpinion = (key: TownshipKey, row: { id: string; opinion_enc: string }): string => key.open(row.opinion_enc, place('lead_verification', row.id, 'opinion_enc'))

export const sealWho = (key: TownshipKey, recipientId: string, who: RewardedPerson): string => key.seal(JSON.stringify(who), place('reward_recipient', recipientId, 'who_enc'))
export const openWho = (key: TownshipKey, row: { id: string; who_enc: string }): RewardedPerson => JSON.parse(key.open(row.who_enc, place('reward_recipient', row.id, 'who_enc'))) as RewardedPerson
export const whoMac = (key: TownshipKey, personId: string): string => key.lookUp('rewardRecipient', personId)

export const sealAccount = (key: TownshipKey, recipientId: string, account: BankAccount): string => key.seal(JSON.stringify(account), place('reward_recipient', recipientId, 'account_enc'))
export const openAccount = (key: TownshipKey, row: { id: string; account_enc: string | null }): BankAccount | null =>
  row.account_enc === null ? null : (JSON.parse(key.open(row.account_enc, place('reward_recipient', row.id, 'account_enc'))) as BankAccount)

export const sealSignature = (key: TownshipKey, paymentId: string, signature: Signature): string => key.seal(JSON.stringify(signature), place('reward_payment', paymentId, 'signed_enc'))
export const openSignature = (key: TownshipKey, row: { id: string; signed_enc: string }): Signature => JSON.parse(key.open(row.signed_enc, place('reward_payment', row.id, 'signed_enc'))) as Signature
