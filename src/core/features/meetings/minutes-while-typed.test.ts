import { beforeAll, expect, test } from 'vitest'
import { fillAll, heldAs, openMeetingTownship, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'
import type { SignedInCaller } from '../../../../tests/stand/station'

/** The district's viewer reads minutes, not what is being typed: a draft is nobody's word yet. */
const week = '2026-W45'
const typed = '夜间两起电动车被盗，正在查'
let town: MeetingTownship
let viewer: SignedInCaller
let auditor: SignedInCaller
beforeAll(async () => {
  town = await openMeetingTownship()
  viewer = await town.station.signedIn('district_viewer')
  auditor = await town.station.signedIn('auditor')
})

async function tells({ client }: SignedInCaller): Promise<boolean[]> {
  const paper = { kind: 'minutes' as const, ...town.at(week) }
  const answers = [client.meetings.meeting(town.at(week)), client.meetings.paper({ paper }), client.meetings.search({ text: '电动车' })]
  return Promise.all(answers.map(async (answer) => JSON.stringify(await answer.catch(() => null)).includes('电动车')))
}

test('the viewer sees the text when the minutes are written, the auditor and the chief at once', async () => {
  const { chief, clerk } = town
  const { meetingId } = await clerk.client.meetings.hold({ ...town.at(week), ...heldAs(town, '2026-11-05') })
  await fillAll(chief.client, await chief.client.meetings.meeting(town.at(week)), { C1: typed })
  await clerk.client.meetings.addDecision({ meetingId, text: '盯住电动车棚', ownerId: town.people.lead1, ownerName: null, dueOn: '2026-11-12' })
  expect(await tells(chief)).toEqual([true, true, true])
  expect(await tells(auditor)).toEqual([true, true, true])
  expect(await tells(viewer)).toEqual([false, false, false])
  expect(await answerOf(viewer.client.meetings.paper({ paper: { kind: 'minutes', ...town.at(week) } }))).toMatchObject({ code: 'FORBIDDEN' })
  const page = await viewer.client.meetings.meeting(town.at(week))
  expect([page.state, page.heldOn, page.attendance.length > 0]).toEqual(['held', '2026-11-05', true])
  await clerk.client.meetings.minute({ meetingId })
  expect(await tells(viewer)).toEqual([true, true, true])
})
