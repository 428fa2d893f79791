import { dependent } from '../../database/dependent'

const isNotVoid = `(SELECT state FROM meeting WHERE id = t.meeting_id) <> 'void'`
const communityOf = '(SELECT community_id FROM meeting WHERE id = t.meeting_id)'
const ofGrid = (table: string): string => `CROSS JOIN meeting m ON m.community_id = g.community_id AND m.state <> 'void' AND m.deleted_at IS NULL CROSS JOIN ${table} t ON t.meeting_id = m.id`
const meeting = { what: '例会', measure: '次' } as const

/** What the weekly meeting keeps that refers to people and places. A void meeting rests on nothing: its names are written out. */
export const meetingDependents = {
  meetings: dependent('meeting', {
    person: ['chief_id', 'officer_id', 'recorder_id'], community: ['community_id'], communityOf: 't.community_id', where: `t.state <> 'void' AND t.deleted_at IS NULL`, ...meeting,
  }),
  attendances: dependent('attendance', { person: ['person_id', 'proxy_for_id'], grid: ['grid_id'], indexed: ['person_id', 'proxy_for_id'], fromGrid: ofGrid('attendance'), communityOf, counts: 't.meeting_id', where: `t.deleted_at IS NULL AND ${isNotVoid}`, ...meeting }),
  entries: dependent('agenda_entry', { grid: ['grid_id'], fromGrid: ofGrid('agenda_entry'), counts: 't.meeting_id', where: isNotVoid, ...meeting }),
  decisions: dependent('decision', { person: ['owner_id'], community: ['community_id'], communityOf: 't.community_id', what: '议定事项', measure: '件' }),
  drafts: dependent('meeting_draft', { community: ['community_id'], counts: `t.community_id || '/' || t.week`, where: 'TRUE', what: '没写完的纪要', measure: '份' }),
}
