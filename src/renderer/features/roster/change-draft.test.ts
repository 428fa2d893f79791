import { expect, test } from 'vitest'
import { blankChange, changeFieldOf, changeInput, changeProblems, isTouchedChange, openFieldLabels, seatFromQuery, type ChangeDraft } from './change-draft'
import { blankPerson } from './person-draft'

const community = '01J0000000000000000000000A'
function ready(over: Partial<ChangeDraft> = {}): ChangeDraft {
  return {
    ...blankChange('2026-11-24'),
    communityId: community,
    post: 'grid_chief',
    gridId: '01J0000000000000000000000B',
    known: { personId: '01J0000000000000000000000C', name: '张三', detail: '' },
    reason: '工作调整',
    ...over,
  }
}

test('an untouched wizard names everything that is open', () => {
  expect(Object.keys(changeProblems(blankChange('2026-11-24'))).sort()).toEqual(['communityId', 'incoming', 'post', 'reason'])
})

test('what is open is named in the order of the page', () => {
  expect(openFieldLabels(changeProblems(blankChange('2026-11-24')))).toEqual(['村(社区)', '岗位', '到任', '原因'])
})

test('a complete one is free of problems and becomes the command', () => {
  expect(changeProblems(ready())).toEqual({})
  expect(changeInput(ready({ docNo: ' 镇政任〔2026〕18号 ' }))).toMatchObject({ incoming: { kind: 'known' }, docNo: '镇政任〔2026〕18号', isActing: false })
})

test('a grid post needs its grid, a community post does not', () => {
  expect(changeProblems(ready({ gridId: null })).gridId).toBe('选网格')
  expect(changeProblems(ready({ gridId: null, post: 'station_chief' }))).toEqual({})
})

test('leaving a seat vacant needs someone who leaves', () => {
  expect(changeProblems(ready({ coming: 'nobody' })).incoming).toContain('没有人')
  const leaving = ready({ coming: 'nobody', outgoingAssignmentId: '01J0000000000000000000000D', isActing: true })
  expect(changeProblems(leaving).incoming).toBe('确认先空着')
  expect(changeProblems({ ...leaving, leaveVacant: true })).toEqual({})
  expect(changeProblems({ ...leaving, post: 'volunteer' })).toEqual({})
  expect(changeInput(leaving)).toMatchObject({ incoming: null, isActing: false })
})

test('a new person is checked before anything is sent', () => {
  const person = { ...blankPerson(), name: '李四', idNo: '11010519491231002x', sex: '男' as const }
  expect(changeProblems(ready({ coming: 'new', person })).sex).toContain('女')
  const draft = ready({ coming: 'new', person: { ...person, sex: null } })
  expect(changeProblems(draft)).toEqual({})
  expect(changeInput(draft)?.incoming).toMatchObject({ kind: 'new', person: { idNo: '11010519491231002X', sex: '女', phone: null } })
})

test('a refusal finds its field', () => {
  expect(changeFieldOf('incoming.person.idNo')).toBe('idNo')
  expect(changeFieldOf('incoming.personId')).toBe('incoming')
  expect(changeFieldOf('outgoingAssignmentId')).toBe('outgoing')
  expect(changeFieldOf('onDate')).toBe('onDate')
  expect(changeFieldOf('elsewhere')).toBeNull()
  expect(changeFieldOf(null)).toBeNull()
})

test('the address fills in the first step', () => {
  expect(seatFromQuery({ community, post: 'grid_chief', grid: 'x' })).toEqual({ communityId: community, post: 'grid_chief', gridId: 'x' })
  expect(seatFromQuery({ post: 'king' })).toEqual({ communityId: null, post: null, gridId: null })
})

test('a draft with words in it is not thrown away lightly', () => {
  expect(isTouchedChange(blankChange('2026-11-24'))).toBe(false)
  expect(isTouchedChange({ ...blankChange('2026-11-24'), docNo: '镇政任' })).toBe(true)
  expect(isTouchedChange(ready())).toBe(true)
})
