import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostFen, renminbiCapitals } from './renminbi-capitals'
import { readAmountText } from './written-amount'

describe('the published examples', () => {
  it.each<[string, string]>([
    ['2100.00', '人民币贰仟壹佰元整'],
    ['10000.00', '人民币壹万元整'],
    ['12100.00', '人民币壹万贰仟壹佰元整'],
    ['1409.50', '人民币壹仟肆佰零玖元伍角'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['1680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '人民币壹拾万零柒仟元伍角叁分'],
    ['43650.00', '人民币肆万叁仟陆佰伍拾元整'],
  ])('%s → %s', (amount, words) => {
    expect(renminbiCapitals(Number(amount.replace('.', '')))).toBe(words)
  })

  it.each<[number, string]>([
    [1, '人民币壹分'],
    [10, '人民币壹角'],
    [11, '人民币壹角壹分'],
    [1_000, '人民币壹拾元整'],
    [10_005, '人民币壹佰元零伍分'],
    [100_500_000, '人民币壹佰万零伍仟元整'],
    [10_000_000_000, '人民币壹亿元整'],
    [10_001_000_000, '人民币壹亿零壹万元整'],
    [10_000_000_100, '人民币壹亿零壹元整'],
    [1_000_100_001_005, '人民币壹佰亿零壹佰万零壹拾元零伍分'],
    [mostFen, '人民币玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [0, '人民币零元整'],
  ])('%d 分 → %s', (fen, words) => {
    expect(renminbiCapitals(fen)).toBe(words)
  })
})

it.each([-1, 0.5, Number.NaN, mostFen + 1, Number.POSITIVE_INFINITY])('refuses %d, which no voucher carries', (fen) => {
  expect(() => renminbiCapitals(fen)).toThrow(RangeError)
})

/**
 * The second way, sharing nothing with the first: every place is written out (零拾, 零佰 …), then the rules are applied to
 * the text, one replacement each.
 */
function byReplacement(fen: number): string {
  const text = String(fen).padStart(13, '0')
  const names = ['佰', '拾', '亿', '仟', '佰', '拾', '万', '仟', '佰', '拾', '元', '角', '分']
  let words = ''
  for (let index = 0; index < names.length; index++) words += ('零壹贰叁肆伍陆柒捌玖'[Number(text.at(index))] ?? '') + (names[index] ?? '')
  const whole = words
    .slice(0, words.indexOf('元'))
    .replace(/零[仟佰拾]/g, '零')
    .replace(/零+亿/, (run, at: number) => (at === 0 ? '' : `亿${run.slice(0, -1)}`))
    .replace(/零+万/, (run, at: number) => (at === 0 ? '' : `万${run.slice(0, -1)}`))
    .replace(/亿(零*)万/, '亿$1零')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
  const rest = words.slice(words.indexOf('元') + 1)
  if (rest === '零角零分') return `人民币${whole}元整`
  const parts = rest.replace(/零分$/, '').replace(/^零角/, '零')
  return `人民币${whole === '' ? '' : `${whole}元`}${whole === '' ? parts.replace(/^零/, '') : parts}`
}

describe('a second implementation', () => {
  it('agrees on every amount up to 12,000 元 at steps of one 分', () => {
    for (let fen = 1; fen <= 1_200_000; fen++) {
      const words = renminbiCapitals(fen)
      if (words !== byReplacement(fen)) expect(`${fen} ${words}`).toBe(`${fen} ${byReplacement(fen)}`)
    }
  })

  it('agrees on amounts of every length whose figures are mostly noughts, and each is read back', () => {
    const sparse = fc.array(fc.constantFrom(0, 0, 0, 1, 5, 9), { minLength: 1, maxLength: 13 }).map((figures) => Number(figures.join('')))
    fc.assert(
      fc.property(fc.oneof(sparse, fc.integer({ min: 0, max: mostFen })), (drawn) => {
        const fen = Math.max(1, drawn)
        const words = renminbiCapitals(fen)
        expect(words).toBe(byReplacement(fen))
        expect(words).not.toMatch(/零零|零$|零[元万亿整]|人民币零/)
        expect(readAmountText(words)).toEqual({ kind: 'words', fen })
      }),
      { numRuns: 20_000 },
    )
  })
})
