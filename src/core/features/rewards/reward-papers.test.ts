import { read, utils, type WorkBook } from '@e965/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FormPaper, SheetPaper } from '../../../contract/paper'
import { leadWords, openRewardDesk, type RewardDesk } from '../../../../tests/stand/reward-desk'
import { answerOf } from '../../../../tests/stand/small-township'
import type { SignedInCaller } from '../../../../tests/stand/station'

let desk: RewardDesk
let paid: string
let waiting: string
let secret: string
beforeAll(async () => {
  desk = await openRewardDesk()
  const { clerk, station } = desk
  const two = [{ kind: 'person' as const, personId: desk.gridLead, shareFen: 120_000, goodsFen: 0 }, { kind: 'person' as const, personId: desk.aux, shareFen: 80_000, goodsFen: 0 }]
  paid = (await desk.paid({ cashFen: 200_000, recipients: two, caseNo: 'A4101055900002026101627', title: '提供盗割电缆线索，抓获嫌疑人3名', standard: '《青禾镇线索奖励办法》第六条' })).rewardId
  const next = await desk.approved({ form: 'both', cashFen: 30_050, goods: '食用油', goodsFen: 9_900, publicDays: 5, recipients: [{ kind: 'person', personId: desk.aux, shareFen: 30_050, goodsFen: 9_900 }] })
  waiting = next.rewardId
  await clerk.client.rewards.notify({ ...next, noticedOn: station.today })
  await clerk.client.rewards.publicise({ rewardId: waiting, rowVersion: next.rowVersion + 1, fromOn: station.today })
  const sealed = await desk.approved({ leadId: await desk.valuableLead({ confidentiality: 3 }), recipients: [{ kind: 'provider', shareFen: 40_000, goodsFen: 0 }] })
  secret = sealed.rewardId
  await clerk.client.rewards.notify({ ...sealed, noticedOn: station.today })
}, 120_000)

const textOf = (paper: FormPaper | SheetPaper): string => JSON.stringify(paper)
const rowsOf = (book: WorkBook, sheet: string): unknown[][] => utils.sheet_to_json<unknown[]>(book.Sheets[sheet] ?? {}, { header: 1, raw: true, defval: null })
async function exported(caller: SignedInCaller, paper: Parameters<SignedInCaller['client']['rewards']['export']>[0]['paper']): Promise<{ book: WorkBook; fileName: string }> {
  const download = await caller.client.rewards.export({ paper })
  return { book: read(desk.station.services.tickets.takeDownload(download.ticket).bytes, { cellFormula: true }), fileName: download.fileName }
}
const rowWith = (rows: unknown[][], text: string): unknown[] => rows.find((row) => row.some((cell) => String(cell).includes(text))) ?? []

describe('奖励审批表', () => {
  it('says all that is signed, and nothing of the lead but its number', async () => {
    const { papers } = await desk.clerk.client.rewards.papers({ paper: { kind: 'approval', rewardId: paid } })
    const [form] = papers as FormPaper[]
    if (!form) throw new Error('no form')
    const said = textOf(form)
    for (const text of ['一案一奖', 'A4101055900002026101627', '查格长', '1,200.00', '人民币壹仟贰佰元整', '仇警辅', '2,000.00', '人民币贰仟元整', '一级审批\\n警务站', '三级审批\\n镇分管领导', '审批3级', '第六条', '内容和提供人只有核实民警能看']) expect(said).toContain(text)
    expect(said).not.toContain(leadWords)
    for (const row of form.rows) expect(row.cells.reduce((sum, cell) => sum + cell.span, 0)).toBe(form.widths.length)
    const { book } = await exported(desk.clerk, { kind: 'approval', rewardId: paid })
    expect(JSON.stringify(rowsOf(book, book.SheetNames[0] ?? ''))).toContain('人民币贰仟元整')
  })

  it('leaves room for hands that have not signed yet', async () => {
    const { rewardId } = await desk.clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead(), { recipients: [{ kind: 'person', personId: desk.aux, shareFen: 40_000, goodsFen: 0 }] }) })
    await desk.clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    const [form] = (await desk.chief.client.rewards.papers({ paper: { kind: 'approval', rewardId } })).papers
    expect(JSON.stringify(form)).toContain('签字：')
  })
})

describe('发放签领表', () => {
  it('has figures and capitals that agree, the total in both, and who signed what was paid', async () => {
    const { book, fileName } = await exported(desk.clerk, { kind: 'signOff', rewardIds: [paid, waiting, secret] })
    expect(fileName).toBe('青禾镇_发放签领表_20261105_20261105.xlsx')
    const rows = rowsOf(book, '发放签领表')
    expect(rowWith(rows, '查格长').slice(1)).toEqual(['查格长', expect.stringContaining('网格长'), expect.stringContaining('盗割电缆'), '现金', 1200, '人民币壹仟贰佰元整', '查格长', expect.anything()])
    expect(rowWith(rows, '食用油').slice(4, 7)).toEqual(['现金、食用油（折价99.00）', 300.5, '人民币叁佰元伍角'])
    const total = rows.findLast((row) => row[0] === '合计') ?? []
    expect(total).toContain('人民币贰仟柒佰元伍角')
    expect(total).toContain(2700.5)
    expect(JSON.stringify(rows)).not.toContain(leadWords)
    // Of the secret one the clerk sees a code.
    expect(rows.filter((row) => /^\d+-1号$/.test(String(row[1])))).toHaveLength(1)
  })

  it('takes what waits for payment where nothing is named', async () => {
    const [sheet] = (await desk.clerk.client.rewards.papers({ paper: { kind: 'signOff', rewardIds: null } })).papers as SheetPaper[]
    expect(sheet?.blocks).toHaveLength(2)
    expect(sheet?.pageSubtotals).toBe(true)
  })
})

describe('公示', () => {
  it('is masked for everybody and leaves confidentiality 3 out', async () => {
    for (const caller of [desk.clerk, desk.officer]) {
      const [sheet] = (await caller.client.rewards.papers({ paper: { kind: 'publicity', rewardIds: [waiting] } })).papers as SheetPaper[]
      expect(sheet?.blocks.map((block) => block.rows[0]?.[1])).toEqual(['仇**'])
      expect(textOf(sheet as SheetPaper)).not.toContain('仇警辅')
      expect(sheet?.period).toBe('2026年11月5日至2026年11月9日')
      // What never hung out, or may not, is refused by name; the list of all leaves it out.
      for (const never of [secret, paid]) expect((await answerOf(caller.client.rewards.papers({ paper: { kind: 'publicity', rewardIds: [never] } }))).rule).toBe('I18')
      const [all] = (await caller.client.rewards.papers({ paper: { kind: 'publicity', rewardIds: null } })).papers as SheetPaper[]
      expect(all?.blocks).toHaveLength(1)
    }
  })
})

describe('奖励台账', () => {
  it('is a workbook of the year with its summaries, whose sums agree with the list and the fund', async () => {
    const { clerk } = desk
    const { book } = await exported(clerk, { kind: 'ledger', year: 2026, communityId: null })
    expect(book.SheetNames).toEqual(['奖励台账', '按村社区汇总', '按人员汇总', '按领域汇总', '经费使用'])
    const list = await clerk.client.rewards.list({ year: 2026 })
    const ledger = rowsOf(book, '奖励台账')
    expect(ledger.findLast((row) => row[0] === '合计')?.[9]).toBe(list.cashFen / 100)
    for (const sheet of ['按村社区汇总', '按人员汇总', '按领域汇总']) expect([sheet, rowsOf(book, sheet).findLast((row) => row[0] === '合计')?.[3]]).toEqual([sheet, list.cashFen / 100])
    const balances = await desk.balances()
    expect(rowWith(rowsOf(book, '经费使用'), '财政专项').slice(2)).toEqual([60_000, 0, balances.paidFen / 100, balances.committedFen / 100, balances.balanceFen / 100])
    expect(JSON.stringify(ledger)).not.toContain(leadWords)
  })

  it('masks recipients for the district and keeps the chief to the own community', async () => {
    const { book } = await exported(desk.viewer, { kind: 'ledger', year: 2026, communityId: null })
    const said = JSON.stringify(rowsOf(book, '奖励台账').concat(rowsOf(book, '按人员汇总')))
    expect(said).toContain('查**')
    expect(said).not.toMatch(/查格长|仇警辅/)
    expect((await answerOf(desk.chief.client.rewards.papers({ paper: { kind: 'ledger', year: 2026, communityId: desk.west.id } }))).code).toBe('FORBIDDEN')
    expect((await answerOf(desk.chief.client.rewards.papers({ paper: { kind: 'paymentList', rewardIds: null } }))).code).toBe('FORBIDDEN')
  })
})

describe('what other features ask', () => {
  it('is told for the person page, by sight', async () => {
    const { clerk, viewer, officer } = desk
    const own = await clerk.client.rewards.ofPerson({ personId: desk.gridLead })
    // The secret reward is the grid lead's, too: the clerk is not told.
    expect(own.rewards.map((reward) => reward.rewardId)).toEqual([paid])
    expect(own).toMatchObject({ cashFen: 120_000 })
    expect((await officer.client.rewards.ofPerson({ personId: desk.gridLead })).rewards.map((reward) => reward.rewardId)).toContain(secret)
    expect((await viewer.client.rewards.ofPerson({ personId: desk.gridLead })).rewards).toEqual([])
    expect((await desk.lead.client.rewards.list({})).rewards.map((reward) => reward.recipients)).toContainEqual(['查格长', '仇**'])
  })

  it('is suggested as a bonus of the month, and never for confidentiality 3', async () => {
    const { suggestions } = await desk.clerk.client.rewards.bonusSuggestions({ month: '2026-11', communityId: null })
    expect(suggestions.map((line) => [line.name, line.rewards, line.pointsX10])).toEqual(expect.arrayContaining([['查格长', 1, 10], ['仇警辅', 2, 20]]))
    expect(suggestions.flatMap((line) => line.rewardIds)).not.toContain(secret)
    const twice = suggestions.find((line) => line.name === '仇警辅')
    expect(twice).toMatchObject({ words: '11月获奖励2次，建议加2分', rewardNos: [expect.stringMatching(/^青奖〔2026〕/), expect.stringMatching(/^青奖〔2026〕/)] })
  })

  it('is searched by a name only where the name is shown', async () => {
    const byName = async (caller: SignedInCaller): Promise<number> => (await caller.client.rewards.list({ text: '查格长' })).total
    expect([await byName(desk.officer), await byName(desk.clerk), await byName(desk.viewer)]).toEqual([2, 1, 0])
  })

  it('goes on with the next page at its place when the reward that ended the page before is void', async () => {
    const { clerk } = desk
    const ids = [await desk.valuableLead(), await desk.valuableLead(), await desk.valuableLead()]
    for (const leadId of ids) await clerk.client.rewards.apply({ fields: desk.fields(leadId) })
    const all = (await clerk.client.rewards.list({ state: 'draft' })).rewards.map((reward) => reward.rewardId)
    const first = await clerk.client.rewards.list({ state: 'draft', limit: 2 })
    await clerk.client.rewards.void({ rewardId: all[1] ?? '', rowVersion: 1, reason: '重复申请' })
    const second = await clerk.client.rewards.list({ state: 'draft', limit: 2, after: first.next })
    expect([...first.rewards, ...second.rewards].map((reward) => reward.rewardId)).toEqual(all)
    for (const rewardId of all.filter((_, at) => at !== 1)) await clerk.client.rewards.void({ rewardId, rowVersion: 1, reason: '只为翻页' })
  })

  it('is owed by whose turn it is', async () => {
    const { clerk, chief, officer } = desk
    const { rewardId } = await clerk.client.rewards.apply({ fields: desk.fields(await desk.valuableLead()) })
    await clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
    expect((await officer.client.rewards.debts({})).communities[0]?.words).toContain('待核实')
    await officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    expect((await chief.client.rewards.debts({})).communities).toMatchObject([{ count: 1, words: '待审批1件' }])
    expect((await clerk.client.rewards.debts({})).communities[0]?.words).toMatch(/待发放\d件/)
    expect((await chief.client.rewards.list({ state: 'mine' })).rewards.map((reward) => reward.rewardId)).toEqual([rewardId])
  })
})
