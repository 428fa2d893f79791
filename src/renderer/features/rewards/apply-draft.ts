import { reactive } from 'vue'
import type { RewardFields } from '../../../contract/reward-values'

/** An application as it is typed: amounts as written, a recipient by person or as the lead's provider. */
export interface ApplyDraft {
  leadId: string | null
  basis: RewardFields['basis']
  caseNo: string
  matter: string
  title: string
  effect: RewardFields['effect']
  form: RewardFields['form']
  cash: string
  goods: string
  goodsValue: string
  standard: string
  fundId: string | null
  publicDays: string
  recipients: { who: string; cash: string; goods: string }[]
  /** Version of the reward that was corrected from; an application left half typed is not written over a newer one. */
  rowVersion: number | null
}

/** Whoever brought the lead, whose name the clerk need not know. */
export const provider = 'provider'

const freshApplication = (leadId: string | null): ApplyDraft => ({
  leadId, basis: 'per_case', caseNo: '', matter: '', title: '', effect: 'direct', form: 'cash', cash: '', goods: '', goodsValue: '', standard: '', fundId: null, publicDays: '', recipients: [{ who: provider, cash: '', goods: '' }], rowVersion: null,
})

const kept = new Map<string, ApplyDraft>()
let owner: string | null = null

/** What one person typed is not for the next at this window. */
export function applyDraftsBelongTo(accountId: string | null): void {
  if (owner !== accountId) kept.clear()
  owner = accountId
}

/** `as`: the lead a new application is for, or the reward that is corrected. `isKept`: it was left half typed and comes back so. */
export function keptApplication(as: { leadId: string | null; rewardId: string | null }): { draft: ApplyDraft; isKept: boolean } {
  const key = as.rewardId ?? `lead:${as.leadId ?? ''}`
  const there = kept.get(key)
  if (there) return { draft: there, isKept: true }
  const draft = reactive(freshApplication(as.leadId))
  kept.set(key, draft)
  return { draft, isKept: false }
}

export function dropApplication(as: { leadId: string | null; rewardId: string | null }): void {
  kept.delete(as.rewardId ?? `lead:${as.leadId ?? ''}`)
}
