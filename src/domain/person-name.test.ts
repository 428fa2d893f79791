import { describe, expect, test } from 'vitest'
import { isLikelyName, readWrittenName, saysVacant } from './person-name'

describe('names of people', () => {
  test.each([
    ['赵 婷 婷', '赵婷婷', 'name_inner_space'],
    ['陈　峰', '陈峰', 'name_inner_space'],
    ['陈\u00a0峰', '陈峰', 'name_inner_space'],
    [' 陈峰 ', '陈峰', null],
    ['欧阳 晓红', '欧阳晓红', 'name_inner_space'],
    ['阿依古·买买提', '阿依古·买买提', null],
    ['阿依古•买买提', '阿依古·买买提', 'name_dot'],
    ['赵䶮', '赵䶮', null],
    ['周𬱖', '周𬱖', null],
  ])('%s is %s', (written, name, spelling) => expect(readWrittenName(written)).toEqual({ kind: 'name', name, spelling }))
  test('doubts', () => {
    expect(readWrittenName('王强（组长）')).toEqual({ kind: 'doubt', name: '王强', reason: 'note' })
    expect(readWrittenName('王强1')).toMatchObject({ kind: 'doubt', reason: 'sign' })
    expect(readWrittenName('王')).toMatchObject({ kind: 'doubt', reason: 'length' })
    expect(readWrittenName('王\uE123')).toMatchObject({ kind: 'doubt', reason: 'unprintable' })
    expect(readWrittenName('李娜 王芳')).toMatchObject({ kind: 'doubt', reason: 'two' })
    expect(readWrittenName('李娜、王芳')).toEqual({ kind: 'several', names: ['李娜', '王芳'] })
  })
  test.each(['', ' ', '空缺', '暂缺', '（空缺）', '待定', '无', '—'])('%j is nobody', (written) => expect(readWrittenName(written)).toEqual({ kind: 'empty' }))
  test('recognition', () => {
    expect(['李明', '欧阳晓红', '解小红', '单小兵'].every(isLikelyName)).toBe(true)
    expect(['党员', '汉族', '第一网格', '13912345678'].some(isLikelyName)).toBe(false)
    expect(saysVacant('李明')).toBe(false)
  })
})
