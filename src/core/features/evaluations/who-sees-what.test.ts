import { beforeEach, describe, expect, it } from 'vitest'
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
})
