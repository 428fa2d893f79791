import { read, utils } from '@e965/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import { full, octoberScored as month, openTeam, score, scoreAll, type Team } from '../../../../tests/stand/scored-month'
import { answerOf } from '../../../../tests/stand/small-township'
import type { SignedInCaller } from '../../../../tests/stand/station'
import { entriesOfZip } from '../../files/zip-file'

/** Read back by a reader that did not write it. */
let team: Team
const bytesOf = async (caller: SignedInCaller, what: Parameters<SignedInCaller['client']['evaluations']['export']>[0]['what'], which = month) => {
  const download = await caller.client.evaluations.export({ month: which, communityId: null, what })
  return { ...download, bytes: team.station.services.tickets.takeDownload(download.ticket).bytes }
}
const rowsOf = (bytes: Uint8Array): Record<string, unknown[][]> => {
  const book = read(bytes, { type: 'array' })
  return Object.fromEntries(book.SheetNames.map((name) => [name, utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1, defval: null })]))
}
const textOf = (rows: unknown): string => JSON.stringify(rows)

beforeAll(async () => {
  team = await openTeam()
  await team.clerk.client.evaluations.open({ month })
  await scoreAll(team)
  await team.clerk.client.evaluations.lock({ month, communityId: null, acceptMissing: true })
})

describe('a month’s workbook', () => {
  it('has the summaries, the list of missing and one sheet a rater', async () => {
    const { bytes, fileName, rows } = await bytesOf(team.clerk, 'month')
    expect(fileName).toBe('青禾镇_月度考核全套_202610_20261024.xlsx')
    const sheets = rowsOf(bytes)
    expect(Object.keys(sheets)).toEqual(['民警评议汇总', '警辅考核汇总', '未评清单', '民警乙站长评', '警辅戊民警评', '警辅戊网格长评', '警辅己民警评', '警辅己网格长评'])
    expect(rows).toBe(8)
  })

  it('has both raters side by side under a two-level head in the summary, with the figures of the results', async () => {
    const { 警辅考核汇总: summary = [] } = rowsOf((await bytesOf(team.clerk, 'month')).bytes)
    expect(summary[0]?.[0]).toBe('青禾镇警辅人员月度考核汇总表')
    expect(summary[2]).toEqual(['序号', '村(社区)', '基础网格', '警辅人员', '评分', null, '考核结果', null, null, null, '排名', null, '备注'])
    expect(summary[3]?.slice(4, 12)).toEqual(['民警小计\n(60%)', '网格长小计\n(40%)', '加权', '加减分', '总分', '等次', '本社区', '全镇'])
    expect(summary[4]?.slice(0, 12)).toEqual([1, '东塘社区', '第一网格', '警辅戊', 91.5, 100, 94.9, 0, 94.9, '优秀', 2, 2])
    expect(summary[5]?.slice(2, 12)).toEqual(['第二网格', '警辅己', 100, 91.5, 96.6, 0, 96.6, '优秀', 1, 1])
    expect(textOf(summary.at(-1))).toMatch(/制表人：.*审核人：.*单位（盖章）：/)
  })

  it('never has both raters on one sheet, and each sheet its own rater’s signature line', async () => {
    const sheets = rowsOf((await bytesOf(team.clerk, 'month')).bytes)
    const officers = sheets['警辅戊民警评'] ?? []
    const leads = sheets['警辅戊网格长评'] ?? []
    expect(officers.filter((row) => typeof row[0] === 'number').map((row) => [row[1], row[3], row[4]])).toEqual([['信息报送', 20, 18], ['矛盾化解', 20, 18.5], ['协助维稳', 15, 13], ['责任落实', 15, 13.5], ['问题反馈', 15, 14], ['工作作风', 15, 14.5]])
    expect(officers.find((row) => row[1] === '合计')?.slice(3, 5)).toEqual([100, 91.5])
    expect(textOf(officers.at(-1))).toContain('评分人（社区民警 民警乙）签名：')
    expect(textOf(officers)).not.toContain('格长丙')
    expect(textOf(leads.at(-1))).toContain('评分人（网格长 格长丙）签名：')
    expect(textOf(leads)).not.toContain('民警乙')
  })

  it('tells the rated person total and grade, and no figure of any rater', async () => {
    const notices = rowsOf((await bytesOf(team.clerk, 'notices')).bytes)
    const notice = notices['警辅戊告知单'] ?? []
    expect(textOf(notice)).toContain('"94.90"')
    expect(textOf(notice)).toContain('优秀')
    for (const figure of ['91.5', '"100', '民警乙', '格长丙', '信息报送']) expect(textOf(notice)).not.toContain(figure)
    const own = rowsOf((await bytesOf(team.officer, 'notices')).bytes)
    expect(Object.keys(own).sort()).toEqual(['民警乙告知单', '警辅己告知单', '警辅戊告知单'].sort())
  })

  it('comes as separate files in folders too, each whole', async () => {
    const { bytes, fileName, rows } = await bytesOf(team.clerk, 'files')
    expect(fileName).toMatch(/\.zip$/)
    const entries = entriesOfZip(bytes)
    expect(rows).toBe(entries.length)
    expect(entries.map((entry) => entry.name)).toEqual([
      '民警评议汇总_2026-10.xlsx', '警辅考核汇总_2026-10.xlsx', '未评清单_2026-10.xlsx',
      '东塘社区/民警乙站长评_2026-10.xlsx', '东塘社区/警辅戊民警评_2026-10.xlsx', '东塘社区/警辅戊网格长评_2026-10.xlsx', '东塘社区/警辅己民警评_2026-10.xlsx', '东塘社区/警辅己网格长评_2026-10.xlsx',
      '结果告知单_2026-10.xlsx',
    ])
    for (const entry of entries) expect(Object.keys(rowsOf(entry.bytes)).length).toBeGreaterThan(0)
  })

  it('gives the officer the own community and not the chief’s sheet, and nobody a result before the lock', async () => {
    expect(Object.keys(rowsOf((await bytesOf(team.officer, 'month')).bytes))).toEqual(['警辅考核汇总', '未评清单', '警辅戊民警评', '警辅戊网格长评', '警辅己民警评', '警辅己网格长评'])
    expect(await answerOf(team.lead.client.evaluations.export({ month, communityId: null, what: 'month' }))).toMatchObject({ code: 'FORBIDDEN' })
    await team.clerk.client.evaluations.open({ month: '2026-09' })
    await score(team.officer, { month: '2026-09', kind: 'aux_by_police', communityId: team.east.id, rateeId: team.people.auxes[0] }, full.good)
    for (const what of ['month', 'files', 'summary', 'sheets', 'notices'] as const) expect(await answerOf(team.clerk.client.evaluations.export({ month: '2026-09', communityId: null, what }))).toMatchObject({ code: 'REFUSED', rule: 'not_locked' })
    const missing = rowsOf((await bytesOf(team.clerk, 'missing', '2026-09')).bytes)['未评清单'] ?? []
    expect(missing.filter((row) => typeof row[0] === 'number')).toHaveLength(4)
    const reminders = rowsOf((await bytesOf(team.clerk, 'reminders', '2026-09')).bytes)['未评提醒'] ?? []
    expect(reminders.filter((row) => typeof row[0] === 'number').map((row) => [row[2], row[4], row[5]])).toEqual([['站长甲', '站长评民警：民警乙', 1], ['格长丙', '网格长评警辅：警辅戊', 1], ['民警乙', '民警评警辅：警辅己', 1], ['格长丁', '网格长评警辅：警辅己', 1]])
  })
})
