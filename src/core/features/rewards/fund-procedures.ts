import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { openFund, postFundEntry, reverseFundEntry } from './fund-ledger'
import { listFunds, readFund } from './fund-view'

export function fundProcedures(os: Procedures, services: CoreServices) {
  const { reader } = services.database
  const changed = (): void => services.feed.tell('rewards', services.now())
  return {
    list: os.funds.list.handler(({ input }) => listFunds(reader, input.year ?? null)),
    fund: os.funds.fund.handler(({ input, context: { caller } }) => readFund(reader, input.fundId, (communityId) => caller.reach.seesWholeCommunity(communityId))),
    open: os.funds.open.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const fundId = caller.commit(
        (tx) => openFund(tx, { ...input, onDay: caller.today }),
        (id) => ({ table: 'reward_fund', id, detail: { year: input.year, source: input.source, budgetFen: input.budgetFen, docNo: input.docNo } }),
      )
      changed()
      return { fundId }
    }),
    adjust: os.funds.adjust.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const entryId = caller.commit(
        (tx) => postFundEntry(tx, { fundId: input.fundId, kind: 'adjust', onDay: caller.today, budgetFen: input.amountFen, committedFen: 0, paidFen: 0, docNo: input.docNo, reason: input.reason }),
        () => ({ table: 'reward_fund', id: input.fundId, detail: { amountFen: input.amountFen, docNo: input.docNo, reason: input.reason } }),
      )
      changed()
      return { entryId }
    }),
    reverse: os.funds.reverse.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const entryId = caller.commit(
        (tx) => reverseFundEntry(tx, input.entryId, input.reason, caller.today),
        (id) => ({ table: 'reward_fund_entry', id, detail: { reverses: input.entryId, reason: input.reason } }),
      )
      changed()
      return { entryId }
    }),
  }
}
