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

/** The first start of a township that the command line has made: an administrator and a clerk, who then sits at the window. */
export async function firstAccounts(window: Page): Promise<void> {
  for (const [field, text] of [['admin.name', '赵管理'], ['admin.login', 'guanli'], ['admin.password', samplePassword], ['clerk.name', '周敏'], ['clerk.login', 'zhoumin'], ['clerk.password', samplePassword]] as const)
    await window.locator(`[id="${field}"]`).fill(text)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()
}
