import { describe, expect, it } from 'vitest'
import { readAmountText, readWrittenAmount } from './written-amount'

describe('an amount as clerks write it', () => {
  it.each<[string, number]>([
    ['伍佰元', 50_000],
    ['伍佰元整', 50_000],
    ['五百元', 50_000],
    ['贰仟元', 200_000],
    ['壹仟贰佰元整', 120_000],
    ['人民币壹仟贰佰元正', 120_000],
    ['1千', 100_000],
    ['1千元', 100_000],
    ['2百元', 20_000],
    ['1.5万元', 1_500_000],
    ['三千五', 350_000],
    ['一万二', 1_200_000],
    ['二百五', 25_000],
    ['一百零五元', 10_500],
    ['一千零五十', 105_000],
    ['十五元', 1_500],
    ['两百块', 20_000],
    ['五〇〇元', 50_000],
    ['叁佰贰拾伍元零肆分', 32_504],
    ['伍角', 50],
    ['捌分', 8],
    ['壹佰元零伍分', 10_005],
    ['壹仟萬圓整', 1_000_000_000],
  ])('in words: %s', (text, fen) => {
    expect(readAmountText(text)).toEqual({ kind: 'words', fen })
  })

  it.each<[string, number]>([
    ['500元', 50_000],
    ['￥500', 50_000],
    ['¥1,000.00', 100_000],
    ['50.00元', 5_000],
    ['５００元', 50_000],
    ['人民币500元整', 50_000],
    ['500 元', 50_000],
    ['1,200', 120_000],
    ['500块钱', 50_000],
    ['RMB 300', 30_000],
  ])('with a unit: %s', (text, fen) => {
    expect(readAmountText(text)).toEqual({ kind: 'unit', fen })
  })

  it.each<[string, number]>([
    ['约500元', 50_000],
    ['500元（含税）', 50_000],
    ['500左右', 50_000],
  ])('among other words: %s', (text, fen) => {
    expect(readAmountText(text)).toEqual({ kind: 'noted', fen })
  })

  it.each(['待定', '五百六十元七', '三百元或五百元', '300元/500元', '百元', '一十百', '大米一袋', '元', '整'])('is none: %s', (text) => {
    expect(readAmountText(text).kind).toBe('unreadable')
  })

  it('takes numbers as they are, to the 分', () => {
    expect(readWrittenAmount(300)).toEqual({ kind: 'plain', fen: 30_000 })
    expect(readWrittenAmount(0.1 + 0.2)).toEqual({ kind: 'plain', fen: 30 })
    expect(readWrittenAmount(1409.5)).toEqual({ kind: 'plain', fen: 140_950 })
    expect(readWrittenAmount('300')).toEqual({ kind: 'plain', fen: 30_000 })
    expect(readWrittenAmount(33.333)).toEqual({ kind: 'impossible' })
    expect(readWrittenAmount(1e13)).toEqual({ kind: 'impossible' })
    expect(readWrittenAmount(-5)).toEqual({ kind: 'negative' })
    expect(readAmountText('-500元')).toEqual({ kind: 'negative' })
    expect(readWrittenAmount(null)).toEqual({ kind: 'empty' })
    expect(readWrittenAmount('—')).toEqual({ kind: 'empty' })
    expect(readWrittenAmount({ date: '2026-01-01T00:00:00' })).toEqual({ kind: 'unreadable' })
  })

  it('counts in the unit of its column, but a unit of its own goes first', () => {
    expect(readWrittenAmount(0.05, 10_000)).toEqual({ kind: 'plain', fen: 50_000 })
    expect(readAmountText('500元', 10_000)).toEqual({ kind: 'unit', fen: 50_000 })
  })
})
