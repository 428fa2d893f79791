import { existsSync, readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright'
import { afterAll, describe, expect, test } from 'vitest'
import { browserDialogs, electronDialogs, fixtureFor, type Dialogs } from './dialogs'
import { launchStation, launchWebHost, temporaryDataDir } from './launch'

interface Opened {
  window: Page
  dialogs: Dialogs
  close(): Promise<void>
}

const password = 'qingliu-2026'
const clerk = { login: 'zhoumin', name: '周敏' }

async function inElectron(dataDir: string): Promise<Opened> {
  const station = await launchStation({ dataDir })
  const version = await station.window.evaluate(() => navigator.userAgent.match(/Electron\/([\d.]+)/)?.[1] ?? 'none')
  const main = await station.app.evaluate(() => process.versions.electron)
  console.log(`real Electron: process.versions.electron = ${main}, window's user agent = ${version}`)
  expect(version).toBe(main)
  return { window: station.window, dialogs: electronDialogs(station), close: station.close }
}

async function inBrowser(dataDir: string): Promise<Opened> {
  const station = await launchWebHost({ dataDir })
  return { window: station.window, dialogs: browserDialogs(station), close: station.close }
}

async function signIn(window: Page): Promise<void> {
  await window.getByLabel('登录名').fill(clerk.login)
  await window.getByLabel('密码').fill(password)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()
}

/** The township's first day as its clerk lives it, by keyboard where she would use it. */
describe.each([
  ['in real Electron', inElectron],
  ['in Chromium against the web host', inBrowser],
])('the first day %s', (_where, open) => {
  const dataDir = temporaryDataDir()
  let station: Opened
  afterAll(async () => station?.close())

  // One failed step must not cost a minute for each that follows.
  const patience = 60_000

  test('the clerk founds the township and is signed in', async () => {
    station = await open(dataDir)
    const { window } = station
    window.setDefaultTimeout(patience)
    await window.locator('[id="township.name"]').fill('柳渠镇')
    await window.locator('[id="township.areaCode"]').fill('410105')
    await window.locator('[id="admin.name"]').fill('赵管理')
    await window.locator('[id="admin.login"]').fill('guanli')
    await window.locator('[id="admin.password"]').fill(password)
    await window.locator('[id="clerk.name"]').fill(clerk.name)
    await window.locator('[id="clerk.login"]').fill(clerk.login)
    await window.locator('[id="clerk.password"]').fill(password)
    await window.keyboard.press('Enter')
    await window.getByText(/还没有花名册/).first().waitFor()
  })

  test('she reads in her workbook and sees 27 communities without a vacancy', async () => {
    const { window, dialogs } = station
    const path = fixtureFor(dataDir, '花名册-规范.xlsx')
    await window.keyboard.press('Alt+3')
    await dialogs.choose(path, () => window.getByRole('button', { name: /选择文件/ }).click())
    await window.getByRole('button', { name: /导入891行/ }).waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByRole('heading', { name: '导入结果' }).waitFor()
    await window.keyboard.press('Alt+1')
    await window.getByRole('heading', { name: '镇总览' }).waitFor()
    await window.getByText('887').first().waitFor()
    expect(await window.getByText('春晖社区').count()).toBeGreaterThan(0)
  })

  test('she finds a person by initials and sees masked numbers only', async () => {
    const { window } = station
    await window.keyboard.press('Control+k')
    await window.keyboard.type('psh')
    await window.getByRole('dialog').getByText('潘少华').first().waitFor()
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { name: '潘少华' }).waitFor()
    expect(await window.locator('body').innerText()).toMatch(/4101\*{10}9496/)
    expect(await window.locator('body').innerText()).not.toContain('410105199405159496')
  })

  test('a number in clear asks for a reason', async () => {
    const { window } = station
    await window.getByRole('button', { name: /显示身份证号/ }).click()
    await window.getByRole('dialog').getByLabel('原因').fill('核对原件')
    await window.keyboard.press('Enter')
    await window.getByText('410105199405159496').waitFor()
  })

  test('she exports the roster, and a second reader finds every grid and no number in clear', async () => {
    const { window, dialogs } = station
    await window.keyboard.press('Alt+1')
    await window.getByRole('heading', { name: '镇总览' }).waitFor()
    await window.keyboard.press('F12')
    const path = await dialogs.save(async () => {
      await window.locator('form.ask button[type=submit]').click()
      await window.getByText(/已导出/).first().waitFor()
    })
    expect(existsSync(path)).toBe(true)
    const book = read(readFileSync(path))
    expect(book.SheetNames).toEqual(['名册', '缺岗清单', '人员变动', '人员明细'])
    const text = book.SheetNames.map((name) => utils.sheet_to_csv(book.Sheets[name] ?? {})).join('\n')
    expect(text.match(/第[一二三四五六七八九十]+网格/g)?.length).toBeGreaterThanOrEqual(137)
    expect(text).not.toMatch(/1[3-9]\d{9}/)
    expect(text).toMatch(/1\d{2}\*{4}\d{4}/)
  })

  test('after a restart everything is still there', async () => {
    await station.close()
    station = await open(dataDir)
    const { window } = station
    window.setDefaultTimeout(patience)
    await signIn(window)
    await window.getByText('887').first().waitFor()
    await window.keyboard.press('Control+k')
    await window.keyboard.type('李向阳')
    await window.getByRole('dialog').getByText(/文汇社区/).first().waitFor()
  })
})
