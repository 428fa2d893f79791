import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStation, testActor } from '../../tests/stand/station'
import { openConnection } from '../core/database/driver'
import { foundTownship } from '../core/features/roster/organisation'
import { commands } from './commands'
import type { CommandLine, Outcome } from './command-line'

interface Said {
  ok: boolean
  stored: number
  refused: number
  minutes: {
    community: string | null
    week: string | null
    heldOn: string | null
    chief: string | null
    officer: string | null
    attendance: { name: string; status: string; reason: string | null; proxyFor: string | null }[]
    items: { code: string; grid: string | null; text: string }[]
    decisions: { text: string; owner: string | null; dueOn: string | null }[]
    unplaced: string[]
    stored: boolean
    refused: string[]
  }[]
}

const fixtures = join(import.meta.dirname, '../../tests/fixtures')
const sample = join(fixtures, '周例会纪要-第45周.txt')
let home: string
const run = (name: string, options: CommandLine['options'] = {}, files: readonly string[] = []): Promise<Outcome> => {
  const command = commands[name]
  if (!command) throw new Error(`there is no command ${name}`)
  return command({ json: true, dataDir: join(home, 'data'), files, options, user: 'job' })
}
const minutes = async (file: string, options: CommandLine['options'] = {}): Promise<{ exit: number; said: Said; words: string }> => {
  const { exit, result, words } = await run('import minutes', options, [file])
  return { exit, said: result as unknown as Said, words }
}
const written = (name: string, content: string | Uint8Array): string => {
  const path = join(home, name)
  writeFileSync(path, content)
  return path
}
const rows = (sql: string): unknown[] => {
  const file = openConnection(join(home, 'data', 'station.sqlite'), { readonly: true })
  const found = file.prepare(sql).all()
  file.close()
  return found
}

/** The command line reads workbooks in a thread that only the built program has; the roster comes in through the core itself. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'jingwang-minutes-'))
  const station = await openStation({ dir: join(home, 'data') })
  station.services.database.writer.run(testActor, (tx) => foundTownship(tx, '柳渠镇', '410105187'))
  const { client } = await station.signedIn('clerk')
  const ticket = station.services.tickets.acceptUpload({ fileName: '花名册-规范.xlsx', bytes: readFileSync(join(fixtures, '花名册-规范.xlsx')) })
  await client.rosterImport.commit({ importId: (await client.rosterImport.open({ ticket })).importId })
  station.close()
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('import minutes', () => {
  it('reads what a PDF spelt with radicals like the ordinary text, and says how many signs it exchanged', async () => {
    const [odd, plain] = [await minutes(join(fixtures, 'field/m09-kangxi.txt'), { preview: true }), await minutes(sample, { preview: true })]
    expect(odd.said.minutes).toEqual(plain.said.minutes)
    expect(odd.words).toMatch(/^已规范　原文有1\d\d个形近字或看不见的字符，已换成通用字或去掉。$/m)
    expect(plain.words).not.toContain('已规范')
  })

  it('previews the five samples and stores nothing', async () => {
    const { exit, said } = await minutes(sample, { preview: true })
    expect([exit, said.ok, said.stored, said.refused]).toEqual([0, true, 0, 0])
    expect(said.minutes.map(({ community, week, heldOn, unplaced }) => [community, week, heldOn, unplaced])).toEqual([
      ['里巷村', '2026-W45', '2026-11-03', []],
      ['和顺家园社区', '2026-W45', '2026-11-05', []],
      ['文汇社区', '2026-W45', '2026-11-05', []],
      ['南阁村', '2026-W45', '2026-11-02', []],
      ['后河湾村', '2026-W45', '2026-11-05', []],
    ])
    expect(said.minutes[0]?.items.map(({ code }) => code)).toEqual(['A1', 'A2', ...['B1', 'B2', 'B3', 'B4', 'B5'].flatMap((code) => [code, code, code, code]), 'C1', 'C2', 'D1'])
    expect(Object.keys(said.minutes[0] ?? {}).slice(0, 9)).toEqual(['community', 'week', 'heldOn', 'chief', 'officer', 'attendance', 'items', 'decisions', 'unplaced'])
    expect(rows('SELECT id FROM meeting')).toEqual([])
  })

  it('stores what fits as minuted, never as signed, and refuses the rest with its reason', async () => {
    const text = readFileSync(sample, 'utf8')
    const later = text.split(/—{10,}/)[0]?.replaceAll('里巷村', '李家庄村') ?? ''
    const misdated = (text.split(/—{10,}/)[3] ?? '').replace('11月2日', '11月9日')
    const file = written('一周.txt', [...text.split(/—{10,}/).slice(0, 3), later, misdated].join('\n——————————\n'))
    const { exit, said, words } = await minutes(file)
    expect([exit, said.ok, said.stored, said.refused]).toEqual([1, false, 3, 2])
    expect(said.minutes.map(({ stored, refused }) => [stored, refused.length > 0])).toEqual([[true, false], [true, false], [true, false], [false, true], [false, true]])
    expect(said.minutes[3]?.refused.join()).toContain('没有名为“李家庄村”的村(社区)')
    expect(said.minutes[4]?.refused.join()).toContain('不在2026年第45周')
    expect(words).toContain('已存3篇')
    expect(rows('SELECT DISTINCT state FROM meeting')).toEqual([{ state: 'minuted' }])
    expect(rows('SELECT count(*) AS n FROM decision')).toEqual([{ n: 9 }])
    expect(rows("SELECT action, outcome FROM audit_log WHERE action LIKE 'meetingsImport%'")).toEqual([{ action: 'meetingsImport.commit', outcome: 'done' }])
  })

  it('refuses those that the week has already and stores the others', async () => {
    const { exit, said } = await minutes(sample)
    expect([exit, said.stored, said.refused]).toEqual([1, 2, 3])
    expect(said.minutes.filter(({ refused }) => refused.length > 0).every(({ refused }) => refused.join().includes('一周只有一次'))).toBe(true)
    const again = await minutes(sample)
    expect([again.exit, again.said.stored, again.said.refused]).toEqual([1, 0, 5])
    expect(rows('SELECT count(*) AS n FROM meeting')).toEqual([{ n: 5 }])
  })

  it('reads GB18030, UTF-8 with its mark and UTF-16 alike', async () => {
    const text = '东塘社区例会纪要\n时间：2026年10月28日\n一、发案情况：本周接警２起，镕基路㐂事。\n'
    const gb = Buffer.from('b6abccc1c9e7c7f8c0fdbbe1bccdd2aa0acab1bce4a3ba32303236c4ea3130d4c23238c8d50ad2bba1a2b7a2b0b8c7e9bff6a3bab1bed6dcbdd3beafa3b2c6f0a3ace946bbf9c2b78139ef31cac2a1a30a', 'hex')
    for (const [name, bytes] of [['gb.txt', gb], ['bom.txt', Buffer.from(`\uFEFF${text}`)], ['u16.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])]] as const) {
      const { said } = await minutes(written(name, bytes), { preview: true })
      expect([name, said.minutes[0]?.community, said.minutes[0]?.heldOn, said.minutes[0]?.items[0]?.code]).toEqual([name, '东塘社区', '2026-10-28', 'A1'])
      expect(said.minutes[0]?.items[0]?.text).toBe('本周接警２起，镕基路㐂事。')
    }
  })

  it.each([
    ['a Word document', Buffer.from([0x50, 0x4b, 3, 4, 20, 0])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['an empty file', Buffer.from(' \n')],
    ['bytes of nothing', Buffer.from([0xff, 0xff, 0xff, 0x81])],
    ['zero bytes', Buffer.from([0x41, 0, 0x42])],
  ])('refuses %s with what to do', async (_, bytes) => {
    await expect(minutes(written('x.txt', bytes))).rejects.toMatchObject({ code: 'FILE_REFUSED' })
  })

  it('keeps what has no place of its own with the minutes', async () => {
    const text = '青年路社区例会纪要\n时间：2026年10月21日\n一、发案情况：无\n九、秋收慰问\n慰问老党员三户。'
    const { exit, said } = await minutes(written('rest.txt', text))
    expect([exit, said.minutes[0]?.unplaced]).toEqual([0, ['九、秋收慰问', '慰问老党员三户。']])
    expect(JSON.stringify(rows("SELECT * FROM agenda_entry WHERE cell_key LIKE 'X1%'"))).toContain('慰问老党员三户')
  })
})
