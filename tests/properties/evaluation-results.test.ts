import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultTemplates } from '../../src/domain/evaluation-defaults'
import { auxOutcome, countedBonusX10, finalX100, gradeOf, ranksOf, weightedX100 } from '../../src/domain/evaluation-result'
import { pointWords, readPastedBlock, readScore, rowFaults, sumOfRow } from '../../src/domain/score-block'

/**
 * A second calculation, written apart from the first: fractions of BigInt, decimal text, counting instead of sorting.
 * Nothing here calls the domain for an expected value.
 */
const roundedHundredths = (numerator: bigint, denominator: bigint): string => {
  // Long division to three decimals, then the third decides: half up, as on paper.
  const thousandths = (numerator * 1000n) / denominator
  const rest = (numerator * 1000n) % denominator
  const hundredths = thousandths / 10n + (thousandths % 10n >= 5n ? 1n : 0n)
  if (rest < 0n) throw new Error('only totals of zero and more')
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
const decimals = (x100: number): string => {
  const digits = String(x100).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
/** One more than how many are better. */
const rankByCounting = (values: readonly (number | null)[], at: number): number | null => {
  const own = values[at] ?? null
  return own === null ? null : 1 + values.filter((value) => value !== null && value > own).length
}

const totalX10 = fc.integer({ min: 0, max: 200 }).map((steps) => steps * 5)
const anyTenths = fc.integer({ min: 0, max: 1000 })
const weight = fc.integer({ min: 0, max: 100 })
const grades = [{ name: '优秀', fromX100: 9000 }, { name: '称职', fromX100: 8000 }, { name: '基本称职', fromX100: 6000 }, { name: '不称职', fromX100: 0 }]

describe('the weighted total', () => {
  it('is the fraction of the two totals, rounded half up at the hundredth', () => {
    fc.assert(
      fc.property(anyTenths, anyTenths, weight, (police, lead, share) => {
        const exact = BigInt(police) * BigInt(share) + BigInt(lead) * BigInt(100 - share)
        expect(decimals(weightedX100(police, lead, share))).toBe(roundedHundredths(exact, 1000n))
      }),
    )
  })

  it('meets the half exactly where weights make one', () => {
    // 0.1 × 5% + 0.0 × 95% = 0.005
    expect(weightedX100(1, 0, 5)).toBe(1)
    expect(weightedX100(1, 0, 4)).toBe(0)
    expect(weightedX100(3, 0, 5)).toBe(2)
  })

  it('lies between the two totals, and is the same for equal ones whatever the weight', () => {
    fc.assert(
      fc.property(totalX10, totalX10, weight, (police, lead, share) => {
        const weighted = weightedX100(police, lead, share)
        expect(weighted).toBeGreaterThanOrEqual(Math.min(police, lead) * 10)
        expect(weighted).toBeLessThanOrEqual(Math.max(police, lead) * 10)
        expect(weightedX100(police, police, share)).toBe(police * 10)
      }),
    )
  })
})

describe('a result', () => {
  const part = fc.oneof(
    totalX10.map((x10) => ({ kind: 'total' as const, x10 })),
    fc.constant({ kind: 'waived' as const, reason: '空缺' }),
    fc.constant({ kind: 'missing' as const }),
  )
  it('stands only on sheets that are in: a missing one leaves it open, a waived one is named, a blank is never zero', () => {
    fc.assert(
      fc.property(part, part, weight, (police, lead, share) => {
        const outcome = auxOutcome(police, lead, share)
        const isMissing = police.kind === 'missing' || lead.kind === 'missing'
        const given = [police, lead].filter((one) => one.kind === 'total')
        expect(outcome.baseX100 === null).toBe(isMissing || given.length === 0)
        expect(outcome.state).toBe(isMissing ? 'open' : given.length === 0 ? 'waived' : 'complete')
        expect(outcome.note !== null).toBe(!isMissing && given.length < 2)
        const [only] = given
        if (!isMissing && given.length === 1 && only?.kind === 'total') expect(outcome.baseX100).toBe(only.x10 * 10)
      }),
    )
  })

  it('counts additions and deductions each up to their cap, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 8 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (points, cap, deductionCap) => {
        let room = cap
        let below = deductionCap
        let sum = 0
        for (const point of points)
          if (point > 0) {
            const take = point < room ? point : room
            room -= take
            sum += take
          } else {
            const take = -point < below ? -point : below
            below -= take
            sum -= take
          }
        const terms = { bonusCapX10: cap, deductionCapX10: deductionCap }
        expect(countedBonusX10(points, terms)).toBe(sum)
        expect(countedBonusX10(points.toReversed(), terms)).toBe(sum)
      }),
    )
  })

  it('is never below zero, and has the grade whose text threshold it reaches', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: -100, max: 100 }), (base, bonus) => {
        const final = finalX100(base, bonus)
        expect(decimals(final)).toBe(base + bonus * 10 < 0 ? '0.00' : decimals(base + bonus * 10))
        const points = Number(decimals(final))
        expect(gradeOf(final, grades)).toBe(points >= 90 ? '优秀' : points >= 80 ? '称职' : points >= 60 ? '基本称职' : '不称职')
      }),
    )
    expect([8999, 9000, 7999, 8000, 5999, 6000].map((x100) => gradeOf(x100, grades))).toEqual(['称职', '优秀', '基本称职', '称职', '不称职', '基本称职'])
  })

  it('ranks as counting does: ties share, the ranks after them are left out, who has none has none', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }), { maxLength: 40 }), (values) => {
        expect(ranksOf(values)).toEqual(values.map((_, at) => rankByCounting(values, at)))
      }),
    )
    expect(ranksOf([90, 95, 90, 80, null])).toEqual([2, 1, 2, 4, null])
  })
})

describe('a score as typed', () => {
  const { dimensions } = defaultTemplates.aux_by_police
  it('is read exactly where it is in range and in steps, full-width or not, and is a fault else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 2500 }), fc.constantFrom(150, 200), fc.boolean(), (hundredths, maxX10, isWide) => {
        const plain = `${hundredths < 0 ? '-' : ''}${decimals(Math.abs(hundredths))}`
        const written = isWide ? plain.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))).replace('.', '．') : plain
        const read = readScore(` ${written} `, maxX10, 5)
        const fits = hundredths >= 0 && hundredths <= maxX10 * 10 && hundredths % 50 === 0
        if (fits) expect(read).toEqual({ kind: 'score', scoreX10: hundredths / 10, wasFullWidth: isWide })
        else expect(read).toMatchObject({ kind: 'fault', fault: hundredths < 0 ? 'negative' : hundredths > maxX10 * 10 ? 'over_max' : 'off_step' })
      }),
    )
  })

  it('never becomes a number out of a text, but offers the one inside', () => {
    for (const text of ['9.5分', '良好', '请假', '1O', '12,5', '=1+1', '1e1', '0x10', 'NaN', 'Infinity']) expect([text, readScore(text, 200, 5).kind]).toEqual([text, 'fault'])
    expect(readScore('9.5分', 200, 5)).toMatchObject({ fault: 'text_with_unit', suggestedX10: 95 })
    expect(readScore('23分', 200, 5)).toMatchObject({ fault: 'text_with_unit', suggestedX10: null })
    for (const blank of ['', ' ', '　']) expect(readScore(blank, 200, 5)).toEqual({ kind: 'blank' })
  })

  it('pasted as a block of 30 × 6 with three bad cells keeps the 177 good ones and marks the three', () => {
    const block = Array.from({ length: 30 }, (_, row) => dimensions.map((dimension, column) => pointWords(dimension.maxX10 - ((row + column) % 8) * 5)))
    const bad = [[4, 0, '23', 'over_max'], [17, 3, '9.5分', 'text_with_unit'], [29, 5, '良好', 'word']] as const
    for (const [row, column, text] of bad) (block[row] as string[])[column] = text
    const pasted = readPastedBlock(block.map((row) => row.join('\t')).join('\r\n') + '\r\n', dimensions, 30, { stepX10: 5 })
    expect(pasted).toMatchObject({ rows: 30, columns: 6, blank: 0, outside: 0 })
    expect(pasted.good).toHaveLength(177)
    expect(pasted.bad.map((cell) => [cell.row, cell.column, cell.written, cell.read.kind === 'fault' ? cell.read.fault : null])).toEqual(bad)
    for (const cell of pasted.good) expect(pointWords(cell.scoreX10)).toBe(block[cell.row]?.[cell.column])
  })

  it('loses no cell of any pasted block: every one is good, bad, blank or outside', () => {
    const cell = fc.constantFrom('', '15', '14.5', '99', '9分', '"', 'x\ty', '1７', '-1')
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 8 }), (rows, rowsLeft) => {
        const quoted = rows.map((row) => row.map((text) => (/[\t"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t')).join('\n')
        const pasted = readPastedBlock(`${quoted}\n`, dimensions, rowsLeft, { stepX10: 5 })
        const inside = rows.slice(0, rowsLeft).reduce((sum, row) => sum + Math.min(row.length, dimensions.length), 0)
        expect(pasted.good.length + pasted.bad.length + pasted.blank).toBe(inside)
      }),
    )
  })

  it('adds up exactly, and a row is ready only when nothing is missing, out of range or without its reason', () => {
    const score = fc.option(fc.integer({ min: 0, max: 42 }).map((steps) => steps * 5), { nil: null })
    fc.assert(
      fc.property(fc.array(score, { minLength: 6, maxLength: 6 }), fc.boolean(), (scores, hasReasons) => {
        const cells = dimensions.map(({ code }, at) => ({ code, scoreX10: scores[at] ?? null, reason: hasReasons ? '有原因' : null }))
        const total = scores.reduce<bigint>((sum, one) => sum + BigInt(one ?? 0), 0n)
        expect(BigInt(sumOfRow(cells, dimensions).sumX10)).toBe(total)
        expect(sumOfRow(cells, dimensions).complete).toBe(!scores.includes(null))
        const ready = dimensions.every(({ maxX10 }, at) => {
          const one = scores[at] ?? null
          return one !== null && one <= maxX10 && (hasReasons || one / maxX10 >= 0.6)
        })
        expect(rowFaults(cells, dimensions, { stepX10: 5, lowPercent: 60 }).length === 0).toBe(ready)
      }),
    )
  })
})
