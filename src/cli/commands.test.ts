import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '../core/database/driver'
import { StationFault } from '../core/station-fault'
import type { CommandLine, Outcome } from './command-line'
import { commands } from './commands'
import { WrongUse } from './wrong-use'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'jingwang-cli-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const dataDir = (): string => join(home, 'data')
function run(name: string, options: CommandLine['options'] = {}, files: readonly string[] = []): Promise<Outcome> {
  const command = commands[name]
  if (!command) throw new Error(`there is no command ${name}`)
  return Promise.resolve().then(() => command({ json: true, dataDir: dataDir(), files, options, user: 'job' }))
}
const init = (): Promise<Outcome> => run('init', { township: '青禾镇', 'area-code': '410105' })
const faultOf = async (outcome: Promise<unknown>): Promise<unknown> => outcome.then(() => 'nothing was refused').catch((error: unknown) => error)
const audited = (): unknown[] => {
  const file = openConnection(join(dataDir(), 'station.sqlite'), { readonly: true })
  const rows = file.prepare('SELECT actor, action, outcome FROM audit_log ORDER BY chain, seq').all()
  file.close()
  return rows
}

describe('the commands', () => {
  it('are those that offices schedule', () => {
    expect(Object.keys(commands).sort()).toEqual(['backup', 'check', 'evaluations lock', 'evaluations open', 'export evaluations', 'export meetings', 'export minutes', 'export rewards', 'export roster', 'import minutes', 'import places', 'import rewards', 'import roster', 'import scores', 'init', 'restore', 'sample', 'serve'])
  })
})

describe('init', () => {
  it('founds a township without accounts, as cli:<user>', async () => {
    expect(await init()).toMatchObject({ exit: 0, result: { ok: true, township: '青禾镇', areaCode: '410105' } })
    expect(audited()).toEqual([{ actor: 'cli:job', action: 'station.init', outcome: 'done' }])
  })

  it.each<[string, CommandLine['options']]>([
    ['no name', { 'area-code': '410105' }],
    ['a blank name', { township: ' ', 'area-code': '410105' }],
    ['no code', { township: '青禾镇' }],
    ['a code of seven digits', { township: '青禾镇', 'area-code': '4101051' }],
  ])('with %s is wrong use and opens nothing', async (_, options) => {
    expect(await faultOf(run('init', options))).toBeInstanceOf(WrongUse)
    expect(readdirSync(home)).toEqual([])
  })

  it('is refused where a township is already', async () => {
    await init()
    expect(await faultOf(init())).toMatchObject({ name: 'Refusal', rule: 'township_exists' })
  })
})

describe('check', () => {
  it('says that all is well, with what it looked at', async () => {
    await init()
    expect(await run('check')).toMatchObject({
      exit: 0,
      result: { ok: true, integrity: 'ok', foreignKeys: 0, invariants: [], audit: { ok: true, records: 1, brokenAt: null } },
    })
  })

  it('names an altered audit record, and exits 1', async () => {
    await init()
    const file = openConnection(join(dataDir(), 'station.sqlite'))
    file.exec(`DROP TRIGGER audit_log_keeps; UPDATE audit_log SET actor_name = '别人'`)
    file.close()
    const outcome = await run('check')
    expect(outcome).toMatchObject({ exit: 1, result: { ok: false, audit: { ok: false, brokenAt: expect.stringMatching(/#1$/) as unknown } } })
    expect(outcome.words).toContain('审计记录在')
  })

  it('names two holders of one seat by their invariant, and exits 1', async () => {
    await init()
    const file = openConnection(join(dataDir(), 'station.sqlite'))
    const by = `1, 'x', 1, 'x'`
    const stamps = 'created_at, created_by, updated_at, updated_by'
    file.exec(`
      INSERT INTO org_unit (id, level, name, pinyin, initials, sort_no, ${stamps}) VALUES ('c', 'village_community', '东塘社区', '', '', 1, ${by});
      INSERT INTO community (id, ${stamps}) VALUES ('c', ${by});
      INSERT INTO person (id, name, pinyin, initials, ${stamps}) VALUES ('p', '曾一', '', '', ${by}), ('q', '仇二', '', '', ${by});
      INSERT INTO post_assignment (id, person_id, post, community_id, ${stamps}) VALUES ('a', 'p', 'station_chief', 'c', ${by}), ('b', 'q', 'station_chief', 'c', ${by});`)
    file.close()
    const outcome = await run('check')
    expect(outcome).toMatchObject({ exit: 1, result: { ok: false, invariants: [{ rule: 'I1' }] } })
    expect(outcome.words).toContain('曾一、仇二')
  })
})

describe('backup and restore', () => {
  it('bring back what was backed up, and keep what was there', async () => {
    await init()
    const out = join(home, 'kept.sqlite')
    expect(await run('backup', { out })).toMatchObject({ exit: 0, result: { ok: true, file: out, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown } })
    const restored = await run('restore', {}, [out])
    expect(restored).toMatchObject({ exit: 0, result: { ok: true } })
    expect(audited().at(-1)).toMatchObject({ action: 'station.restore', actor: 'cli:job' })
    expect(readdirSync(join(dataDir(), 'backups')).filter((name) => name.endsWith('before_restore.sqlite'))).toHaveLength(1)
    expect(await run('check')).toMatchObject({ exit: 0, result: { audit: { records: 2 } } })
  })

  it('refuse a file that is no backup and change nothing', async () => {
    await init()
    const before = readFileSync(join(dataDir(), 'station.sqlite'))
    const path = join(home, 'notes.sqlite')
    const other = openConnection(path)
    other.exec('CREATE TABLE notes (text TEXT)')
    other.close()
    expect(await faultOf(run('restore', {}, [path]))).toMatchObject({ name: 'StationFault', reason: 'backup_foreign' })
    expect(readFileSync(join(dataDir(), 'station.sqlite'))).toEqual(before)
    expect(await faultOf(run('restore'))).toBeInstanceOf(WrongUse)
    expect(await faultOf(run('backup'))).toBeInstanceOf(WrongUse)
  })
})

describe('export roster', () => {
  it('writes a masked workbook and says what it holds', async () => {
    await init()
    const out = join(home, '花名册.xlsx')
    expect(await run('export roster', { out, 'as-of': '2026-11-05' })).toMatchObject({ exit: 0, result: { ok: true, file: out, masked: true } })
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')
    expect(audited().at(-1)).toEqual({ actor: 'cli:job', action: 'roster.export', outcome: 'done' })
  })

  it.each<[string, CommandLine['options']]>([
    ['no file', {}],
    ['a day that does not exist', { out: 'a.xlsx', 'as-of': '2026-02-30' }],
    ['a community that does not exist', { out: 'a.xlsx', community: '没有的村' }],
  ])('with %s is wrong use', async (_, options) => {
    await init()
    expect(await faultOf(run('export roster', options))).toBeInstanceOf(WrongUse)
  })

  it('says so where the folder is not there', async () => {
    await init()
    const fault = await faultOf(run('export roster', { out: join(home, 'nowhere', 'a.xlsx') }))
    expect(fault).toBeInstanceOf(StationFault)
    expect(String(fault)).toContain('没有存成 a.xlsx')
  })
})

describe('an import', () => {
  it('without a file is wrong use, and with one that is not there says so', async () => {
    for (const name of ['import roster', 'import places', 'import scores']) {
      const options = { month: '2026-10' }
      expect(await faultOf(run(name, options))).toBeInstanceOf(WrongUse)
      expect(readdirSync(home)).toEqual([])
      expect(await faultOf(run(name, options, [join(home, 'nothing.xlsx')]))).toMatchObject({ name: 'StationFault', reason: 'file_not_read' })
    }
  })
})

describe('a month of evaluations', () => {
  it.each(['import scores', 'evaluations open', 'evaluations lock', 'export evaluations'])('%s without a month, or with one that is none, is wrong use', async (name) => {
    await init()
    for (const month of [undefined, '', '2026-13', '2026年10月', '10']) expect(await faultOf(run(name, { month, out: join(home, 'a.xlsx') }, ['a.xlsx']))).toBeInstanceOf(WrongUse)
  })
})

describe('a data folder that cannot be used', () => {
  it('is refused with a sentence by every command', async () => {
    writeFileSync(dataDir(), '')
    for (const name of ['init', 'sample']) {
      const fault = await faultOf(run(name, { township: '青禾镇', 'area-code': '410105' }))
      expect(fault).toMatchObject({ name: 'StationFault', reason: 'data_folder' })
    }
  })

  it('is not made anew by a mistyped name', async () => {
    for (const name of ['check', 'backup', 'export roster']) {
      expect(await faultOf(run(name, { out: join(home, 'out.xlsx') }))).toMatchObject({ name: 'StationFault', reason: 'no_station' })
      expect(readdirSync(home)).toEqual([])
    }
  })
})

describe('sample', () => {
  it('fills an empty folder, passes the check, and refuses one that is not empty', async () => {
    expect(await run('sample')).toMatchObject({ exit: 0, result: { ok: true, communities: expect.any(Number) as unknown, persons: expect.any(Number) as unknown } })
    expect(await run('check')).toMatchObject({ exit: 0, result: { ok: true } })
    expect(await faultOf(run('sample'))).toMatchObject({ name: 'Refusal' })
  })
})
