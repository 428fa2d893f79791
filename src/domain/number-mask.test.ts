import { expect, test } from 'vitest'
import { maskNumbersInColumns, maskNumbersInText } from './number-mask'

test('numbers of persons are masked wherever they stand in a text', () => {
  expect(maskNumbersInText('备用13900000001，家属 11010519491231002x')).toBe('备用139****0001，家属 1101**********002x')
  expect(maskNumbersInText('(13900000001)/13700000002')).toBe('(139****0001)/137****0002')
})

test('other figures stay as they are', () => {
  for (const text of ['2026-11-05', '第6网格', '410105193007', '410105193007001X9', '0371-00004346', '12345']) expect(maskNumbersInText(text)).toBe(text)
})

test('every column is masked and none is lost', () => {
  expect(maskNumbersInColumns({ 备用电话: '13900000001', 学历: '大学' })).toEqual({ 备用电话: '139****0001', 学历: '大学' })
})
