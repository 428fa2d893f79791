import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { electronDialogs, type Dialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { signIn, signOut } from './session'
import { within } from './waits'

const root = join(import.meta.dirname, '..', '..')
/** A busy machine draws late; what never comes still fails. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })
/** Every run leaves its pictures here, for a person to look at. */
const pictures = join(root, 'tests', '.artifacts', 'evaluation-cases')
const cli = (dataDir: string, ...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

async function toMonth(window: Page): Promise<void> {
  await window.keyboard.press('Alt+5')
  await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
  await window.locator('.progress tbody tr').first().waitFor()
}
const go = (window: Page, path: string): Promise<void> => window.evaluate((to) => void (location.hash = to), path)
const marks = (window: Page, word: string) => window.locator('.matrix .stt', { hasText: word })
const lines = (window: Page) => window.locator('.matrix tbody tr:not(.sum, .grp, .why)')
/** The cell under the cursor. */
const underCursor = (window: Page): Promise<string> => window.locator('.score-field').inputValue()

/** Down from the cursor to the first line that may be filled. */
async function toOpenLine(window: Page): Promise<void> {
  // Until the cell has the focus, the first arrow only brings it there.
  await window.locator('.score-field:focus').waitFor()
  const here = (): Promise<number> => lines(window).evaluateAll((rows) => rows.findIndex((row) => row.classList.contains('sel')))
  const shut = await lines(window).evaluateAll((rows) => rows.map((row) => row.classList.contains('shut')))
  for (let at = await here(); shut[at]; at += 1) {
    await window.keyboard.press('ArrowDown')
    await soon(here).toBe(at + 1)
  }
}

/** What the office meets beside the ordinary month: somebody is away, a sheet will not come, a bonus, a complaint. */
describe('the cases of a month in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let dialogs: Dialogs
  let dataDir = ''
  let month = ''
  let waived = ''
  let praised = ''

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    dataDir = temporaryDataDir()
    cli(dataDir, 'sample')
    mkdirSync(join(dataDir, 'desk'), { recursive: true })
    writeFileSync(join(dataDir, 'desk', '签字原件.pdf'), scan)
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    dialogs = electronDialogs(station)
  })
  afterAll(() => station?.close())

  const picture = (name: string): Promise<Buffer> => window.screenshot({ path: join(pictures, `${name}.png`) })
  const duty = () => window.locator('.duty.now')
  /** From the list of communities into the first one's sheets, down to the first of a kind. */
  async function toDuty(kind: string, skip = 0): Promise<string> {
    await window.keyboard.press('ArrowRight')
    await window.locator('.duties .list:focus').waitFor()
    for (let back = 0; back < 40; back += 1) await window.keyboard.press('ArrowUp')
    let left = skip
    for (let down = 0; down < 40; down += 1) {
      if ((await duty().innerText()).includes(kind)) {
        if (left === 0) return duty().locator('b').innerText()
        left -= 1
      }
      await window.keyboard.press('ArrowDown')
    }
    throw new Error(`no duty ${kind}`)
  }
  async function giveReason(text: string): Promise<void> {
    const field = window.getByRole('dialog').getByLabel('原因')
    await field.waitFor()
    await window.keyboard.type(text)
    expect(await field.inputValue()).toBe(text)
    await window.keyboard.press('Enter')
    await field.waitFor({ state: 'detached' })
  }

  test('an officer on leave is rated for by an authorised substitute, on record as such', async () => {
    await signIn(window, 'neiqin')
    await toMonth(window)
    await toDuty('民警评警辅')
    await window.keyboard.press('s')
    await window.getByRole('dialog').getByText('授权代评').first().waitFor()
    // The person by pinyin initials, all of the officer's sheets, and why.
    await soon(() => window.evaluate(() => document.activeElement?.closest('[role="dialog"] .n-base-selection') != null)).toBe(true)
    await window.keyboard.type('rgl')
    await window.locator('.n-base-select-option').getByText('任国梁').first().waitFor()
    await window.keyboard.press('Enter')
    await window.locator('.n-base-select-menu').waitFor({ state: 'hidden' })
    await window.keyboard.press('Tab')
    await window.keyboard.press('Tab')
    await window.keyboard.type('参加县局集训')
    await picture('substitute')
    await window.keyboard.press('Control+Enter')
    await window.getByText('已授权任国梁代评').first().waitFor()
    await window.locator('.stand').getByText('参加县局集训').waitFor()
    await picture('substituted')
    month = /proxy\/(\d{4}-\d{2})/.exec((await window.locator('a[href*="/evaluations/proxy/"]').first().getAttribute('href')) ?? '')?.[1] ?? ''
    await signOut(window)

    await signIn(window, 'zhanzhang')
    await toMonth(window)
    await window.keyboard.press('g')
    await window.locator('.score-field').waitFor()
    await window.keyboard.press('Control+PageDown')
    await window.getByRole('heading', { level: 1, name: /民警评/ }).waitFor()
    await window.getByText('（代单晓峰）').waitFor()
    await soon(() => lines(window).count()).toBeGreaterThan(2)
    const people = await lines(window).count()
    // The screen locks in the middle of a figure: nothing is gone, and the hands are where they were.
    await window.keyboard.press('m')
    await window.keyboard.type('17')
    await window.keyboard.press('Control+l')
    await window.getByRole('dialog', { name: '已锁屏' }).waitFor()
    await window.keyboard.type(samplePassword)
    await window.keyboard.press('Enter')
    await window.getByRole('dialog', { name: '已锁屏' }).waitFor({ state: 'detached' })
    await soon(() => underCursor(window)).toMatch(/^17/)
    await soon(() => window.evaluate(() => document.activeElement?.matches('.score-field'))).toBe(true)
    await window.keyboard.press('Enter')
    for (let column = 2; column < 6; column += 1) await window.keyboard.press('m')
    for (let person = 1; person < people; person += 1)
      for (let column = 0; column < 6; column += 1) await window.keyboard.press('m')
    await window.getByText(`提交已齐的${people}人`).waitFor()
    await picture('substitute-scores')
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText(`提交${people}人`).first().waitFor()
    await window.keyboard.press('Enter')
    await soon(() => marks(window, '已提交').count()).toBe(people)
    await signOut(window)

    // Who is away has nothing left to score, and sees no figure of it.
    await signIn(window, 'minjing')
    await toMonth(window)
    expect(await window.getByRole('button', { name: /给\d+人打分/ }).count()).toBe(0)
    await signOut(window)
  })

  test('a sheet that will not come is waived with a reason, which can be taken back', async () => {
    await signIn(window, 'neiqin')
    await toMonth(window)
    waived = await toDuty('网格长评警辅')
    await window.keyboard.press('w')
    await giveReason('网格长住院')
    await soon(() => duty().innerText()).toContain('免评')
    await window.getByText('免评原因：网格长住院').waitFor()
    await picture('waived')
    await window.keyboard.press('w')
    await giveReason('提前出院，能评')
    await soon(() => duty().innerText()).toContain('未评')
    await window.keyboard.press('w')
    await giveReason('又请假到月底')
    await soon(() => duty().innerText()).toContain('免评')
  })

  test('a bonus goes in with its source, and counts up to the cap', async () => {
    await go(window, `/evaluations/bonuses/${month}`)
    await window.getByRole('heading', { level: 1, name: /加减分/ }).waitFor()
    for (const points of ['8', '6']) {
      await window.keyboard.press('Control+n')
      await window.getByRole('dialog').getByText('登记加减分').first().waitFor()
      await soon(() => window.evaluate(() => document.activeElement?.closest('[role="dialog"] .n-base-selection') != null)).toBe(true)
      await window.keyboard.press('Enter')
      await window.keyboard.type(waived)
      await window.locator('.n-base-select-option').getByText(waived).first().waitFor()
      await window.keyboard.press('Enter')
      await window.getByRole('dialog').getByText(/社区　警辅/).waitFor()
      for (let tabs = 0; tabs < 4 && (await window.evaluate(() => document.activeElement?.id)) !== 'bonus-points'; tabs += 1) await window.keyboard.press('Tab')
      await window.keyboard.press('Control+a')
      await window.keyboard.type(points)
      for (const text of ['提供线索，抓获嫌疑人', '派出所通报11号', '陈国防']) {
        await window.keyboard.press('Tab')
        await window.keyboard.type(text)
      }
      await picture(`bonus-${points}`)
      await window.keyboard.press('Control+Enter')
      await window.getByText(`已登记${waived}加${points}分`).first().waitFor()
    }
    await soon(() => window.locator('.list tbody tr').count()).toBe(2)
    await picture('bonuses')
    praised = waived
  })

  test('the office adds its own phrase, and it stands first where a reason is asked for', async () => {
    await go(window, '/evaluations/templates')
    await window.getByText('常用语', { exact: true }).click()
    await window.getByRole('heading', { level: 2, name: '常用语' }).waitFor()
    await window.keyboard.press('Control+n')
    await soon(() => window.evaluate(() => document.activeElement?.id)).toBe('phrase-text')
    await window.keyboard.type('夜间巡查缺三次')
    await picture('phrase')
    await window.keyboard.press('Enter')
    await window.locator('.phrases tbody tr').first().getByText('夜间巡查缺三次').waitFor()
    await picture('phrases')
    await go(window, `/evaluations/proxy/${month}`)
    await window.locator('.score-field').waitFor()
    await window.getByRole('heading', { level: 1, name: /网格长评/ }).waitFor()
    await toOpenLine(window)
    await window.keyboard.type('8')
    await window.keyboard.press('Enter')
    await window.locator('.why').getByText('请写原因').waitFor()
    await window.locator('.why .ph').getByText(/Ctrl 1\s*夜间巡查缺三次/).waitFor()
    await picture('phrase-offered')
    await window.keyboard.press('Control+z')
    await soon(() => window.locator('.why').count()).toBe(0)
    // Taken out again, it is offered no longer.
    await go(window, '/evaluations/templates')
    await window.getByText('常用语', { exact: true }).click()
    await window.locator('.phrases tbody tr').first().getByText('夜间巡查缺三次').waitFor()
    await window.keyboard.press('Delete')
    await window.getByText('已去掉「夜间巡查缺三次」').first().waitFor()
    expect(await window.locator('.phrases tbody').getByText('夜间巡查缺三次').count()).toBe(0)
  })

  test('a changed template is for months to come; the month that is open keeps its own', async () => {
    await go(window, '/evaluations')
    await go(window, '/evaluations/templates')
    await window.locator('.dims tbody tr').first().waitFor()
    await window.keyboard.press('F2')
    await soon(() => window.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('第1项指标')
    await window.keyboard.press('Tab')
    await window.keyboard.press('Control+a')
    await window.keyboard.type('10')
    await window.getByText(/合计/).first().waitFor()
    // A sum that is not 100 cannot be kept.
    expect(await window.getByRole('button', { name: /保存新版本/ }).isDisabled()).toBe(true)
    await window.keyboard.press('Control+n')
    await window.keyboard.type('反诈宣传')
    await window.keyboard.press('Tab')
    await window.keyboard.type('10')
    await picture('template-draft')
    await window.keyboard.press('Control+Enter')
    await window.getByText(/已保存，.*起打开的月份用新模板/).first().waitFor()
    await window.getByRole('heading', { level: 2, name: '第2版' }).waitFor()
    await picture('template')
    expect(await window.locator('.dims tbody tr').count()).toBe(7)
    await go(window, `/evaluations/proxy/${month}`)
    await window.locator('.score-field').waitFor()
    expect(await window.locator('.matrix thead').innerText()).not.toContain('反诈宣传')
    expect(await window.locator('.matrix thead').innerText()).toMatch(/信息报送\s*满分 20/)
  })

  test('a typed sheet keeps its scan and its versions, and both can be had back', async () => {
    await window.getByRole('heading', { level: 1, name: /网格长评/ }).waitFor()
    await toOpenLine(window)
    const open = await lines(window).count() - (await window.locator('.matrix tbody tr.shut').count())
    await window.keyboard.press('Home')
    for (let row = 0; row < open; row += 1)
      for (const score of ['16', '17', '13', '12.5', '13.5', '12']) {
        await window.keyboard.type(score)
        await window.keyboard.press('Enter')
      }
    await soon(() => marks(window, '已齐').count()).toBe(open)
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').getByText('代录纸质评分表').waitFor()
    const choosers = window.getByRole('button', { name: '选扫描件' })
    for (let left = open; left > 0; left -= 1) {
      await dialogs.choose(join(dataDir, 'desk', '签字原件.pdf'), () => choosers.first().press('Enter'))
      await soon(() => choosers.count()).toBe(left - 1)
    }
    await window.getByRole('button', { name: `代录${open}张` }).press('Enter')
    await soon(() => marks(window, '已提交').count()).toBe(open)
    // The clerk returns one and types it again: two versions, each with its paper.
    await toMonth(window)
    const name = await toDuty('网格长评警辅', 1)
    await window.keyboard.press('b')
    await giveReason('合计抄错，重录')
    await soon(() => duty().innerText()).toContain('退回')
    await window.keyboard.press('i')
    await window.locator('.score-field').waitFor()
    await window.locator('.matrix tr.sel', { hasText: name }).waitFor()
    await window.keyboard.press('Home')
    await window.keyboard.type('18')
    await window.keyboard.press('Enter')
    for (const score of ['17', '13', '12.5', '13.5', '12']) {
      await window.keyboard.type(score)
      await window.keyboard.press('Enter')
    }
    await marks(window, '已齐').waitFor()
    await window.keyboard.press('Control+Enter')
    await dialogs.choose(join(dataDir, 'desk', '签字原件.pdf'), () => choosers.first().press('Enter'))
    await soon(() => choosers.count()).toBe(0)
    await window.getByRole('button', { name: '代录1张' }).press('Enter')
    await soon(() => marks(window, '已提交').count()).toBe(open)
    await toMonth(window)
    await toDuty('网格长评警辅', 1)
    await window.keyboard.press('v')
    await window.getByText('第2版').waitFor()
    await picture('versions')
    const text = await window.locator('.whole').innerText()
    expect(text).toMatch(/合计\s+100\s+86\.0\s+84\.0/)
    expect(text).toContain('周敏代录')
    const saved = await dialogs.save(() => window.keyboard.press('s'))
    expect(readFileSync(saved).equals(scan)).toBe(true)
    await window.keyboard.press('Escape')
    await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
  })

  test('the month is locked while somebody types: the text stays and it says why it was not kept', async () => {
    await go(window, `/evaluations/proxy/${month}?community=&kind=aux_by_grid_chief`)
    await window.getByText(/被考核1\d\d人/).waitFor()
    await toOpenLine(window)
    await window.keyboard.type('15')
    await window.keyboard.press('Enter')
    await window.locator('.facts', { hasText: /已自动保存 \d\d:\d\d/ }).waitFor()
    // The figure is begun before the lock and ended after it: whenever the window hears of the lock, somebody is typing.
    await window.keyboard.type('14')
    cli(dataDir, 'evaluations', 'lock', '--month', month)
    await window.keyboard.type('.5')
    await window.keyboard.press('Enter')
    await window.getByRole('alert').getByText(/已结账/).first().waitFor()
    await picture('locked-while-typing')
    await window.keyboard.press('ArrowLeft')
    await soon(() => underCursor(window)).toBe('14.5')
    await window.getByRole('button', { name: /放弃未存的/ }).press('Enter')
    await marks(window, '已锁定').first().waitFor()
    await window.getByRole('alert').waitFor({ state: 'detached' })
  })

  test('a waived sheet leaves the other alone to count, and the bonus is capped', async () => {
    await go(window, `/evaluations/results/${month}`)
    const row = window.locator('.results tbody tr', { hasText: waived }).first()
    await row.waitFor()
    const cells = await row.locator('td').allInnerTexts()
    await picture('results')
    // Full marks but one 17.0 of 20 from the substitute, nobody else; ten of the fourteen bonus points.
    expect(cells.slice(5)).toEqual(expect.arrayContaining(['—', '+10.0']))
    expect(cells.some((text) => text.includes('免评'))).toBe(true)
    expect(praised).toBe(waived)
  })

  test('a complaint is filed and decided, and both stand on record', async () => {
    await signOut(window)
    await signIn(window, 'minjing')
    await go(window, `/evaluations/results/${month}`)
    await window.locator('.results tbody tr.sel').waitFor()
    // Of an auxiliary's result the officer has nothing to complain; of the own one, yes.
    expect(await window.getByRole('button', { name: /登记申诉/ }).count()).toBe(0)
    await window.keyboard.press('ArrowRight')
    await window.getByRole('button', { name: /登记申诉/ }).waitFor()
    const complainant = await window.locator('.results tbody tr.sel b').nth(1).innerText()
    await window.keyboard.press('Control+n')
    await soon(() => window.evaluate(() => document.activeElement?.id)).toBe('appeal-text')
    await window.keyboard.type('问题反馈两条没有计入，台账可查')
    await window.keyboard.press('Control+Enter')
    await window.getByRole('heading', { level: 1, name: '考核申诉' }).waitFor()
    await window.getByText('待处理').first().waitFor()
    await picture('appeal-filed')
    await signOut(window)
    await signIn(window, 'neiqin')
    await go(window, '/evaluations/appeals')
    await window.locator('.side').getByText('问题反馈两条没有计入').waitFor()
    // Nothing was corrected: it cannot be answered as corrected.
    await window.keyboard.press('c')
    await giveReason('已更正')
    await window.getByRole('alert').getByText(/结果还没有变/).waitFor()
    await window.keyboard.press('u')
    await giveReason('台账核对，两条已计入')
    await window.locator('.side').getByText('台账核对，两条已计入').waitFor()
    expect(await window.locator('.side').innerText()).toContain(complainant)
    await window.getByText('维持原结果').first().waitFor()
    await picture('appeal-decided')
    expect(JSON.parse(cli(dataDir, 'check'))).toMatchObject({ ok: true })
  })
})

/** The power goes, or the machine hangs: no closing, no leaving of the page. */
describe('a station that is killed while somebody types scores', () => {
  test('keeps every figure but the last moment\'s', async () => {
    const dataDir = temporaryDataDir()
    cli(dataDir, 'sample')
    const first = await launchStation({ dataDir })
    first.window.setDefaultTimeout(30_000)
    await signIn(first.window, 'minjing')
    await toMonth(first.window)
    await first.window.keyboard.press('g')
    await first.window.locator('.score-field').waitFor()
    const scores = ['16', '17.5', '13', '12.5', '14', '12', '18', '16.5', '12', '13.5', '14.5']
    // Without a pause longer than a hand makes: nothing waits for the typist to stop.
    for (const score of scores) {
      await first.window.keyboard.type(score, { delay: 60 })
      await first.window.keyboard.press('Enter')
    }
    const died = new Promise((resolve) => first.app.process().once('exit', resolve))
    first.app.process().kill('SIGKILL')
    await within('the end of the killed program', 30_000, died)
    await first.close().catch(() => undefined)
    expect(JSON.parse(cli(dataDir, 'check'))).toMatchObject({ ok: true })

    const second = await launchStation({ dataDir })
    try {
      second.window.setDefaultTimeout(30_000)
      await signIn(second.window, 'minjing')
      await toMonth(second.window)
      await second.window.keyboard.press('g')
      await second.window.locator('.score-field').waitFor()
      const kept = await second.window.locator('.matrix [data-cell]').evaluateAll((cells) => cells.map((cell) => cell.querySelector('input')?.value ?? (cell as HTMLElement).innerText.trim()))
      const typed = scores.map((score) => Number(score).toFixed(1))
      // Half a second of typing is two figures at the most.
      expect(kept.slice(0, typed.length - 2)).toEqual(typed.slice(0, -2))
      await second.window.screenshot({ path: join(pictures, 'after-the-kill.png') })
    } finally {
      await second.close()
    }
  })
})
