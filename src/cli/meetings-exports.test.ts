import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, openMeetingTownship, signedMeeting } from '../../tests/stand/meeting-township'
import { wordParagraphs } from '../../tests/stand/zip-parts'
import { openConnection } from '../core/database/driver'
import { commands } from './commands'
import type { CommandLine, Outcome } from './command-line'
import { WrongUse } from './wrong-use'

let home: string
const dataDir = (): string => join(home, 'data')
const run = (name: string, options: CommandLine['options']): Promise<Outcome> => {
  const command = commands[name]
  if (!command) throw new Error(`there is no command ${name}`)
  return Promise.resolve().then(() => command({ json: true, dataDir: dataDir(), files: [], options, user: 'job' }))
}
const faultOf = async (outcome: Promise<unknown>): Promise<unknown> => outcome.then(() => 'nothing was refused').catch((error: unknown) => error)

/** Two weeks of one community: the first signed, with a decision; the second held alone. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'jingwang-meetings-'))
  const town = await openMeetingTownship({ dir: dataDir(), now: Date.parse('2026-11-05T10:00:00+08:00') })
  const { clerk, people, at } = town
  await signedMeeting(town, '2026-W45', '2026-11-05', { A1: '辖区共接警17起，主要为停车纠纷', C1: '电动车电瓶被盗' })
  goTo(town, '2026-11-12')
  const { meetingId } = await clerk.client.meetings.hold({ ...at('2026-W46'), heldOn: '2026-11-12', startTime: null, endTime: null, place: null, chief: { personId: people.chief, substituteReason: null }, officer: { personId: people.officer, substituteReason: null }, recorderId: null, attendance: [] })
  await clerk.client.meetings.addDecision({ meetingId, text: '车棚加装监控', ownerId: null, ownerName: '物业公司', dueOn: '2026-11-19' })
  town.station.close()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('export minutes', () => {
  it('writes the signed minutes as a Word file that says what was signed, and logs it', async () => {
    const out = join(home, '纪要.docx')
    expect(await run('export minutes', { community: '东塘社区', week: '2026-W45', out })).toMatchObject({ exit: 0, result: { ok: true, file: out, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown } })
    const said = (await wordParagraphs(readFileSync(out))).filter((text) => text !== '')
    expect(said[0]).toBe('青禾镇东塘社区警网联动周例会纪要')
    expect(said[1]).toContain('东塘社区例会〔2026〕45号')
    expect(said.slice(2).join('\n')).toMatch(/主持召开第45周周例会.*一、通报.*辖区共接警17起，主要为停车纠纷。.*三、会商.*电动车电瓶被盗。.*出席：.*主持人（站长）：宋海明（11月5日签）/s)
    expect(said.join('')).not.toContain('草稿')
    const file = openConnection(join(dataDir(), 'station.sqlite'), { readonly: true })
    expect(file.prepare("SELECT actor, action, outcome FROM audit_log WHERE action = 'meetings.export'").all()).toEqual([{ actor: 'cli:job', action: 'meetings.export', outcome: 'done' }])
    expect(file.prepare('SELECT count(*) AS n FROM export_log').get()).toEqual({ n: 1 })
    file.close()
  })

  it('says of unsigned minutes that they are a draft, with the decisions of the week', async () => {
    const out = join(home, '草稿.docx')
    await run('export minutes', { community: '东塘社区', week: '2026-W46', out })
    const said = (await wordParagraphs(readFileSync(out))).join('\n')
    expect(said).toContain('草稿')
    expect(said).toContain('车棚加装监控。责任人：物业公司；完成时限：11月19日。')
  })

  it.each<[string, CommandLine['options']]>([
    ['no community', { week: '2026-W45' }],
    ['a community that is not there', { community: '没有的村', week: '2026-W45' }],
    ['no week', { community: '东塘社区' }],
    ['a week that does not exist', { community: '东塘社区', week: '2026-W54' }],
    ['a week without a meeting', { community: '东塘社区', week: '2026-W40' }],
    ['no file', { community: '东塘社区', week: '2026-W45', out: '' }],
  ])('with %s is wrong use and writes nothing', async (_, options) => {
    const before = readdirSync(home)
    expect(await faultOf(run('export minutes', { out: join(home, 'none.docx'), ...options }))).toBeInstanceOf(WrongUse)
    expect(readdirSync(home)).toEqual(before)
  })
})

describe('export meetings', () => {
  it('writes the month: who met when, who did not, and what is open', async () => {
    const out = join(home, '十一月.xlsx')
    expect(await run('export meetings', { month: '2026-11', out })).toMatchObject({ exit: 0, result: { ok: true, file: out } })
    const book = read(readFileSync(out), { type: 'buffer' })
    expect(book.SheetNames).toEqual(['召开情况', '缺会清单', '未办结事项'])
    const sheet = (name: string): string[][] => utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, raw: false, defval: '' })
    const [overview, open] = [sheet('召开情况'), sheet('未办结事项')]
    expect(overview[0]?.[0]).toBe('青禾镇周例会召开情况')
    expect(overview.flat().filter((text) => /^第\d+周/.test(text)).map((text) => text.split('\n')[0])).toEqual(['第45周', '第46周', '第47周', '第48周'])
    const row = overview.find((cells) => cells.includes('东塘社区')) ?? []
    expect(row.slice(2, 4)).toEqual(['11.5', '11.12'])
    // 已开, then 已签字 and 未办结 at their places.
    expect([row[6], row[9], row[10]]).toEqual(['2', '1', '1'])
    expect(open.find((cells) => cells.includes('车棚加装监控'))).toEqual(expect.arrayContaining(['东塘社区', '物业公司']))
  })

  it.each([{}, { month: '2026-13' }, { month: '2026年11月' }])('with %j is wrong use and writes nothing', async (options) => {
    const before = readdirSync(home)
    expect(await faultOf(run('export meetings', { out: join(home, 'none.xlsx'), ...options }))).toBeInstanceOf(WrongUse)
    expect(readdirSync(home)).toEqual(before)
  })
})
