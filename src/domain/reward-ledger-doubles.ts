import { isCaseNumber, numbersInCell } from './case-number'
import type { LedgerOptions, StoredReward } from './reward-ledger-analysis'
import { basisOf } from './reward-ledger-columns'
import { ledgerCell, ledgerFault, type JudgedLine, type LedgerBook } from './reward-ledger-cells'
import { caseKey, matterKey } from './reward-subject'
import { compact, halfWidth, saysNothing } from './written-text'

/** 一案一奖 or 一事一奖, and the case or matter that it is for. */
export function judgeCase(line: JudgedLine, book: LedgerBook, seriesOf: LedgerOptions['seriesOf']): void {
  const basis = ledgerCell(line, 'basis')
  const ref = ledgerCell(line, 'ref')
  line.basis = basisOf(basis.text)
  const written = saysNothing(ref.text) ? '' : halfWidth(ref.text).trim()
  if (line.basis === null) {
    const likely = /^A\d{10,}|刑|立字|案/.test(compact(written).toUpperCase()) ? 'per_case' : 'per_matter'
    const label = likely === 'per_case' ? '一案一奖' : '一事一奖'
    if (written === '') book.add(line, ledgerFault(line, basis.present ? 'basis' : 'ref', 'basis_unknown', 'error', '看不出是一案一奖还是一事一奖。对照审批表补全。'))
    else {
      line.basis = likely
      if (basis.present) book.add(line, ledgerFault(line, 'basis', 'basis_unknown', 'confirm', `奖励类别不明。确认是否为${label}。`, { suggested: label }))
    }
  }
  if (typeof ref.cell === 'number' && ref.cell >= 1e15) {
    book.add(line, ledgerFault(line, 'ref', 'ref_precision_lost', 'error', '编号按数字保存，末几位已丢失。把单元格设为文本，重新录入。'))
    return
  }
  if (line.basis === 'per_case' && !isCaseNumber(written)) {
    book.add(line, ledgerFault(line, 'ref', 'case_no_missing', 'error', written === '' ? '一案一奖没有案件编号。对照案卷补全。' : '一案一奖要写案件编号，这里只有文字。对照案卷补全。'))
    return
  }
  if (written === '') {
    if (line.basis !== null) book.add(line, ledgerFault(line, 'ref', 'matter_missing', 'error', '一事一奖没有事项或事件编号。对照审批表补全。'))
    return
  }
  const numbers = numbersInCell(written)
  const keys = numbers.map(line.basis === 'per_case' ? caseKey : matterKey).filter((key) => key !== '')
  line.refKeys = [...new Set(keys.flatMap((key) => [key, ...(line.basis === 'per_case' ? (seriesOf?.(key) ?? []) : [])]))]
  line.refs = numbers.map((number) => (isCaseNumber(number) ? compact(number).toUpperCase() : number.slice(0, 200)))
  line.ref = isCaseNumber(written) && numbers.length === 1 ? compact(written).toUpperCase() : numbers.join('、').slice(0, 200)
}

interface Claim {
  line: JudgedLine
  written: string
}

/**
 * One live reward per case or matter (I14): the earlier line keeps it, in the order of days, then of rows. A line that a
 * person has returned claims nothing.
 */
export function judgeDoubles(lines: readonly JudgedLine[], book: LedgerBook, stored: readonly StoredReward[]): void {
  const known = new Map(stored.flatMap((reward) => reward.refKeys.map((key) => [key, reward] as const)))
  const claims = new Map<string, Claim>()
  const heads = lines.filter((line) => line.row === line.rewardRow).map((line, order) => ({ line, order }))
  const shared = new Map<string, JudgedLine[]>()
  for (const line of lines.filter((one) => one.row !== one.rewardRow)) {
    const place = `${line.rewardRow} ${line.sheet}`
    shared.set(place, [...(shared.get(place) ?? []), line])
  }
  for (const { line } of heads.toSorted((a, b) => compareDays(a.line.on, b.line.on) || a.order - b.order)) {
    if (line.withdrawn) continue
    const rows = [line, ...(shared.get(`${line.row} ${line.sheet}`) ?? [])]
    const first = line.refKeys.map((key) => claims.get(key)).find((claim) => claim !== undefined)
    const written = ledgerCell(line, 'ref').text.trim()
    if (first !== undefined) {
      reportDouble(line, first, written, book)
      continue
    }
    for (const key of line.refKeys) claims.set(key, { line, written })
    const before = line.refKeys.map((key) => known.get(key)).find((reward) => reward !== undefined)
    if (before === undefined) continue
    if (isSame(rows, before)) {
      for (const row of rows) row.alreadyStored = true
      if (before.paidOn === null && line.paidOn !== null) {
        book.add(line, ledgerFault(line, 'paidOn', 'paid_since', 'confirm', `库里的奖励${before.rewardNo}还待发放，台账已记发放。导入不改已有记录，到奖励页登记这次发放。`))
      }
    } else {
      book.add(line, ledgerFault(line, 'ref', line.basis === 'per_case' ? 'duplicate_case' : 'duplicate_event', 'error', `库里已有这${line.basis === 'per_case' ? '一案件' : '一事项'}的奖励${before.rewardNo}（${before.on}），受奖人、日期或金额与这一行不同。不得重复奖励，核对后再导入。`))
    }
  }
}

function compareDays(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '9999', b ?? '9999']
  return first < second ? -1 : first > second ? 1 : 0
}

function reportDouble(line: JudgedLine, first: Claim, written: string, book: LedgerBook): void {
  const byCase = line.basis === 'per_case'
  const rule = byCase ? '一案一奖' : '一事一奖'
  const disguised = byCase && written !== first.written && line.refKeys.length === 1 && first.line.refKeys.length === 1
  const where = `${first.line.sheet === line.sheet ? '' : `“${first.line.sheet}”的`}第${first.line.row}行`
  const note = disguised ? '（编号的大小写、空格或符号不同，实为同一案件）' : ''
  const message = `${where}已奖励同一${byCase ? '案件' : '事项'}，${rule}不得重复${note}。`
  const kind = byCase ? (disguised ? 'duplicate_case_disguised' : 'duplicate_case') : 'duplicate_event'
  book.add(line, ledgerFault(line, 'ref', kind, 'error', message, { relatedRow: first.line.sheet === line.sheet ? first.line.row : null }))
}

/** The stored reward is this very line: read again, it is neither a fault nor a second reward. */
function isSame(rows: readonly JudgedLine[], stored: StoredReward): boolean {
  const [head] = rows
  const sum = (of: (line: JudgedLine) => number) => rows.reduce((all, line) => all + of(line), 0)
  const names = rows.flatMap((line) => line.recipients.map(({ name }) => name)).toSorted()
  return (
    head?.on === stored.on &&
    sum(({ amountFen }) => amountFen) === stored.amountFen &&
    sum(({ goodsValueFen }) => goodsValueFen) === stored.goodsValueFen &&
    stored.recipients !== null &&
    names.join('、') === stored.recipients.toSorted().join('、')
  )
}
