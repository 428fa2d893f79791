import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LedgerTenure, RewardLedgerAnalysis } from '../../../domain/reward-ledger-analysis'
import { analyseRewardLedger } from '../../../domain/reward-ledger-import'
import { analyseRoster } from '../../../domain/roster-import'
import { readWorkbook } from '../../excel/read-workbook'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../tests/fixtures/${name}`, import.meta.url))

interface Expected {
  sheet: string
  header_row: number
  counts: { data_rows: number; ok: number; normalise: number; confirm: number; error: number }
  totals_fen: { clean_rows_only: number }
  capitals_of_clean_rows: string
  skip_rows: { row: number; kind: string }[]
  faults: { sheet: string; row: number; column: string; kind: string; severity: string; suggested_fen: number | null; related_rows: number[] }[]
  rows: { row: number; date: string; recipient: string; basis: string; ref: string; amount_fen: number; goods_fen: number; paid: string | null; state: string }[]
}
const expected = JSON.parse(fixture('奖励台账-2026.expected.json').toString()) as Expected
let analysis: RewardLedgerAnalysis

/** The roster that belongs to the ledger, as tenures: who holds what since when. */
async function tenures(): Promise<LedgerTenure[]> {
  const roster = analyseRoster(await readWorkbook(fixture('花名册-规范.xlsx'), '花名册-规范.xlsx'), { today: '2026-11-01', places: { communities: [] } })
  return roster.rows.flatMap((row) => {
    const { post, community, startOn, name, idNo } = row
    return post === null || community === null || idNo === null ? [] : [{ personId: idNo, name, post, communityId: community, community, gridId: null, startOn, endOn: null }]
  })
}

beforeAll(async () => {
  const workbook = await readWorkbook(fixture('奖励台账-2026.xlsx'), '奖励台账-2026.xlsx')
  analysis = analyseRewardLedger(workbook, { year: 2026, today: '2026-11-23', tenures: await tenures(), stored: [] })
}, 240_000)

describe('the sample ledger', () => {
  it('has the planted faults, each at its cell with its severity, and no other', () => {
    const cell = (fault: { row: number; column: string | null; kind: string; severity: string }) => `${fault.row} ${fault.column ?? ''} ${fault.kind} ${fault.severity}`
    expect(analysis.faults.map(cell)).toEqual(expected.faults.map(cell))
    expect(analysis.faults.map(({ sheet }) => sheet)).toEqual(expected.faults.map(({ sheet }) => sheet))
  })

  it('suggests the number for an amount in words, and names the line that had the case first', () => {
    for (const planted of expected.faults) {
      const found = analysis.faults.find(({ row, kind }) => row === planted.row && kind === planted.kind)
      expect([found?.row, found?.suggestedFen]).toEqual([planted.row, planted.suggested_fen])
      if (planted.related_rows.length > 0) expect(planted.related_rows).toContain(found?.relatedRow)
    }
  })

  it('accepts the clean lines to the fen, with the sum in capitals', () => {
    const { ok, normalise, confirm, error, data_rows } = expected.counts
    expect(analysis.counts).toEqual({ read: data_rows, accepted: ok + normalise, normalised: normalise, needsConfirmation: confirm, refused: error, skipped: analysis.skipped.length, alreadyStored: 0 })
    expect(analysis.acceptedFen).toBe(expected.totals_fen.clean_rows_only)
    expect(analysis.capitals).toBe(expected.capitals_of_clean_rows)
  })

  it('reads every line as it is meant', () => {
    const verdicts: Record<string, string> = { ok: 'valid', normalise: 'valid', confirm: 'confirm', error: 'refused' }
    expect(
      analysis.lines.map((line) => ({
        row: line.row,
        date: line.on,
        recipient: line.recipients.map(({ name }) => name).join('、'),
        basis: line.basis === 'per_case' ? '一案一奖' : '一事一奖',
        amount_fen: line.amountFen,
        goods_fen: line.goodsValueFen,
        paid: line.paidOn,
        verdict: line.verdict,
      })),
    ).toEqual(expected.rows.map((row) => ({ row: row.row, date: row.date, recipient: row.recipient, basis: row.basis, amount_fen: row.amount_fen, goods_fen: row.goods_fen, paid: row.paid, verdict: verdicts[row.state] })))
    for (const line of analysis.lines) expect(line.recipients.reduce((sum, { shareFen }) => sum + shareFen, 0)).toBe(line.amountFen)
  })

  it('skips title, header, totals and signatures, and nothing else', () => {
    expect(analysis.skipped.map(({ row, kind }) => `${row} ${kind}`)).toEqual(['1 title', '2 title', '3 header', '74 total', '138 total', '139 signature'])
    expect(analysis.asOf).toBe('2026-10-31')
  })

  it('repeats no lead’s content in what it says', () => {
    const said = JSON.stringify([analysis.faults, analysis.skipped])
    for (const line of analysis.lines) expect(said).not.toContain(line.leadContent ?? 'nothing')
  })
})
