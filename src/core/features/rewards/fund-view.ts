import type { Fund, FundEntry } from '../../../contract/funds'
import { balanceOf } from '../../../domain/fund-balance'
import type { Reader } from '../../database/reader'
import { notFound } from '../../refusal'
import { fundStatements } from './fund-statements'
import { rewardStatements } from './reward-statements'

const labels: Readonly<Record<FundEntry['kind'], string>> = {
  budget: '年度预算',
  adjust: '调整',
  commit: '批准占用',
  release: '释放占用',
  pay: '发放',
  refund: '冲正发放',
  ledger: '历史台账',
  reverse: '冲正',
}
type Row = { id: string; year: number; source: string }

function fundOf(reader: Reader, row: Row): Fund {
  const entries = reader.all(fundStatements.entries, { fund_id: row.id })
  const changes = entries.map(changeOf)
  const total = balanceOf(changes)
  const first = entries.find((entry) => entry.kind === 'budget')
  const fromLedger = balanceOf(entries.filter((entry) => entry.kind === 'ledger').map(changeOf))
  const budgetFen = first?.budget_fen ?? 0
  return {
    fundId: row.id,
    year: row.year,
    source: row.source,
    budgetFen,
    adjustedFen: total.budgetFen - budgetFen,
    committedFen: total.committedFen,
    paidFen: total.paidFen,
    balanceFen: total.balanceFen,
    ledgerFen: fromLedger.committedFen + fromLedger.paidFen,
    shortFen: Math.max(0, -total.balanceFen),
  }
}

const changeOf = (entry: { budget_fen: number; committed_fen: number; paid_fen: number }) => ({ budgetFen: entry.budget_fen, committedFen: entry.committed_fen, paidFen: entry.paid_fen })

export function listFunds(reader: Reader, year: number | null): { funds: Fund[]; years: number[] } {
  const rows = reader.all(fundStatements.all, {})
  const years = new Set([...rows.map((row) => row.year), ...reader.all(rewardStatements.years, {}).map((row) => row.year)])
  return { funds: rows.filter((row) => year === null || row.year === year).map((row) => fundOf(reader, row)), years: [...years].toSorted((a, b) => b - a) }
}

/**
 * The fund is the township's, and so is its balance; whose reward an entry is for, and why, only where the reward may be seen.
 * @param sees says so of a reward's community
 */
export function readFund(reader: Reader, fundId: string, sees: (communityId: string) => boolean): { fund: Fund; entries: FundEntry[]; months: { month: string; committedFen: number; paidFen: number; balanceFen: number }[] } {
  const row = reader.get(fundStatements.byId, { id: fundId })
  if (!row) throw notFound()
  const rows = reader.all(fundStatements.entries, { fund_id: fundId })
  const reversed = new Set(rows.map((entry) => entry.reverses_id))
  const running = { budgetFen: 0, committedFen: 0, paidFen: 0 }
  const months = new Map<string, { month: string; committedFen: number; paidFen: number; balanceFen: number }>()
  const entries = rows.map((entry): FundEntry => {
    running.budgetFen += entry.budget_fen
    running.committedFen += entry.committed_fen
    running.paidFen += entry.paid_fen
    const { balanceFen } = balanceOf([running])
    const cited = entry.reward_id === null ? undefined : reader.get(rewardStatements.byId, { id: entry.reward_id })
    const reward = cited && sees(cited.community_id) ? cited : undefined
    return {
      entryId: entry.id,
      at: entry.created_at,
      on: entry.on_day,
      kind: entry.kind as FundEntry['kind'],
      label: labels[entry.kind as FundEntry['kind']],
      budgetFen: entry.budget_fen,
      committedFen: entry.committed_fen,
      paidFen: entry.paid_fen,
      balanceFen,
      reward: reward ? { rewardId: reward.id, rewardNo: reward.reward_no } : null,
      docNo: entry.doc_no,
      reason: cited && !reward ? null : entry.reason,
      by: entry.by_name,
      reverses: entry.reverses_id,
      reversed: reversed.has(entry.id),
    }
  })
  // By the day that counts, not by the day of recording: an old ledger is imported in one afternoon.
  const byDay = { budgetFen: 0, committedFen: 0, paidFen: 0 }
  for (const entry of rows.toSorted((a, b) => (a.on_day < b.on_day ? -1 : a.on_day > b.on_day ? 1 : 0))) {
    byDay.budgetFen += entry.budget_fen
    byDay.committedFen += entry.committed_fen
    byDay.paidFen += entry.paid_fen
    months.set(entry.on_day.slice(0, 7), { month: entry.on_day.slice(0, 7), committedFen: byDay.committedFen, paidFen: byDay.paidFen, balanceFen: balanceOf([byDay]).balanceFen })
  }
  return { fund: fundOf(reader, row), entries: entries.toReversed(), months: [...months.values()] }
}
