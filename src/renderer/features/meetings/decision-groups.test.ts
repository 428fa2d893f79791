import { expect, test } from 'vitest'
import type { Decision } from '../../../contract/meeting-decisions'
import { groupDecisions } from './decision-groups'

const decision = (decisionId: string, ownerId: string | null, ownerName: string | null, communityId = 'c1', overdueDays = 0): Decision => ({ decisionId, ownerId, ownerName, communityId, community: communityId, overdueDays }) as unknown as Decision

test('by person: one name in two communities is two people, a department is one', () => {
  const list = [decision('1', 'p1', '王芳'), decision('2', 'p2', '王芳', 'c2'), decision('3', 'p1', '王芳', 'c1', 3), decision('4', null, '司法所'), decision('5', null, '司法所', 'c2')]
  expect(groupDecisions(list, 'person').map((group) => [group.title, group.decisions.map((one) => one.decisionId)])).toEqual([
    ['王芳　2项，逾期1项', ['1', '3']],
    ['王芳　1项', ['2']],
    ['司法所　2项', ['4', '5']],
  ])
})

test('no decision is lost by grouping', () => {
  const list = [decision('1', null, null), decision('2', 'p', '李'), decision('3', null, null, 'c2')]
  for (const sort of ['overdue', 'person', 'community'] as const) expect(groupDecisions(list, sort).flatMap((group) => group.decisions)).toHaveLength(3)
})
