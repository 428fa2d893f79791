import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { signIn } from './session'
import { portInto, type Call } from './window-port'

const root = join(import.meta.dirname, '..', '..')

interface Reward { rewardId: string; rowVersion: number; state: string; cashFen: number; title: string; draft: Record<string, unknown> | null }

describe('a form that stands open while somebody else changes what it shows', () => {
  let station: ElectronStation
  let window: Page
  let clerk: Call
  async function ask<T>(name: string, input: unknown): Promise<T> {
    const answer = await clerk(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
    return answer.value as T
  }

  beforeAll(async () => {
    const dataDir = temporaryDataDir()
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 240_000 })
    station = await launchStation({ dataDir })
    window = station.window
    window.setDefaultTimeout(30_000)
    clerk = await portInto(window)
    await ask('accounts.signIn', { login: 'neiqin', password: samplePassword })
    await signIn(window, 'minjing')
  })
  afterAll(() => station?.close())

  test('goes on showing 300 yuan, is refused, says what changed, and signs for 4,000 yuan only once that is shown', async () => {
    const { rewards } = await ask<{ rewards: Reward[] }>('rewards.list', { state: 'submitted' })
    const [asked] = rewards
    if (!asked) throw new Error('the sample has no application that waits for the officer')
    const now = () => ask<Reward>('rewards.reward', { rewardId: asked.rewardId })
    expect(asked.cashFen).toBe(30_000)
    await window.keyboard.press('Alt+6')
    await window.getByText(asked.title).first().waitFor()
    await window.getByText(asked.title).first().click()
    await window.keyboard.press('Enter')
    await window.locator('.path').waitFor()
    await window.getByRole('button', { name: /^核实/ }).first().waitFor()
    await window.keyboard.press('Control+Enter')
    const dialog = window.getByRole('dialog')
    await dialog.getByText('300.00元').waitFor()

    await ask('rewards.withdraw', { rewardId: asked.rewardId, rowVersion: asked.rowVersion, reason: '金额写错' })
    const draft = await now()
    const fields = draft.draft as { recipients: { shareFen: number }[] }
    const large = { ...fields, cashFen: 400_000, recipients: fields.recipients.map((one, at) => ({ ...one, shareFen: at === 0 ? 400_000 : 0 })) }
    await ask('rewards.correct', { rewardId: asked.rewardId, rowVersion: draft.rowVersion, fields: large })
    await ask('rewards.submit', { rewardId: asked.rewardId, rowVersion: draft.rowVersion + 1 })

    await dialog.getByText('金额由“300.00元”改为“4,000.00元”').waitFor()
    expect(await dialog.locator('form > p').first().innerText()).toContain('300.00元')
    await window.keyboard.press('Control+Enter')
    await dialog.getByText('刚被别人改过').waitFor()
    expect(await now()).toMatchObject({ state: 'submitted', cashFen: 400_000 })

    await dialog.getByRole('button', { name: '载入最新内容' }).press('Enter')
    await dialog.getByText('刚被别人改过').waitFor({ state: 'hidden' })
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await dialog.locator('form > p', { hasText: '4,000.00元' }).first().waitFor()
    await window.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    expect(await now()).toMatchObject({ state: 'verified', cashFen: 400_000 })
  })
})
