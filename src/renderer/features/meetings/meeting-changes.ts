import type { Decision } from '../../../contract/meeting-decisions'
import type { Meeting } from '../../../contract/meeting-page'
import { fieldDifferences } from '../../shell/use-opened'

const states: Readonly<Record<Decision['state'], string>> = { open: '未办', doing: '在办', done: '办结', cancelled: '取消' }

export const decisionDifferences = (before: Decision, now: Decision): string[] =>
  fieldDifferences(before, now, [
    { label: '事项', of: ({ text }) => text },
    { label: '责任人', of: ({ ownerName }) => ownerName },
    { label: '时限', of: ({ dueOn }) => dueOn },
    { label: '状态', of: ({ state }) => states[state] },
    { label: '最近进展', of: ({ progress }) => progress.at(-1)?.text ?? null },
  ])

const hostOf = ({ name, holder }: Meeting['chief']): string | null => name ?? holder

/** What the registration of a held meeting says. */
export const meetingDifferences = (before: Meeting, now: Meeting): string[] =>
  fieldDifferences(before, now, [
    { label: '召开日期', of: ({ heldOn }) => heldOn },
    { label: '时间', of: ({ startTime, endTime }) => [startTime, endTime].filter((one) => one !== null).join('至') || null },
    { label: '地点', of: ({ place }) => place },
    { label: '站长主持', of: ({ chief }) => hostOf(chief) },
    { label: '民警主持', of: ({ officer }) => hostOf(officer) },
    { label: '记录人', of: ({ recorder }) => recorder?.name ?? null },
    { label: '到会', of: ({ attendance }) => `${attendance.filter(({ status }) => status === 'present' || status === 'also_present').length}人` },
  ])
