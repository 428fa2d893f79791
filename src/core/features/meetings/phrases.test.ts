import { beforeEach, expect, it } from 'vitest'
import { goTo, heldAs, openMeetingTownship, type MeetingTownship } from '../../../../tests/stand/meeting-township'

let town: MeetingTownship
beforeEach(async () => {
  town = await openMeetingTownship()
})
const keep = async (text: string, code: string | null = null): Promise<string> => (await town.clerk.client.meetings.savePhrase({ phraseId: null, code, text })).phraseId
const phrases = async (): Promise<string[]> => (await town.clerk.client.meetings.phrases({})).phrases.map((one) => one.text)

/** Writes texts into a week's cells and holds the meeting, which takes them into the record. */
async function write(week: string, on: string, cells: Record<string, string>): Promise<string> {
  goTo(town, on)
  await town.clerk.client.meetings.saveDraft({ ...town.at(week), cells: Object.entries(cells).map(([key, text]) => ({ key, text, version: 0 })) })
  return (await town.clerk.client.meetings.hold({ ...town.at(week), ...heldAs(town, on) })).meetingId
}

it('phrases come with the most used first, the oldest first among equals', async () => {
  await keep('无异常')
  await keep('总体平稳')
  await keep('夜巡两次')
  expect(await phrases()).toEqual(['无异常', '总体平稳', '夜巡两次'])
  const [first, second] = town.east.grids
  await write('2026-W44', '2026-10-29', { A2: '治安总体平稳，没有大案。', [`B5/${first.id}`]: '夜巡两次' })
  const meetingId = await write('2026-W45', '2026-11-05', { [`B5/${first.id}`]: '夜巡两次。', [`B5/${second.id}`]: '本周夜巡两次' })
  expect(await phrases()).toEqual(['夜巡两次', '总体平稳', '无异常'])
  // A meeting that was none counts no more.
  await town.clerk.client.meetings.void({ meetingId, reason: '登记错周' })
  await write('2026-W43', '2026-10-22', { A2: '总体平稳' })
  expect(await phrases()).toEqual(['总体平稳', '夜巡两次', '无异常'])
})

it('a phrase of one item counts there alone, and what was written a quarter ago no more', async () => {
  await keep('无', 'B4')
  await keep('无', 'B1')
  await keep('平稳')
  const [first, second] = town.east.grids
  await write('2026-W44', '2026-10-29', { [`B1/${first.id}`]: '无', [`B1/${second.id}`]: '无', [`B4/${first.id}`]: '无', A2: '平稳' })
  const codes = async () => (await town.clerk.client.meetings.phrases({})).phrases.map((one) => [one.code, one.text])
  expect(await codes()).toEqual([['B1', '无'], ['B4', '无'], [null, '平稳']])
  goTo(town, '2027-02-05')
  expect(await codes()).toEqual([['B4', '无'], ['B1', '无'], [null, '平稳']])
})
