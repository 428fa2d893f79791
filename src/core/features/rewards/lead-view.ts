import type { LeadDetail, LeadRow } from '../../../contract/leads'
import { daysBetween } from '../../../domain/calendar-date'
import { caseKey } from '../../../domain/reward-subject'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import { notFound } from '../../refusal'
import { placesOf } from '../roster/directory'
import { readSetting } from '../settings/read-setting'
import { liveRewardOfLead } from './lead-register'
import { leadStatements } from './lead-statements'
import { gridLead, outOfReach, postWords, seesLead, seesLeadIdentity } from './reward-sight'
import { openOpinion, openProvider, providerMac } from './sealed-people'

export type StoredLead = NonNullable<ReturnType<typeof leadOf>>
export const leadOf = (reader: Reader, leadId: string) => reader.get(leadStatements.byId, { id: leadId })

/** @throws Refusal NOT_FOUND, FORBIDDEN outside the caller's reach */
export function requireLead(services: CoreServices, caller: Caller, leadId: string): StoredLead {
  const { reader, key } = services.database
  const lead = leadOf(reader, leadId)
  if (!lead) throw notFound()
  if (!seesLead(reader, key, caller, lead)) throw outOfReach()
  return lead
}

const waits = (state: string): boolean => state === 'registered' || state === 'verifying'

export class LeadView {
  private readonly names: ReadonlyMap<string, string>
  private readonly verifyDays: number

  constructor(
    private readonly services: CoreServices,
    private readonly caller: Caller,
  ) {
    this.names = new Map(placesOf(services.database.reader).map((place) => [place.communityId, place.name]))
    this.verifyDays = readSetting(services.database.reader, 'rewards.verifyDays')
  }

  row(lead: StoredLead): LeadRow {
    const { reader, key } = this.services.database
    const { caller } = this
    const mayReveal = seesLeadIdentity(reader, key, caller, lead)
    const first = lead.duplicate_of_id === null ? undefined : leadOf(reader, lead.duplicate_of_id)
    const reward = liveRewardOfLead(reader, lead.id)
    const waitingDays = waits(lead.state) ? daysBetween(lead.received_on, caller.today) : null
    const provider = mayReveal ? openProvider(key, lead) : null
    return {
      leadId: lead.id,
      leadNo: lead.lead_no,
      origin: lead.origin as LeadRow['origin'],
      communityId: lead.community_id,
      community: this.names.get(lead.community_id) ?? '',
      receivedOn: lead.received_on,
      source: lead.source_kind as LeadRow['source'],
      domain: lead.domain as LeadRow['domain'],
      confidentiality: lead.confidentiality as LeadRow['confidentiality'],
      state: lead.state as LeadRow['state'],
      effect: lead.effect as LeadRow['effect'],
      caseNo: lead.case_no,
      duplicateOf: first ? { leadId: first.id, leadNo: first.lead_no } : null,
      reward: reward ? { rewardId: reward.id, rewardNo: reward.reward_no } : null,
      mayReveal,
      provider: provider ? { personId: provider.personId, name: provider.name, post: postWords(provider.post), place: provider.place } : null,
      waitingDays,
      overdue: waitingDays !== null && waitingDays > this.verifyDays,
      rowVersion: lead.row_version,
    }
  }

  detail(lead: StoredLead): LeadDetail {
    const { reader, key } = this.services.database
    const row = this.row(lead)
    const officer = this.caller.reachAs('community_police').seesWholeCommunity(lead.community_id)
    const clerk = this.caller.reachAs('clerk').seesWholeCommunity(lead.community_id)
    const mayReadReveals = officer || this.caller.reachAs('auditor').seesWholeCommunity(lead.community_id)
    return {
      ...row,
      verifications: reader.all(leadStatements.verifications, { lead_id: lead.id }).map((line) => ({
        finding: line.finding as LeadDetail['verifications'][number]['finding'],
        on: line.on_day,
        by: line.by_name,
        opinion: row.mayReveal ? openOpinion(key, line) : null,
        at: line.created_at,
      })),
      reveals: (mayReadReveals ? reader.all(leadStatements.reveals, { lead_id: lead.id }) : []).map((line) => ({ at: line.at, by: line.by_name, reason: line.reason })),
      mayVerify: officer && row.reward === null && lead.origin === 'office',
      mayApply: clerk && lead.state === 'valuable' && row.reward === null && lead.origin === 'office',
    }
  }
}

export interface LeadListInput {
  after?: string | null | undefined
  limit: number
  text?: string | null | undefined
  communityId?: string | null | undefined
  state: LeadRow['state'] | 'open' | 'rewardable' | 'all'
}

/** Newest first. What a caller may not see is left out before anything is counted; only the page itself is opened. */
export function listLeads(services: CoreServices, caller: Caller, input: LeadListInput): { leads: LeadRow[]; next: string | null; total: number } {
  const { reader } = services.database
  const shown = { ...seenLeads(services, caller), community_id: input.communityId ?? null, ...inState(input.state), ids: null }
  const text = caseKey(input.text ?? '')
  const found = text === '' ? null : reader.all(leadStatements.numbersOf, shown).flatMap((row) => (caseKey(row.lead_no).includes(text) || (row.case_key ?? '').includes(text) ? [row.id] : []))
  const filter = { ...shown, ids: found === null ? null : JSON.stringify(found) }
  const [beforeOn = '', beforeId = ''] = (input.after ?? '9999-99-99|').split('|')
  // One more than the page tells whether another follows.
  const rows = reader.all(leadStatements.pageOf, { ...filter, before_on: beforeOn, before_id: beforeId, limit: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const view = new LeadView(services, caller)
  return {
    leads: page.map((lead) => view.row(lead)),
    next: last && rows.length > page.length ? `${last.received_on}|${last.id}` : null,
    total: found?.length ?? reader.get(leadStatements.countOf, filter)?.n ?? 0,
  }
}

/** As {@link seesLead}, for the database to ask: who is nothing but a grid lead sees the own leads alone. */
function seenLeads(services: CoreServices, caller: Caller): { whole: number; communities: string; provider_mac: string | null } {
  const { reader, key } = services.database
  const person = gridLead(reader, caller)
  const seen = caller.reachAs('station_chief', 'clerk', 'community_police', 'auditor')
  return { whole: seen.township ? 1 : 0, communities: JSON.stringify([...seen.communities]), provider_mac: person === null ? null : providerMac(key, person) }
}

function inState(state: LeadListInput['state']): { states: string | null; rewardable: number } {
  if (state === 'all') return { states: null, rewardable: 0 }
  if (state === 'open') return { states: JSON.stringify(['registered', 'verifying']), rewardable: 0 }
  return state === 'rewardable' ? { states: JSON.stringify(['valuable']), rewardable: 1 } : { states: JSON.stringify([state]), rewardable: 0 }
}
