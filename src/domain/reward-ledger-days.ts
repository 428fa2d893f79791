import { ledgerCell, ledgerFault, type JudgedLine, type LedgerBook } from './reward-ledger-cells'
import type { LedgerOptions } from './reward-ledger-analysis'
import { officeDayFault } from './office-day'
import { readWrittenDate, type DateStyle } from './written-date'
import { compact, saysNothing } from './written-text'

const unremarkable: readonly DateStyle[] = ['real', 'iso']

/** The day of the reward and the day of its payment, with the signature that the payment needs. */
export function judgeDays(line: JudgedLine, book: LedgerBook, options: LedgerOptions, asOf: string | null): void {
  line.on = dayOf(line, book, 'on')
  const lastDay = asOf ?? options.today
  if (line.on !== null && line.on > lastDay) {
    book.add(line, ledgerFault(line, 'on', 'date_future', 'confirm', `日期在${lastDay}之后。确认日期没有写错。`, { suggested: line.on }))
  } else if (line.on !== null && Number(line.on.slice(0, 4)) !== options.year) {
    book.add(line, ledgerFault(line, 'on', 'other_year', 'confirm', `日期不在${options.year}年。确认这一行仍记入${options.year}年。`, { suggested: line.on }))
  }
  judgePayment(line, book, asOf !== null && asOf > options.today ? asOf : options.today)
}

const what = { on: '日期', paidOn: '发放日期' } as const

function dayOf(line: JudgedLine, book: LedgerBook, field: 'on' | 'paidOn'): string | null {
  const { cell, text } = ledgerCell(line, field)
  const reading = readWrittenDate(cell)
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, suggested: string | null = null) => book.add(line, ledgerFault(line, field, kind, severity, message, { suggested }))
  const name = what[field]
  if (reading.kind === 'empty') {
    if (field === 'on') say('date_missing', 'error', '日期空着。对照原件补全。')
    return null
  }
  const fault = reading.kind === 'day' ? officeDayFault(reading.date) : 'suggested' in reading ? officeDayFault(reading.suggested) : null
  if (fault !== null) {
    say(field === 'on' ? 'date_of_office' : 'paid_date_of_office', 'error', `${name}：${fault}`)
    return null
  }
  if (reading.kind === 'day') {
    if (!unremarkable.includes(reading.style) || reading.fullWidth) say(`${field === 'on' ? 'date' : 'paid_date'}_style`, 'normalise', `${name}统一写作${reading.date}。`, reading.date)
    return reading.date
  }
  if ('suggested' in reading) {
    say(`${field === 'on' ? 'date' : 'paid_date'}_${reading.kind}`, 'confirm', `${name}写得不全或不明。确认是否为${reading.suggested}。`, reading.suggested)
    return reading.suggested
  }
  if (field === 'paidOn' && /^(未|待|没)(发放?|领取?|兑现)/.test(compact(text))) return null
  const impossible = reading.kind === 'impossible'
  say(`${field === 'on' ? 'date' : 'paid_date'}_${reading.kind}`, 'error', impossible ? `${name}是日历上没有的日子。对照原件改正。` : `${name}认不出来。写作2026-01-05。`)
  return null
}

function judgePayment(line: JudgedLine, book: LedgerBook, lastDay: string): void {
  const before = line.faults.length
  line.paidOn = dayOf(line, book, 'paidOn')
  const unclear = line.faults.length > before && line.paidOn === null
  if (line.paidOn !== null && line.on !== null && line.paidOn < line.on) {
    book.add(line, ledgerFault(line, 'paidOn', 'paid_before_date', 'error', `发放日期${line.paidOn}早于登记日期${line.on}。对照签领单改正。`))
  } else if (line.paidOn !== null && line.paidOn > lastDay) {
    book.add(line, ledgerFault(line, 'paidOn', 'paid_in_future', 'confirm', `发放日期在${lastDay}之后。确认日期没有写错。`, { suggested: line.paidOn }))
  }
  const signed = signatureOf(line)
  if (signed === null) {
    if (line.paidOn !== null) book.add(line, ledgerFault(line, line.source.layout.of.signedBy === undefined ? 'paidOn' : 'signedBy', 'paid_unsigned', 'error', '已发放却没有签领。找出签领单补上签名，代领的写明代领。'))
    return
  }
  line.signedBy = signed.name
  line.isProxy = signed.isProxy
  if (line.paidOn === null && !unclear) {
    book.add(line, ledgerFault(line, 'signedBy', 'signed_not_paid', 'confirm', '已签领却没有发放日期。确认按待发放导入，或补上发放日期。'))
  } else if (signed.byOther) {
    book.add(line, ledgerFault(line, 'signedBy', 'signed_by_other', 'confirm', '签领的不是受奖人本人。确认是代领。', { suggested: `代领：${signed.name}` }))
  }
}

/** A proxy says so; the recipient's own name, a tick or 本人 is his own signature. */
function signatureOf(line: JudgedLine): { name: string; isProxy: boolean; byOther: boolean } | null {
  const { text } = ledgerCell(line, 'signedBy')
  const plain = compact(text)
  if (saysNothing(text) || /^(未|待|没)(签|领)|^(否|×|✗|未)$/.test(plain)) return null
  const own = line.recipients.map(({ name }) => name)
  const short = plain.slice(0, 60)
  if (/代|家属|配偶|妻|夫|父|母|儿子|女儿/.test(short) && !own.includes(short)) return { name: short, isProxy: true, byOther: false }
  const names = short.split(/[、，,/;；]/).filter((piece) => piece !== '')
  if (/^(本人|已签|已领|是|√|✓|✔|有|已签领|已签字|本人签字|本人领取)/.test(short)) return { name: own.join('、'), isProxy: false, byOther: false }
  const self = names.some((name) => own.includes(name))
  return { name: short, isProxy: !self, byOther: !self && own.length > 0 }
}
