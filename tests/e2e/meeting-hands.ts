import type { Page } from 'playwright'
import { programDay } from '../../src/core/features/meetings/holiday-library'
import { addWeeks, weekOf, weekWords } from '../../src/domain/iso-week'
import { workdaysOf } from '../../src/domain/work-calendar'

/** What a clerk's hands do on the screens of meetings, with the keys of the program. */

/** The office's day: the weeks of the tests are counted from it, as the program counts them. */
export const officeDay = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
/** Two weeks in a row before the sample's own meetings begin, both with a day on which an office works. */
export function earlierWeeks(): { first: string; second: string } {
  for (let back = 5; back < 60; back += 1) {
    const [first, second] = [addWeeks(weekOf(officeDay), -back), addWeeks(weekOf(officeDay), 1 - back)]
    if (workdaysOf(first, programDay).length > 0 && workdaysOf(second, programDay).length > 0) return { first, second }
  }
  throw new Error('no two weeks in a row with workdays within a year')
}

/** To one week in the calendar of weeks by arrows: of a community, or of the one on top. */
export async function goToWeek(window: Page, week: string, communityId: string | null = null): Promise<void> {
  await window.keyboard.press('Alt+4')
  await window.getByRole('grid').waitFor()
  await window.keyboard.press('ArrowUp')
  for (let steps = 0; steps < 60; steps += 1) {
    const here = (await window.locator('[role=gridcell]:focus').getAttribute('data-cell'))?.split('/')[1] ?? ''
    if (here === week) break
    await window.keyboard.press(here > week ? 'ArrowLeft' : 'ArrowRight')
  }
  const own = communityId === null ? '' : `[data-cell^="${communityId}/"]`
  const there = window.locator(`[role=gridcell]${own}:focus`)
  for (let rows = 0; rows < 60 && (await there.count()) === 0; rows += 1) await window.keyboard.press(rows < 30 ? 'ArrowUp' : 'ArrowDown')
  await window.locator(`${own}[data-cell$="/${week}"]:focus`).waitFor()
}
export async function openMeeting(window: Page, week: string, communityId: string | null = null): Promise<void> {
  await goToWeek(window, week, communityId)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { level: 1, name: `${weekWords(week)}例会` }).waitFor()
}
export const stepNow = (window: Page, word: string): Promise<void> => window.locator('[aria-current=step]').filter({ hasText: word }).waitFor()
export const kept = (window: Page): Promise<void> => window.locator('.saved', { hasText: '已自动保存' }).waitFor()
export const gapsLeft = (window: Page): Promise<number> => window.locator('.agenda .lt.y').count()

/** Writes the first cells in words, as one would, and answers every other with 无: cell by cell with the keys of the editor. */
export async function fillAgenda(window: Page, written: readonly string[]): Promise<void> {
  const { keyboard } = window
  for (const text of written) {
    await keyboard.type(text)
    await keyboard.press('Alt+ArrowDown')
  }
  for (let cells = 0; (await gapsLeft(window)) > 0; cells += 1) {
    if (cells > 80) throw new Error('F8 does not come to an end of the gaps')
    await keyboard.press('F8')
    await keyboard.press('Control+0')
  }
  await kept(window)
}
export async function hold(window: Page): Promise<void> {
  await window.keyboard.press('Control+Enter')
  await window.getByRole('heading', { name: '登记召开' }).waitFor()
  await window.keyboard.press('Control+Enter')
  await stepNow(window, '记录中')
}
export async function decide(window: Page, text: string, owner: string, pick: RegExp): Promise<void> {
  const { keyboard } = window
  await keyboard.press('Control+n')
  await window.getByRole('heading', { name: '加一项议定事项' }).waitFor()
  await keyboard.type(text)
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await window.locator('.n-base-selection-input:focus').waitFor()
  await keyboard.type(owner)
  await window.locator('.n-base-select-option', { hasText: pick }).first().waitFor()
  await keyboard.press('Enter')
  await keyboard.press('Control+Enter')
  await window.locator('.res').getByText(text).waitFor()
  await window.locator('[data-cell]:focus').waitFor()
}
