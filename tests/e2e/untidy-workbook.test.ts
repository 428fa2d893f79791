import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterAll, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { electronDialogs, fixtureFor } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'

const root = join(import.meta.dirname, '..', '..')
const pictures = join(root, 'tests', '.artifacts', 'screens')
mkdirSync(pictures, { recursive: true })
const dataDir = temporaryDataDir()
const clerk = { login: 'zhoumin', name: '周敏' }
const cli = (...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })

let station: ElectronStation
afterAll(() => station?.close())

/** The clerk's untidy workbook, from choosing it to taking the import back: hands on the keyboard. */
test('an untidy workbook is checked, corrected, stored and taken back by keyboard', async () => {
  cli('init', '--township', '柳渠镇', '--area-code', '410105')
  cli('import', 'places', join(root, 'tests', 'fixtures', '花名册-规范.xlsx'))
  const workbook = fixtureFor(dataDir, '花名册-杂乱.xlsx')
  const expected = JSON.parse(readFileSync(join(root, 'tests', 'fixtures', '花名册-杂乱.expected.json'), 'utf8')) as {
    counts: { data_rows_total: number; must_flag_error: number; must_flag_confirm: number }
    faults: { kind: string; expected: string | null; sheet: string; row: number }[]
  }
  station = await launchStation({ dataDir })
  const { window } = station
  window.setDefaultTimeout(20_000)
  const dialogs = electronDialogs(station)

  await window.locator('[id="admin.name"]').fill('赵管理')
  await window.locator('[id="admin.login"]').fill('guanli')
  await window.locator('[id="admin.password"]').fill(samplePassword)
  await window.locator('[id="clerk.name"]').fill(clerk.name)
  await window.locator('[id="clerk.login"]').fill(clerk.login)
  await window.locator('[id="clerk.password"]').fill(samplePassword)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()

  await window.keyboard.press('Alt+3')
  await window.getByRole('heading', { name: '导入花名册' }).waitFor()
  await dialogs.choose(workbook, () => window.keyboard.press('Control+o'))
  const { must_flag_error: refused, must_flag_confirm: doubted, data_rows_total: total } = expected.counts
  await window.getByText(new RegExp(`全部\\s*${total}`)).waitFor()
  await window.getByText(new RegExp(`拒绝\\s*${refused}`)).first().waitFor()
  await window.getByText(new RegExp(`待确认\\s*${doubted}`)).first().waitFor()
  await window.screenshot({ path: join(pictures, 'import-check-light-1366.png') })

  // The cursor stands in the first fault already: a phone that lacks a digit; the right one is typed over it.
  const field = window.locator('.cellbar input')
  await field.waitFor()
  await field.fill('13600001030')
  await window.keyboard.press('Enter')
  await window.getByText(new RegExp(`拒绝\\s*${refused - 1}`)).first().waitFor()

  const valid = total - refused - doubted + 1
  await window.keyboard.press('Control+Enter')
  await window.getByText(new RegExp(`已入库\\s*${valid}行`)).waitFor()

  await window.keyboard.press('F12')
  const path = await dialogs.save(async () => {
    await window.getByRole('dialog').waitFor()
    await window.keyboard.press('Enter')
    await window.getByText(/已导出/).first().waitFor()
  })
  const book = read(readFileSync(path))
  const rows = book.SheetNames.flatMap((name) => utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 }))
  expect(rows.flat().filter((cell) => cell === '错误信息').length).toBeGreaterThan(0)

  expect(JSON.parse(cli('check'))).toMatchObject({ ok: true })
  await window.keyboard.press('Control+z')
  await window.getByRole('dialog').waitFor()
  await window.keyboard.press('Enter')
  await window.getByText(new RegExp(`移除\\s*${valid}行`)).waitFor()
  expect(JSON.parse(cli('check'))).toMatchObject({ ok: true })
})
