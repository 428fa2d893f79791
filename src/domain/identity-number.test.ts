import { describe, expect, test } from 'vitest'
import { birthDateOf, checkSignOf, isIdentityNumber, maskIdentityNumber, readWrittenIdentity, sexOf } from './identity-number'

/** The example printed in GB 11643. */
const standard = '11010519491231002X'

describe('identity number', () => {
  test('the check sign of the standard', () => {
    expect(checkSignOf(standard.slice(0, 17))).toBe('X')
    expect(isIdentityNumber(standard)).toBe(true)
    expect(isIdentityNumber('110105194912310021')).toBe(false)
    expect(birthDateOf(standard)).toBe('1949-12-31')
    expect(sexOf(standard)).toBe('女')
  })
  test('masked, only the ends remain', () => {
    expect(maskIdentityNumber('410105199001011234')).toBe('4101**********1234')
    expect(maskIdentityNumber('1234')).toBe('****')
  })
  test('spellings that say the same number', () => {
    expect(readWrittenIdentity('11010519491231002x')).toEqual({ kind: 'valid', number: standard, spellings: ['lowercase_x'] })
    expect(readWrittenIdentity('１１０１０５１９４９１２３１００２Ｘ')).toEqual({ kind: 'valid', number: standard, spellings: ['full_width'] })
    expect(readWrittenIdentity('110105 19491231 002X')).toEqual({ kind: 'valid', number: standard, spellings: ['inner_space'] })
    expect(readWrittenIdentity(`\t${standard} `)).toEqual({ kind: 'valid', number: standard, spellings: [] })
    expect(readWrittenIdentity(`'${standard}`)).toEqual({ kind: 'valid', number: standard, spellings: [] })
  })
  test('what is wrong with the others', () => {
    expect(readWrittenIdentity('11010519491231002')).toEqual({ kind: 'length', digits: 17 })
    expect(readWrittenIdentity('1101051949123100211')).toEqual({ kind: 'length', digits: 19 })
    expect(readWrittenIdentity('110105194912310021')).toEqual({ kind: 'checkDigit', expected: 'X', written: '1' })
    expect(readWrittenIdentity('110105491231002')).toEqual({ kind: 'old', suggested: standard })
    expect(readWrittenIdentity(110105491231002)).toEqual({ kind: 'old', suggested: standard })
    expect(readWrittenIdentity(4.10105199001012e17)).toEqual({ kind: 'precisionLost' })
    expect(readWrittenIdentity('4.10105E+17')).toEqual({ kind: 'precisionLost' })
    expect(readWrittenIdentity('4101**********1234')).toEqual({ kind: 'masked' })
    expect(readWrittenIdentity('护照E1234567')).toEqual({ kind: 'unreadable' })
    expect(readWrittenIdentity('无')).toEqual({ kind: 'empty' })
    expect(readWrittenIdentity(null)).toEqual({ kind: 'empty' })
    const noSuchDay = '11010519490231002'
    expect(readWrittenIdentity(noSuchDay + checkSignOf(noSuchDay))).toEqual({ kind: 'birthDate' })
  })
})
