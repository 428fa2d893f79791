import { meetingPaperSchema, type MeetingPaperWanted } from '../../../contract/meetings'

/** Which paper an address names; null for an address that names none. */
export function paperFromQuery(query: Readonly<Record<string, unknown>>): MeetingPaperWanted | null {
  const { kind, community, week, month } = query
  const read = meetingPaperSchema.safeParse(
    kind === 'supervision' ? { kind, communityId: community ?? null } : kind === 'overview' ? { kind, month } : { kind, communityId: community, week },
  )
  return read.success ? read.data : null
}
