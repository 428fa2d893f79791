import { expect, test } from 'vitest'
import type { PersonDetail } from '../../../contract/roster'
import { changedMeanwhile, correctionInput, correctionOf, correctionProblems, isTouched } from './correction-draft'

const person: PersonDetail = {
  personId: 'p',
  name: '张三',
  sex: '男',
  idNoMasked: '4101**********1234',
  phoneMasked: '138****5678',
  policeNo: null,
  birthOn: '1980-01-01',
  orgText: null,
  dutyPhone: null,
  remark: null,
  extra: {},
  rowVersion: 3,
  history: [],
  reveals: [],
}

test('numbers left alone are not sent', () => {
  const draft = correctionOf(person)
  expect(isTouched(draft, person)).toBe(false)
  expect(correctionProblems(draft)).toEqual({})
  const input = correctionInput('p', 3, draft)
  expect('idNo' in input).toBe(false)
  expect('phone' in input).toBe(false)
})

test('a number is replaced or taken away', () => {
  const draft = { ...correctionOf(person), phone: '139 0000 1111', dropIdNo: true }
  expect(isTouched(draft, person)).toBe(true)
  expect(correctionInput('p', 3, draft)).toMatchObject({ phone: '13900001111', idNo: null })
})

test('a faulty number and a contradicting sex stop the sending', () => {
  expect(correctionProblems({ ...correctionOf(person), phone: '123' }).phone).toContain('少8位')
  expect(correctionProblems({ ...correctionOf(person), idNo: '11010519491231002X' }).sex).toContain('女')
})

test('what somebody else changed is said at its field', () => {
  expect(changedMeanwhile(person, { ...person, remark: '借调', phoneMasked: '139****0000' })).toEqual({ remark: '刚被别人改为“借调”', phone: '刚被别人改为139****0000' })
})
