import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronDialogs, fixtureFor, type Dialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { firstAccounts } from './session'

const root = join(import.meta.dirname, '..', '..')
/** A busy machine draws late; what never comes still fails. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })
const fixture = (name: string): string => join(root, 'tests', 'fixtures', name)
/** Every run leaves its pictures here, for a person to look at. */
const pictures = join(root, 'tests', '.artifacts', 'score-import')
const dataDir = temporaryDataDir()
const cli = (...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })

interface Truth {
  aux: { community: string; aux: string; weighted: string | null; state: string }[]
  refused_cells: { sheet: string; cell: string; kind: string; suggested: number | null }[]
  blank_cells: unknown[]
  refused_rows: unknown[]
  missing_rows: unknown[]
  wrong_totals: unknown[]
}
const truth = JSON.parse(readFileSync(fixture('月度评分-2026-10.expected.json'), 'utf8')) as Truth
const refused = truth.refused_cells.length + truth.refused_rows.length
const blank = truth.blank_cells.length

/** The files of officers, from choosing the workbook to the month that stands afterwards: hands on the keyboard. */
describe('the score workbook of October in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let dialogs: Dialogs

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
  afterAll(() => station?.close())

  const facts = (words: RegExp): Promise<void> => window.locator('.page', { hasText: words }).first().waitFor()
  const place = async (): Promise<string> => (await window.locator('.cellbar').innerText()).replace(/\s+/g, ' ')

  test('a past month is opened with that month\'s roster', async () => {
    await window.keyboard.press('Alt+5')
    await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
    await window.getByRole('button', { name: /打开月份/ }).first().waitFor()
    await window.keyboard.press('Control+n')
    await window.getByRole('dialog').getByText('打开考核月份').waitFor()
    const wanted = window.getByRole('dialog').getByRole('button', { name: '打开2026年10月' })
    const inList = (): Promise<boolean> => window.evaluate(() => document.activeElement?.closest('[role="dialog"] .n-base-selection') != null)
    for (let tabs = 0; tabs < 6 && !(await inList()); tabs += 1) await window.keyboard.press('Shift+Tab')
    expect(await inList()).toBe(true)
    for (let back = 0; back < 24 && (await wanted.count()) === 0; back += 1) {
      await window.keyboard.press('Enter')
      await window.locator('.n-base-select-menu').waitFor()
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await window.locator('.n-base-select-menu').waitFor({ state: 'hidden' })
    }
    await window.screenshot({ path: join(pictures, 'open-month.png') })
    await wanted.press('Enter')
    await window.locator('.progress tbody tr').first().waitFor()
    await window.locator('.month', { hasText: '2026年10月' }).waitFor()
    await window.locator('a[href*="/evaluations/import/2026-10"]').waitFor()
    await facts(/应评301张/)
  })

  test('every fault stands at its cell, and F8 walks them', async () => {
    await window.getByRole('link', { name: '导入评分表' }).press('Enter')
    await window.getByRole('button', { name: /选择文件/ }).waitFor()
    await dialogs.choose(fixtureFor(dataDir, '月度评分-2026-10.xlsx'), () => window.keyboard.press('Control+o'))
    await facts(new RegExp(`读到301行.*接受271.*拒绝${refused}.*未评${blank}`, 's'))
    await facts(/录入271行/)
    await facts(/两张表都齐的111人，未齐的26人/)
    await window.screenshot({ path: join(pictures, 'check.png') })
    // The cursor stands in the first fault of the file already; each press of F8 goes on to the next, and at the end round.
    const first = await place()
    const seen = new Set([first])
    for (let press = 0; press < 200; press += 1) {
      await window.keyboard.press('F8')
      await soon(place).not.toBe([...seen].at(-1))
      const here = await place()
      if (here === first) break
      seen.add(here)
    }
    for (const { sheet, cell } of truth.refused_cells) expect([...seen].some((each) => each.includes(sheet) && new RegExp(`\\b${cell}\\b`).test(each)), `${sheet} ${cell}`).toBe(true)
    expect(seen.size).toBeGreaterThanOrEqual(refused + blank + truth.wrong_totals.length)
  })

  test('a suggestion is taken deliberately, a wrong figure typed over, a line left out and taken back', async () => {
    // 17.5分: the number in it is offered, never taken by itself.
    const offered = truth.refused_cells.find(({ kind }) => kind === 'text_with_unit')
    await walkTo(offered?.sheet ?? '', offered?.cell ?? '')
    await window.getByRole('button', { name: `改成 ${offered?.suggested}` }).waitFor()
    await window.screenshot({ path: join(pictures, 'suggestion.png') })
    await window.locator('.cellbar input').fill(String(offered?.suggested))
    await window.keyboard.press('Enter')
    await facts(new RegExp(`接受272.*拒绝${refused - 1}`, 's'))
    const offStep = truth.refused_cells.find(({ kind }) => kind === 'off_step')
    await walkTo(offStep?.sheet ?? '', offStep?.cell ?? '')
    // A second wrong figure is refused just as well, and the cursor stays.
    await window.locator('.cellbar input').fill('99')
    await window.keyboard.press('Enter')
    await window.locator('.cellbar').getByText(/满分15分/).waitFor()
    await window.locator('.cellbar input').fill('13.5')
    await window.keyboard.press('Enter')
    await facts(new RegExp(`接受273.*拒绝${refused - 2}`, 's'))
    // Del keeps an accepted line out, and takes it in again.
    await window.keyboard.press('Escape')
    await window.locator('.grid').focus()
    await window.keyboard.press('Delete')
    await window.getByText('这一行不录').waitFor()
    await window.keyboard.press('Delete')
    await window.getByText('这一行照录').waitFor()
    await facts(/录入273行/)
  })

  test('the file goes back to its rater with the faults written beside its rows', async () => {
    const path = await dialogs.save(() => window.keyboard.press('F12'))
    const book = read(readFileSync(path))
    const cells = book.SheetNames.flatMap((name) => utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 }).flat()).map(String)
    expect(book.SheetNames).toEqual(expect.arrayContaining(['民警评', '网格长评', '站长评民警']))
    expect(cells.filter((text) => text === '错误信息')).toHaveLength(3)
    // What the clerk put right in the window needs nobody's hand any more; everything else is named in its row.
    const inSheet = (name: string): string[][] => utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, blankrows: true, raw: false })
    const rightNow = [truth.refused_cells.find(({ kind }) => kind === 'text_with_unit'), truth.refused_cells.find(({ kind }) => kind === 'off_step')]
    for (const each of truth.refused_cells) {
      const { sheet, cell } = each
      const rows = inSheet(sheet)
      const head = rows.find((row) => row.includes('错误信息')) ?? []
      const words = String(rows[Number(cell.replace(/\D/g, '')) - 1]?.[head.indexOf('错误信息')] ?? '')
      expect(words.includes('须改正'), `${sheet} ${cell}`).toBe(!rightNow.includes(each))
    }
  })

  test('what is accepted is handed in, with its results', async () => {
    await window.keyboard.press('Control+Enter')
    await window.getByText('已录入273张评分表').first().waitFor()
    const rows = await window.locator('.list tbody tr').evaluateAll((lines) => lines.map((line) => [...line.querySelectorAll('td')].map((cell) => cell.innerText.trim())))
    expect(rows).toHaveLength(truth.aux.length)
    const expected = new Map(truth.aux.map((each) => [`${each.community} ${each.aux}`, each]))
    let completed = 0
    for (const [community, name, , , weighted] of rows) {
      const person = expected.get(`${community} ${name}`)
      // The two that were put right in the window may be whole now; everybody else stands as the file has it.
      if (person?.weighted == null && weighted !== '—') completed += 1
      else expect(weighted, `${community} ${name}`).toBe(person?.weighted ?? '—')
    }
    expect(completed).toBeLessThanOrEqual(2)
    await window.screenshot({ path: join(pictures, 'results.png') })
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
    await facts(/已交273/)
    await window.screenshot({ path: join(pictures, 'progress.png') })
    expect(JSON.parse(cli('check'))).toMatchObject({ ok: true })
  })

  test('the same file again hands in nothing new', async () => {
    await window.getByRole('link', { name: '导入评分表' }).press('Enter')
    await dialogs.choose(join(dataDir, 'desk', '月度评分-2026-10.xlsx'), () => window.keyboard.press('Control+o'))
    await facts(/没有可录入的/)
    await window.screenshot({ path: join(pictures, 'again.png') })
  })

  async function walkTo(sheet: string, cell: string): Promise<void> {
    for (let press = 0; press < 200; press += 1) {
      const here = await place()
      if (here.includes(sheet) && new RegExp(`\\b${cell}\\b`).test(here)) return
      await window.keyboard.press('F8')
      await soon(place).not.toBe(here)
    }
    throw new Error(`F8 never came to ${sheet} ${cell}`)
  }
})
