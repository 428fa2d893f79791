import { expect, test } from 'vitest'
import type { Meeting } from '../../../contract/meeting-page'
import { leftOver, planPaste } from './paste-plan'

const item = (code: string, grid: string | null = null): Meeting['items'][number] => ({ key: grid === null ? code : `${code}/g${grid}`, code, section: '', title: code, gridId: grid === null ? null : `g${grid}`, grid, required: true, text: '', lastWeek: null, filledBy: null, filledAt: null, version: 0, mayEdit: true })
const host = { personId: null, name: null, isSubstitute: false, substituteReason: null, holderId: null, holder: null }
const meeting = { community: '东塘社区', week: '2026-W45', heldOn: null, plannedOn: '2026-11-05', grids: [{ gridId: 'g第一网格', name: '第一网格', lead: null }], items: [item('A1'), item('A2'), item('B1', '第一网格'), item('C1')], candidates: [], chief: host, officer: host } as unknown as Meeting
const text = ['一、通报', '发案情况：接警3起', '治安动态：平稳', '二、听取', '人员变动：第一网格无', '三、会商', '突出治安问题：车棚', '九、秋收慰问', '慰问老党员三户。', '四、工作措施', '1.修路灯。责任人：王五；完成时限：11月12日。', '2.走访独居老人。'].join('\n')
const split = (pasted: string) => planPaste(pasted, meeting, '2026-11-05', () => '')

test('a paste before the meeting leaves its decisions for later, in words that are read as the same decisions', () => {
  const plan = split(text)
  expect(plan.decisions.map(({ text: what, owner, dueOn }) => [what, owner, dueOn])).toEqual([['修路灯', '王五', '2026-11-12'], ['走访独居老人', null, null]])
  const rest = leftOver(plan, new Set())
  expect(rest).toContain('慰问老党员三户')
  const again = split(rest)
  expect([again.parts, again.unplaced.map((one) => one.text)]).toEqual([[], plan.unplaced.map((one) => one.text)])
  expect(again.decisions.map(({ text: what, owner, dueOn }) => [what, owner, dueOn])).toEqual(plan.decisions.map(({ text: what, owner, dueOn }) => [what, owner, dueOn]))
})

test('what was taken over is left out, and nothing is left when all was', () => {
  const plan = split(text)
  const [first] = plan.decisions
  expect(leftOver(plan, new Set(first ? [first] : []))).not.toContain('修路灯')
  expect(leftOver({ ...plan, unplaced: [] }, new Set(plan.decisions))).toBe('')
})
