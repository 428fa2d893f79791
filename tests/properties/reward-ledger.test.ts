import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardBreaches } from '../../src/core/features/rewards/reward-check'
import { answerOf } from '../stand/small-township'
import { openRewardDesk, payers, type RewardDesk } from '../stand/reward-desk'
import { openStation, type Client } from '../stand/station'
import { commandLineConnection } from '../../src/core/connection'

const numRuns = Number(process.env['JINGWANG_PROPERTY_RUNS'] ?? 6)

/** Commands in any order by two programs on one data folder; most are refused, and what is accepted must fit together. */
const command = fc.record({
  kind: fc.constantFrom(...Array.from({ length: 14 }, () => 'advance' as const), 'apply', 'apply', 'apply', 'apply', 'submit', 'verify', 'approve', 'notify', 'pay', 'pay', 'reverse', 'reverse', 'void', 'expire', 'withdraw', 'reject', 'adjust', 'adjust', 'adjust', 'days', 'link'),
  /** Which of the rewards, cases, recipients. */
  pick: fc.nat(7),
  amount: fc.constantFrom(1, 10_001, 40_000, 50_000, 90_000, 150_000),
  /** The clerk's window or the command line beside it. */
  beside: fc.boolean(),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

/** What comes next from a state, so that the runs get as far as the money. */
const nextFrom: Readonly<Record<string, Command['kind']>> = { draft: 'submit', submitted: 'verify', verified: 'approve', approving: 'approve', approved: 'notify', noticed: 'pay', expired: 'expire' }

const caseOf = (pick: number): string => ['A100', 'a 100', 'A200', 'A300', 'Ａ300', 'A400', 'A500', 'A600'][pick] ?? 'A100'

async function play(desk: RewardDesk, beside: Client, leads: readonly string[], commands: readonly Command[]): Promise<Map<string, number>> {
  const rewards: string[] = []
  const done = new Map<string, number>()
  for (const { kind: wanted, pick, amount, beside: other } of commands) {
    const clerk = other ? beside : desk.clerk.client
    const rewardId = rewards[pick % Math.max(1, rewards.length)]
    const page = rewardId === undefined ? null : await desk.officer.client.rewards.reward({ rewardId })
    const kind = wanted === 'advance' ? (nextFrom[page?.state ?? ''] ?? 'apply') : wanted
    const target = { rewardId: rewardId ?? '', rowVersion: page?.rowVersion ?? 0 }
    const act = async (): Promise<unknown> => {
      if (kind === 'apply') {
        const half = Math.floor(amount / 2)
        const recipients = amount % 2 === 0 ? [{ kind: 'person' as const, personId: desk.gridLead, shareFen: half, goodsFen: 0 }, { kind: 'person' as const, personId: desk.aux, shareFen: amount - half, goodsFen: 0 }] : [{ kind: 'person' as const, personId: desk.aux, shareFen: amount, goodsFen: 0 }]
        const made = await clerk.rewards.apply({ fields: desk.fields(leads[pick % leads.length] ?? '', { caseNo: caseOf(pick), cashFen: amount, recipients }) })
        rewards.push(made.rewardId)
        return made
      }
      if (kind === 'adjust') return clerk.funds.adjust({ fundId: desk.fundId, amountFen: pick % 2 === 0 ? -amount : amount, docNo: null, reason: '调整' })
      if (kind === 'link') return clerk.leads.linkCases({ caseNo: caseOf(pick), otherCaseNo: caseOf((pick + 3) % 8), reason: '同一伙' })
      if (kind === 'days') return desk.pass(pick * 5)
      if (!page) return null
      if (kind === 'submit') return clerk.rewards.submit(target)
      if (kind === 'withdraw') return clerk.rewards.withdraw({ ...target, reason: '撤回' })
      if (kind === 'verify') return desk.officer.client.rewards.verify({ ...target, opinion: '属实', onPaper: null })
      if (kind === 'reject') return desk.officer.client.rewards.reject({ ...target, reason: '不成立', onPaper: null })
      if (kind === 'approve') return (page.level === null || page.level === 1 ? desk.chief : desk.approver(page.level)).client.rewards.approve({ ...target, opinion: '同意', onPaper: null })
      if (kind === 'notify') return clerk.rewards.notify({ ...target, noticedOn: desk.station.today })
      if (kind === 'expire') return clerk.rewards.expire(target)
      if (kind === 'void') return clerk.rewards.void({ ...target, reason: '作废' })
      if (kind === 'reverse') return clerk.rewards.reversePayment({ ...target, paymentId: page.payments[pick % Math.max(1, page.payments.length)]?.paymentId ?? target.rewardId, reason: '冲正' })
      const recipient = page.people[pick % page.people.length]
      return clerk.rewards.pay({ ...target, paidOn: desk.station.today, ...payers, voucherNo: null, scanTicket: null, payments: [{ recipientId: recipient?.recipientId ?? '', method: 'cash', proxy: null }] })
    }
    const answer = await answerOf(act())
    expect([kind, answer.code]).not.toEqual([kind, 'INTERNAL'])
    if (answer.code === 'DONE') done.set(kind, (done.get(kind) ?? 0) + 1)
    const { balanceFen } = await desk.balances()
    expect(balanceFen).toBeGreaterThanOrEqual(0)
  }
  return done
}

describe('the ledger of rewards', () => {
  it('replays to every state and balance, keeps one live reward a case and never overdraws, whatever is asked by two programs in turn', async () => {
    const all = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 40, maxLength: 90 }), async (commands) => {
        const desk = await openRewardDesk({ budgetFen: 200_000 })
        const second = await openStation({ dir: desk.station.dir, ports: { now: () => desk.station.clock.now } })
        const beside = second.client(commandLineConnection('job'))
        const leads = [await desk.valuableLead(), await desk.valuableLead()]
        try {
          for (const [kind, times] of await play(desk, beside, leads, commands)) all.set(kind, (all.get(kind) ?? 0) + times)
          const { reader, connection } = desk.station.services.database
          expect(rewardBreaches(reader)).toEqual([])
          expect(rewardBreaches(second.services.database.reader)).toEqual([])
          for (const ledger of ['reward_step', 'reward_payment', 'reward_fund_entry', 'reward_approval', 'lead_verification', 'lead_reveal']) {
            if ((connection.prepare(`SELECT count(*) AS n FROM ${ledger}`).get() as { n: number }).n === 0) continue
            expect(() => connection.exec(`UPDATE ${ledger} SET id = id`)).toThrow(/append-only/)
            expect(() => connection.exec(`DELETE FROM ${ledger}`)).toThrow(/append-only/)
          }
        } finally {
          second.close()
          desk.station.close()
        }
      }),
      { numRuns, seed: 20_261_105 },
    )
    // The runs have reached where the money is.
    for (const kind of ['apply', 'submit', 'verify', 'approve', 'notify', 'adjust', 'pay', 'reverse', 'void', 'link']) expect([kind, (all.get(kind) ?? 0) > 0]).toEqual([kind, true])
  }, 240_000)

  it('is noticed by the check when a row is altered behind its back', async () => {
    const desk = await openRewardDesk()
    const { rewardId } = await desk.paid()
    const { connection, reader } = desk.station.services.database
    expect(rewardBreaches(reader)).toEqual([])
    connection.prepare(`UPDATE reward SET state = 'filed' WHERE id = ?`).run(rewardId)
    expect(rewardBreaches(reader).map((breach) => breach.rule)).toEqual(['state'])
    connection.prepare(`UPDATE reward SET state = 'paid', cash_fen = cash_fen + 1 WHERE id = ?`).run(rewardId)
    expect(rewardBreaches(reader).map((breach) => breach.rule)).toContain('I15')
    connection.prepare(`UPDATE reward SET cash_fen = cash_fen - 1 WHERE id = ?`).run(rewardId)
    connection.exec('DROP TRIGGER reward_fund_entry_keeps')
    connection.prepare(`UPDATE reward_fund_entry SET paid_fen = paid_fen + 100 WHERE kind = 'pay'`).run()
    expect(rewardBreaches(reader).map((breach) => breach.rule)).toEqual(['fund'])
  })
})
