import { beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '../../database/driver'
import { migrations } from '../../database/migrations'
import { cellsOf, full, octoberScored as month, openTeam, scanTicket, score, type Team } from '../../../../tests/stand/scored-month'
import { answerOf } from '../../../../tests/stand/small-township'
import type { SheetKind } from '../../../domain/evaluation'
import type { Role } from '../../../contract/roles'
import type { SignedInCaller } from '../../../../tests/stand/station'

/** Typed by hand from model.md D5: who reads the single scores of which sheet, before the lock and after it. */
let team: Team
let byRole: Map<string, SignedInCaller>
const key = (kind: SheetKind, rateeId: string) => ({ month, kind, communityId: team.east.id, rateeId })
/** Of the first auxiliary: the officer's by hand, the lead's typed by the clerk; of the officer: the chief's by hand. */
const sheets = () => ({ chiefs: key('police_by_chief', team.people.officer), officers: key('aux_by_police', team.people.auxes[0]), leads: key('aux_by_grid_chief', team.people.auxes[0]) })

beforeEach(async () => {
  team = await openTeam()
  await team.clerk.client.evaluations.open({ month })
  await score(team.chief, sheets().chiefs, full.police)
  await score(team.officer, sheets().officers, full.good)
  await team.clerk.client.evaluations.enterProxy({ ...sheets().leads, cells: cellsOf('aux_by_grid_chief', full.aux), comment: null, scanTicket: scanTicket(team) })
  byRole = new Map([['chief', team.chief], ['officer', team.officer], ['lead', team.lead], ['otherLead', team.otherLead], ['clerk', team.clerk]])
  for (const role of ['auditor', 'admin', 'district_viewer'] as const satisfies Role[]) byRole.set(role, await team.station.signedIn(role))
})
const lock = () => team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: true })

async function readers(sheet: keyof ReturnType<typeof sheets>): Promise<string[]> {
  const reading: string[] = []
  for (const [name, caller] of byRole) if ((await answerOf(caller.client.evaluations.sheet(sheets()[sheet]))).code === 'DONE') reading.push(name)
  return reading
}

describe('the single scores', () => {
  it('before the lock are the rater’s, the auditor’s, and the clerk’s where a clerk typed them', async () => {
    expect(await readers('chiefs')).toEqual(['chief', 'auditor'])
    expect(await readers('officers')).toEqual(['officer', 'auditor'])
    expect(await readers('leads')).toEqual(['lead', 'clerk', 'auditor'])
  })

  it('after the lock are the clerk’s and the chief’s too, and the officer’s for auxiliaries; never the rated person’s', async () => {
    await lock()
    expect(await readers('chiefs')).toEqual(['chief', 'clerk', 'auditor'])
    expect(await readers('officers')).toEqual(['chief', 'officer', 'clerk', 'auditor'])
    expect(await readers('leads')).toEqual(['chief', 'officer', 'lead', 'clerk', 'auditor'])
  })

  it('do not stand in anybody’s answer who may not read them', async () => {
    const says = async (caller: SignedInCaller): Promise<string> => {
      const at = { month, communityId: null, rateeId: null, kind: null }
      const { evaluations } = caller.client
      const asked = [evaluations.mySheets({ month }), evaluations.proxySheets({ month, communityId: null }), evaluations.progress({ month }), evaluations.results({ month, communityId: null }), evaluations.debts({}), evaluations.months({})]
      const printed = (['sheets', 'blank', 'missing', 'summary', 'notices'] as const).map((what) => evaluations.papers({ ...at, what }))
      return JSON.stringify(await Promise.all([...asked, ...printed].map((call) => call.catch(() => null))))
    }
    const officersTotal = /"(?:sumX10|policeTotalX10|totalX10)":915\b/
    for (const name of ['chief', 'lead', 'otherLead', 'clerk', 'district_viewer', 'admin']) expect([name, officersTotal.test(await says(byRole.get(name) ?? team.clerk))]).toEqual([name, false])
    expect(officersTotal.test(await says(team.officer))).toBe(true)
    const chiefsTotal = /"(?:sumX10|chiefTotalX10|totalX10)":900\b|"finalX100":9000\b/
    for (const name of ['officer', 'lead', 'clerk', 'district_viewer', 'admin']) expect([name, chiefsTotal.test(await says(byRole.get(name) ?? team.clerk))]).toEqual([name, false])
    expect(chiefsTotal.test(await says(team.chief))).toBe(true)
  })
})

describe('a result', () => {
  const seen = async (caller: SignedInCaller) => (await caller.client.evaluations.results({ month, communityId: null })).results.map((one) => [one.ratee, one.hidden, one.finalX100, one.policeTotalX10, one.chiefTotalX10])

  it('shows no figure to anybody but the auditor before the lock', async () => {
    for (const name of ['chief', 'officer', 'lead', 'clerk']) for (const row of await seen(byRole.get(name) ?? team.clerk)) expect([name, ...row.slice(1)]).toEqual([name, true, null, null, null])
    expect(await seen(team.officer)).toEqual([['警辅戊', true, null, null, null], ['警辅己', true, null, null, null]])
  })

  it('shows the rated officer the own total and nothing else, the lead the own grid, the chief and the clerk everything', async () => {
    await lock()
    expect(await seen(team.officer)).toEqual([['民警乙', false, 9000, null, null], ['警辅戊', false, 9490, 915, null], ['警辅己', false, null, null, null]])
    expect(await seen(team.lead)).toEqual([['警辅戊', false, 9490, null, null]])
    expect(await seen(team.chief)).toEqual([['民警乙', false, 9000, null, 900], ['警辅戊', false, 9490, 915, null], ['警辅己', false, null, null, null]])
    expect(await seen(team.clerk)).toEqual(await seen(team.chief))
    expect(await answerOf(seen(byRole.get('admin') ?? team.clerk))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(seen(byRole.get('district_viewer') ?? team.clerk))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('tells no rank over the months to who sees the total alone, and no name to who sees nothing', async () => {
    await lock()
    const trend = async (caller: SignedInCaller, personId: string) => {
      const { name, series } = await caller.client.evaluations.trend({ personId, month })
      return [name, ...series.flatMap((one) => one.months.slice(-1)).map((one) => [one.finalX100, one.rankTownship])]
    }
    const { officer, auxes: [aux] } = team.people
    expect(await trend(team.officer, officer)).toEqual(['民警乙', [9000, null]])
    expect(await trend(team.lead, aux)).toEqual(['警辅戊', [9490, null]])
    expect(await trend(team.otherLead, aux)).toEqual([''])
    expect(await trend(team.chief, officer)).toEqual(['民警乙', [9000, 1]])
    expect(await trend(team.officer, aux)).toEqual(['警辅戊', [9490, 1]])
  })

  it('reaches the district viewer as averages without names, after the lock', async () => {
    const viewer = byRole.get('district_viewer') ?? team.clerk
    expect(await viewer.client.evaluations.overview({ month })).toEqual({ isLocked: false, communities: [] })
    await lock()
    const shown = await viewer.client.evaluations.overview({ month })
    expect(shown.communities[0]).toMatchObject({ community: '东塘社区', people: 2, rated: 1, averageX100: 9490 })
    expect(JSON.stringify(shown)).not.toContain('警辅戊')
  })
})

describe('a draft', () => {
  it('is its rater’s alone; the clerk’s own lies beside it, unseen by the rater', async () => {
    const where = key('aux_by_police', team.people.auxes[1])
    await team.officer.client.evaluations.saveDraft({ ...where, proxy: false, cells: [{ code: 'INFO', scoreX10: 155, reason: null }] })
    await team.clerk.client.evaluations.saveDraft({ ...where, proxy: true, cells: [{ code: 'INFO', scoreX10: 25, reason: null }] })
    const rowOf = (matrix: { blocks: { kind: string; rows: { rateeId: string; sumX10: number }[] }[] }) => matrix.blocks.filter((block) => block.kind === where.kind).flatMap((block) => block.rows).find((row) => row.rateeId === where.rateeId)?.sumX10
    expect(rowOf(await team.officer.client.evaluations.mySheets({ month }))).toBe(155)
    expect(rowOf(await team.clerk.client.evaluations.proxySheets({ month, communityId: team.east.id }))).toBe(25)
    expect(await answerOf(team.lead.client.evaluations.saveDraft({ ...where, proxy: false, cells: [] }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(team.officer.client.evaluations.saveDraft({ ...where, proxy: true, cells: [] }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(team.clerk.client.evaluations.saveDraft({ ...where, proxy: false, cells: [] }))).toMatchObject({ code: 'FORBIDDEN' })
  })

  const commentIn = (matrix: { blocks: { kind: string; rows: { rateeId: string; comment: string | null; sumX10: number }[] }[] }, where: { kind: string; rateeId: string }) =>
    matrix.blocks.filter((block) => block.kind === where.kind).flatMap((block) => block.rows).find((row) => row.rateeId === where.rateeId)
  const ofOfficer = (caller: SignedInCaller = team.officer) => caller.client.evaluations.mySheets({ month })

  it('hands its comment to nobody who rates in its rater’s place, on screen or in the ledger', async () => {
    const where = key('aux_by_police', team.people.auxes[1])
    await team.officer.client.evaluations.saveDraft({ ...where, proxy: false, cells: cellsOf(where.kind, full.good), comment: '踏实，话不多' })
    await team.officer.client.evaluations.submit({ month, kind: where.kind, communityId: team.east.id, sheets: [{ rateeId: where.rateeId, totalX10: 915 }] })
    await team.clerk.client.evaluations.returnSheet({ ...where, reason: '民警请长假' })
    expect(commentIn(await ofOfficer(), where)).toMatchObject({ comment: '踏实，话不多', sumX10: 915 })
    await team.clerk.client.evaluations.authoriseSubstitute({ month, kind: where.kind, communityId: team.east.id, rateeId: where.rateeId, personId: team.people.leads[0], reason: '民警请长假' })
    expect(commentIn(await ofOfficer(team.lead), where)).toMatchObject({ comment: null, sumX10: 0 })
    await score(team.lead, where, full.aux)
    await lock()
    const { submissions } = await team.clerk.client.evaluations.sheet(where)
    expect(submissions.map((one) => [one.rater, one.comment])).toEqual([['民警乙', '踏实，话不多'], ['格长丙', null]])
  })

  it('is its rater’s again with scores and comment when a clerk’s entry is taken back, and the clerk’s when it is returned', async () => {
    const where = sheets().leads
    const enter = () => team.clerk.client.evaluations.enterProxy({ ...where, cells: cellsOf(where.kind, full.good), comment: '按原件', scanTicket: scanTicket(team) })
    await team.clerk.client.evaluations.returnSheet({ ...where, reason: '录错一行' })
    await enter()
    await team.clerk.client.evaluations.returnSheet({ ...where, reason: '又录错' })
    expect(commentIn(await team.clerk.client.evaluations.proxySheets({ month, communityId: team.east.id }), where)).toMatchObject({ comment: '按原件', sumX10: 915 })
    expect(commentIn(await ofOfficer(team.lead), where)).toMatchObject({ comment: null, sumX10: 0 })
    await enter()
    await team.lead.client.evaluations.takeBack({ ...where, reason: '原件有误' })
    expect(commentIn(await ofOfficer(team.lead), where)).toMatchObject({ comment: '按原件', sumX10: 915 })
  })

  it('of a database of before keeps its comment for the one person who drafted it, and shows it to no second one', async () => {
    const [first, second] = team.people.auxes.map((aux) => key('aux_by_police', aux)) as [ReturnType<typeof key>, ReturnType<typeof key>]
    await team.clerk.client.evaluations.returnSheet({ ...first, reason: '重评' })
    for (const where of [first, second]) await team.officer.client.evaluations.saveDraft({ ...where, proxy: false, cells: cellsOf(where.kind, full.good), comment: '踏实' })
    await team.clerk.client.evaluations.authoriseSubstitute({ month, kind: first.kind, communityId: team.east.id, rateeId: first.rateeId, personId: team.people.leads[1], reason: '民警请假' })
    await team.otherLead.client.evaluations.saveDraft({ ...first, proxy: false, cells: [{ code: 'INFO', scoreX10: 155, reason: null }] })
    // A connection of its own: the station's has triggers that name the column.
    const connection = openConnection(team.station.services.folder.database)
    connection.exec('ALTER TABLE eval_sheet DROP COLUMN comment_rater_id')
    connection.exec(migrations.find((step) => step.name === 'comment_of_its_rater')?.sql ?? '')
    const rows = connection.prepare('SELECT ratee_id, comment, comment_rater_id FROM eval_sheet WHERE comment IS NOT NULL').all() as { ratee_id: string; comment_rater_id: string | null }[]
    connection.close()
    expect(new Map(rows.map((row) => [row.ratee_id, row.comment_rater_id]))).toEqual(new Map([[first.rateeId, null], [second.rateeId, team.people.officer]]))
  })
})
