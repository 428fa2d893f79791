import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { addMonths } from '../../src/domain/month'
import { addWeeks, weekOf, weekWords } from '../../src/domain/iso-week'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'

const root = join(import.meta.dirname, '..', '..')
/** Every run leaves its pictures here, for a person to look at. */
const pictures = join(root, 'tests', '.artifacts', 'screens')
/** The office's day. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const sizes = [
  { width: 1366, height: 728 },
  { width: 1920, height: 1080 },
] as const
const looks = [
  { theme: '浅色', type: '标准字号', name: 'light' },
  { theme: '深色', type: '标准字号', name: 'dark' },
  { theme: '浅色', type: '大字号', name: 'large' },
] as const

async function signIn(window: Page): Promise<void> {
  await window.getByLabel('登录名').fill('neiqin')
  await window.getByLabel('密码').fill(samplePassword)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()
}

async function open(window: Page, path: string): Promise<void> {
  await window.evaluate((to) => {
    location.hash = to
  }, path)
}

/** Nothing is cut off at the right, and the page has not fallen apart into its error page. */
async function expectWhole(window: Page): Promise<void> {
  const overflow = await window.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  expect(await window.getByText('这一页出错').count()).toBe(0)
}

describe('every screen of the sample township in real Electron', () => {
  let station: ElectronStation
  const complaints: string[] = []
  let places: { communityId: string; personId: string; month: string; lockedMonth: string }

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    const dataDir = temporaryDataDir()
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
    station = await launchStation({ dataDir })
    const { window } = station
    window.setDefaultTimeout(20_000)
    window.on('pageerror', (error) => complaints.push(error.message))
    window.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await signIn(window)
    // Enter opens the row of the board; before it is read there is none.
    await window.locator('.board tbody tr').first().waitFor()
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { name: /班组/ }).waitFor()
    const communityId = /community\/([0-9A-Z]{26})/.exec(window.url())?.[1] ?? ''
    await window.keyboard.press('Control+k')
    await window.keyboard.type('zeng')
    await window.getByRole('dialog').getByText('曾', { exact: false }).first().waitFor()
    await window.keyboard.press('Enter')
    await window.waitForURL(/person\//)
    const personId = /person\/([0-9A-Z]{26})/.exec(window.url())?.[1] ?? ''
    // The month that the sample is scoring, and the locked one before it.
    await window.keyboard.press('Alt+5')
    await window.getByRole('link', { name: '代录', exact: true }).waitFor()
    const month = /proxy\/(\d{4}-\d{2})/.exec((await window.getByRole('link', { name: '代录', exact: true }).getAttribute('href')) ?? '')?.[1] ?? ''
    places = { communityId, personId, month, lockedMonth: addMonths(month, -1) }
  })
  afterAll(() => station?.close())

  for (const look of looks) {
    for (const size of sizes) {
      test(`stand whole in ${look.name} at ${size.width}×${size.height}`, async () => {
        const { window, app } = station
        await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
        await open(window, '/settings/appearance')
        await window.getByText(look.theme, { exact: true }).click()
        await window.getByText(look.type, { exact: true }).click()
        const screens: [string, string, RegExp][] = [
          ['board', '/board', /镇总览/],
          ['community', `/roster/community/${places.communityId}`, /班组/],
          ['people', '/roster', /花名册/],
          ['person', `/roster/person/${places.personId}`, /./],
          ['change', '/roster/change', /调整人员/],
          ['import', '/roster/import', /导入花名册/],
          ['evaluations', '/evaluations', /月度考核/],
          ['evaluation-proxy', `/evaluations/proxy/${places.month}`, /代录/],
          ['evaluation-results', `/evaluations/results/${places.lockedMonth}`, /考核结果/],
          ['evaluation-raters', `/evaluations/raters/${places.lockedMonth}`, /评分人分布/],
          ['evaluation-bonuses', `/evaluations/bonuses/${places.lockedMonth}`, /加减分/],
          ['evaluation-reopenings', '/evaluations/reopenings', /重开记录/],
          ['evaluation-appeals', '/evaluations/appeals', /考核申诉/],
          ['evaluation-import', `/evaluations/import/${places.month}`, /导入/],
          ['evaluation-templates', '/evaluations/templates', /考核模板/],
          ['evaluation-papers', `/evaluations/papers/${places.lockedMonth}?what=summary`, /汇总表/],
          ['meetings', '/meetings', /^例会$/],
          ['meeting-signed', `/meetings/${places.communityId}/${addWeeks(weekOf(today), -1)}`, new RegExp(`${weekWords(addWeeks(weekOf(today), -1))}例会`)],
          ['meeting-now', `/meetings/${places.communityId}/${weekOf(today)}`, new RegExp(`${weekWords(weekOf(today))}例会`)],
          ['meeting-decisions', '/meetings/decisions', /议定事项/],
          ['meeting-search', '/meetings/search', /查纪要/],
          ['meeting-import', '/meetings/import', /读入纪要/],
          ['meeting-calendar', '/meetings/calendar', /工作日历/],
          ['meeting-paper', `/meetings/paper?kind=minutes&community=${places.communityId}&week=${addWeeks(weekOf(today), -1)}`, /周例会纪要/],
          ['meeting-supervision', '/meetings/paper?kind=supervision', /督办表/],
          ['rewards', '/rewards', /奖励/],
          ['reward-apply', '/rewards/apply', /./],
          ['leads', '/rewards/leads', /线索/],
          ['funds', '/rewards/funds', /经费/],
          ['rewards-import', '/rewards/import', /导入/],
          ['reward-summary', '/rewards/summary', /汇总/],
          ['reward-tiers', '/rewards/tiers', /审批/],
          ['reward-papers', '/rewards/papers?what=ledger', /./],
          ['numbers', '/settings/numbers', /设置/],
          ['appearance', '/settings/appearance', /设置/],
          ['about', '/settings/about', /设置/],
        ]
        for (const [name, path, heading] of screens) {
          await open(window, path)
          await window.getByRole('heading', { level: 1, name: heading }).first().waitFor()
          await window.waitForLoadState('networkidle')
          await expectWhole(window)
          await window.screenshot({ path: join(pictures, `${name}-${look.name}-${size.width}.png`) })
        }
      })
    }
  }

  test('without one complaint from the page', () => {
    expect(complaints).toEqual([])
  })
})
