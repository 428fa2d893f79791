import type { LedgerLine, LedgerSummary } from '../../../contract/rewards-import'
import { accountOfImport, sheetsWithUses, type ImportAccount } from '../../../domain/import-account'
import { postLabel } from '../../../domain/post'
import type { RewardLedgerFault, RewardLedgerLine } from '../../../domain/reward-ledger-analysis'
import type { OpenLedger } from './open-ledgers'

/** What became of each row and cell of the file. */
export function accountOfLedger({ workbook, analysis, corrections }: OpenLedger): ImportAccount {
  const records = analysis.lines.map(({ sheet, row, verdict, alreadyStored }) => ({ sheet, row, fate: verdict !== 'valid' ? verdict : alreadyStored ? ('stored' as const) : ('ready' as const) }))
  return accountOfImport(workbook, { sheets: sheetsWithUses(analysis), records, skipped: analysis.skipped }, corrections)
}

/** What the preview shows above its lines. */
export function summariseLedger(open: OpenLedger): LedgerSummary {
  const { analysis } = open
  const perSheet = new Map<string, number>()
  for (const { sheet } of analysis.lines) perSheet.set(sheet, (perSheet.get(sheet) ?? 0) + 1)
  return {
    importId: open.id,
    fileName: open.fileName,
    year: open.year,
    counts: analysis.counts,
    acceptedFen: analysis.acceptedFen,
    capitals: analysis.capitals,
    newFen: toStore(analysis.lines).reduce((sum, { amountFen }) => sum + amountFen, 0),
    sheets: analysis.sheets.map((sheet) => ({ ...sheet, lines: perSheet.get(sheet.sheet) ?? 0 })),
    account: accountOfLedger(open),
  }
}

/** Accepted, and not in the register yet. */
export const toStore = (lines: readonly RewardLedgerLine[]): RewardLedgerLine[] => lines.filter(({ verdict, alreadyStored }) => verdict === 'valid' && !alreadyStored)

type Only = 'all' | 'refused' | 'confirm' | 'normalised' | 'skipped'

/** One page of the file in its order, lines and skipped rows alike: nothing vanishes. Leads' contents stay out. */
export function previewLines({ analysis }: OpenLedger, only: Only, after: number, limit: number): { lines: LedgerLine[]; next: number | null } {
  const faults = new Map<string, RewardLedgerFault[]>()
  const place = (at: { sheet: string; row: number }) => `${at.row} ${at.sheet}`
  for (const fault of analysis.faults) faults.set(place(fault), [...(faults.get(place(fault)) ?? []), fault])
  const wanted = ({ verdict, normalised }: RewardLedgerLine) => only === 'all' || (only === 'normalised' ? normalised : verdict === only)
  const order = new Map(analysis.sheets.map(({ sheet }, at) => [sheet, at]))
  const skipped = only === 'all' || only === 'skipped' ? analysis.skipped : []
  const all = [
    ...analysis.lines.filter(wanted).map((line) => shown(line, faults.get(place(line)) ?? [])),
    ...skipped.map((row): LedgerLine => ({ ...nothing, sheet: row.sheet, row: row.row, verdict: 'skipped', skippedAs: row.kind, text: row.text })),
  ].toSorted((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row)
  const lines = all.slice(after, after + limit)
  return { lines, next: after + lines.length < all.length ? after + lines.length : null }
}

const nothing: Omit<LedgerLine, 'sheet' | 'row' | 'verdict' | 'skippedAs' | 'text'> = {
  normalised: false,
  alreadyStored: false,
  on: null,
  recipients: [],
  basis: null,
  ref: null,
  hasContent: false,
  amountFen: 0,
  goods: null,
  goodsValueFen: 0,
  approver: null,
  paidOn: null,
  signedBy: null,
  isProxy: false,
  faults: [],
}

function shown(line: RewardLedgerLine, faults: RewardLedgerFault[]): LedgerLine {
  const { sheet, row, verdict, normalised, alreadyStored, on, basis, ref, amountFen, goods, goodsValueFen, approver, paidOn, signedBy, isProxy } = line
  const recipients = line.recipients.map(({ name, post, shareFen }) => ({ name, post: post === null ? null : postLabel(post), shareFen }))
  return { sheet, row, verdict, skippedAs: null, text: '', normalised, alreadyStored, on, recipients, basis, ref, hasContent: line.leadContent !== null, amountFen, goods, goodsValueFen, approver, paidOn, signedBy, isProxy, faults }
}
