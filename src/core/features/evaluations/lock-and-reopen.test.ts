import { beforeEach, describe, expect, it } from 'vitest'
import { cellsOf, full, octoberScored as month, openTeam, scanTicket, score, scoreAll, type Team } from '../../../../tests/stand/scored-month'
import { answerOf } from '../../../../tests/stand/small-township'
import type { SignedInCaller } from '../../../../tests/stand/station'
import { keepEvaluationDays } from './keep-days'

let team: Team
beforeEach(async () => {
  team = await openTeam()
})
const at = (day: string): void => {
  team.station.clock.now = Date.parse(`${day}T09:00:00+08:00`)
  for (const caller of [team.clerk, team.chief, team.officer, team.lead, team.otherLead]) {
    const { signedIn } = caller.connection
    if (signedIn) Object.assign(signedIn, { lastInputAt: team.station.clock.now, locked: false })
  }
}
const stateNow = async (which = month) => (await team.clerk.client.evaluations.months({})).months.find((one) => one.month === which)
const systemRecords = (): string[] =>
  (team.station.services.database.connection.prepare(`SELECT action FROM audit_log WHERE actor = 'system' ORDER BY chain, seq`).all() as { action: string }[]).map((row) => row.action)

describe('the calendar', () => {
  it('opens the month on its day, once, as 系统', async () => {
    expect(await stateNow()).toMatchObject({ state: 'not_open', openOn: '2026-10-25' })
    at('2026-10-25')
    expect(await stateNow()).toMatchObject({ state: 'open', locksByItself: true })
    at('2026-10-31')
    expect(await stateNow()).toMatchObject({ state: 'due' })
    at('2026-11-01')
    expect(await stateNow()).toMatchObject({ state: 'grace' })
    expect(systemRecords()).toEqual(['evaluations.open'])
  })

  it('warns first, and locks on its day when the warning is of an earlier one', async () => {
    at('2026-10-25')
    await stateNow()
    at('2026-11-02')
    expect(await stateNow()).toMatchObject({ warnedOn: null })
    at('2026-11-03')
    const told = async (caller: SignedInCaller) => (await caller.client.evaluations.debts({})).communities.map((one) => [one.count, one.mark, one.words])
    expect(await told(team.chief)).toEqual([[5, 'red', '10月考核11月5日自动结账，还缺5张']])
    expect(await told(team.clerk)).toEqual([[5, 'red', '10月考核11月5日自动结账，还缺5张']])
    expect(await told(team.officer)).toEqual([[2, 'red', '10月考核未评2张']])
    expect(await stateNow()).toMatchObject({ warnedOn: '2026-11-03', state: 'grace' })
    at('2026-11-04')
    expect(await stateNow()).toMatchObject({ state: 'grace' })
    at('2026-11-05')
    expect(await stateNow()).toMatchObject({ state: 'locked', lockedOn: '2026-11-05', lockedBy: '系统', missing: 5 })
    expect(keepEvaluationDays(team.station.services)).toBe(false)
    expect(systemRecords()).toEqual(['evaluations.open', 'evaluations.warn', 'evaluations.lock'])
  })

  it('only warns when the program is first started after the lock day, and locks on a later one', async () => {
    at('2026-10-25')
    await stateNow()
    at('2026-11-20')
    expect(await stateNow()).toMatchObject({ state: 'grace', warnedOn: '2026-11-20' })
    expect((await team.clerk.client.evaluations.debts({})).communities).toMatchObject([{ words: '10月考核11月21日自动结账，还缺5张' }])
    keepEvaluationDays(team.station.services)
    expect(await stateNow()).toMatchObject({ state: 'grace' })
    team.station.clock.now = Date.parse('2026-11-21T08:00:00+08:00')
    const again = await team.station.reopen()
    const clerk = await again.signedIn('clerk')
    expect((await clerk.client.evaluations.months({})).months.find((one) => one.month === month)).toMatchObject({ state: 'locked', lockedOn: '2026-11-21' })
  })

  it('never locks a month that was opened on or after its lock day', async () => {
    at('2026-11-05')
    const { month: opened } = await team.clerk.client.evaluations.open({ month })
    expect(opened).toMatchObject({ state: 'grace', locksByItself: false })
    for (const day of ['2026-11-06', '2026-11-07', '2026-12-05', '2027-01-05']) {
      at(day)
      expect(await stateNow()).toMatchObject({ state: 'grace', warnedOn: null })
    }
  })

  it('opens any past month with that month’s roster', async () => {
    const { month: opened } = await team.clerk.client.evaluations.open({ month: '2026-02' })
    // Everybody took office on 1 March.
    expect(opened.expected).toBe(0)
    expect((await team.clerk.client.evaluations.open({ month: '2026-03' })).month.expected).toBe(5)
  })
})

describe('a reopening', () => {
  let clerkTwo: SignedInCaller
  beforeEach(async () => {
    await team.clerk.client.evaluations.open({ month })
    await scoreAll(team)
    await team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: true })
    clerkTwo = await team.station.signedIn('clerk')
  })
  const request = (caller: SignedInCaller) => caller.client.evaluations.requestReopen({ month, communityId: team.east.id, reason: '核分有误' })

  it('takes two different people, one of them the clerk', async () => {
    const { reopenId } = await request(team.clerk)
    expect(await answerOf(team.clerk.client.evaluations.consentReopen({ reopenId }))).toMatchObject({ code: 'REFUSED', rule: 'second_person' })
    expect(await answerOf(request(clerkTwo))).toMatchObject({ rule: 'already_reopened' })
    expect((await team.chief.client.evaluations.reopenings({ month })).reopenings).toMatchObject([{ state: 'requested', mayConsent: true, mayWithdraw: false }])
    expect((await team.chief.client.evaluations.debts({})).communities).toMatchObject([{ words: '重开申请待同意' }])
    await team.chief.client.evaluations.consentReopen({ reopenId })
    expect(await stateNow()).toMatchObject({ state: 'reopened', reopened: ['东塘社区'], reopenCount: 1 })

    await team.clerk.client.evaluations.lock({ month, communityId: team.east.id, acceptMissing: true })
    const second = await request(team.chief)
    const otherChief = await team.station.signedIn('station_chief')
    expect(await answerOf(otherChief.client.evaluations.consentReopen({ reopenId: second.reopenId }))).toMatchObject({ rule: 'second_person' })
    expect(await answerOf(team.officer.client.evaluations.consentReopen({ reopenId: second.reopenId }))).toMatchObject({ code: 'FORBIDDEN' })
    await clerkTwo.client.evaluations.consentReopen({ reopenId: second.reopenId })
    expect(await stateNow()).toMatchObject({ reopenCount: 2 })
  })

  it('may be refused, with a reason, and then nothing is open', async () => {
    const { reopenId } = await request(team.clerk)
    await team.chief.client.evaluations.refuseReopen({ reopenId, reason: '理由不足' })
    expect(await answerOf(team.chief.client.evaluations.consentReopen({ reopenId }))).toMatchObject({ code: 'CONFLICT' })
    expect(await stateNow()).toMatchObject({ state: 'locked', reopenCount: 0 })
  })

  it('may be taken back by who asked, while nobody has agreed', async () => {
    const { reopenId } = await request(team.clerk)
    expect((await team.clerk.client.evaluations.reopenings({ month })).reopenings).toMatchObject([{ mayConsent: false, mayWithdraw: true }])
    await team.clerk.client.evaluations.refuseReopen({ reopenId, reason: '选错了村' })
    expect((await team.clerk.client.evaluations.reopenings({ month })).reopenings).toMatchObject([{ state: 'refused', refusedReason: '选错了村', mayWithdraw: false }])
  })

  it('opens one community, and shows the whole difference when it is locked again', async () => {
    const { reopenId } = await request(team.clerk)
    await team.chief.client.evaluations.consentReopen({ reopenId })
    const where = { month, kind: 'aux_by_police' as const, communityId: team.east.id, rateeId: team.people.auxes[0] }
    await team.officer.client.evaluations.takeBack({ ...where, reason: '核分有误' })
    // Until it is locked again the old result stands.
    expect((await team.clerk.client.evaluations.results({ month, communityId: null })).results[1]).toMatchObject({ ratee: '警辅戊', finalX100: 9490 })
    await score(team.officer, where, [200, 185, 130, 135, 140, 145])
    const relocked = await team.clerk.client.evaluations.lock({ month, communityId: team.east.id, acceptMissing: false })
    expect(relocked).toMatchObject({ results: 3, missing: [] })
    const [done] = (await team.clerk.client.evaluations.reopenings({ month })).reopenings
    expect(done).toMatchObject({ state: 'closed', no: 1, requestedBy: team.clerk.login, decidedBy: team.chief.login })
    // 93.5 × 60% + 100 × 40% = 96.10, still behind 96.60
    expect(done?.differences).toEqual([
      { ratee: '警辅戊', field: '民警评警辅·小计', before: '91.5', after: '93.5' },
      { ratee: '警辅戊', field: '民警评警辅·信息报送', before: '18', after: '20' },
      { ratee: '警辅戊', field: '加权', before: '94.90', after: '96.10' },
      { ratee: '警辅戊', field: '总分', before: '94.90', after: '96.10' },
    ])
    expect(await answerOf(team.officer.client.evaluations.takeBack({ ...where, reason: '再改' }))).toMatchObject({ rule: 'I11' })
    const { submissions } = await team.clerk.client.evaluations.sheet(where)
    expect(submissions.map((one) => [one.no, one.totalX10, one.stands])).toEqual([[1, 915, false], [2, 935, true]])
  })

  it('shows who typed the same scores anew, and who approved the same points', async () => {
    const clerk = team.clerk.client.evaluations
    const points = { month, subject: 'aux' as const, communityId: team.east.id, rateeId: team.people.auxes[0], pointsX10: 15, reason: '抓获现行', source: '通报3号' }
    const open = async (): Promise<void> => team.chief.client.evaluations.consentReopen({ reopenId: (await request(team.clerk)).reopenId }).then(() => undefined)
    const lockAgain = () => clerk.lock({ month, communityId: team.east.id, acceptMissing: false })
    await open()
    const { bonusId } = await clerk.addBonus({ ...points, approver: '所长' })
    await lockAgain()
    await open()
    const where = { month, kind: 'aux_by_police' as const, communityId: team.east.id, rateeId: team.people.auxes[0] }
    await clerk.returnSheet({ ...where, reason: '补原件' })
    await clerk.enterProxy({ ...where, cells: cellsOf(where.kind, full.good), comment: null, scanTicket: scanTicket(team) })
    await clerk.removeBonus({ bonusId, reason: '批准人写错' })
    await clerk.addBonus({ ...points, approver: '分管领导' })
    await lockAgain()
    const [done] = (await clerk.reopenings({ month })).reopenings
    expect(done?.differences).toEqual([
      { ratee: '警辅戊', field: '民警评警辅·代录人', before: null, after: team.clerk.login },
      { ratee: '警辅戊', field: '加减分项', before: '+1.5 抓获现行（通报3号，所长批准）', after: '+1.5 抓获现行（通报3号，分管领导批准）' },
    ])
  })

  it('tells a chief nothing of the other communities whose rank moved, and the township’s clerk everything', async () => {
    const [grid] = team.west.grids
    await team.seat({ post: 'community_police', community: team.west }, '民警庚')
    await team.seat({ post: 'grid_chief', community: team.west, grid }, '格长辛')
    const { personId: westAux } = await team.seat({ post: 'aux_police', community: team.west, grid }, '警辅壬')
    const september = '2026-09'
    const clerk = team.clerk.client.evaluations
    await clerk.open({ month: september })
    await scoreAll(team, september)
    const enter = (communityId: string, rateeId: string, kind: 'aux_by_police' | 'aux_by_grid_chief', scores: readonly number[]) =>
      clerk.enterProxy({ month: september, kind, communityId, rateeId, cells: cellsOf(kind, scores), comment: null, scanTicket: scanTicket(team) })
    await enter(team.west.id, westAux, 'aux_by_police', full.good)
    await enter(team.west.id, westAux, 'aux_by_grid_chief', full.good)
    await clerk.lock({ month: september, communityId: null, acceptMissing: true })
    const { reopenId } = await clerk.requestReopen({ month: september, communityId: team.east.id, reason: '核分有误' })
    await team.chief.client.evaluations.consentReopen({ reopenId })
    const where = { month: september, kind: 'aux_by_police' as const, communityId: team.east.id, rateeId: team.people.auxes[1] }
    await clerk.returnSheet({ ...where, reason: '核分有误' })
    await enter(team.east.id, where.rateeId, 'aux_by_police', [150, 150, 130, 130, 140, 140])
    // Three of the east, and not the west's one beside them.
    expect(await clerk.lock({ month: september, communityId: team.east.id, acceptMissing: true })).toMatchObject({ results: 3 })
    const told = async (caller: SignedInCaller) => (await caller.client.evaluations.reopenings({ month: september })).reopenings[0]?.differences ?? []
    const foreign = { ratee: '警辅壬（西柳村）', field: '全镇排名', before: '3', after: '2' }
    expect(await told(team.clerk)).toContainEqual(foreign)
    expect(JSON.stringify(await told(team.chief))).not.toContain('警辅壬')
    expect(await told(team.chief)).toEqual((await told(team.clerk)).filter((one) => one.ratee !== foreign.ratee))
    // A copy of before says whose a line is only in its words.
    const { connection } = team.station.services.database
    const [row] = connection.prepare('SELECT id, diff_json FROM eval_reopen WHERE diff_json IS NOT NULL').all() as { id: string; diff_json: string }[]
    connection.prepare('UPDATE eval_reopen SET diff_json = ? WHERE id = ?').run(row?.diff_json.replaceAll(/"communityId":"[^"]+",/g, ''), row?.id)
    expect(await told(team.clerk)).toContainEqual(foreign)
    expect(JSON.stringify(await told(team.chief))).not.toContain('警辅壬')
  })

  it('leaves the other communities locked', async () => {
    const { reopenId } = await team.clerk.client.evaluations.requestReopen({ month, communityId: team.west.id, reason: '核分有误' })
    await clerkTwo.client.evaluations.consentReopen({ reopenId })
    const where = { month, kind: 'aux_by_police' as const, communityId: team.east.id, rateeId: team.people.auxes[0] }
    expect(await answerOf(team.officer.client.evaluations.takeBack({ ...where, reason: '想改' }))).toMatchObject({ rule: 'I11' })
  })

  it('closes in the matrix the rows of the communities that stayed locked', async () => {
    const [grid] = team.west.grids
    for (const post of ['grid_chief', 'aux_police'] as const) await team.seat({ post, community: team.west, grid }, post === 'aux_police' ? '警辅壬' : '格长辛')
    const clerk = team.clerk.client.evaluations
    await clerk.open({ month: '2026-09' })
    await clerk.lock({ month: '2026-09', communityId: null, acceptMissing: true })
    const { reopenId } = await clerk.requestReopen({ month: '2026-09', communityId: team.east.id, reason: '核分有误' })
    await team.chief.client.evaluations.consentReopen({ reopenId })
    const matrix = await clerk.proxySheets({ month: '2026-09', communityId: null })
    expect(matrix.closedBecause).toBeNull()
    expect(new Set(matrix.blocks.flatMap((block) => block.rows.map((row) => `${block.community} ${row.state} ${row.closed}`)))).toEqual(new Set(['东塘社区 todo false', '西柳村 todo true']))
  })

  it('leaves the papers of the communities that stayed locked as they were, to the day', async () => {
    const [grid] = team.west.grids
    await team.seat({ post: 'community_police', community: team.west }, '民警庚')
    await team.seat({ post: 'grid_chief', community: team.west, grid }, '格长辛')
    await team.seat({ post: 'aux_police', community: team.west, grid }, '警辅壬')
    const clerk = team.clerk.client.evaluations
    const september = '2026-09'
    await clerk.open({ month: september })
    await clerk.lock({ month: september, communityId: null, acceptMissing: true })
    const print = async (communityId: string): Promise<string> => {
      const wish = { month: september, communityId, rateeId: null, kind: null }
      return JSON.stringify([await clerk.papers({ ...wish, what: 'summary' }), await clerk.papers({ ...wish, what: 'missing' })])
    }
    const [west, east] = [await print(team.west.id), await print(team.east.id)]
    expect(west).toContain('2026-10-24')
    at('2026-11-20')
    const { reopenId } = await clerk.requestReopen({ month: september, communityId: team.east.id, reason: '核分有误' })
    await team.chief.client.evaluations.consentReopen({ reopenId })
    await clerk.lock({ month: september, communityId: team.east.id, acceptMissing: true })
    expect(await print(team.west.id)).toBe(west)
    expect(await print(team.east.id)).toBe(east.replaceAll('2026-10-24', '2026-11-20').replaceAll('"2026-09-30",24,', '"2026-09-30",51,'))
  })

  it('is what a complaint is corrected by, with before and after', async () => {
    const file = { month, subject: 'police' as const, communityId: team.east.id, rateeId: team.people.officer, text: '组织防范一项评分偏低' }
    const { appealId } = await team.officer.client.evaluations.fileAppeal(file)
    expect(await answerOf(team.officer.client.evaluations.fileAppeal({ ...file, subject: 'aux', rateeId: team.people.auxes[0] }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await answerOf(team.clerk.client.evaluations.decideAppeal({ appealId, decision: 'corrected', text: '已更正' }))).toMatchObject({ rule: 'not_corrected' })
    const { reopenId } = await request(team.clerk)
    await team.chief.client.evaluations.consentReopen({ reopenId })
    const where = { month, kind: 'police_by_chief' as const, communityId: team.east.id, rateeId: team.people.officer }
    await team.chief.client.evaluations.takeBack({ ...where, reason: '申诉属实' })
    await score(team.chief, where, [190, 185, 190, 175, 170])
    await team.clerk.client.evaluations.lock({ month, communityId: team.east.id, acceptMissing: true })
    await team.clerk.client.evaluations.decideAppeal({ appealId, decision: 'corrected', text: '组织防范改为19分' })
    expect((await team.officer.client.evaluations.appeals({ month })).appeals).toMatchObject([{ state: 'corrected', before: { finalX100: 9000 }, after: { finalX100: 9100 }, decision: '组织防范改为19分' }])
  })
})

describe('a template', () => {
  it('counts from a month not opened yet; an opened month keeps its own', async () => {
    await team.clerk.client.evaluations.open({ month })
    const dimensions = [{ label: '信息报送', maxX10: 400, criteria: '' }, { label: '群众评价', maxX10: 600, criteria: '' }]
    const change = (fromMonth: string, list = dimensions) => team.clerk.client.evaluations.changeTemplate({ kinds: ['aux_by_police'], fromMonth, dimensions: list })
    expect(await answerOf(change(month))).toMatchObject({ rule: 'month_opened' })
    expect(await answerOf(change('2026-11', dimensions.slice(1)))).toMatchObject({ rule: 'template_total' })
    expect(await change('2026-11')).toEqual({ version: 2 })
    at('2026-11-25')
    const codesIn = async (which: string) => (await team.officer.client.evaluations.mySheets({ month: which })).blocks[0]?.template.dimensions.map((one) => one.code)
    await stateNow('2026-11')
    expect(await codesIn('2026-11')).toEqual(['INFO', 'V2D2'])
    expect(await codesIn(month)).toEqual(cellsOf('aux_by_police', full.aux).map((cell) => cell.code))
  })

  it('planned for later begins on its month, also where one for an earlier month is made after it', async () => {
    const change = (fromMonth: string, label: string) => team.clerk.client.evaluations.changeTemplate({ kinds: ['aux_by_police'], fromMonth, dimensions: [{ label, maxX10: 1000, criteria: '' }] })
    expect(await change('2027-01', '新年指标')).toEqual({ version: 2 })
    expect(await change('2026-11', '年底指标')).toEqual({ version: 3 })
    const labelIn = async (which: string) => {
      at(`${which}-25`)
      await stateNow(which)
      return (await team.officer.client.evaluations.mySheets({ month: which })).blocks[0]?.template.dimensions.map((one) => one.label)
    }
    expect(await labelIn('2026-12')).toEqual(['年底指标'])
    expect(await labelIn('2027-01')).toEqual(['新年指标'])
  })
})
