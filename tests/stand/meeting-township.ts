import { openSmallTownship, type SmallTownship } from './small-township'
import type { Client, SignedInCaller, StandOptions } from './station'

/** The east community with a whole team, and accounts of its chief, its officer and its first grid's lead. */
export interface MeetingTownship extends SmallTownship {
  chief: SignedInCaller
  officer: SignedInCaller
  lead: SignedInCaller
  people: Readonly<Record<'chief' | 'officer' | 'lead1' | 'lead2' | 'aux1' | 'aux2' | 'head' | 'elsewhere', string>>
  /** Assignment of the second grid's auxiliary, who may leave. */
  aux2Assignment: string
  at(week: string): { communityId: string; week: string }
}
type Meeting = Awaited<ReturnType<Client['meetings']['meeting']>>
type Attendee = Parameters<Client['meetings']['hold']>[0]['attendance'][number]

/** The clock stands at Thursday of week 45 of 2026 unless `options.now` says otherwise. */
export async function openMeetingTownship(options: StandOptions = {}): Promise<MeetingTownship> {
  const township = await openSmallTownship(options)
  const { east, west, seat, station } = township
  const [first, second] = east.grids
  const on = '2024-03-01'
  const chief = await seat({ post: 'station_chief', community: east }, '宋海明', { on })
  const officer = await seat({ post: 'community_police', community: east }, '李向前', { on })
  const lead1 = await seat({ post: 'grid_chief', community: east, grid: first }, '陈晨明', { on })
  const lead2 = await seat({ post: 'grid_chief', community: east, grid: second }, '田彦君', { on })
  const aux1 = await seat({ post: 'aux_police', community: east, grid: first }, '张雪梅', { on })
  const aux2 = await seat({ post: 'aux_police', community: east, grid: second }, '汪晴明', { on })
  const head = await seat({ post: 'building_head', community: east }, '牛全福', { on })
  const elsewhere = await seat({ post: 'grid_chief', community: west, grid: west.grids[0] }, '高景明', { on })
  return {
    ...township,
    chief: await station.signedIn('station_chief', { communityId: east.id }),
    officer: await station.signedIn('community_police', { communityId: east.id }),
    lead: await station.signedIn('grid_chief', { communityId: east.id }),
    people: { chief: chief.personId, officer: officer.personId, lead1: lead1.personId, lead2: lead2.personId, aux1: aux1.personId, aux2: aux2.personId, head: head.personId, elsewhere: elsewhere.personId },
    aux2Assignment: aux2.assignmentId,
    at: (week) => ({ communityId: east.id, week }),
  }
}

export const attendee = (personId: string | null, status: Attendee['status'], more: Partial<Attendee> = {}): Attendee => ({ personId, name: '某人', orgText: null, status, proxyForId: null, reason: null, ...more })

/** A meeting held as planned, everybody there. */
export function heldAs({ people }: MeetingTownship, heldOn: string, more: Partial<Parameters<Client['meetings']['hold']>[0]> = {}) {
  return {
    heldOn,
    startTime: '09:30',
    endTime: '10:20',
    place: '警务站会议室',
    chief: { personId: people.chief, substituteReason: null },
    officer: { personId: people.officer, substituteReason: null },
    recorderId: people.lead1,
    attendance: [attendee(people.lead1, 'present'), attendee(people.lead2, 'present'), attendee(people.aux1, 'present'), attendee(people.aux2, 'leave', { reason: '病假' }), attendee(people.head, 'also_present')],
    ...more,
  }
}

/** Writes 无, or a text by key, into every cell that is required. */
export async function fillAll(client: Client, meeting: Meeting, texts: Readonly<Record<string, string>> = {}): Promise<void> {
  await client.meetings.saveDraft({
    communityId: meeting.communityId,
    week: meeting.week,
    cells: meeting.items.filter((item) => item.required).map((item) => ({ key: item.key, text: texts[item.key] ?? texts[item.code] ?? '无', version: item.version })),
  })
}

/** Holds, writes, and has both sign in their own sessions; the meeting is then signed. */
export async function signedMeeting(township: MeetingTownship, week: string, heldOn: string, texts: Readonly<Record<string, string>> = {}): Promise<string> {
  const { clerk, chief, officer, at } = township
  const { meetingId } = await clerk.client.meetings.hold({ ...at(week), ...heldAs(township, heldOn) })
  await fillAll(clerk.client, await clerk.client.meetings.meeting(at(week)), texts)
  await clerk.client.meetings.minute({ meetingId })
  for (const signer of [chief, officer]) {
    const { contentSha256 } = await signer.client.meetings.meeting(at(week))
    await signer.client.meetings.sign({ meetingId, contentSha256 })
  }
  return meetingId
}

/** Moves the clock to ten o'clock of a day at the office. */
export function goTo({ station, clerk, chief, officer, lead }: MeetingTownship, on: string): void {
  station.clock.now = Date.parse(`${on}T10:00:00+08:00`)
  for (const { connection } of [clerk, chief, officer, lead]) if (connection.signedIn) Object.assign(connection.signedIn, { lastInputAt: station.clock.now, locked: false })
}
