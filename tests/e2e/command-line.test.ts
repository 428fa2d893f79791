import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fixture = (name: string): string => join(root, 'tests', 'fixtures', name)
const home = mkdtempSync(join(tmpdir(), 'jingwang-command-line-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Ended {
  exit: number
  stdout: string
  stderr: string
}
function cli(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args], { cwd: home, maxBuffer: 64 * 1024 * 1024, timeout: 230_000 }, (_, stdout, stderr) => {
      resolve({ exit: child.exitCode ?? -1, stdout, stderr })
    })
  })
}
/** With --json: the one object on stdout. */
async function json(data: string, ...args: string[]): Promise<{ exit: number; result: Record<string, unknown> }> {
  const { exit, stdout } = await cli(...args, '--data', data, '--json')
  const lines = stdout.split('\n').filter((line) => line !== '')
  expect(lines).toHaveLength(1)
  return { exit, result: JSON.parse(lines[0] ?? '') as Record<string, unknown> }
}
const personCount = async (data: string): Promise<unknown> => (await json(data, 'export', 'roster', '--out', join(home, 'count.xlsx'))).result['rows']

describe('a township by the command line, from the first day on', () => {
  const data = join(home, 'township')

  it('is founded', async () => {
    expect(await json(data, 'init', '--township', '青禾镇', '--area-code', '410105')).toEqual({ exit: 0, result: { ok: true, township: '青禾镇', areaCode: '410105' } })
  })

  it('takes communities and grids from a roster, and nobody yet', async () => {
    expect(await json(data, 'import', 'places', fixture('花名册-规范.xlsx'))).toEqual({ exit: 0, result: { ok: true, communities: 27, grids: 137 } })
    expect(await json(data, 'import', 'places', fixture('花名册-规范.xlsx'))).toMatchObject({ exit: 0, result: { communities: 0, grids: 0 } })
  })

  it('previews the untidy roster without storing a row', async () => {
    const { exit, result } = await json(data, 'import', 'roster', fixture('花名册-杂乱.xlsx'), '--preview')
    expect(exit).toBe(0)
    expect(Object.keys(result).sort()).toEqual(['account', 'faults', 'imported', 'needsConfirmation', 'normalised', 'read', 'refused', 'skipped', 'vacancies', 'valid'])
    expect(result['read']).toBe(Number(result['valid']) + Number(result['needsConfirmation']) + Number(result['refused']))
    expect(result['imported']).toBe(0)
    const [fault] = result['faults'] as Record<string, unknown>[]
    expect(Object.keys(fault ?? {}).sort()).toEqual(['column', 'kind', 'message', 'row', 'severity', 'sheet'])
  })

  it('stores nothing of it while rows are in doubt, unless that is wanted', async () => {
    const refused = await json(data, 'import', 'roster', fixture('花名册-杂乱.xlsx'))
    expect([refused.exit, refused.result['imported']]).toEqual([1, 0])
    const { exit, result } = await json(data, 'import', 'roster', fixture('花名册-杂乱.xlsx'), '--accept-valid')
    expect(exit).toBe(1)
    expect(result['imported']).toBe(result['valid'])
    expect(Number(result['imported'])).toBeGreaterThan(100)
  })

  it('holds together, and says so', async () => {
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true, integrity: 'ok', foreignKeys: 0, invariants: [], audit: { ok: true } } })
  })

  it('is exported masked', async () => {
    const out = join(home, '花名册.xlsx')
    const { exit, result } = await json(data, 'export', 'roster', '--out', out)
    expect([exit, result['ok'], result['masked'], result['file']]).toEqual([0, true, true, out])
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')
  })

  it('is backed up, changed, and restored', async () => {
    const kept = join(home, 'kept.sqlite')
    expect((await json(data, 'backup', '--out', kept)).exit).toBe(0)
    await json(data, 'import', 'roster', fixture('花名册-GBK.csv'), '--accept-valid')
    expect(await json(data, 'restore', kept)).toMatchObject({ exit: 0, result: { ok: true } })
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true } })
  })
})

describe('the tidy rosters', () => {
  it.each(['花名册-规范.xlsx', '花名册-旧版.xls', '花名册-GBK.csv'])('%s imports whole into a new township', async (name) => {
    const data = join(home, `whole-${name}`)
    await json(data, 'init', '--township', '青禾镇', '--area-code', '410105')
    const { exit, result } = await json(data, 'import', 'roster', fixture(name))
    expect([exit, result['needsConfirmation'], result['refused']]).toEqual([0, 0, 0])
    expect(result['imported']).toBe(result['read'])
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true } })
  })
})

describe('a month of evaluations by the command line', () => {
  const data = join(home, 'month')
  const month = ['--month', '2026-10']
  interface Result { name: string; community: string; weighted: string | null; state: string }
  interface Truth { aux: { aux: string; community: string; weighted: string | null; state: string }[]; refused_cells: { sheet: string; row: number; column: string }[] }
  const truth = JSON.parse(readFileSync(fixture('月度评分-2026-10.expected.json'), 'utf8')) as Truth

  it('waits for its roster, and for being opened', async () => {
    await json(data, 'init', '--township', '柳渠镇', '--area-code', '410105')
    await json(data, 'import', 'places', fixture('花名册-规范.xlsx'))
    expect((await json(data, 'import', 'roster', fixture('花名册-规范.xlsx'))).exit).toBe(0)
    expect(await json(data, 'import', 'scores', fixture('月度评分-2026-10.xlsx'), ...month)).toMatchObject({ exit: 1, result: { ok: false, reason: 'month_not_open' } })
    expect(await json(data, 'evaluations', 'open', ...month)).toMatchObject({ exit: 0, result: { ok: true, sheets: 27 + 2 * 137 } })
  })

  it('previews what officers handed in, then takes what is right of it', async () => {
    const preview = await json(data, 'import', 'scores', fixture('月度评分-2026-10.xlsx'), ...month, '--preview')
    expect(preview).toMatchObject({ exit: 0, result: { read: 301, accepted: 271, normalised: 4, refused: 23, blank: 7, handedIn: 0 } })
    const { exit, result } = await json(data, 'import', 'scores', fixture('月度评分-2026-10.xlsx'), ...month)
    expect([exit, result['handedIn']]).toEqual([1, 271])
    expect((result['results'] as Result[]).map(({ name, community, weighted, state }) => [name, community, weighted, state])).toEqual(truth.aux.map(({ aux, community, weighted, state }) => [aux, community, weighted, state === 'ok' ? 'complete' : 'open']))
    for (const { sheet, row, column } of truth.refused_cells) expect(result['faults']).toContainEqual(expect.objectContaining({ sheet, row, column, severity: 'error' }))
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true } })
  })

  it('is locked with its gaps, and takes nothing afterwards', async () => {
    const locked = await json(data, 'evaluations', 'lock', ...month)
    expect(locked.exit).toBe(0)
    expect(locked.result['missing']).toHaveLength(30)
    const late = await json(data, 'import', 'scores', fixture('月度评分-2026-10.xlsx'), ...month)
    expect(late).toMatchObject({ exit: 1, result: { ok: false, reason: 'I11' } })
    const out = join(home, '月度考核.xlsx')
    expect(await json(data, 'export', 'evaluations', ...month, '--out', out)).toMatchObject({ exit: 0, result: { ok: true, file: out } })
  })
})

describe('the reward ledger of a year', () => {
  const data = join(home, 'rewards')
  const expected = JSON.parse(readFileSync(fixture('奖励台账-2026.expected.json'), 'utf8')) as {
    counts: { data_rows: number; ok: number; normalise: number; confirm: number; error: number }
    totals_fen: { clean_rows_only: number }
    capitals_of_clean_rows: string
    faults: { sheet: string; row: number; column: string; kind: string; severity: string }[]
  }
  const { ok, normalise, confirm, error, data_rows } = expected.counts
  const counts = { read: data_rows, accepted: ok + normalise, needsConfirmation: confirm, refused: error, acceptedFen: expected.totals_fen.clean_rows_only, capitals: expected.capitals_of_clean_rows }
  beforeAll(async () => {
    await json(data, 'init', '--township', '柳渠镇', '--area-code', '410105')
    await json(data, 'import', 'roster', fixture('花名册-规范.xlsx'))
  })

  it('is previewed with its faults, stored to the fen, and not doubled by a second run', async () => {
    const preview = await json(data, 'import', 'rewards', fixture('奖励台账-2026.xlsx'), '--year', '2026', '--preview')
    expect(preview).toMatchObject({ exit: 0, result: { ...counts, stored: 0 } })
    const place = ({ sheet, row, column, kind, severity }: { sheet: string; row: number; column: string; kind: string; severity: string }) => ({ sheet, row, column, kind, severity })
    expect((preview.result['faults'] as (typeof expected.faults)[number][]).map(place)).toEqual(expected.faults.map(place))
    expect(await json(data, 'import', 'rewards', fixture('奖励台账-2026.xlsx'), '--year', '2026')).toMatchObject({ exit: 1, result: { ...counts, stored: 116, alreadyStored: 0 } })
    expect(await json(data, 'import', 'rewards', fixture('奖励台账-2026.xlsx'), '--year', '2026')).toMatchObject({ exit: 1, result: { ...counts, stored: 0, alreadyStored: 116 } })
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true } })
  })

  it('asks for its year', async () => {
    expect((await cli('import', 'rewards', fixture('奖励台账-2026.xlsx'), '--data', data)).exit).toBe(2)
  })
})

describe('a file that cannot be read', () => {
  const data = join(home, 'bad-input')
  let before: unknown
  beforeAll(async () => {
    await json(data, 'init', '--township', '青禾镇', '--area-code', '410105')
    await json(data, 'import', 'roster', fixture('花名册-GBK.csv'))
    before = await personCount(data)
  })

  const workbook = (): Buffer => readFileSync(fixture('花名册-规范.xlsx'))
  /** What Excel makes of a workbook with a password: an OLE file with an encrypted package and no workbook in it. */
  const lockedWorkbook = (): Buffer => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(1024)])

  /** A right zip with one sheet of 600 MB of blanks in it. */
  function zipBomb(): Buffer {
    const name = Buffer.from('xl/worksheets/sheet1.xml')
    const blanks = Buffer.alloc(600 * 1024 * 1024, 0x20)
    const packed = deflateRawSync(blanks)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(blanks), 0)
    sizes.writeUInt32LE(packed.byteLength, 4)
    sizes.writeUInt32LE(blanks.byteLength, 8)
    const numbers = (...pairs: [number, 2 | 4][]): Buffer => Buffer.concat(pairs.map(([value, bytes]) => { const field = Buffer.alloc(bytes); field.writeUIntLE(value, 0, bytes); return field }))
    const local = Buffer.concat([numbers([0x04034b50, 4], [20, 2], [0, 2], [8, 2], [0, 4]), sizes, numbers([name.byteLength, 2], [0, 2]), name, packed])
    const central = Buffer.concat([numbers([0x02014b50, 4], [20, 2], [20, 2], [0, 2], [8, 2], [0, 4]), sizes, numbers([name.byteLength, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [0, 4]), name])
    return Buffer.concat([local, central, numbers([0x06054b50, 4], [0, 2], [0, 2], [1, 2], [1, 2], [central.byteLength, 4], [local.byteLength, 4], [0, 2])])
  }

  it.each<[string, string, () => Buffer]>([
    ['a damaged workbook', 'damaged.xlsx', () => workbook().subarray(0, 30_000)],
    ['a picture', 'picture.xlsx', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['a PDF', 'paper.pdf', () => Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['a workbook with a password', 'locked.xlsx', lockedWorkbook],
    ['a zip bomb', 'bomb.xlsx', zipBomb],
    ['an empty file', 'empty.xlsx', () => Buffer.alloc(0)],
  ])('%s is refused with a sentence and changes nothing', async (_, name, bytes) => {
    const path = join(home, name)
    writeFileSync(path, bytes())
    for (const command of [['import', 'roster'], ['import', 'places']]) {
      const { exit, result } = await json(data, ...command, path)
      expect([exit, result['ok']]).toEqual([1, false])
      expect(result['message']).toMatch(/[\u4e00-\u9fff].*。/)
      expect(result['message']).not.toMatch(/Error|undefined|at /)
    }
    expect(await personCount(data)).toBe(before)
  })

  it('is named when it is not there', async () => {
    const { exit, result } = await json(data, 'import', 'roster', join(home, 'nothing.xlsx'))
    expect([exit, result['reason']]).toEqual([1, 'file_not_read'])
  })

  it('is no backup either', async () => {
    const { exit, result } = await json(data, 'restore', fixture('花名册-规范.xlsx'))
    expect([exit, result['reason']]).toEqual([1, 'backup_damaged'])
    expect(await personCount(data)).toBe(before)
  })
})

describe('wrong use', () => {
  const data = join(home, 'unused')
  it.each([
    [['nonsense']],
    [[]],
    [['import', 'roster']],
    [['init', '--township', '青禾镇', '--area-code', '41']],
    [['export', 'roster']],
    [['check', '--unknown-option']],
    [['restore']],
  ])('%j exits 2 with one object, and makes no folder', async (args) => {
    const { exit, result } = await json(data, ...args)
    expect([exit, result['ok'], result['reason']]).toEqual([2, false, 'wrong_use'])
    expect(existsSync(data)).toBe(false)
  })

  it('without --json says a sentence on stderr and nothing on stdout', async () => {
    const { exit, stdout, stderr } = await cli('nonsense', '--data', data)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain('没有“nonsense”这个命令')
  })
})

describe('sample', () => {
  it('fills an empty folder with a township that passes the check', async () => {
    const data = join(home, 'sample')
    const { exit, result } = await json(data, 'sample')
    expect([exit, result['ok']]).toEqual([0, true])
    expect(await json(data, 'check')).toMatchObject({ exit: 0, result: { ok: true } })
    expect((await json(data, 'sample')).exit).toBe(1)
  })
})
