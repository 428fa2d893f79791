import { ledgerCell, ledgerFault, yuanText, type JudgedLine, type LedgerBook } from './reward-ledger-cells'

/** Shares sum to the cash exactly (I15): as the cell states them, or equal parts that a person confirms. */
export function judgeShares(line: JudgedLine, book: LedgerBook): void {
  const count = line.recipients.length
  const stated = line.statedShares.filter((share) => share !== null)
  const sum = stated.reduce((all, share) => all + share, 0)
  if (stated.length > 0) {
    for (const [index, recipient] of line.recipients.entries()) recipient.shareFen = line.statedShares[index] ?? 0
    if (stated.length === count && line.amountFen === 0 && ledgerCell(line, 'amount').text === '') line.amountFen = sum
    if (stated.length < count || sum !== line.amountFen) {
      book.add(line, ledgerFault(line, 'recipient', 'share_sum', 'error', `各人份额合计${yuanText(sum)}，与金额${yuanText(line.amountFen)}不符。对照审批表改正。`))
    } else if (count > 1 && line.faults.every(({ kind }) => kind !== 'recipient_twice')) {
      book.add(line, ledgerFault(line, 'recipient', 'shares_split', 'normalise', `一格${count}名受奖人，按写明的份额拆分。`))
    }
    return
  }
  const parts = equalParts(line.amountFen, count)
  for (const [index, recipient] of line.recipients.entries()) recipient.shareFen = parts[index] ?? 0
  if (count < 2) return
  const shares = line.recipients.map(({ name, shareFen }) => `${name}${yuanText(shareFen)}`).join('、')
  book.add(line, ledgerFault(line, 'recipient', 'two_recipients_one_cell', 'confirm', `一格填了${count}名受奖人。确认份额：${shares}。`, { suggested: shares }))
}

/**
 * The rows of one reward: a sum that is merged over them is divided, goods that are merged count once, and the reward
 * stands or falls as a whole, so no row of it is better than its worst.
 */
export function judgeRewardRows(lines: readonly JudgedLine[], book: LedgerBook): void {
  const [head, ...others] = lines
  if (head === undefined || others.length === 0) return
  const merged = (line: JudgedLine, field: 'amount' | 'goods') => {
    const column = line.source.layout.of[field]
    return column !== undefined && line.table.grid.filledFromAbove(line.row, column)
  }
  if (head.amountFen > 0 && others.every((line) => merged(line, 'amount'))) {
    const parts = equalParts(head.amountFen, lines.length)
    const whole = head.amountFen
    for (const [index, line] of lines.entries()) line.amountFen = parts[index] ?? 0
    const shares = lines.map((line) => `${line.recipients.map(({ name }) => name).join('、')}${yuanText(line.amountFen)}`).join('、')
    book.add(head, ledgerFault(head, 'amount', 'shares_missing', 'confirm', `${lines.length}行共用金额${yuanText(whole)}。确认份额：${shares}。`, { suggested: shares }))
  }
  for (const line of others) {
    if (!merged(line, 'goods')) continue
    line.goods = null
    line.goodsValueFen = 0
    line.faults = line.faults.filter(({ field }) => field !== 'goods' && field !== 'goodsValue')
  }
}

function equalParts(fen: number, count: number): number[] {
  const part = count === 0 ? 0 : Math.floor(fen / count)
  return Array.from({ length: count }, (_, index) => part + (index < fen - part * count ? 1 : 0))
}
