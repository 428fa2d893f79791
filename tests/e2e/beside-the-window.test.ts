import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'

const root = join(import.meta.dirname, '..', '..')
const dataDir = temporaryDataDir()
/** As the same user as the window where there is one, so that both may write the folder. */
const cli = (...args: string[]): Record<string, unknown> =>
  JSON.parse(execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--data', dataDir, '--json'], { encoding: 'utf8', timeout: 230_000 })) as Record<string, unknown>

let station: ElectronStation
afterAll(() => station?.close())

async function signIn(window: Page): Promise<void> {
  await window.getByLabel('登录名').fill('zhoumin')
  await window.getByLabel('密码').fill(samplePassword)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: '镇总览' }).waitFor()
}

test('the window notices what the command line stores beside it', async () => {
  cli('init', '--township', '柳渠镇', '--area-code', '410105')
  station = await launchStation({ dataDir })
  const { window } = station
  window.setDefaultTimeout(60_000)
  for (const who of ['admin', 'clerk']) {
    await window.locator(`[id="${who}.name"]`).fill(who === 'admin' ? '赵管理' : '周敏')
    await window.locator(`[id="${who}.login"]`).fill(who === 'admin' ? 'guanli' : 'zhoumin')
    await window.locator(`[id="${who}.password"]`).fill(samplePassword)
  }
  await window.keyboard.press('Enter')
  await window.getByText(/还没有花名册/).first().waitFor()
  expect(cli('import', 'roster', join(root, 'tests', 'fixtures', '花名册-规范.xlsx'))).toMatchObject({ imported: 891 })
  await window.getByText('887').first().waitFor()
})

test('after the plug is pulled everything stored is there, and the folder opens again', async () => {
  const [window] = station.app.windows()
  await window?.keyboard.press('Control+k')
  station.app.process().kill('SIGKILL')
  await station.close()
  expect(cli('check')).toMatchObject({ ok: true })
  station = await launchStation({ dataDir })
  station.window.setDefaultTimeout(60_000)
  await signIn(station.window)
  await station.window.getByText('887').first().waitFor()
})
