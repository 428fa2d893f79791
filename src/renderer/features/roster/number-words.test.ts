import { expect, test } from 'vitest'
import { readTypedIdentity, readTypedPhone, sexContradiction } from './number-words'

test('a whole number gives sex and birth date', () => {
  const read = readTypedIdentity(' 11010519491231002x ')
  expect(read).toEqual({ number: '11010519491231002X', problem: null, sex: '女', birthOn: '1949-12-31' })
  expect(sexContradiction(read, '男')).toContain('身份证号显示为女')
  expect(sexContradiction(read, '女')).toBeNull()
  expect(sexContradiction(read, null)).toBeNull()
})

test('each fault has its own sentence', () => {
  expect(readTypedIdentity('11010519491231002').problem).toBe('身份证号只有17位，少1位。对照原件补全。')
  expect(readTypedIdentity('110105194912310021').problem).toContain('末位应为X')
  expect(readTypedIdentity('').problem).toBeNull()
  expect(readTypedIdentity('1101**********002X').problem).toContain('星号')
})

test('phones', () => {
  expect(readTypedPhone('138 1234 5678').number).toBe('13812345678')
  expect(readTypedPhone('1381234567').problem).toBe('电话只有10位，少1位。核对后补全。')
  expect(readTypedPhone('0371-66668888').problem).toContain('座机')
  expect(readTypedPhone('')).toEqual({ number: null, problem: null })
})
