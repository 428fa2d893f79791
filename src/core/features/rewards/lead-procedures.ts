import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { newId } from '../../new-id'
import { forbidden, notFound, refuse } from '../../refusal'
import { placesOf, seatRosters } from '../roster/directory'
import { searchTerms } from '../roster/name-pinyin'
import { isRewardedPost } from '../../../domain/reward-people'
import { linkCases, registerLead, verifyLead } from './lead-register'
import { leadStatements } from './lead-statements'
import { LeadView, leadOf, listLeads, requireLead } from './lead-view'
import { outOfReach, ownPerson, postWords, seesLeadIdentity } from './reward-sight'
import { openContent, openProvider } from './sealed-people'

/** Invariant: no word of a lead's content, opinion or provider enters an audit record, a log or a refusal. */
export function leadProcedures(os: Procedures, services: CoreServices) {
  const { reader, key } = services.database
  const changed = (): void => services.feed.tell('rewards', services.now())
  return {
    list: os.leads.list.handler(({ input, context: { caller } }) => listLeads(services, caller, input)),
    lead: os.leads.lead.handler(({ input, context: { caller } }) => new LeadView(services, caller).detail(requireLead(services, caller, input.leadId))),
    providers: os.leads.providers.handler(({ input, context: { caller } }) => {
      const own = ownPerson(reader, caller)
      const reach = caller.reachAs('community_police', 'clerk')
      const places = placesOf(reader).filter((place) => input.communityId === null || place.communityId === input.communityId)
      const rosterOf = seatRosters(reader, places, input.on, input.on)
      const people = places.flatMap((place) => {
        const { grids, tenures } = rosterOf(place.communityId)
        const gridName = (gridId: string | null): string => grids.find((grid) => grid.gridId === gridId)?.name ?? ''
        return tenures
          .filter((seat) => isRewardedPost(seat.post) && (reach.seesWholeCommunity(place.communityId) || seat.personId === own))
          .map((seat) => ({ personId: seat.personId, name: seat.name, post: postWords(seat.post), communityId: place.communityId, place: `${place.name}${gridName(seat.gridId)}`, terms: searchTerms(seat.name) }))
      })
      return { people }
    }),
    register: os.leads.register.handler(({ input, context: { caller } }) => {
      const officer = caller.reachAs('community_police').seesWholeCommunity(input.communityId)
      if (!officer && input.providerId !== ownPerson(reader, caller)) throw forbidden('网格长只登记自己提供的线索。没有登记，别人的线索由社区民警登记。')
      // No target in the record: a grid lead's name beside a lead's number would tell who brought it.
      const made = caller.commit(
        (tx) => registerLead(tx, key, input, caller.today),
        () => ({ table: 'lead', detail: { communityId: input.communityId } }),
      )
      changed()
      return made
    }),
    reveal: os.leads.reveal.handler(({ input, context: { caller } }) => {
      const lead = requireLead(services, caller, input.leadId)
      if (!seesLeadIdentity(reader, key, caller, lead)) throw forbidden('线索内容和提供人只有核实民警和本人能看。没有显示。')
      if (lead.confidentiality === 3 && input.reason === null) throw refuse('reason_needed', '保密3级的线索，查看要写原因。没有显示，写明后重试。', 'reason')
      const provider = openProvider(key, lead)
      const content = openContent(key, lead)
      caller.commit(
        (tx) => tx.local(leadStatements.insertReveal, { id: newId(), at: tx.at, account_id: tx.actor.id, by_name: tx.actor.name, lead_id: lead.id, reason: input.reason }),
        () => ({ table: 'lead', id: lead.id, detail: { reason: input.reason } }),
      )
      return { content, provider: { personId: provider.personId, name: provider.name, post: postWords(provider.post), place: provider.place }, registeredBy: provider.registeredBy }
    }),
    verify: os.leads.verify.handler(({ input, context: { caller } }) => {
      const lead = leadOf(reader, input.leadId)
      if (!lead) throw notFound()
      // In the community of the lead: being officer elsewhere, or something else here, finds nothing true.
      if (!caller.reachAs('community_police').seesWholeCommunity(lead.community_id)) throw outOfReach()
      if (lead.origin === 'ledger') throw refuse('ledger_line', '这是历史台账带入的线索，不再核实。没有变动。', 'finding')
      const rowVersion = caller.commit(
        (tx) => verifyLead(tx, key, input, caller.today),
        () => ({ table: 'lead', id: lead.id, detail: { finding: input.finding } }),
      )
      changed()
      return { rowVersion }
    }),
    linkCases: os.leads.linkCases.handler(({ input, context: { caller } }) => {
      const linked = caller.commit(
        (tx) => linkCases(tx, input.caseNo, input.otherCaseNo, input.reason),
        (done) => ({ table: 'case_series_member', id: done.seriesId, detail: { cases: done.cases, reason: input.reason } }),
      )
      changed()
      return linked
    }),
  }
}
