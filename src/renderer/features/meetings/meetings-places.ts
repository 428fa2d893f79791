import type { RouteLocationRaw } from 'vue-router'

/** Where the screens of the weekly meetings lead to, in one place. */
export const toMeetings: RouteLocationRaw = { name: 'meetings' }
export const toDecisions: RouteLocationRaw = { name: 'meeting-decisions' }
export const toMinutesSearch: RouteLocationRaw = { name: 'meeting-search' }
export const toMinutesImport: RouteLocationRaw = { name: 'meeting-import' }
export const toWorkCalendar: RouteLocationRaw = { name: 'meeting-calendar' }

export const toMeeting = (communityId: string, week: string): RouteLocationRaw => ({ name: 'meeting', params: { communityId, week } })
/** The paper of one meeting. */
export const toMeetingPaper = (kind: 'minutes' | 'attendance', communityId: string, week: string): RouteLocationRaw => ({ name: 'meeting-paper', query: { kind, community: communityId, week } })
/** 督办表 of one community, or of the township. */
export const toSupervision = (communityId: string | null): RouteLocationRaw => ({ name: 'meeting-paper', query: { kind: 'supervision', ...(communityId === null ? {} : { community: communityId }) } })
export const toOverview = (month: string): RouteLocationRaw => ({ name: 'meeting-paper', query: { kind: 'overview', month } })
