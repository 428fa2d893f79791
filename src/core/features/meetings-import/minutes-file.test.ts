import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { requireWholeText } from './minutes-file'
import { Refusal } from '../../refusal'
import { accountOfMinutes, minutesAccountWords } from '../../../domain/minutes-account'

const bytes = readFileSync(new URL('../../../../tests/fixtures/周例会纪要-第45周.txt', import.meta.url))

it('says how much a text holds and how much of it has no place', () => {
  const account = accountOfMinutes('一 二\r\n\r\n\u200b\n三四五', [{ unplaced: [{ text: '三 四' }] }])
  expect(account).toEqual({ lines: 2, signs: 5, meetings: 1, unplaced: 1, unplacedSigns: 2 })
  expect(minutesAccountWords(account)).toBe('原文共2行、5字：认出1份纪要；1段2字未归入议程，作为“其他内容”一并存下。')
})

it('agrees with the count of the bytes, and tells a line that was not read', () => {
  const text = bytes.toString('utf8')
  expect(() => requireWholeText(text, bytes)).not.toThrow()
  const lines = text.split('\n')
  const lost = [...lines.slice(0, 3), ...lines.slice(4)].join('\n')
  expect(lines[3]?.trim()).not.toBe('')
  expect(() => requireWholeText(lost, bytes)).toThrow(Refusal)
  expect(() => requireWholeText(text.slice(0, -3), bytes)).toThrow(/只读出/)
})
