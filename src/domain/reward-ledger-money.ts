import { ledgerCell, ledgerFault, yuanText, type JudgedLine, type LedgerBook } from './reward-ledger-cells'
import { readAmountText, readWrittenAmount, type WrittenAmount } from './written-amount'
import { compact, halfWidth, saysNothing } from './written-text'

/** Cash above zero or goods with a value (model.md D3, field rules of a reward line). */
export function judgeMoney(line: JudgedLine, book: LedgerBook): void {
  const amount = ledgerCell(line, 'amount')
  const capitals = ledgerCell(line, 'capitals')
  const written = readWrittenAmount(amount.cell, line.source.layout.scale.amount)
  const column = line.source.layout.of.amount
  if (column !== undefined && line.rewardRow === line.row && line.table.grid.filledFromAbove(line.row, column)) {
    book.add(line, ledgerFault(line, 'amount', 'amount_merged', 'error', '金额与上一行合并，各是多少不明。拆开单元格分别填写。'))
    return
  }
  const inWords = readAmountText(capitals.text)
  if (written.kind === 'empty' && 'fen' in inWords) takeAmount(line, book, inWords, 'capitals')
  else takeAmount(line, book, written, 'amount')
  if ('fen' in written && 'fen' in inWords && written.fen !== inWords.fen) {
    const message = `金额是${yuanText(written.fen)}，大写却是${yuanText(inWords.fen)}。对照签领单改正。`
    book.add(line, ledgerFault(line, 'capitals', 'amount_differs', 'error', message))
  }
  const hasGoods = judgeGoods(line, book)
  const read = written.kind === 'empty' || 'fen' in written
  if (line.amountFen === 0 && !hasGoods && read && line.faults.every(({ field }) => field !== 'amount' || line.amountFen > 0)) {
    book.add(line, ledgerFault(line, amount.present ? 'amount' : 'goods', 'nothing_given', 'error', '既没有金额也没有物品。对照审批表补全。'))
  }
}

function takeAmount(line: JudgedLine, book: LedgerBook, written: WrittenAmount, field: 'amount' | 'capitals'): void {
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, fen: number | null = null) =>
    book.add(line, ledgerFault(line, field, kind, severity, message, fen === null ? {} : { suggested: yuanText(fen), suggestedFen: fen }))
  if ('fen' in written) line.amountFen = written.fen
  switch (written.kind) {
    case 'empty':
    case 'plain':
      return
    case 'unit':
      say('amount_text_unit', 'normalise', `金额里的单位和符号去掉，记作${yuanText(written.fen)}。`, written.fen)
      return
    case 'words':
      // In a column for words, words are what belongs there.
      if (field === 'amount') say('amount_capitals', 'confirm', `金额写成了文字。确认是否为${yuanText(written.fen)}。`, written.fen)
      return
    case 'noted':
      say('amount_noted', 'confirm', `金额里夹着说明。确认是否为${yuanText(written.fen)}。`, written.fen)
      return
    case 'negative':
      say('amount_negative', 'error', '金额是负数。冲正要在系统里办，台账里写实发的数。')
      return
    case 'impossible':
      say('amount_impossible', 'error', '金额不足一分或大得不合常理。对照审批表改正。')
      return
    case 'unreadable':
      say('amount_unreadable', 'error', '金额认不出来。改成数字，如500。')
  }
}

/** @returns whether the line gives goods at all */
function judgeGoods(line: JudgedLine, book: LedgerBook): boolean {
  const { text } = ledgerCell(line, 'goods')
  const value = ledgerCell(line, 'goodsValue')
  const own = readWrittenAmount(value.cell, line.source.layout.scale.goodsValue)
  if (saysNothing(text)) {
    if ('fen' in own && own.fen > 0) book.add(line, ledgerFault(line, 'goodsValue', 'value_without_goods', 'error', '有物品价值，没有写是什么物品。对照签领单补全。'))
    return 'fen' in own && own.fen > 0
  }
  line.goods = halfWidth(text).trim().slice(0, 200)
  const stated = 'fen' in own ? own.fen : valueInText(text)
  if (own.kind === 'negative' || own.kind === 'unreadable' || own.kind === 'impossible') {
    book.add(line, ledgerFault(line, 'goodsValue', 'goods_value_unreadable', 'error', '物品价值认不出来。改成数字，如89。'))
  } else if (stated === null || stated === 0) {
    const confirmed = book.accepted(line, 'goods_without_value')
    book.add(line, ledgerFault(line, 'goods', 'goods_without_value', 'confirm', '物品没有折价金额。补上价值，如“电热水壶1个（价值89元）”，或退回。'))
    // Cash carries the line without the goods' value; goods alone need one.
    if (confirmed && line.amountFen === 0) book.add(line, ledgerFault(line, 'goods', 'goods_need_value', 'error', '只发物品的奖励必须有折价金额。在单元格里补上价值。'))
  } else {
    line.goodsValueFen = stated
  }
  return true
}

const labelled = /(?:价值|折价|折合|合计|共计|总价|总值|计价|作价|价|值|约|计|共)[:：]?(?:人民币)?[¥￥]?(\d[\d,]*(?:\.\d{1,2})?)元?/g
const unlabelled = /[¥￥]?(\d[\d,]*(?:\.\d{1,2})?)元/g

/** 食用油5L×2桶（价值136元） → 13600. A unit price times a count is multiplied; several sums without a label are none. */
function valueInText(written: string): number | null {
  const text = compact(written).slice(0, 200)
  const fen = (figures: string | undefined) => Math.round(Number((figures ?? '').replaceAll(',', '')) * 100)
  const each = /(?:单价|每\S?)(\d+(?:\.\d{1,2})?)元?[^\d]{0,3}(\d+)\S?$/.exec(text)
  const sums = new Set([...text.replace(/单价\d+(?:\.\d{1,2})?元?/g, '').matchAll(labelled)].map(([, figures]) => fen(figures)))
  if (sums.size > 0) return [...sums].at(-1) ?? null
  if (each !== null) return Math.round(Number(each[1]) * 100) * Number(each[2])
  const product = /(\d+)\S?[×xX*](\d+(?:\.\d{1,2})?)元/.exec(text)
  if (product !== null) return Number(product[1]) * fen(product[2])
  const plain = [...text.matchAll(unlabelled)].map(([, figures]) => fen(figures))
  return plain.length === 1 ? (plain[0] ?? null) : null
}
