import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, expect, test } from 'vitest'
import { weekOf, weekWords } from '../../src/domain/iso-week'
import { agendaItems } from '../../src/domain/meeting-agenda'
import { electronDialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { decide, earlierWeeks, fillAgenda, hold, officeDay, openMeeting, stepNow } from './meeting-hands'
import { signIn, signOut } from './session'
import { pressUntil } from './waits'

const root = join(import.meta.dirname, '..', '..')
const dataDir = temporaryDataDir()
const home = mkdtempSync(join(tmpdir(), 'jingwang-word-'))
let station: ElectronStation
afterAll(async () => {
  await station?.close()
  rmSync(home, { recursive: true, force: true })
})

const { first, second } = earlierWeeks()

async function open(): Promise<Page> {
  station = await launchStation({ dataDir, viewport: { width: 1366, height: 728 } })
  station.window.setDefaultTimeout(30_000)
  return station.window
}

const lamps = '老粮库巷路灯修复'
const visits = '对独居老人逐户走访'
const said = ['辖区接警三起，均为邻里纠纷。', '集市周边车辆乱停，周末加派巡逻。', '新到租户四人，均已登记。']

test('a week is prepared, held, minuted and signed by the officer, without the mouse', async () => {
  execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
  const window = await open()
  await signIn(window, 'minjing')
  await openMeeting(window, first)
  await window.locator('[data-cell="A1"]:focus').waitFor()
  await fillAgenda(window, said)
  await hold(window)
  // A form opened by mistake is left with Esc, and the hands are back in the cell.
  await window.keyboard.press('Control+Shift+V')
  await window.getByLabel('粘贴的纪要').and(window.locator(':focus')).waitFor()
  await window.keyboard.press('Escape')
  await window.locator('[data-cell]:focus').waitFor()
  await decide(window, lamps, '镇城建办', /镇城建办/)
  // By initials: whoever of the community's people they fit first.
  await decide(window, visits, await initialsOfFirst(window), /./)
  await window.keyboard.press('Control+Enter')
  await stepNow(window, '待签字')
  await window.keyboard.press('Control+Enter')
  await stepNow(window, '签了一方')
  expect(await window.locator('.sign .seal.wait').count()).toBe(1)
})

/** A person of the page's roster and the letters that find them; read from the attendance that the page shows. */
async function initialsOfFirst(window: Page): Promise<string> {
  const names = await window.locator('.agenda .att p').first().innerText()
  const name = /([\p{Script=Han}]{2,4})(?:、|$)/u.exec(names.replace(/^出席\s*\d+\s*/, ''))?.[1] ?? ''
  const { pinyin } = await import('pinyin-pro')
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}

test('the chief signs in his own session and locks; the text stands read-only', async () => {
  const { window } = station
  await signOut(window)
  await signIn(window, 'zhanzhang')
  await openMeeting(window, first)
  await window.keyboard.press('Control+Enter')
  await stepNow(window, '待锁定')
  await window.keyboard.press('Control+Enter')
  await stepNow(window, '已锁定')
  expect(await window.locator('.doc textarea').count()).toBe(0)
  expect(await window.locator('.sign .seal.lock').count()).toBe(2)
})

test('the next week has the open decisions by itself; one is closed there, and the week is signed and locked', async () => {
  const { window } = station
  const { keyboard } = window
  await keyboard.press(']')
  await window.getByRole('heading', { level: 1, name: `${weekWords(second)}例会` }).waitFor()
  const carried = window.locator('.res [data-decision]')
  await window.locator('.res').getByText(lamps).waitFor()
  expect(await carried.count()).toBe(2)
  await window.locator('[data-cell="A1"]:focus').waitFor()
  await fillAgenda(window, ['辖区接警两起，均已处置。'])
  await hold(window)
  await decide(window, '划定早市摆摊区并公示', '镇市场所', /镇市场所/)
  for (let panes = 0; !(await window.locator('.res [data-decision]:focus').count()) && panes < 8; panes += 1) await keyboard.press('F6')
  await pressUntil(window, 'Tab', lamps, async () => (await window.locator('.res [data-decision]:focus', { hasText: lamps }).count()) > 0)
  await keyboard.press('Enter')
  await window.getByRole('heading', { name: '议定事项' }).waitFor()
  await window.locator('#act-text:focus').waitFor()
  await keyboard.type('八盏路灯全部修好，夜查确认。')
  await keyboard.press('Control+Enter')
  await window.locator('.res .lt.k', { hasText: '办结' }).waitFor()
  await window.locator('[data-cell]:focus').waitFor()
  await keyboard.press('Control+Enter')
  await stepNow(window, '待签字')
  await keyboard.press('Control+Enter')
  await stepNow(window, '签了一方')

  await signOut(window)
  await signIn(window, 'minjing')
  await openMeeting(window, second)
  await keyboard.press('Control+Enter')
  await stepNow(window, '待锁定')
  await keyboard.press('Control+Enter')
  await stepNow(window, '已锁定')
})

test('the Word files open in LibreOffice, the agenda in order and every decision in them', async () => {
  const { window } = station
  const dialogs = electronDialogs(station)
  execFileSync('mkdir', ['-p', join(dataDir, 'desk')], { timeout: 10_000 })
  execFileSync('chmod', ['777', join(dataDir, 'desk')], { timeout: 10_000 })
  const textOf = async (): Promise<string> => {
    const path = await dialogs.save(async () => {
      await window.keyboard.press('F12')
      await window.getByText(/已导出/).first().waitFor()
    })
    execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${join(home, 'profile')}`, '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', home, path], { stdio: 'ignore', timeout: 230_000 })
    return readFileSync(join(home, basename(path).replace(/\.docx$/, '.txt')), 'utf8')
  }
  const later = await textOf()
  for (const words of [lamps, '八盏路灯全部修好，夜查确认', visits, '划定早市摆摊区并公示', '镇市场所']) expect(later).toContain(words)

  await window.keyboard.press('[')
  await window.getByRole('heading', { level: 1, name: `${weekWords(first)}例会` }).waitFor()
  await window.locator('[data-cell]:focus').waitFor()
  const text = await textOf()
  for (const words of [...said, lamps, '镇城建办', visits]) expect(text).toContain(words)
  const places = agendaItems.filter((item) => !item.perGrid && item.code !== 'D1').map((item) => text.indexOf(item.title))
  expect(places.every((at) => at >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  const grids = agendaItems.filter((item) => item.perGrid).map((item) => text.indexOf(item.title))
  expect(grids.every((at) => at > (places[1] ?? 0) && at < (places[2] ?? 0))).toBe(true)
  expect(text.indexOf(lamps)).toBeGreaterThan(places.at(-1) ?? 0)
})

test('kill -9 while typing loses at most the last two seconds', async () => {
  const { window } = station
  await openMeeting(window, weekOf(officeDay))
  await window.locator('textarea[data-cell="A1"]').first().focus()
  const typed: { sign: string; at: number }[] = []
  // Never a pause long enough for a debounce alone to help, for longer than what may be lost.
  for (const sign of '一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'.repeat(2)) {
    await window.keyboard.type(sign)
    typed.push({ sign, at: Date.now() })
    await window.waitForTimeout(90)
  }
  station.app.process().kill('SIGKILL')
  const killedAt = Date.now()
  await station.close()
  const owed = typed.filter(({ at }) => at <= killedAt - 2_000).map(({ sign }) => sign).join('')
  expect(owed.length).toBeGreaterThan(20)

  const again = await open()
  await signIn(again, 'minjing')
  await openMeeting(again, weekOf(officeDay))
  const cell = again.locator('textarea[data-cell="A1"]')
  await expect.poll(() => cell.inputValue()).toContain(owed)
})
