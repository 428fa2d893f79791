import { reactive } from 'vue'
import type { Confidentiality, LeadDomain, LeadSource } from '../../../domain/lead'

export interface LeadDraft {
  communityId: string | null
  providerId: string | null
  receivedOn: string
  source: LeadSource
  domain: LeadDomain
  confidentiality: Confidentiality
  content: string
  caseNo: string
}

export const freshLead = (communityId: string | null, today: string): LeadDraft => ({ communityId, providerId: null, receivedOn: today, source: 'patrol_found', domain: 'stability', confidentiality: 1, content: '', caseNo: '' })

let kept: LeadDraft | null = null
let owner: string | null = null

/** What one person typed is not for the next at this window. */
export function leadDraftBelongsTo(accountId: string | null): void {
  if (owner !== accountId) kept = null
  owner = accountId
}

/** The draft as it was left, in memory alone: a lead's content is never written down unsealed. */
export function keptLead(communityId: string | null, today: string): LeadDraft {
  kept ??= reactive(freshLead(communityId, today))
  if (kept.content === '' && kept.providerId === null) Object.assign(kept, freshLead(communityId, today))
  return kept
}
