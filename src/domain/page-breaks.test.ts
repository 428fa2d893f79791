import { describe, expect, it } from 'vitest'
import { dealBlocks } from './page-breaks'

describe('pages', () => {
  it('keeps a block together and never leaves the signatures alone', () => {
    const dealt = dealBlocks([[40, 40], [40], [40, 40]], 200, 60)
    expect(dealt.map((segments) => segments.map((segment) => segment.newPage))).toEqual([[false], [false], [true]])
    expect(dealBlocks([[40], [40], [40], [40]], 200, 60).map((segments) => segments[0]?.newPage)).toEqual([false, false, false, true])
  })

  it('cuts a block that no page can hold', () => {
    const dealt = dealBlocks([Array.from({ length: 10 }, () => 30)], 100, 50)
    expect(dealt[0]).toEqual([
      { from: 0, to: 3, newPage: false },
      { from: 3, to: 6, newPage: true },
      { from: 6, to: 9, newPage: true },
      { from: 9, to: 10, newPage: true },
    ])
  })
})
