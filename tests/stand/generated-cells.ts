import { Seeded } from './seeded'

/** Number formats of a generated workbook; the place in the list is the style index. */
export const formats = [
  { id: 0 },
  { id: 14 },
  { id: 22 },
  { id: 31 },
  { id: 57 },
  { id: 164, code: 'yyyy"年"m"月"d"日";@' },
  { id: 165, code: '[$-804]yyyy\\-mm\\-dd' },
  { id: 166, code: '0000' },
  { id: 167, code: '000000' },
  { id: 168, code: '[h]:mm' },
  { id: 169, code: '#,##0.00;[Red]-#,##0.00' },
  { id: 170, code: '[DBNum1][$-804]yyyy"年"m"月"d"日"' },
  { id: 2 },
  { id: 11 },
  { id: 49 },
  { id: 171, code: '0.0"分"' },
] as const
export const dateStyles = [1, 2, 3, 4, 5, 6, 11]
export const paddedStyles = [7, 8]
const plainStyles = [0, 0, 0, 10, 12, 13, 15]
const timeStyle = 9

/** A cell as it stands in the part: its attributes and what lies within, names with the prefix `§`. */
export interface GeneratedCell {
  attributes: string
  body: string
  /** A formula whose result is not stored: LibreOffice calculates it, this program says so instead. */
  withoutResult?: true
}

const words = ['王秀兰', '李建国', '欧阳娜娜', '𫰡', '\u{2BBE1}', '柳湾村', '第一网格', 'A & B', '<乙>', '“引”', "it's", '﨎', 'é', '한', '😀', '410105198003120113', '0012', '2024-04-16', '=1+1', '-', '　全角　', '１２']

export function randomText(random: Seeded): string {
  const text = Array.from({ length: random.whole(1, 3) }, () => random.pick(words)).join(random.pick(['', '', ' ', '、', '\n']))
  return random.chance(0.1) ? ` ${text}  ` : text
}

/** The same text spelt as XML writers spell it. */
export function escaped(random: Seeded, text: string, mayBeCdata = true): string {
  if (mayBeCdata && random.chance(0.05) && !text.includes(']]>')) return `<![CDATA[${text}]]>`
  const numeric = random.chance(0.2)
  return [...text]
    .map((sign) => {
      if (sign === '&') return '&amp;'
      if (sign === '<') return '&lt;'
      if (sign === '>') return '&gt;'
      if (numeric && sign.codePointAt(0) !== undefined && (sign.codePointAt(0) ?? 0) > 127) return random.chance(0.5) ? `&#${sign.codePointAt(0)};` : `&#x${sign.codePointAt(0)?.toString(16)};`
      return sign
    })
    .join('')
}

const space = (text: string): string => (/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '')
const t = (random: Seeded, text: string): string => `<§t${space(text)}>${escaped(random, text)}</§t>`
const guide = (random: Seeded): string => (random.chance(0.5) ? '<§rPh sb="0" eb="1"><§t>pīn yīn</§t></§rPh><§phoneticPr fontId="0"/>' : '')

/** What stands in a shared string or an inline one: plain, rich, or plain with runs behind it. */
export function stringBody(random: Seeded): string {
  const kind = random.whole(0, 9)
  if (kind < 6) return t(random, randomText(random))
  const runs = Array.from({ length: random.whole(1, 3) }, () => `<§r>${random.chance(0.6) ? '<§rPr><§b/><§sz val="11"/></§rPr>' : ''}${t(random, randomText(random))}</§r>`).join('')
  if (kind < 8) return runs + guide(random)
  return kind === 8 ? t(random, randomText(random)) + runs : t(random, randomText(random)) + guide(random)
}

const extension = '<§extLst><§ext uri="{0}"><y:any xmlns:y="urn:any"><y:v>9</y:v></y:any></§ext></§extLst>'
const v = (value: string | number): string => `<§v>${value}</§v>`
const style = (index: number): string => (index === 0 ? '' : ` s="${index}"`)
/** A formula and what it gives, so that it does not matter whether a reader calculates. */
const formulas: readonly [string, string, string][] = [
  ['40+2', '', v(42)],
  ['5-5', '', v(0)],
  ['1/4', '', v(0.25)],
  ['"甲"&amp;"乙"', ' t="str"', v('甲乙')],
  ['""', ' t="str"', '<§v></§v>'],
  ['1=1', ' t="b"', v(1)],
  ['1/0', ' t="e"', v('#DIV/0!')],
  ['NA()', ' t="e"', v('#N/A')],
]

export function randomCell(random: Seeded, strings: string[]): GeneratedCell {
  const kind = random.whole(0, 19)
  const tail = random.chance(0.08) ? extension : ''
  if (kind < 5) {
    if (strings.length === 0 || random.chance(0.7)) strings.push(stringBody(random))
    return { attributes: ` t="s"${style(random.pick([0, 0, 14, 3]))}`, body: v(random.whole(0, strings.length - 1)) + tail }
  }
  if (kind < 8) return { attributes: ' t="inlineStr"', body: `<§is>${stringBody(random)}</§is>${tail}` }
  if (kind < 10) return { attributes: style(random.pick(plainStyles)), body: v(random.pick([0, 1, -3, 17.5, 1e-7, 123456789, 410105198003120000, 0.1, random.whole(-9999, 9999)])) + tail }
  if (kind < 12) return { attributes: style(random.pick(dateStyles)), body: v(random.pick([45398, 45398.5, 45398.3159722222, random.whole(60, 73050), 43831, 2958465])) + tail }
  if (kind === 12) return { attributes: style(random.pick(dateStyles)), body: v(random.pick([20240416, 0.25, 3, 59])) }
  if (kind === 13) return { attributes: style(timeStyle), body: v(random.pick([0.25, 0.315972222222222, 1.25])) }
  if (kind === 14) return { attributes: style(random.pick(paddedStyles)), body: v(random.pick([0, 7, 42317, 123456789])) }
  if (kind === 15) return { attributes: ' t="b"', body: v(random.whole(0, 1)) }
  if (kind === 16) return { attributes: ` t="d"${style(random.pick([...dateStyles]))}`, body: v(random.pick(['2024-04-16', '2024-04-16T00:00:00', '1999-12-31T07:35:00'])) }
  if (kind === 17) return { attributes: style(random.pick([0, 0, 1])), body: random.pick([`<§f>"1390001000"&amp;1</§f><§v></§v>`, '<§f>DATE(2024,4,3)</§f><§v/>', '<§f>1+1</§f>']), withoutResult: true }
  const [formula, attributes, result] = random.pick(formulas)
  return { attributes, body: `<§f>${formula}</§f>${result}${tail}` }
}
