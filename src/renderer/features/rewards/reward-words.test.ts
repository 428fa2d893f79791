import { describe, expect, it } from 'vitest'
import { fenOf, prizeWords, typedOf } from './reward-words'
import { yuan } from '../../../domain/reward-amounts'

describe('amounts as they are typed and shown', () => {
  it.each([['1200', 120_000], ['1,200.5', 120_050], ['１２００元', 120_000], ['', 0], ['0.05', 5]])('reads %s', (written, fen) => expect(fenOf(written)).toBe(fen))
  it.each(['12.345', '-5', '壹佰', '1e3'])('takes %s for no amount', (written) => expect(fenOf(written)).toBeNull())
  it('types back what it shows', () => {
    for (const fen of [1, 50, 100, 120_050, 99_999_999]) expect(fenOf(typedOf(fen))).toBe(fen)
    expect(yuan(200_000)).toBe('2,000.00')
  })
  it('names cash and goods together', () => expect(prizeWords({ cashFen: 50_000, goodsFen: 8000, goods: '米面油' })).toBe('500.00元、米面油（折价80.00元）'))
})
