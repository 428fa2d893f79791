import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf, searchForm, termsOfText, termsOfWords, wordsOf } from './search-terms'

const text = fc.string({ unit: fc.constantFrom(...'电动车瓶被盗A1 ，。“”17'), maxLength: 40 })

describe('search terms', () => {
  it('of a word are all among the terms of every text that holds it', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 6 }), (said, start, length) => {
        const from = said === '' ? 0 : start % said.length
        const [word = ''] = wordsOf(said.slice(from, from + length))
        const terms = new Set(termsOfText(said))
        return !searchForm(said).includes(word) || termsOfWords([word]).every((term) => terms.has(term))
      }),
    )
  })

  it('are single signs and neighbours, half-width and lower case', () => {
    expect(termsOfText('电瓶，ＡB')).toEqual(['电', '瓶', '电瓶', 'a', 'b', 'ab'])
    expect(termsOfWords(['电动车'])).toEqual(['电动', '动车'])
    expect(termsOfWords(['电'])).toEqual(['电'])
    expect(termsOfWords(['“”'])).toEqual([])
    expect(wordsOf(' 停车　纠纷 停车 ')).toEqual(['停车', '纠纷'])
  })

  it('mark every hit in an excerpt around the first', () => {
    const long = `${'无'.repeat(100)}停车纠纷${'无'.repeat(100)}停车`
    const excerpt = excerptOf(long, ['停车'], 40)
    expect(excerpt?.text.startsWith('…')).toBe(true)
    expect(excerpt?.marks.map(([at, length]) => excerpt.text.slice(at, at + length))).toEqual(['停车'])
    expect(excerptOf('停车和停车', ['停车'])).toEqual({ text: '停车和停车', marks: [[0, 2], [3, 2]] })
    expect(excerptOf('没有', ['停车'])).toBeNull()
  })
})
