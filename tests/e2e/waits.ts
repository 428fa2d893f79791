import type { Page } from 'playwright'

/** Presses a key until what is looked for is there. Nothing in a window is further away than `most` presses; then it says what was not reached. */
export async function pressUntil(window: Page, key: string, what: string, isThere: () => Promise<boolean>, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await isThere()) return
    await window.keyboard.press(key)
  }
  if (!(await isThere())) throw new Error(`${most} × ${key} did not come to ${what}`)
}

/** Turns the tabs with Ctrl+PgDn, as sheets are turned in Excel, until the wanted one is there. */
export async function turnTabsUntil(window: Page, what: string, isThere: () => Promise<boolean>, most = 20): Promise<void> {
  for (let turns = 0; turns < most && !(await isThere()); turns += 1) {
    const now = window.url()
    await window.keyboard.press('Control+PageDown')
    await window.waitForURL((url) => url.href !== now)
  }
  if (!(await isThere())) throw new Error(`${most} tabs did not come to ${what}`)
}

/** The promise's outcome, or an error that says what was waited for. */
export function within<T>(what: string, milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${milliseconds / 1000} s`)), milliseconds)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
