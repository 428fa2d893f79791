import { mostFen } from './renminbi-capitals'
import type { RawCell } from './raw-workbook'
import { cellText } from './raw-workbook'
import { compact, isProse, saysNothing } from './written-text'

/** All amounts in 分. */
export type WrittenAmount =
  | { kind: 'empty' }
  /** A number, or figures and nothing else. */
  | { kind: 'plain'; fen: number }
  /** Figures with a unit, a sign or separators: 500元, ￥1,000.00. */
  | { kind: 'unit'; fen: number }
  /** 伍佰元整, 五百元, 1千: words that a person compares with the paper. */
  | { kind: 'words'; fen: number }
  /** One amount among other words: 约500元, 500元（含税）. */
  | { kind: 'noted'; fen: number }
  | { kind: 'negative' }
  /** A fraction of a 分, or beyond any amount an office pays. */
  | { kind: 'impossible' }
  | { kind: 'unreadable' }

/** @param scale what one of the column's numbers is worth in 元: 10000 under a header that says 万元 */
export function readWrittenAmount(cell: RawCell, scale = 1): WrittenAmount {
  if (typeof cell === 'number') return counted(cell * scale, 'plain')
  const text = cellText(cell)
  return cell !== null && typeof cell === 'object' ? { kind: 'unreadable' } : readAmountText(text, scale)
}

export function readAmountText(written: string, scale = 1): WrittenAmount {
  if (saysNothing(written)) return { kind: 'empty' }
  if (isProse(written)) return { kind: 'unreadable' }
  const text = compact(written).replace(/^['‘’`]/, '').replace(/[。.;；]$/, '')
  const bare = withoutMarks(text)
  if (/^[-−]/.test(bare)) return readAmountText(bare.slice(1), scale).kind === 'unreadable' ? { kind: 'unreadable' } : { kind: 'negative' }
  if (/^\d+(\.\d+)?$/.test(text)) return counted(Number(text) * scale, 'plain')
  const figures = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(元|块钱?|圆)?[整正]?$/.exec(bare)
  if (figures !== null) {
    const value = Number(`${(figures[1] ?? '').replaceAll(',', '')}${figures[2] ?? ''}`)
    return counted(figures[3] === undefined ? value * scale : value, 'unit')
  }
  const fen = fenOfWords(bare)
  if (fen !== null) return fen > mostFen ? { kind: 'impossible' } : { kind: 'words', fen }
  return noted(bare)
}

const currency = /^(人民币|RMB|CNY|现金|奖金|金额|[¥￥Yy])[:：]?|(RMB|CNY|人民币)$/gi

function withoutMarks(text: string): string {
  let bare = text
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(currency, '')
  }
  return bare
}

/** @param yuan may be a float: 0.1 and 0.2 are not exact, so a thousandth of a 分 is forgiven */
function counted(yuan: number, kind: 'plain' | 'unit'): WrittenAmount {
  if (!Number.isFinite(yuan)) return { kind: 'unreadable' }
  if (yuan < 0) return { kind: 'negative' }
  const fen = Math.round(yuan * 100)
  return fen > mostFen || Math.abs(yuan * 100 - fen) > Math.max(1e-3, fen * 1e-12) ? { kind: 'impossible' } : { kind, fen }
}

function noted(text: string): WrittenAmount {
  const amounts = new Set([...text.matchAll(/(\d[\d,]*(?:\.\d{1,2})?)(?=元|块|圆)/g)].map(([, figures]) => Number((figures ?? '').replaceAll(',', ''))))
  const [only] = amounts
  const single = only ?? (/^\D*(\d+(?:\.\d{1,2})?)\D*$/.exec(text)?.[1] === undefined ? undefined : Number(/\d+(?:\.\d{1,2})?/.exec(text)?.[0]))
  if (amounts.size > 1 || single === undefined) return { kind: 'unreadable' }
  const amount = counted(single, 'unit')
  return amount.kind === 'unit' ? { kind: 'noted', fen: amount.fen } : amount
}

const signs = '零一二三四五六七八九'
const plainSign: Readonly<Record<string, string>> = {
  壹: '一', 弌: '一', 贰: '二', 貳: '二', 两: '二', 兩: '二', 俩: '二', 叁: '三', 參: '三', 叄: '三', 仨: '三', 肆: '四', 伍: '五', 陆: '六', 陸: '六',
  柒: '七', 捌: '八', 玖: '九', 拾: '十', 佰: '百', 陌: '百', 仟: '千', 阡: '千', 萬: '万', 億: '亿', 圆: '元', 圓: '元', 块: '元', 毛: '角',
  〇: '零', '○': '零', 另: '零', 正: '整',
}

/** Figures may stand for the numerals: 1千, 2百元, 1.5万元. Null for what is no amount. */
function fenOfWords(written: string): number | null {
  let text = [...written].map((sign) => plainSign[sign] ?? sign).join('').replace(/元钱$/, '元').replace(/^廿/, '二十')
  text = text.replace(/整$/, '')
  const match = /^(?:([^元角分]+?)(?:元(?=.|$)|$))?零?(?:([一二三四五六七八九\d])角)?零?(?:([一二三四五六七八九\d])分)?$/.exec(text)
  if (match === null || text === '' || !/[一二三四五六七八九十百千万亿]|\d/.test(text)) return null
  const [, whole, jiao, cents] = match
  const yuan = whole === undefined ? 0 : wholeOfWords(whole)
  if (yuan === null) return null
  const fen = Math.round(yuan * 100) + figure(jiao) * 10 + figure(cents)
  return Math.abs(yuan * 100 - Math.round(yuan * 100)) > 1e-6 ? null : fen
}

function figure(sign: string | undefined): number {
  if (sign === undefined) return 0
  return /\d/.test(sign) ? Number(sign) : signs.indexOf(sign)
}

/** 一亿零五百万 by groups; a numeral without units (五〇〇) digit by digit; 三千五 means 3500. */
function wholeOfWords(text: string): number | null {
  if (/^[零一二三四五六七八九]+$/.test(text)) return Number([...text].map((sign) => signs.indexOf(sign)).join(''))
  const parts = /^(?:(.+)亿)?(?:零?(.+)万)?(.*)$/.exec(text)
  if (parts === null) return null
  const [, hundredMillions, tenThousands, rest] = parts
  const of = (part: string | undefined) => (part === undefined || part === '' ? 0 : belowTenThousand(part))
  const [high, middle] = [of(hundredMillions), of(tenThousands)]
  const short = /^[一二三四五六七八九]$/.test(rest ?? '') && tenThousands !== undefined
  const low = short ? figure(rest) * 1000 : of(rest)
  return high === null || middle === null || low === null ? null : high * 100_000_000 + middle * 10_000 + low
}

const worth: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 }

function belowTenThousand(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  let [sum, rest, last] = [0, text, 10_000]
  while (rest !== '') {
    const match = /^(零*)([一二三四五六七八九]|\d+(?:\.\d+)?)?([千百十])?/.exec(rest)
    const [all, nought, sign, unit] = match ?? ['']
    if (all === '' || (sign === undefined && unit !== '十' && rest !== nought)) return null
    rest = rest.slice(all.length)
    if (sign === undefined && unit === undefined) continue
    const value = sign === undefined ? 1 : /\d/.test(sign) ? Number(sign) : figure(sign)
    if (unit !== undefined) {
      const each = worth[unit] ?? 0
      if (each >= last) return null
      ;[sum, last] = [sum + value * each, each]
      continue
    }
    if (rest !== '' || value > 9) return null
    // 三千五 is short for 3500; after 零 or a ten the figure is a one.
    sum += nought === '' && last > 10 && last < 10_000 ? (value * last) / 10 : value
  }
  return sum
}
