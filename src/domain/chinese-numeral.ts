const digits = '零一二三四五六七八九'
const digitOf = new Map<string, number>([
  ...[...digits].map((sign, value): [string, number] => [sign, value]),
  ['〇', 0],
  ['○', 0],
  ['Ｏ', 0],
  ['O', 0],
  ['两', 2],
  ['壹', 1],
  ['贰', 2],
  ['叁', 3],
  ['肆', 4],
  ['伍', 5],
  ['陆', 6],
  ['柒', 7],
  ['捌', 8],
  ['玖', 9],
])

/** 1 → 一, 12 → 十二, 105 → 一百零五; for ordinals up to 999. */
export function chineseNumeral(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10]
  const sign = (digit: number) => digits[digit] ?? ''
  let text = hundreds > 0 ? `${sign(hundreds)}百` : ''
  if (tens > 0) text += tens === 1 && hundreds === 0 ? '十' : `${sign(tens)}十`
  else if (hundreds > 0 && ones > 0) text += '零'
  return text + (ones > 0 ? sign(ones) : '')
}

/** 十二, 一百零五, 二〇二四 (digit by digit) or plain digits → number; null when it is none of these. */
export function numeralValue(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '') return null
  if (!/[十百拾佰廿]/.test(text)) {
    let value = 0
    for (const sign of text) {
      const digit = digitOf.get(sign)
      if (digit === undefined) return null
      value = value * 10 + digit
    }
    return value
  }
  const plain = text.replaceAll('拾', '十').replaceAll('佰', '百').replaceAll('廿', '二十')
  const match = /^(?:(.)百)?零?(?:(.)?(十))?(.)?$/u.exec(plain)
  if (match === null) return null
  const [, hundreds, tens, ten, ones] = match
  const part = (sign: string | undefined, fallback: number) => (sign === undefined ? fallback : digitOf.get(sign))
  const parts = [part(hundreds, 0), ten === undefined ? 0 : part(tens, 1), part(ones, 0)]
  const [h, t, o] = parts
  return h === undefined || t === undefined || o === undefined ? null : h * 100 + t * 10 + o
}
