import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { electronDialogs, fixtureFor, type Dialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { firstAccounts } from './session'
import { turnTabsUntil } from './waits'

const root = join(import.meta.dirname, '..', '..')
const pictures = join(root, 'tests', '.artifacts', 'ledger-import')
const fixture = (name: string): string => join(root, 'tests', 'fixtures', name)
interface Truth {
  counts: { data_rows: number; ok: number; normalise: number; confirm: number; error: number }
  capitals_of_clean_rows: string
  faults: { row: number; column: string; severity: string }[]
}
const truth = JSON.parse(readFileSync(fixture('奖励台账-2026.expected.json'), 'utf8')) as Truth
const accepted = truth.counts.ok + truth.counts.normalise

/** The office's ledger of the year, by keyboard, from choosing the file to taking it back. */
describe('the ledger of the year in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let dialogs: Dialogs
  const dataDir = temporaryDataDir()
  const cli = (...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    cli('init', '--township', '柳渠镇', '--area-code', '410105')
    cli('import', 'places', fixture('花名册-规范.xlsx'))
    cli('import', 'roster', fixture('花名册-规范.xlsx'))
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    dialogs = electronDialogs(station)
    await firstAccounts(window)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window.screenshot({ path: join(pictures, 'failed.png') })
  })
  afterAll(() => station?.close())

  async function toImport(): Promise<void> {
    await window.keyboard.press('Alt+6')
    await window.getByRole('heading', { level: 1, name: '奖励台账' }).waitFor()
    await turnTabsUntil(window, '导入台账', async () => (await window.locator('nav.tabs .on').innerText()) === '导入台账')
    await window.getByRole('heading', { level: 1, name: '导入奖励台账' }).waitFor()
  }
  const facts = (words: string): Promise<void> => window.locator('.head', { hasText: words }).waitFor()
  const place = async (): Promise<string> => (await window.locator('.fault .lt').first().innerText()).trim()
  const file = (): Promise<void> => dialogs.choose(fixtureFor(dataDir, '奖励台账-2026.xlsx'), () => window.keyboard.press('Control+o'))

  test('every fault stands at its cell, F8 walks them, and looking elsewhere loses nothing', async () => {
    await toImport()
    await file()
    await facts(`读到${truth.counts.data_rows}行`)
    await facts(`接受${accepted}　待确认${truth.counts.confirm}　拒绝${truth.counts.error}`)
    await window.getByText(truth.capitals_of_clean_rows).first().waitFor()
    const first = await place()
    const seen = new Set([first])
    for (let press = 0; press < 60; press += 1) {
      await window.keyboard.press('F8')
      await expect.poll(place).not.toBe([...seen].at(-1))
      const here = await place()
      if (here === first) break
      seen.add(here)
    }
    for (const { row, column, severity } of truth.faults) if (severity !== 'normalise') expect([...seen].some((each) => each.endsWith(`${column ?? ''}${row}`)), `${column}${row}`).toBe(true)
    await window.screenshot({ path: join(pictures, 'check.png') })
    await window.keyboard.press('Alt+1')
    await window.getByRole('heading', { name: '镇总览' }).waitFor()
    await toImport()
    await facts(`接受${accepted}`)
  })

  test('the lines that were left out are given back in a workbook with what is wrong beside each', async () => {
    const path = await dialogs.save(async () => {
      await window.keyboard.press('F12')
      await window.getByText(/已导出问题行/).first().waitFor()
    })
    const book = read(readFileSync(path))
    const lines = book.SheetNames.flatMap((name) => utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 })).map((line) => line.join('|'))
    const left = new Set(truth.faults.filter(({ severity }) => severity !== 'normalise').map(({ row }) => row)).size
    expect(lines.filter((line) => /\|(须改正|待确认)：/.test(line)).length).toBe(left)
    for (const words of ['一案一奖不得重复', '受奖人不能审批自己的奖励', '金额写成了文字']) expect(lines.some((line) => line.includes(words)), words).toBe(true)
  })

  test('what is accepted is stored once, its sum stands in capitals, and it can be taken back as a whole', async () => {
    await window.keyboard.press('Control+Enter')
    await window.getByText(`已导入${accepted}件，43,650.00元`).first().waitFor()
    await window.screenshot({ path: join(pictures, 'stored.png') })
    await window.keyboard.press('Alt+6')
    await window.locator('.head', { hasText: `${accepted}件` }).waitFor()
    await window.locator('.total', { hasText: '43,650.00' }).getByText(truth.capitals_of_clean_rows).waitFor()
    await window.screenshot({ path: join(pictures, 'ledger.png') })

    await toImport()
    await file()
    await facts(`接受${accepted}`)
    await window.getByRole('button', { name: /^导入0件/ }).waitFor()
    await window.getByRole('button', { name: '不导入' }).press('Enter')

    await window.getByRole('button', { name: '撤销导入' }).press('Enter')
    await window.getByRole('dialog').waitFor()
    await window.keyboard.type('换一份台账再导')
    await window.keyboard.press('Enter')
    await window.getByText(`已撤销导入，作废${accepted}件`).first().waitFor()
    await window.screenshot({ path: join(pictures, 'undone.png') })
  })
})
