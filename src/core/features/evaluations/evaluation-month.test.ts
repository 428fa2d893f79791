import { beforeEach, describe, expect, it } from 'vitest'
import { cellsOf, full, openTeam, octoberScored as month, scanTicket, score, scoreAll, type Team } from '../../../../tests/stand/scored-month'
import { answerOf, changeOf } from '../../../../tests/stand/small-township'
import type { SheetKind } from '../../../domain/evaluation'

let team: Team
beforeEach(async () => {
  team = await openTeam()
})
const key = (kind: SheetKind, rateeId: string) => ({ month, kind, communityId: team.east.id, rateeId })
const open = () => team.clerk.client.evaluations.open({ month })
const lock = () => team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: true })

describe('a month', () => {
  it('opens once, with the sheets that the roster owes', async () => {
    const { month: opened, wasOpen } = await open()
    expect(wasOpen).toBe(false)
    expect(opened).toMatchObject({ state: 'open', openOn: '2026-10-25', dueOn: '2026-10-31', lockOn: '2026-11-05', locksByItself: true, expected: 5, missing: 5 })
    expect((await open()).wasOpen).toBe(true)
    expect(await answerOf(team.clerk.client.evaluations.open({ month: '2027-01' }))).toMatchObject({ code: 'REFUSED', rule: 'month_ahead' })
    const { communities } = await team.clerk.client.evaluations.progress({ month })
    expect(communities[0]?.duties.map((duty) => [duty.kind, duty.ratee, duty.rater])).toEqual([
      ['police_by_chief', '民警乙', '站长甲'],
      ['aux_by_police', '警辅戊', '民警乙'],
      ['aux_by_grid_chief', '警辅戊', '格长丙'],
      ['aux_by_police', '警辅己', '民警乙'],
      ['aux_by_grid_chief', '警辅己', '格长丁'],
    ])
  })

  it('keeps a draft at each key, and hands it in only complete, in range, in steps and with reasons', async () => {
    await open()
    const { client } = team.officer
    const [aux] = team.people.auxes
    const where = key('aux_by_police', aux)
    const draft = (scores: readonly (number | null)[], reason: string | null = null) => client.evaluations.saveDraft({ ...where, proxy: false, cells: cellsOf('aux_by_police', scores, reason) })
    const submit = (totalX10: number) => answerOf(client.evaluations.submit({ month, kind: 'aux_by_police', communityId: team.east.id, sheets: [{ rateeId: aux, totalX10 }] }))
    await client.evaluations.saveDraft({ ...where, proxy: false, cells: [{ code: 'INFO', scoreX10: 175, reason: null }] })
    expect(await client.evaluations.saveDraft({ ...where, proxy: false, cells: [{ code: 'DUTY', scoreX10: 85, reason: null }], comment: '踏实' })).toMatchObject({ sumX10: 260, complete: false })
    const row = (await client.evaluations.mySheets({ month })).blocks[0]?.rows[0]
    expect(row).toMatchObject({ ratee: '警辅戊', state: 'draft', comment: '踏实', sumX10: 260, complete: false })
    expect(row?.cells.map((cell) => cell.scoreX10)).toEqual([175, null, null, 85, null, null])
    expect(await submit(260)).toMatchObject({ code: 'REFUSED', rule: 'I10', field: `${aux}/MEDIATE` })
    await draft([175, 205, 130, 120, 140, 145])
    expect(await submit(915)).toMatchObject({ code: 'REFUSED', rule: 'I10', field: `${aux}/MEDIATE` })
    await draft([175, 183, 130, 120, 140, 145])
    expect(await submit(893)).toMatchObject({ code: 'REFUSED', rule: 'I10', field: `${aux}/MEDIATE` })
    await draft([175, 185, 130, 85, 140, 145])
    const lacking = await submit(860)
    expect(lacking).toMatchObject({ code: 'REFUSED', rule: 'reason_needed', field: `${aux}/DUTY` })
    expect(lacking.message).toContain('责任落实8.5分，低于9分，请写原因。')
    await client.evaluations.saveDraft({ ...where, proxy: false, cells: [{ code: 'DUTY', scoreX10: 85, reason: '多次未巡查' }] })
    expect(await submit(865)).toMatchObject({ code: 'CONFLICT' })
    expect(await submit(860)).toMatchObject({ code: 'DONE' })
    expect(await answerOf(draft([10, 10, 10, 10, 10, 10]))).toMatchObject({ code: 'REFUSED', rule: 'already_submitted' })
    await client.evaluations.takeBack({ ...where, reason: '打错一格' })
    expect((await client.evaluations.mySheets({ month })).blocks[0]?.rows[0]).toMatchObject({ state: 'draft', sumX10: 860, complete: true })
  })

  it('gives results by weight after the lock, and prints them from its copy a year later', async () => {
    await open()
    await scoreAll(team)
    await team.clerk.client.evaluations.addBonus({ month, subject: 'aux', communityId: team.east.id, rateeId: team.people.auxes[0], pointsX10: 15, reason: '抓获现行', source: '青禾镇通报3号', approver: '所长' })
    expect(await lock()).toMatchObject({ results: 3, missing: [] })
    const { results } = await team.clerk.client.evaluations.results({ month, communityId: null })
    // 91.5 × 60% + 100 × 40% = 94.90, and 1.5 more; 100 × 60% + 91.5 × 40% = 96.60
    expect(results.map((one) => [one.ratee, one.weightedX100, one.bonusX10, one.finalX100, one.grade, one.rankCommunity, one.rankTownship])).toEqual([
      ['民警乙', 9000, 0, 9000, '优秀', null, 1],
      ['警辅戊', 9490, 15, 9640, '优秀', 2, 2],
      ['警辅己', 9660, 0, 9660, '优秀', 1, 1],
    ])
    const print = async () => {
      const at = { month, communityId: null, rateeId: null, kind: null }
      const parts = await Promise.all((['summary', 'sheets', 'notices', 'missing'] as const).map((what) => team.clerk.client.evaluations.papers({ ...at, what })))
      return JSON.stringify(parts)
    }
    const then = await print()
    expect(then).toContain('警辅戊')
    const { client } = team.clerk
    const person = await client.roster.person({ personId: team.people.auxes[0] })
    await client.roster.correctPerson({ personId: person.personId, rowVersion: person.rowVersion, name: '戊改名', sex: null, policeNo: null, orgText: null, dutyPhone: null, remark: null })
    const community = await client.roster.community({ communityId: team.east.id, asOf: team.station.today })
    await client.roster.correctCommunity({ communityId: team.east.id, rowVersion: community.rowVersion, name: '改名社区', areaCode: null, stationName: null, policePostName: null })
    await client.roster.change(changeOf({ post: 'aux_police', community: team.east, grid: team.east.grids[0] }, { onDate: '2026-10-01', outgoingAssignmentId: person.history[0]?.assignmentId ?? null }))
    await (await team.station.signedIn('admin')).client.settings.change({ key: 'evaluations.policeWeight', number: 50, choice: null })
    team.station.clock.now = Date.parse('2027-10-20T09:00:00+08:00')
    for (const { connection } of [team.clerk, team.chief]) if (connection.signedIn) connection.signedIn = { ...connection.signedIn, lastInputAt: team.station.clock.now, locked: false }
    expect(await print()).toBe(then)
  })

  it('refuses every change after the lock', async () => {
    await open()
    await scoreAll(team)
    await lock()
    const { client } = team.officer
    const where = key('aux_by_police', team.people.auxes[0])
    const clerk = team.clerk.client.evaluations
    const rule = { code: 'REFUSED', rule: 'I11' }
    expect(await answerOf(client.evaluations.saveDraft({ ...where, proxy: false, cells: [{ code: 'INFO', scoreX10: 10, reason: null }] }))).toMatchObject(rule)
    expect(await answerOf(client.evaluations.submit({ month, kind: 'aux_by_police', communityId: team.east.id, sheets: [{ rateeId: where.rateeId, totalX10: 915 }] }))).toMatchObject(rule)
    expect(await answerOf(client.evaluations.takeBack({ ...where, reason: '想改' }))).toMatchObject(rule)
    expect(await answerOf(clerk.returnSheet({ ...where, reason: '想改' }))).toMatchObject(rule)
    expect(await answerOf(clerk.waive({ ...where, reason: '想改' }))).toMatchObject(rule)
    expect(await answerOf(clerk.unwaive({ ...where, reason: '想改' }))).toMatchObject(rule)
    expect(await answerOf(clerk.enterProxy({ ...where, cells: cellsOf('aux_by_police', full.aux), comment: null, scanTicket: scanTicket(team) }))).toMatchObject(rule)
    expect(await answerOf(clerk.addBonus({ month, subject: 'aux', communityId: team.east.id, rateeId: where.rateeId, pointsX10: 10, reason: '补记', source: '通报', approver: '所长' }))).toMatchObject(rule)
    expect(await answerOf(clerk.lock({ month, communityId: null, acceptMissing: true }))).toMatchObject({ code: 'REFUSED', rule: 'already_locked' })
  })

  it('locks with sheets missing only when that is accepted, lists them, and gives those people no result', async () => {
    await open()
    await score(team.officer, key('aux_by_police', team.people.auxes[0]), full.good)
    expect(await answerOf(team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: false }))).toMatchObject({ code: 'REFUSED', rule: 'sheets_missing' })
    const { missing, results } = await lock()
    expect(results).toBe(0)
    expect(missing.map((duty) => [duty.kind, duty.ratee])).toEqual([['police_by_chief', '民警乙'], ['aux_by_grid_chief', '警辅戊'], ['aux_by_police', '警辅己'], ['aux_by_grid_chief', '警辅己']])
    const shown = (await team.clerk.client.evaluations.results({ month, communityId: null })).results
    expect(shown.map((one) => [one.ratee, one.state, one.finalX100, one.grade, one.rankTownship])).toEqual([['民警乙', 'open', null, null, null], ['警辅戊', 'open', null, null, null], ['警辅己', 'open', null, null, null]])
  })

  it('lets one sheet be waived with a reason: the other stands alone, and the paper says so', async () => {
    await open()
    await score(team.officer, key('aux_by_police', team.people.auxes[0]), full.good)
    await team.clerk.client.evaluations.waive({ ...key('aux_by_grid_chief', team.people.auxes[0]), reason: '网格长空缺' })
    await team.clerk.client.evaluations.waive({ ...key('aux_by_police', team.people.auxes[1]), reason: '长期病假' })
    await team.clerk.client.evaluations.waive({ ...key('aux_by_grid_chief', team.people.auxes[1]), reason: '长期病假' })
    await lock()
    const { results } = await team.clerk.client.evaluations.results({ month, communityId: null })
    expect(results[1]).toMatchObject({ ratee: '警辅戊', state: 'complete', finalX100: 9150, note: '网格长免评（网格长空缺），按民警评分计' })
    expect(results[2]).toMatchObject({ ratee: '警辅己', state: 'waived', finalX100: null, rankTownship: null })
  })

  it('takes a signed paper sheet from the clerk with its scan, recording rater and typist', async () => {
    await open()
    const where = key('aux_by_grid_chief', team.people.auxes[0])
    const { client } = team.clerk
    const ticket = scanTicket(team)
    expect(await answerOf(client.evaluations.enterProxy({ ...where, cells: cellsOf('aux_by_grid_chief', [200, 200, 150, 150, 150, null]), comment: null, scanTicket: ticket }))).toMatchObject({ code: 'REFUSED', rule: 'I10' })
    expect(await client.evaluations.enterProxy({ ...where, cells: cellsOf('aux_by_grid_chief', full.good), comment: '按原件', scanTicket: ticket })).toEqual({ totalX10: 915 })
    const { duty, submissions } = await client.evaluations.sheet(where)
    expect(duty).toMatchObject({ state: 'submitted', rater: '格长丙', isProxy: true, enteredBy: team.clerk.login })
    expect(submissions).toMatchObject([{ no: 1, rater: '格长丙', enteredBy: team.clerk.login, isProxy: true, totalX10: 915, stands: true, attachments: [{ fileName: '评分表.pdf' }] }])
    const download = await client.evaluations.scan({ attachmentId: submissions[0]?.attachments[0]?.attachmentId ?? '' })
    expect(Buffer.from(team.station.services.tickets.takeDownload(download.ticket).bytes).toString()).toContain('signed sheet')
    expect(await answerOf(client.evaluations.enterProxy({ ...key('aux_by_grid_chief', team.people.auxes[1]), cells: cellsOf('aux_by_grid_chief', full.good), comment: null, scanTicket: team.station.services.tickets.acceptUpload({ fileName: 'a.pdf', bytes: Buffer.from('no scan') }) }))).toMatchObject({ code: 'FILE_REFUSED' })
  })

  it('has no rater where a grid has no lead, until somebody is authorised', async () => {
    const board = await team.clerk.client.roster.community({ communityId: team.east.id, asOf: '2026-10-20' })
    await team.clerk.client.roster.change(changeOf({ post: 'grid_chief', community: team.east, grid: team.east.grids[0] }, { onDate: '2026-09-01', outgoingAssignmentId: board.grids[0]?.chief?.assignmentId ?? null }))
    await open()
    const where = key('aux_by_grid_chief', team.people.auxes[0])
    const dutyNow = async () => (await team.clerk.client.evaluations.progress({ month })).communities[0]?.duties.find((duty) => duty.kind === where.kind && duty.rateeId === where.rateeId)
    expect(await dutyNow()).toMatchObject({ problem: 'no_rater', rater: null })
    expect(await answerOf(team.clerk.client.evaluations.enterProxy({ ...where, cells: cellsOf(where.kind, full.good), comment: null, scanTicket: scanTicket(team) }))).toMatchObject({ code: 'REFUSED', rule: 'no_rater' })
    expect(await answerOf(team.clerk.client.evaluations.authoriseSubstitute({ month, kind: where.kind, communityId: team.east.id, rateeId: where.rateeId, personId: where.rateeId, reason: '代评' }))).toMatchObject({ rule: 'I8' })
    const { substituteId } = await team.clerk.client.evaluations.authoriseSubstitute({ month, kind: where.kind, communityId: team.east.id, rateeId: where.rateeId, personId: team.people.leads[1], reason: '网格长空缺，邻格代评' })
    expect(await dutyNow()).toMatchObject({ problem: null, rater: '格长丁', standsInFor: '空缺岗位' })
    await score(team.otherLead, where, full.good)
    await team.clerk.client.evaluations.endSubstitute({ substituteId, reason: '新网格长到任' })
    expect(await dutyNow()).toMatchObject({ state: 'submitted', rater: '格长丁', standsInFor: '空缺岗位' })
  })
  it('never has one person give both sheets of an auxiliary', async () => {
    await open()
    const clerk = team.clerk.client.evaluations
    const [first, second] = team.people.auxes
    const [lead, otherLead] = team.people.leads
    const asked = { month, communityId: team.east.id, reason: '学习培训' }
    const duties = async () => new Map(((await clerk.progress({ month })).communities[0]?.duties ?? []).map((duty) => [`${duty.kind} ${duty.rateeId}`, [duty.rater, duty.problem]]))
    expect(await answerOf(clerk.authoriseSubstitute({ ...asked, kind: 'aux_by_police', rateeId: first, personId: lead }))).toMatchObject({ code: 'REFUSED', rule: 'I8', field: 'personId' })
    expect(await answerOf(clerk.authoriseSubstitute({ ...asked, kind: 'aux_by_grid_chief', rateeId: null, personId: team.people.officer }))).toMatchObject({ code: 'REFUSED', rule: 'I8' })
    // For all of them: the one whose lead this is waits for another.
    await clerk.authoriseSubstitute({ ...asked, kind: 'aux_by_police', rateeId: null, personId: lead })
    expect([(await duties()).get(`aux_by_police ${first}`), (await duties()).get(`aux_by_police ${second}`)]).toEqual([['格长丙', 'same_rater'], ['格长丙', null]])
    await team.lead.client.evaluations.saveDraft({ ...key('aux_by_police', first), proxy: false, cells: cellsOf('aux_by_police', full.good) })
    expect(await answerOf(team.lead.client.evaluations.submit({ month, kind: 'aux_by_police', communityId: team.east.id, sheets: [{ rateeId: first, totalX10: 915 }] }))).toMatchObject({ code: 'REFUSED', rule: 'I8' })
    await score(team.lead, key('aux_by_police', second), full.good)
    // Who has handed in the one is nobody for the other, whatever becomes of the authorisation.
    const [substitute] = (await clerk.progress({ month })).substitutes
    await clerk.endSubstitute({ substituteId: substitute?.substituteId ?? '', reason: '民警回岗' })
    expect(await answerOf(clerk.authoriseSubstitute({ ...asked, kind: 'aux_by_grid_chief', rateeId: second, personId: lead }))).toMatchObject({ code: 'REFUSED', rule: 'I8' })
    expect(await answerOf(clerk.authoriseSubstitute({ ...asked, kind: 'aux_by_police', rateeId: first, personId: otherLead }))).toMatchObject({ code: 'DONE' })
  })
  it('lists an old month without counts, never as one without sheets, and counts it when it is looked at', async () => {
    team.station.clock.now = Date.parse('2027-12-20T09:00:00+08:00')
    for (const { connection } of [team.clerk]) if (connection.signedIn) connection.signedIn = { ...connection.signedIn, lastInputAt: team.station.clock.now, locked: false }
    const clerk = team.clerk.client.evaluations
    for (let at = 0; at < 19; at += 1) await clerk.open({ month: `${at < 10 ? 2026 : 2027}-${String((at + (at < 10 ? 3 : -9))).padStart(2, '0')}` })
    const { months } = await clerk.months({})
    expect(months.filter((one) => one.state !== 'not_open').map((one) => one.expected)).toEqual([...Array.from({ length: 18 }, () => 5), null])
    expect((await clerk.progress({ month: '2026-03' })).month).toMatchObject({ expected: 5, missing: 5 })
  })

  it('tells the clerk of a rater who left the post before scoring, and takes the signed paper', async () => {
    const { officer: seat, people } = team
    const { history } = await team.clerk.client.roster.person({ personId: people.officer })
    await team.clerk.client.roster.change(changeOf({ post: 'community_police', community: team.east }, { onDate: '2026-10-20', outgoingAssignmentId: history[0]?.assignmentId ?? null }))
    await open()
    expect(await answerOf(seat.client.evaluations.mySheets({ month }))).toMatchObject({ code: 'FORBIDDEN' })
    const duties = (await team.clerk.client.evaluations.progress({ month })).communities[0]?.duties ?? []
    expect(duties.map((duty) => [duty.kind, duty.rater, duty.problem, duty.raterLeft])).toEqual([
      ['aux_by_police', '民警乙', null, true], ['aux_by_grid_chief', '格长丙', null, false],
      ['aux_by_police', '民警乙', null, true], ['aux_by_grid_chief', '格长丁', null, false],
    ])
    const where = key('aux_by_police', people.auxes[0])
    await team.clerk.client.evaluations.enterProxy({ ...where, cells: cellsOf(where.kind, full.good), comment: null, scanTicket: scanTicket(team) })
    expect((await team.clerk.client.evaluations.progress({ month })).communities[0]?.duties[0]).toMatchObject({ state: 'submitted', raterLeft: false })
  })

  it('says on the row itself that its rater served too short', async () => {
    const west = { post: 'community_police' as const, community: team.west }
    const [grid] = team.west.grids
    await team.seat({ post: 'grid_chief', community: team.west, grid }, '格长辛')
    await team.seat({ post: 'aux_police', community: team.west, grid }, '警辅壬')
    await team.seat(west, '民警庚', { on: '2026-10-20' })
    await open()
    const officer = await team.station.signedIn('community_police', { communityId: team.west.id })
    expect((await officer.client.evaluations.mySheets({ month })).blocks.flatMap((block) => block.rows)).toMatchObject([{ ratee: '警辅壬', problem: 'short_service', closed: false }])
    expect((await team.officer.client.evaluations.mySheets({ month })).blocks.flatMap((block) => block.rows).map((row) => [row.problem, row.closed])).toEqual([[null, false], [null, false]])
  })
})
