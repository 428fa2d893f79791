import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { carryTyped, fieldDifferences, isStale, useOpened } from './use-opened'

interface Reward { rowVersion: number; yuan: number; title: string }
const differences = (before: Reward, now: Reward): string[] =>
  fieldDifferences(before, now, [{ label: '金额', of: ({ yuan }) => `${yuan}元` }, { label: '事由', of: ({ title }) => title }])
const opened = (yuan = 400) => {
  const page = shallowRef<Reward>({ rowVersion: 3, yuan, title: '提供线索' })
  return { page, form: useOpened(() => page.value, differences) }
}

describe('a form over a record that the page reads anew', () => {
  it('opened at 400 yuan shows and sends 400 yuan’s version after the record became 40,000, and says what changed', () => {
    const { page, form } = opened()
    expect(form.meanwhile.value).toBeNull()
    page.value = { rowVersion: 6, yuan: 40_000, title: '提供线索' }
    expect([form.shown.value.yuan, form.rowVersion.value]).toEqual([400, 3])
    expect(form.meanwhile.value).toEqual(['金额由“400元”改为“40000元”'])
  })

  it('acts on what is there now once somebody has taken it over', () => {
    const { page, form } = opened()
    page.value = { rowVersion: 6, yuan: 40_000, title: '提供线索' }
    form.takeOver()
    expect([form.shown.value.yuan, form.rowVersion.value, form.meanwhile.value]).toEqual([40_000, 6, null])
  })

  it('takes a change that nothing it names shows for a change all the same', () => {
    const { page, form } = opened()
    page.value = { ...page.value, rowVersion: 4 }
    expect([form.rowVersion.value, form.meanwhile.value]).toEqual([3, []])
  })

  it('does not take what it stored itself for news, before the page has read it and after', () => {
    const { page, form } = opened()
    form.saved(4)
    expect([form.rowVersion.value, form.meanwhile.value]).toEqual([4, null])
    page.value = { rowVersion: 4, yuan: 400, title: '提供线索，补账号' }
    expect([form.rowVersion.value, form.meanwhile.value, form.shown.value.title]).toEqual([4, null, '提供线索，补账号'])
    page.value = { rowVersion: 5, yuan: 500, title: '提供线索，补账号' }
    expect([form.rowVersion.value, form.meanwhile.value]).toEqual([4, ['金额由“400元”改为“500元”']])
  })

  it('tells a stale version from other refusals', () => {
    expect([isStale(new ORPCError('CONFLICT', { defined: true, message: '刚被别人改过' })), isStale(new ORPCError('REFUSED', { defined: true, message: '不行' })), isStale(null)]).toEqual([true, false, false])
  })
})

it('taking over what is there now keeps what a person has typed, and takes every other field anew', () => {
  const opened = { name: '东塘村', areaCode: '', roles: ['clerk'] }
  const typed = { name: '东塘村', areaCode: '410105590001', roles: ['clerk', 'auditor'] }
  expect(carryTyped(opened, typed, { name: '东塘社区', areaCode: '', roles: ['clerk'] })).toEqual({ name: '东塘社区', areaCode: '410105590001', roles: ['clerk', 'auditor'] })
  expect(carryTyped(opened, { ...opened, roles: ['clerk'] }, { name: '东塘社区', areaCode: '', roles: ['admin'] }).roles).toEqual(['admin'])
})
