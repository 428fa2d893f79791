import type { Page } from 'playwright'
import { samplePassword } from '../../src/core/sample/sample-accounts'

export async function signIn(window: Page, login: string): Promise<void> {
  await window.getByLabel('登录名').fill(login)
  await window.getByLabel('密码').fill(samplePassword)
  await window.keyboard.press('Enter')
  await window.locator('.rail').waitFor()
}

/** By the palette, as a person without a mouse leaves the desk to the next one. */
export async function signOut(window: Page): Promise<void> {
  await window.keyboard.press('Control+k')
  await window.keyboard.type('tcdl')
  await window.getByRole('dialog').getByText('退出登录').first().waitFor()
  await window.keyboard.press('Enter')
  await window.getByLabel('登录名').waitFor()
}
