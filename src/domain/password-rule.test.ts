import { describe, expect, it } from 'vitest'
import { backOffAfter, passwordFault } from './password-rule'

describe('the password rule', () => {
  it.each([
    ['qinghe-2026'],
    ['Aa1!Aa1!Aa1!'],
    ['青禾镇的花名册们好呀1'],
    ['abcdefghi1'],
  ])('takes %s', (password) => expect(passwordFault(password, 'neiqin')).toBeNull())

  it.each([
    ['qinghe-26', /至少10位，现在9位/],
    ['', /现在0位/],
    ['😀😀😀😀😀', /现在5位/],
    ['abcdefghij', /两类/],
    ['1234567890', /两类/],
    ['aaaaaaaaa1', /重复/],
    ['ab1ab1ab1ab1', /重复/],
    ['xx-NeiQin-1', /登录名/],
  ])('refuses %s with the reason', (password, words) => expect(passwordFault(password, 'neiqin')).toMatch(words))

  it('minds no login of one or two letters', () => expect(passwordFault('abcdefghi1', 'ab')).toBeNull())
})

describe('the back-off', () => {
  it('lets four wrong passwords pass, then rests 30 s and doubles to half an hour', () => {
    expect([0, 1, 2, 3, 4].map(backOffAfter)).toEqual([0, 0, 0, 0, 0])
    expect([5, 6, 7, 8, 9, 10].map((failures) => backOffAfter(failures) / 1000)).toEqual([30, 60, 120, 240, 480, 960])
    expect([11, 12, 50, 10_000].map((failures) => backOffAfter(failures) / 60_000)).toEqual([30, 30, 30, 30])
  })
})
