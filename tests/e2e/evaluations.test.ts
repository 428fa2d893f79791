import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronDialogs, type Dialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { signIn, signOut } from './session'

const root = join(import.meta.dirname, '..', '..')
/** A busy machine draws late; what never comes still fails. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })
/** Every run leaves its pictures here, for a person to look at. */
const pictures = join(root, 'tests', '.artifacts', 'evaluations')
const monthPattern = /scores\/(\d{4}-\d{2})/
/** The least that a reader takes for a scan; the program keeps it as it is. */
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

const cellText = async (window: Page, cell: string): Promise<string> => {
  const place = window.locator(`[data-cell="${cell}"]`)
  const field = place.locator('input')
  return (await field.count()) > 0 ? field.inputValue() : place.innerText()
}
const marks = (window: Page, word: string) => window.locator('.matrix .stt', { hasText: word })

async function toMonth(window: Page): Promise<void> {
  await window.keyboard.press('Alt+5')
  await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
  await window.locator('.progress tbody tr').first().waitFor()
}

describe('a month of evaluation in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let dialogs: Dialogs
  let month = ''
  let desk = ''

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    const dataDir = temporaryDataDir()
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
    desk = join(dataDir, 'desk')
    mkdirSync(desk, { recursive: true })
    writeFileSync(join(desk, '签字原件.pdf'), scan)
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    dialogs = electronDialogs(station)
  })
  afterAll(() => station?.close())
  /** As Excel or WPS leave it there. */
  const toClipboard = (text: string): Promise<void> => station.app.evaluate(({ clipboard }, put) => clipboard.writeText(put), text)

  test('the officer scores everybody and submits without touching the mouse', async () => {
    await signIn(window, 'minjing')
    await toMonth(window)
    await window.getByRole('button', { name: /给\d人打分/ }).waitFor()
    await window.keyboard.press('g')
    await window.locator('.score-field').waitFor()
    month = monthPattern.exec(window.url())?.[1] ?? ''
    expect(month).toMatch(/^\d{4}-\d{2}$/)
    const people = await window.locator('.matrix tbody tr:not(.sum, .grp, .why)').count()
    expect(people).toBeGreaterThanOrEqual(3)

    // A score over the maximum is refused at its cell and stands there as typed until it is put right.
    await window.keyboard.type('23')
    await window.keyboard.press('Enter')
    await window.locator('.matrix .over', { hasText: '23' }).waitFor()
    await window.getByText('23超过该项满分20分').first().waitFor()
    await window.keyboard.press('F8')
    await window.keyboard.press('ArrowLeft')
    await window.keyboard.press('Home')
    // The first person: a low score with its reason from the office's words, full marks by M, and an undo.
    await window.keyboard.type('11.5')
    await window.keyboard.press('Enter')
    await window.locator('.why').getByText('请写原因').waitFor()
    await window.keyboard.press('Control+1')
    await window.getByText('请写原因').waitFor({ state: 'hidden' })
    await window.keyboard.press('m')
    await window.keyboard.type('13。5')
    await window.keyboard.press('Enter')
    for (const score of ['12.5', '13.5', '12']) {
      await window.keyboard.type(score)
      await window.keyboard.press('Enter')
    }
    await marks(window, '已齐').waitFor()
    expect(await window.locator('.matrix tbody tr').first().locator('.to').innerText()).toBe('83.0')
    // The second person the same block from the first one's line, as in Excel; then undone and done again.
    await window.keyboard.press('Control+z')
    await marks(window, '差1项').waitFor()
    await window.keyboard.press('Control+y')
    await marks(window, '已齐').waitFor()
    for (let person = 1; person < people; person += 1)
      for (const score of ['16', '17.5', '13', '12.5', '14', String(10 + person / 2)]) {
        await window.keyboard.type(score)
        await window.keyboard.press('Enter')
      }
    await window.getByText(`提交已齐的${people}人`).waitFor()
    await window.getByText(/已自动保存 \d\d:\d\d/).first().waitFor()
    await window.screenshot({ path: join(pictures, 'matrix.png') })

    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText(`提交${people}人`).first().waitFor()
    await window.screenshot({ path: join(pictures, 'summary-of-what-is-handed-in.png') })
    await window.keyboard.press('Enter')
    await soon(() => marks(window, '已提交').count()).toBe(people)
    await signOut(window)
  })

  test('the chief scores the officer', async () => {
    await signIn(window, 'zhanzhang')
    await toMonth(window)
    await window.getByRole('button', { name: '给1人打分' }).waitFor()
    await window.keyboard.press('g')
    await window.locator('.score-field').waitFor()
    // The same window, another person: nothing of what the officer gave is left on it.
    await window.getByRole('heading', { level: 1, name: /站长评/ }).waitFor()
    expect(await window.locator('.matrix tbody tr:not(.sum, .grp, .why)').count()).toBe(1)
    for (let at = 0; at < 5; at += 1) {
      await window.keyboard.type('18.5')
      await window.keyboard.press('Enter')
    }
    await window.getByText('提交已齐的1人').waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText('提交1人').first().waitFor()
    await window.keyboard.press('Enter')
    await marks(window, '已提交').waitFor()
    await signOut(window)
  })

  test('the clerk types the grid leads\' paper with its scan, and never sees what the officer gave', async () => {
    await signIn(window, 'neiqin')
    await toMonth(window)
    await window.evaluate((to) => { location.hash = to }, `/evaluations/proxy/${month}`)
    await window.locator('.score-field').waitFor()
    await window.getByRole('heading', { level: 1, name: /网格长评/ }).waitFor()
    await toClipboard('17\t18\t13.5\t13\t14\t13\n18\t17\t14\t13.5\t13\t12.5\n')
    await window.keyboard.press('Control+v')
    await soon(() => marks(window, '已齐').count()).toBe(2)
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText('代录纸质评分表').waitFor()
    const choosers = window.getByRole('button', { name: '选扫描件' })
    for (let left = 2; left > 0; left -= 1) {
      await dialogs.choose(join(desk, '签字原件.pdf'), () => choosers.first().click())
      await soon(() => choosers.count()).toBe(left - 1)
    }
    await window.screenshot({ path: join(pictures, 'proxy.png') })
    await window.getByRole('button', { name: '代录2张' }).click()
    await soon(() => marks(window, '已提交').count()).toBe(2)
    // The officer's scores are not in what the clerk is given before the lock.
    await window.getByText('民警评警辅', { exact: true }).click()
    await window.getByRole('heading', { level: 1, name: /民警评/ }).waitFor()
    expect(await cellText(window, await firstCell(window))).toBe('')
  })

  test('a pasted block of 30×6 with three bad cells keeps 177 and marks three', async () => {
    // A matrix of the whole township has the thirty lines.
    await window.evaluate((to) => { location.hash = to }, `/evaluations/proxy/${month}?community=&kind=aux_by_grid_chief`)
    await window.getByText(/被考核1\d\d人/).waitFor()
    const line = (row: number): string => ['16', '17', '13', '12.5', '13.5', '12'].map((text, column) => (row === 3 && column === 0 ? '23' : row === 11 && column === 2 ? '9.5分' : row === 29 && column === 5 ? '12.3' : text)).join('\t')
    await window.locator('.score-field:focus').waitFor()
    const start = await firstOpenLine(window, 30)
    await toClipboard(Array.from({ length: 30 }, (_, row) => line(row)).join('\r\n'))
    for (let down = 0; down < start; down += 1) await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Control+v')
    await window.getByText('贴入177格；3格不是分值，已标出，按F8逐处改').waitFor()
    expect(await window.locator('.matrix .over').count()).toBe(3)
    await window.screenshot({ path: join(pictures, 'paste-block.png') })
    await window.keyboard.press('F8')
    await window.getByText('23超过该项满分20分').first().waitFor()
    await window.keyboard.press('Control+z')
    await soon(() => window.locator('.matrix .over').count()).toBe(0)
  })

  test('the lock lists who gets no result, and afterwards an edit is refused', async () => {
    await toMonth(window)
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText(/缺\d+张表，\d+人没有结果/).waitFor()
    await window.screenshot({ path: join(pictures, 'lock.png') })
    await window.getByRole('dialog').getByRole('checkbox').press('Space')
    await window.getByRole('dialog').getByRole('button', { name: /结账/ }).last().click()
    await window.locator('.seal.lock', { hasText: '已结账' }).waitFor()
    await signOut(window)
    await signIn(window, 'minjing')
    await window.evaluate((to) => { location.hash = to }, `/evaluations/scores/${month}`)
    await window.locator('.score-field').waitFor()
    const place = await firstCell(window)
    const before = await cellText(window, place)
    await window.keyboard.type('1')
    await window.getByText(/结账/).first().waitFor()
    await window.keyboard.press('Enter')
    expect(await cellText(window, place)).toBe(before)
    expect(await marks(window, '已锁定').count()).toBeGreaterThanOrEqual(3)
    await window.screenshot({ path: join(pictures, 'refused-edit.png') })
    await signOut(window)
  })

  test('two persons reopen the community, a score is changed, and the difference is on record', async () => {
    await signIn(window, 'neiqin')
    await toMonth(window)
    await window.keyboard.press('r')
    await window.getByRole('dialog').getByLabel('原因').fill('申请错了月份')
    await window.keyboard.press('Enter')
    // Who asked cannot agree, and can take it back.
    await window.getByRole('button', { name: /撤回申请/ }).waitFor()
    await window.keyboard.press('b')
    await window.getByRole('dialog').getByLabel('原因').fill('月份选错')
    await window.keyboard.press('Enter')
    await window.getByText('没有重开').first().waitFor()
    await window.screenshot({ path: join(pictures, 'request-withdrawn.png') })
    await toMonth(window)
    await window.keyboard.press('r')
    await window.getByRole('dialog').getByLabel('原因').fill('孙威的信息报送漏计，核实后更正')
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { level: 1, name: '重开记录' }).waitFor()
    await window.getByText('待第二人同意').first().waitFor()
    expect(await window.getByRole('button', { name: /同意重开/ }).count()).toBe(0)
    await signOut(window)

    await signIn(window, 'zhanzhang')
    await window.evaluate((to) => { location.hash = to }, '/evaluations/reopenings')
    await window.getByRole('button', { name: /同意重开/ }).waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByText('重开中').first().waitFor()
    await signOut(window)

    await signIn(window, 'minjing')
    await window.evaluate((to) => { location.hash = to }, `/evaluations/scores/${month}`)
    await window.locator('.score-field').waitFor()
    await marks(window, '已提交').first().waitFor()
    await window.keyboard.press('F2')
    await window.getByRole('dialog').getByLabel('原因').fill('漏计两条信息')
    await window.keyboard.press('Enter')
    await marks(window, '已齐').waitFor()
    await window.keyboard.type('15')
    await window.keyboard.press('Enter')
    await window.getByText('提交已齐的1人').waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText('提交1人').first().waitFor()
    await window.keyboard.press('Enter')
    await soon(() => marks(window, '已齐').count()).toBe(0)
    await signOut(window)

    await signIn(window, 'neiqin')
    await toMonth(window)
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText('重新结账').waitFor()
    const accept = window.getByRole('dialog').getByRole('checkbox')
    if ((await accept.count()) > 0) await accept.press('Space')
    await window.getByRole('dialog').getByRole('button', { name: /结账/ }).last().click()
    await window.locator('.seal.lock', { hasText: '已结账' }).waitFor()
    await window.evaluate((to) => { location.hash = to }, '/evaluations/reopenings')
    await window.getByText('前后对照').waitFor()
    await window.getByText('11.5', { exact: true }).first().waitFor()
    await window.screenshot({ path: join(pictures, 'difference.png') })
  })

  test('the month goes out as a workbook whose summary is a form to sign', async () => {
    await window.evaluate((to) => { location.hash = to }, `/evaluations/results/${month}`)
    await window.locator('.results tbody tr').first().waitFor()
    await window.screenshot({ path: join(pictures, 'results.png') })
    await window.keyboard.press('F12')
    await window.getByRole('dialog').getByText('汇总表').first().waitFor()
    const path = await dialogs.save(async () => {
      await window.getByRole('button', { name: /导出汇总表/ }).click()
      await window.getByText(/已导出/).waitFor()
    })
    expect(existsSync(path)).toBe(true)
    const book = read(readFileSync(path))
    expect(book.SheetNames.length).toBeGreaterThanOrEqual(2)
    const all = book.SheetNames.flatMap((name) => utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 }).flat()).map(String)
    expect(all.some((text) => text.includes('汇总'))).toBe(true)
    expect(all.some((text) => text.includes('制表'))).toBe(true)
    copyFileSync(path, join(pictures, 'summary.xlsx'))
    drawWithOffice(join(pictures, 'summary.xlsx'))
  })
})

async function firstCell(window: Page): Promise<string> {
  return (await window.locator('.matrix [data-cell]').first().getAttribute('data-cell')) ?? ''
}

/** The first line from which `count` lines in a row may be filled. */
async function firstOpenLine(window: Page, count: number): Promise<number> {
  const shut = await window.locator('.matrix tbody tr:not(.sum, .grp, .why)').evaluateAll((rows) => rows.map((row) => row.classList.contains('shut')))
  for (let start = 0; start + count <= shut.length; start += 1) if (shut.slice(start, start + count).every((each) => !each)) return start
  throw new Error(`no ${count} open lines in a row among ${shut.length}`)
}

/** A picture of the paper as the office program draws it, where there is one; the test does not depend on it. */
function drawWithOffice(path: string): void {
  try {
    execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${join(tmpdir(), 'jingwang-office')}`, '--convert-to', 'pdf', '--outdir', pictures, path], { stdio: 'ignore', timeout: 230_000 })
  } catch {
    console.log('no office program here: the summary was not drawn')
  }
}
