const digits = '零壹贰叁肆伍陆柒捌玖'
/** Names of the places within a group of four, and of the groups, from the right. */
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿']

/** The largest amount that an office writes: 99,999,999,999.99 元. */
export const mostFen = 9_999_999_999_999

/**
 * An amount as vouchers carry it (正确填写票据和结算凭证的基本规定; article-terms.md A5): 人民币 directly before the figures, 整 after
 * a whole 元, none after 角 or 分, one 零 for each run of noughts between figures, 零 for a missing 角 before 分. Where the
 * rules leave 零 free (after a nought in the 元 place) it is left out: 107000.53 → 人民币壹拾万零柒仟元伍角叁分.
 * @param fen whole number, 0 to `mostFen`
 * @throws RangeError for anything else, so that no voucher carries a wrong sum
 */
export function renminbiCapitals(fen: number): string {
  if (!Number.isInteger(fen) || fen < 0 || fen > mostFen) throw new RangeError(`no amount that an office pays: ${fen}`)
  const [yuan, jiao, cents] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10]
  if (fen === 0) return '人民币零元整'
  const whole = yuan === 0 ? '' : `${wholeNumber(yuan)}元`
  if (jiao === 0 && cents === 0) return `人民币${whole}整`
  const tenths = jiao > 0 ? `${digitOf(jiao)}角` : whole === '' ? '' : '零'
  return `人民币${whole}${tenths}${cents > 0 ? `${digitOf(cents)}分` : ''}`
}

/** Walks from the highest figure down; a pending nought is written when the next figure comes, so none stands at the end. */
function wholeNumber(yuan: number): string {
  const text = String(yuan)
  let [written, nought, groupHasFigure] = ['', false, false]
  for (let index = 0; index < text.length; index++) {
    const place = text.length - 1 - index
    const digit = Number(text[index])
    if (digit === 0) nought = true
    else {
      written += `${nought ? '零' : ''}${digitOf(digit)}${places[place % 4] ?? ''}`
      ;[nought, groupHasFigure] = [false, true]
    }
    if (place % 4 === 0 && groupHasFigure) {
      written += groups[place / 4] ?? ''
      groupHasFigure = false
    }
  }
  return written
}

function digitOf(digit: number): string {
  return digits[digit] ?? ''
}
