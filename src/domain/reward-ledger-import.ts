import { FaultBook, verdictOf } from './fault-book'
import { useOfColumns } from './import-account'
import { columnLetter, damagedAdvice, formulaAdvice, type RawWorkbook } from './raw-workbook'
import { renminbiCapitals } from './renminbi-capitals'
import type { LedgerCounts, LedgerOptions, RewardLedgerAnalysis, RewardLedgerFault, RewardLedgerLine } from './reward-ledger-analysis'
import { ledgerCell, ledgerFault, type JudgedLine, type LedgerBook } from './reward-ledger-cells'
import type { LedgerField } from './reward-ledger-columns'
import { judgeDays } from './reward-ledger-days'
import { judgeCase, judgeDoubles } from './reward-ledger-doubles'
import { judgeMoney } from './reward-ledger-money'
import { judgeRecipients, LedgerRoster, readRecipients } from './reward-ledger-people'
import { judgeRewardRows, judgeShares } from './reward-ledger-shares'
import { readLedgerTable, type LedgerRow, type LedgerTable } from './reward-ledger-table'
import { cleanedText } from './sheet-grid'
import { typedOver } from './typed-over'
import { compact, saysNothing } from './written-text'

/**
 * Reads a clerk's ledger of rewards. Nothing is stored and nothing is guessed in silence: every row within a ledger is a
 * reward line, accepted, doubtful or refused, or is listed among the skipped ones. Sums count cash only.
 */
export function analyseRewardLedger(workbook: RawWorkbook, options: LedgerOptions): RewardLedgerAnalysis {
  const tables = workbook.sheets.map((sheet) => readLedgerTable(typedOver(sheet, options.corrections ?? [])))
  const ledgers = tables.filter(({ ignored }) => !ignored)
  const book: LedgerBook = new FaultBook<RewardLedgerFault>(options.decisions)
  const roster = new LedgerRoster(options.tenures)
  const asOf = ledgers.reduce<string | null>((latest, table) => (table.asOf !== null && (latest === null || table.asOf > latest) ? table.asOf : latest), null)
  const judged = ledgers.flatMap((table) => table.rows.map((source) => judgeLine(emptyLine(table, source), book, roster, options, table.asOf)))
  const rewards = new Map<string, JudgedLine[]>()
  for (const line of judged) {
    const key = `${line.rewardRow} ${line.sheet}`
    rewards.set(key, [...(rewards.get(key) ?? []), line])
  }
  for (const rows of rewards.values()) judgeRewardRows(rows, book)
  for (const line of judged) judgeShares(line, book)
  judgeDoubles(judged, book, options.stored)
  for (const rows of rewards.values()) {
    const worst = verdictOf(rows.flatMap(({ faults }) => faults))
    for (const line of rows) {
      line.verdict = worst
      line.normalised = line.faults.some(({ severity }) => severity === 'normalise')
    }
  }
  const skipped = ledgers.flatMap((table) => table.skipped)
  const acceptedFen = judged.reduce((sum, line) => (line.verdict === 'valid' ? sum + line.amountFen : sum), 0)
  return {
    sheets: tables.map(({ sheet, ignored, headerRows, columns }) => ({ sheet, ignored, headerRows, columns })),
    uses: tables.map((table) => useOfColumns(table.rows, (field) => (field === 'ignored' ? 'dropped' : 'known'))),
    lines: judged.map(published),
    skipped,
    faults: judged.flatMap(({ faults }) => faults),
    counts: count(judged, skipped.length),
    acceptedFen,
    capitals: renminbiCapitals(acceptedFen),
    asOf,
  }
}

function emptyLine(table: LedgerTable, source: LedgerRow): JudgedLine {
  return {
    sheet: table.sheet,
    row: source.row,
    rewardRow: source.rewardRow,
    table,
    source,
    faults: [],
    withdrawn: false,
    community: null,
    statedShares: [],
    verdict: 'valid',
    normalised: false,
    alreadyStored: false,
    on: null,
    recipients: [],
    basis: null,
    ref: null,
    refs: [],
    refKeys: [],
    leadContent: null,
    amountFen: 0,
    goods: null,
    goodsValueFen: 0,
    applicant: null,
    approver: null,
    payers: [],
    paidOn: null,
    signedBy: null,
    isProxy: false,
    remark: null,
  }
}

function judgeLine(line: JudgedLine, book: LedgerBook, roster: LedgerRoster, options: LedgerOptions, asOf: string | null): JudgedLine {
  const words = (field: 'lead' | 'remark', most: number) => {
    const { text } = ledgerCell(line, field)
    return saysNothing(text) ? null : text.slice(0, most)
  }
  line.leadContent = words('lead', 2000)
  line.remark = words('remark', 500)
  readRecipients(line, book)
  judgeDays(line, book, options, asOf)
  judgeRecipients(line, book, roster)
  judgeCase(line, book, options.seriesOf)
  judgeMoney(line, book)
  judgeRoles(line, book)
  tellCleaned(line, book)
  judgeUnresolved(line, book)
  if (line.table.grid.damaged(line.row)) book.add(line, ledgerFault(line, 'row', 'damaged_text', 'confirm', damagedAdvice))
  if (line.source.hidden) book.add(line, ledgerFault(line, 'row', 'hidden_row', 'confirm', '这一行或所在的工作表被隐藏。确认是否导入。'))
  return line
}

/** The lead's content is protected: a fault points at it and never repeats it. */
function tellCleaned(line: JudgedLine, book: LedgerBook): void {
  for (const { column, written, text } of line.table.grid.rewritten(line.row)) {
    const reading = line.table.columns.find((one) => one.column === column)
    if (reading === undefined || reading.field === 'ignored') continue
    const shown = reading.field === 'lead' ? { value: '', suggested: null } : { value: written.slice(0, 200), suggested: text.slice(0, 200) }
    book.add(line, { column, header: reading.header, field: reading.field, ...cleanedText, ...shown, suggestedFen: null, relatedRow: null })
  }
}

/** What else was found at such a cell follows from there being nothing to read. */
function judgeUnresolved(line: JudgedLine, book: LedgerBook): void {
  for (const [field, column] of Object.entries(line.source.layout.of) as [LedgerField, number][]) {
    if (field === 'seq' || !line.table.grid.unresolved(line.row, column)) continue
    line.faults = line.faults.filter((fault) => fault.column !== columnLetter(column))
    book.add(line, ledgerFault(line, field, 'formula_without_result', 'error', formulaAdvice))
  }
}

function namesIn(text: string): string[] {
  return saysNothing(text) ? [] : compact(text).slice(0, 120).split(/[、，,/;；]/).map((name) => name.replace(/[(（].*$/, '')).filter((name) => name !== '')
}

/** Approver, applicant and recipient are different people (I16); payers are taken as they stand (I17 does not hold for old lines). */
function judgeRoles(line: JudgedLine, book: LedgerBook): void {
  const own = new Set(line.recipients.map(({ name }) => name))
  const approver = ledgerCell(line, 'approver')
  const approvers = namesIn(approver.text)
  const applicants = namesIn(ledgerCell(line, 'applicant').text)
  line.approver = approvers.join('、') || null
  line.applicant = applicants.join('、') || null
  line.payers = namesIn(ledgerCell(line, 'payer').text)
  if (approvers.some((name) => own.has(name))) book.add(line, ledgerFault(line, 'approver', 'approver_is_recipient', 'error', '审批人就是受奖人。受奖人不能审批自己的奖励，对照审批表改正。'))
  else if (approvers.some((name) => applicants.includes(name))) book.add(line, ledgerFault(line, 'approver', 'approver_is_applicant', 'error', '审批人就是申请人。对照审批表改正。'))
  else if (approver.present && approvers.length === 0) book.add(line, ledgerFault(line, 'approver', 'approver_missing', 'confirm', '审批人空着。确认没有审批人也导入，或对照审批表补全。'))
  if (applicants.some((name) => own.has(name))) book.add(line, ledgerFault(line, 'applicant', 'applicant_is_recipient', 'error', '申请人就是受奖人。对照审批表改正。'))
}

function published(judged: JudgedLine): RewardLedgerLine {
  const { table: _table, source: _source, faults: _faults, withdrawn: _withdrawn, community: _community, statedShares: _shares, ...line } = judged
  return line
}

function count(lines: readonly JudgedLine[], skipped: number): LedgerCounts {
  const of = (verdict: RewardLedgerLine['verdict']) => lines.filter((line) => line.verdict === verdict)
  const accepted = of('valid')
  return {
    read: lines.length,
    accepted: accepted.length,
    normalised: accepted.filter(({ normalised }) => normalised).length,
    needsConfirmation: of('confirm').length,
    refused: of('refused').length,
    skipped,
    alreadyStored: accepted.filter(({ alreadyStored }) => alreadyStored).length,
  }
}
