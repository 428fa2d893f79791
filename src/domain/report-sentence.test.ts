import { describe, expect, it } from 'vitest'
import { figuresInReport, reportSentence, tellsCalls } from './report-sentence'

describe('the sentence of A1', () => {
  it('names what is known and compares in words', () => {
    const figures = { calls: 14, criminal: 2, public_order: 8, help: 4 }
    expect(reportSentence('2026-10-26', '2026-11-01', figures, 15, null)).toBe('10月26日至11月1日，辖区共接警14起，其中刑事2起、治安8起、求助及纠纷4起，上周接警15起，环比下降1起。')
    expect(reportSentence('2026-10-26', '2026-11-01', { ...figures, criminal: null, public_order: null, help: null }, 14, 10)).toBe('10月26日至11月1日，辖区共接警14起，上周接警14起，环比持平，上年同期10起，同比上升4起。')
    expect(reportSentence('2026-10-26', '2026-11-01', { ...figures, calls: null }, 15, 3)).toBeNull()
  })

  it('is read back from what clerks write, last week\'s count apart', () => {
    expect(figuresInReport('10月26日至11月1日，辖区共接警17起，其中刑事3起、治安9起、求助及纠纷5起，上周接警9起，环比上升8起，主要为邻里纠纷报警。')).toEqual({ calls: 17, criminal: 3, public_order: 9, help: 5 })
    expect(figuresInReport('上周接警9起，本周接警17起')).toMatchObject({ calls: 17 })
    expect(figuresInReport('本周平稳')).toEqual({ calls: null, criminal: null, public_order: null, help: null })
    expect(tellsCalls('本周接警2起')).toBe(true)
    expect(tellsCalls('本周平稳')).toBe(false)
  })
})
