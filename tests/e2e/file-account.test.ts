import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { electronDialogs, fixtureFor } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'

const root = join(import.meta.dirname, '..', '..')
const pictures = join(root, 'tests', '.artifacts', 'screens')
mkdirSync(pictures, { recursive: true })
const dataDir = temporaryDataDir()
const cli = (...args: string[]): string => execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 120_000 })

let station: ElectronStation
afterAll(() => station?.close())

/** One file that is read whole, and one that writes a row twice and two values in one cell, as no reader takes both. */
test('the account of a file is told, and what was not read waits for a person', async () => {
  cli('init', '--township', '柳渠镇', '--area-code', '410105')
  const [whole, unread] = [fixtureFor(dataDir, '花名册-杂乱.xlsx'), fixtureFor(dataDir, '缺一个单元格.xlsx')]
  station = await launchStation({ dataDir })
  const { window } = station
  window.setDefaultTimeout(20_000)
  const dialogs = electronDialogs(station)
  const picture = async (name: string): Promise<void> => {
    await window.screenshot({ path: join(pictures, `file-account-${name}-light-1366.png`) })
    await window.evaluate(() => document.documentElement.setAttribute('data-type', 'large'))
    await window.screenshot({ path: join(pictures, `file-account-${name}-large-1366.png`) })
    await window.evaluate(() => document.documentElement.removeAttribute('data-type'))
  }
  for (const [id, value] of [['admin.name', '赵管理'], ['admin.login', 'guanli'], ['admin.password', samplePassword], ['clerk.name', '周敏'], ['clerk.login', 'zhoumin'], ['clerk.password', samplePassword]] as const) {
    await window.locator(`[id="${id}"]`).fill(value)
  }
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()

  await window.keyboard.press('Alt+3')
  await window.getByRole('heading', { name: '导入花名册' }).waitFor()
  await dialogs.choose(whole, () => window.keyboard.press('Control+o'))
  const account = window.getByRole('region', { name: '文件核对' })
  await account.getByText(/^文件共15个工作表、954行、/).waitFor()
  await picture('whole')
  const list = window.getByRole('region', { name: '各工作表明细' })
  expect(await list.count()).toBe(0)
  await account.getByRole('button', { name: '各表明细' }).press('Enter')
  await list.getByText(/^其他村社区汇总/).waitFor()
  await window.keyboard.press('Tab')
  expect(await list.evaluate((element) => element === document.activeElement)).toBe(true)
  await picture('whole-list')

  await dialogs.choose(unread, () => window.keyboard.press('Control+o'))
  await account.getByText(/^有1个单元格(没有读出来|的文字与文件不一致)（A\d+）。$/).first().waitFor()
  const store = window.getByRole('button', { name: /^导入\d+行/ })
  expect(await store.isDisabled()).toBe(true)
  await picture('unread')
  await window.keyboard.press('Control+Enter')
  expect(await window.getByRole('heading', { name: /已入库/ }).count()).toBe(0)
  await account.getByRole('checkbox', { name: '不需要这些内容，仍要导入' }).press('Space')
  await window.keyboard.press('Control+Enter')
  await window.getByRole('heading', { name: /已入库\d+行/ }).waitFor()
  await account.getByText(/已导入\d+行/).first().waitFor()
  await picture('stored')
}, 180_000)
