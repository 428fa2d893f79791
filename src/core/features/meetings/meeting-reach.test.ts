import { beforeAll, describe, expect, it } from 'vitest'
import { textKey } from '../../../domain/meeting-agenda'
import { attendee, fillAll, goTo, heldAs, openMeetingTownship, type MeetingTownship } from '../../../../tests/stand/meeting-township'
import { answerOf } from '../../../../tests/stand/small-township'
import { commandLineConnection } from '../../connection'
import type { Client, SignedInCaller } from '../../../../tests/stand/station'

let town: MeetingTownship
let viewer: SignedInCaller
let auditor: SignedInCaller
const week = '2026-W45'
const key = (code: 'B1' | 'B2' | 'B3', grid: 0 | 1): string => textKey(code, town.east.grids[grid].id)
const type = (client: Client, cellKey: string, text: string, version = 0, at = town.at(week)) => client.meetings.saveDraft({ ...at, cells: [{ key: cellKey, text, version }] })
const page = () => town.clerk.client.meetings.meeting(town.at(week))

beforeAll(async () => {
  town = await openMeetingTownship()
  viewer = await town.station.signedIn('district_viewer')
  auditor = await town.station.signedIn('auditor')
})

describe('text as it is typed', () => {
  it('is stored at once, before there is a meeting, and survives a restart without warning', async () => {
    const { cells } = await type(town.clerk.client, 'C1', '电动车电瓶被盗')
    expect(cells).toEqual([{ key: 'C1', version: 1, taken: null }])
    const stored = town.station.services.database.connection.prepare(`SELECT text, typed_by_name FROM meeting_draft WHERE cell_key = 'C1'`).get()
    expect(stored).toEqual({ text: '电动车电瓶被盗', typed_by_name: town.clerk.login })
    expect((await page()).items.find((item) => item.key === 'C1')).toMatchObject({ text: '电动车电瓶被盗', filledBy: town.clerk.login, version: 1 })
    expect((await page()).meetingId).toBeNull()
  })

  it('of two people in one cell, the later does not overwrite what it has not seen', async () => {
    const first = await type(town.clerk.client, 'C2', '停车难')
    expect(first.cells[0]?.version).toBe(1)
    const second = await type(town.chief.client, 'C2', '物业差')
    expect(second.cells).toEqual([{ key: 'C2', version: 1, taken: { text: '停车难', by: town.clerk.login } }])
    const third = await type(town.chief.client, 'C2', '停车难，物业差', 1)
    expect(third.cells).toEqual([{ key: 'C2', version: 2, taken: null }])
    expect((await page()).items.find((item) => item.key === 'C2')).toMatchObject({ text: '停车难，物业差', filledBy: town.chief.login })
  })

  it('of an unfinished form belongs to who types it, and is gone when emptied', async () => {
    await type(town.clerk.client, 'form/decision', '{"text":"清理"}')
    expect((await page()).forms).toEqual([{ key: 'form/decision', text: '{"text":"清理"}', version: 1 }])
    expect((await town.chief.client.meetings.meeting(town.at(week))).forms).toEqual([])
    await type(town.clerk.client, 'form/decision', '', 1)
    expect((await page()).forms).toEqual([])
  })

  it('leaves no audit record, but is recorded with who typed it at the next step', async () => {
    const { connection } = town.station.services.database
    const count = () => connection.prepare('SELECT count(*) AS n FROM audit_log').get()
    const before = count()
    await type(town.chief.client, 'A2', '入冬防火')
    expect(count()).toEqual(before)
    await town.clerk.client.meetings.notice(town.at(week))
    expect(connection.prepare(`SELECT text, typed_by, created_by FROM agenda_entry WHERE cell_key = 'A2'`).get()).toEqual({ text: '入冬防火', typed_by: town.chief.login, created_by: town.clerk.accountId })
    expect(connection.prepare(`SELECT count(*) AS n FROM meeting_draft WHERE cell_key NOT LIKE 'form/%'`).get()).toEqual({ n: 0 })
    expect((await page()).items.find((item) => item.key === 'A2')).toMatchObject({ text: '入冬防火', version: 1 })
  })

  it('names a cell that there is', async () => {
    for (const bad of ['Z9', 'B3', 'A1/extra', 'n/nothing', 'form/', 'X1/other', `B3/${'0'.repeat(25)}`]) expect(await answerOf(type(town.clerk.client, bad, '无'))).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await answerOf(type(town.clerk.client, textKey('B1', town.west.grids[0].id), '无'))).toMatchObject({ rule: 'grid_elsewhere' })
  })
})

describe('a grid lead', () => {
  it('fills the own grid before the meeting, and nothing else', async () => {
    expect(await answerOf(type(town.lead.client, key('B1', 0), '新增租户3人'))).toMatchObject({ code: 'DONE' })
    expect(await answerOf(type(town.lead.client, `n/disputes/${town.east.grids[0].id}`, '2'))).toMatchObject({ code: 'DONE' })
    expect(await answerOf(type(town.lead.client, key('B1', 1), '越界'))).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('本网格') as string })
    expect(await answerOf(type(town.lead.client, 'A1', '越界'))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(type(town.lead.client, 'X1', '越界'))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('sees the own grid, the own attendance and the own decisions', async () => {
    const seen = await town.lead.client.meetings.meeting(town.at(week))
    expect(new Set(seen.items.map((item) => item.gridId))).toEqual(new Set([town.east.grids[0].id]))
    expect(seen.items.map((item) => item.code)).toEqual(['B1', 'B2', 'B3', 'B4', 'B5'])
    expect(seen.items.every((item) => item.mayEdit)).toBe(true)
    expect(seen.grids.map((grid) => grid.name)).toEqual(['第一网格'])
    expect(seen.candidates.map((one) => one.name)).toEqual(['陈晨明'])
    expect(seen.steps.every((step) => !step.allowed && step.reason !== null)).toBe(true)
    expect(seen.reportSentence).toBeNull()
  })

  it('no longer after the meeting', async () => {
    const { meetingId } = await town.clerk.client.meetings.hold({ ...town.at(week), ...heldAs(town, '2026-11-05') })
    expect(await answerOf(type(town.lead.client, key('B1', 0), '晚了', 1))).toMatchObject({ code: 'REFUSED', rule: 'not_editable', message: expect.stringContaining('内勤') as string })
    await town.clerk.client.meetings.addDecision({ meetingId, text: '一网格的事', ownerId: town.people.lead1, ownerName: null, dueOn: '2026-11-12' })
    await town.clerk.client.meetings.addDecision({ meetingId, text: '二网格的事', ownerId: town.people.lead2, ownerName: null, dueOn: '2026-11-12' })
    const seen = await town.lead.client.meetings.meeting(town.at(week))
    expect(seen.decisions.map((one) => one.text)).toEqual(['一网格的事'])
    expect(seen.attendance.map((one) => one.name)).toEqual(['陈晨明'])
    expect((await town.lead.client.meetings.decisions({})).decisions.map((one) => one.text)).toEqual(['一网格的事'])
    expect(await answerOf(town.lead.client.meetings.hold({ ...town.at(week), ...heldAs(town, '2026-11-05') }))).toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('reach', () => {
  it('of chief and officer is their own community', async () => {
    for (const { client } of [town.chief, town.officer]) {
      const west = { communityId: town.west.id, week }
      expect((await client.meetings.board({ fromWeek: week, toWeek: week })).communities.map((one) => one.name)).toEqual(['东塘社区'])
      expect(await answerOf(client.meetings.meeting(west))).toMatchObject({ code: 'FORBIDDEN' })
      expect(await answerOf(client.meetings.saveDraft({ ...west, cells: [{ key: 'A1', text: '无', version: 0 }] }))).toMatchObject({ code: 'FORBIDDEN' })
      expect(await answerOf(client.meetings.exempt({ ...west, kind: 'other', reason: '不开了' }))).toMatchObject({ code: 'FORBIDDEN' })
      expect(await answerOf(client.meetings.paper({ paper: { kind: 'minutes', ...west } }))).toMatchObject({ code: 'FORBIDDEN' })
      expect(await answerOf(client.meetings.setWeekday({ communityId: town.west.id, weekday: 1 }))).toMatchObject({ code: 'FORBIDDEN' })
      expect((await client.meetings.debts({})).communities.every((one) => one.communityId === town.east.id)).toBe(true)
      const { papers } = await client.meetings.paper({ paper: { kind: 'overview', month: '2026-11' } })
      expect(papers.map((paper) => paper.kind === 'sheet' && paper.unit)).toEqual(['东塘社区', '东塘社区', '东塘社区'])
    }
  })

  it('of viewer and auditor is the township, to read and to print only', async () => {
    for (const { client } of [viewer, auditor]) {
      expect((await client.meetings.board({ fromWeek: week, toWeek: week })).communities).toHaveLength(2)
      const seen = await client.meetings.meeting(town.at(week))
      expect(seen.items.some((item) => item.mayEdit)).toBe(false)
      expect(seen.steps.some((step) => step.allowed)).toBe(false)
      expect(await answerOf(client.meetings.export({ paper: { kind: 'attendance', ...town.at(week) } }))).toMatchObject({ code: 'DONE' })
      expect(await answerOf(type(client, 'A1', '改'))).toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  it('of a second community is added where the officer holds both', async () => {
    const board = await town.clerk.client.meetings.board({ fromWeek: week, toWeek: week })
    expect(board.communities.map((one) => one.name)).toEqual(['东塘社区', '西柳村'])
    await town.clerk.client.roster.change({ communityId: town.west.id, gridId: null, post: 'community_police', onDate: '2026-11-01', outgoingAssignmentId: null, incoming: { kind: 'known', personId: town.people.officer }, isActing: false, docNo: null, reason: '一人兼两社区' })
    expect((await town.officer.client.meetings.board({ fromWeek: week, toWeek: week })).communities).toHaveLength(2)
  })

  it('of the command line is the clerk\'s', async () => {
    const job = town.station.client(commandLineConnection('job'))
    expect((await job.meetings.meeting(town.at(week))).state).toBe('held')
  })
})

describe('counts', () => {
  it('come with the week before and the year before, each with its source, and make the sentence of A1', async () => {
    const own = await openMeetingTownship()
    const { clerk, at } = own
    const write = async (on: string, weekOf: string, calls: string) => {
      goTo(own, on)
      await clerk.client.meetings.hold({ ...at(weekOf), ...heldAs(own, on, { attendance: [attendee(own.people.lead1, 'present')] }) })
      await clerk.client.meetings.saveDraft({ ...at(weekOf), cells: [{ key: 'n/calls', text: calls, version: 0 }] })
    }
    await write('2026-11-05', '2026-W45', '9')
    await write('2025-11-13', '2025-W46', '12')
    goTo(own, '2026-11-12')
    await clerk.client.roster.change({ communityId: own.east.id, gridId: own.east.grids[1].id, post: 'aux_police', onDate: '2026-11-04', outgoingAssignmentId: own.aux2Assignment, incoming: null, isActing: false, docNo: null, reason: '辞职' })
    await clerk.client.meetings.saveDraft({ ...at('2026-W46'), cells: [{ key: 'n/calls', text: '17', version: 0 }, { key: 'n/criminal', text: '3', version: 0 }] })
    const { figures, reportSentence, reportFrom, reportTo } = await clerk.client.meetings.meeting(at('2026-W46'))
    expect([reportFrom, reportTo]).toEqual(['2026-11-02', '2026-11-08'])
    expect(figures.find((one) => one.key === 'n/calls')).toMatchObject({ value: 17, typed: true, lastWeek: 9, yearAgo: 12, source: '手工填写', lastWeekSource: '第45周纪要', yearAgoSource: '2025年第46周纪要' })
    expect(figures.find((one) => one.key === `n/left/${own.east.grids[1].id}`)).toMatchObject({ value: 1, typed: false, known: 1, lastWeek: 0, source: '花名册', lastWeekSource: '花名册' })
    expect(reportSentence).toBe('11月2日至11月8日，辖区共接警17起，其中刑事3起，上周接警9起，环比上升8起，上年同期12起，同比上升5起。')
    await fillAll(clerk.client, await clerk.client.meetings.meeting(at('2026-W46')), { A1: ' ' })
    expect((await clerk.client.meetings.meeting(at('2026-W46'))).gaps.map((gap) => gap.key)).not.toContain('A1')
  })
})
