import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright'
import { pinyin } from 'pinyin-pro'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { electronDialogs, type Dialogs } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { signIn, signOut } from './session'
import { turnTabsUntil } from './waits'

const root = join(import.meta.dirname, '..', '..')
/** Every run leaves its pictures here, for a person to look at. */
const pictures = join(root, 'tests', '.artifacts', 'rewards')
const content = '河滩垃圾站后院夜里有人切割电缆，车牌遮着，每周二、五来。'
const caseNo = 'A4101055900002026112501'
const title = '提供盗割电缆线索'
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

interface Balance {
  budget: number
  adjusted: number
  committed: number
  paid: number
  balance: number
}
const initials = (name: string): string => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
const fenIn = (text: string): number => Math.round(Number(text.replaceAll(/[^\d.−-]/g, '').replace('−', '-')) * 100)

describe('a reward from the lead to the reversal in real Electron', () => {
  let station: ElectronStation
  let window: Page
  let dialogs: Dialogs
  let desk = ''
  let dataDir = ''
  let providerName = ''
  let secondName = ''
  /** Of the two, one who is rated every month. */
  let auxName = ''
  let before: Balance

  async function open(daysLater?: number): Promise<void> {
    station = await launchStation(daysLater === undefined ? { dataDir } : { dataDir, daysLater })
    window = station.window
    window.setDefaultTimeout(30_000)
    dialogs = electronDialogs(station)
  }
  const picture = (name: string): Promise<Buffer> => window.screenshot({ path: join(pictures, `${name}.png`) })

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    dataDir = temporaryDataDir()
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
    desk = join(dataDir, 'desk')
    mkdirSync(desk, { recursive: true })
    writeFileSync(join(desk, '签领表.pdf'), scan)
    await open()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture('failed')
  })
  afterAll(() => station?.close())

  async function toRewards(): Promise<void> {
    await window.keyboard.press('Alt+6')
    await window.getByRole('heading', { level: 1, name: '奖励台账' }).waitFor()
  }
  /** By Ctrl+PgDn, as sheets are turned in Excel. */
  async function toTab(label: '线索' | '经费'): Promise<void> {
    await toRewards()
    const tab = window.locator('nav.tabs a', { hasText: label })
    await turnTabsUntil(window, label, async () => (await tab.getAttribute('aria-current')) === 'page')
    await window.getByRole('heading', { level: 1, name: { 线索: '线索', 经费: '专项经费' }[label] }).waitFor()
  }
  async function balances(): Promise<Balance> {
    await toTab('经费')
    const row = window.locator('section[aria-label="经费"] tbody tr').first()
    await row.waitFor()
    const [budget = 0, adjusted = 0, committed = 0, paid = 0, balance = 0] = (await row.locator('td.num').allInnerTexts()).map(fenIn)
    return { budget, adjusted, committed, paid, balance }
  }
  /** Every figure of the fund is told by the others, and the ledger's last line says the same. */
  async function expectBalances(wanted: Partial<Balance>): Promise<void> {
    const now = await balances()
    expect(now).toMatchObject(wanted)
    expect(now.balance).toBe(now.budget + now.adjusted - now.committed - now.paid)
    expect(fenIn(await window.locator('.list tbody tr').first().locator('td.num').last().innerText())).toBe(now.balance)
  }
  async function openReward(): Promise<void> {
    await toRewards()
    await window.keyboard.press('/')
    await window.keyboard.type(caseNo)
    await window.locator('.rewards tbody tr', { hasText: title }).first().waitFor()
    await expect.poll(() => window.locator('.rewards tbody tr').count()).toBe(1)
    await window.locator('.rewards tbody tr').first().click()
    await window.keyboard.press('Enter')
    await window.locator('.path').waitFor()
  }
  const inState = (words: string): Promise<void> => window.locator('.head .lt', { hasText: words }).waitFor()
  /** The next step by Ctrl+Enter, and what its form asks by `fill`. */
  async function takeNext(label: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
    await window.getByRole('button', { name: new RegExp(`^${label}`) }).first().waitFor()
    await window.keyboard.press('Control+Enter')
    const dialog = window.getByRole('dialog')
    await dialog.waitFor()
    await fill()
    await window.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    await window.getByText(`已办理：${label}`).first().waitFor()
  }
  /** One step from the list beside the form. */
  async function takeAside(label: string, fill: () => Promise<void>): Promise<void> {
    await window.locator('aside').getByRole('button', { name: label, exact: true }).focus()
    await window.keyboard.press('Enter')
    await window.getByRole('dialog').waitFor()
    await fill()
    await window.keyboard.press('Control+Enter')
    await window.getByText(`已办理：${label}`).first().waitFor()
  }
  async function choose(field: string, wanted: RegExp): Promise<void> {
    await window.locator(`#${field}`).focus()
    await window.keyboard.press('Enter')
    await window.locator('.n-base-select-option', { hasText: wanted }).first().waitFor()
    await window.keyboard.type(caseNo.slice(-4))
    await window.keyboard.press('Enter')
  }
  /** Somebody whom the roster does not know. */
  async function writePerson(field: string, name: string): Promise<void> {
    await window.locator(`#${field}`).focus()
    await window.keyboard.press('Enter')
    await window.keyboard.insertText(name)
    await window.locator('.n-base-select-option', { hasText: name }).first().waitFor()
    await window.keyboard.press('Enter')
  }
  /** What this reward has moved since the start. */
  async function fundOf(start: Balance): Promise<{ committed: number; paid: number }> {
    const now = await balances()
    return { committed: now.committed - start.committed, paid: now.paid - start.paid }
  }
  async function choosePerson(field: string, name: string): Promise<void> {
    await window.locator(`#${field}`).focus()
    await window.keyboard.type(initials(name))
    await window.locator('.n-base-select-option', { hasText: name }).first().waitFor()
    await window.keyboard.press('Enter')
  }

  test('the officer registers the lead and finds it valuable; its content stands on no screen unasked', async () => {
    await signIn(window, 'minjing')
    before = await balances()
    await toTab('线索')
    await window.keyboard.press('Control+n')
    await window.getByRole('dialog').waitFor()
    await window.locator('#lead-provider').focus()
    await window.keyboard.press('Enter')
    await window.locator('.n-base-select-option').nth(1).waitFor()
    const offered = await window.locator('.n-base-select-option').allInnerTexts()
    // One of each post, so that the second share goes to another kind of member and one of the two is rated monthly.
    const isAux = (line: string): boolean => line.includes('警辅')
    const first = offered[0] ?? ''
    const second = offered.find((line) => isAux(line) !== isAux(first)) ?? ''
    providerName = first.split('　')[0] ?? ''
    secondName = second.split('　')[0] ?? ''
    auxName = isAux(first) ? providerName : secondName
    expect(secondName).not.toBe('')
    await window.keyboard.type(initials(providerName))
    await expect.poll(async () => (await window.locator('.n-base-select-option').allInnerTexts()).every((line) => initials(line.split('　')[0] ?? '').startsWith(initials(providerName)))).toBe(true)
    await window.keyboard.press('Enter')
    await window.locator('#lead-content').fill(content)
    await window.locator('#lead-case').fill(caseNo)
    await picture('register-lead')
    await window.keyboard.press('Control+Enter')
    await window.getByText(/已登记线索/).first().waitFor()
    await window.getByText('已加密').waitFor()
    expect(await window.locator('body').innerText()).not.toContain('垃圾站')
    await window.keyboard.press('F2')
    await window.getByText(content).waitFor()
    await window.keyboard.press('Escape')
    await window.getByText(content).waitFor({ state: 'hidden' })

    await window.getByRole('radio', { name: '有价值' }).focus()
    await window.keyboard.press('Space')
    await window.getByRole('radio', { name: '直接作用' }).focus()
    await window.keyboard.press('Space')
    await window.locator('#opinion').fill('经核查属实，据此抓获一人。')
    await picture('verify-lead')
    await window.keyboard.press('Control+Enter')
    await window.getByText('已记下核实：有价值').first().waitFor()
    await signOut(window)
  })

  test('the clerk applies without being told who brought it, and submits', async () => {
    await signIn(window, 'neiqin')
    await toRewards()
    await window.keyboard.press('Control+n')
    await window.getByRole('heading', { level: 1, name: '申请奖励' }).waitFor()
    await choose('apply-lead', new RegExp(caseNo))
    await window.locator('#apply-title').fill(title)
    expect(await window.locator('#apply-case').inputValue()).toBe(caseNo)
    await window.locator('#apply-cash').fill('800')
    await window.getByRole('button', { name: '加一人' }).focus()
    await window.keyboard.press('Enter')
    await window.locator('.line').nth(1).waitFor()
    await choosePerson('apply-who-2', secondName)
    await window.locator('#apply-share-1').fill('500')
    await window.locator('#apply-share-2').fill('200')
    await window.locator('.side', { hasText: '差100.00元' }).waitFor()
    await window.locator('#apply-public').fill('3')
    await window.locator('.side .mk.r').first().waitFor()
    await picture('apply-shares-do-not-fit')
    await window.locator('#apply-share-2').fill('300')
    await window.locator('.side', { hasText: '二级审批' }).waitFor()
    await expect.poll(() => window.locator('.side .mk.r').count()).toBe(0)
    // A wrong click elsewhere and back: what was typed is there.
    await toRewards()
    await window.keyboard.press('Control+n')
    await expect.poll(() => window.locator('#apply-title').inputValue()).toBe(title)
    await window.locator('.side', { hasText: '二级审批' }).waitFor()
    await picture('apply')
    await window.keyboard.press('Control+Enter')
    await window.locator('.path').waitFor()
    await takeNext('提交')
    await inState('已提交')
    await expectBalances(before)
    await signOut(window)
  })

  test('the officer verifies, the chief agrees, and the level above agrees in a session of its own', async () => {
    await signIn(window, 'minjing')
    await openReward()
    await takeNext('核实')
    await inState('已核实')
    await signOut(window)

    await signIn(window, 'zhanzhang')
    await openReward()
    await takeNext('审批同意')
    await inState('审批中')
    await expectBalances(before)
    await signOut(window)

    await signIn(window, 'suozhang')
    await openReward()
    await picture('second-level')
    await takeNext('审批同意')
    await inState('已批准')
    await expectBalances({ ...before, committed: before.committed + 80_000, balance: before.balance - 80_000 })
    await signOut(window)
  })

  test('the clerk notifies and publicises, and the list that hangs outside names nobody', async () => {
    await signIn(window, 'neiqin')
    await openReward()
    await takeNext('告知')
    await inState('已告知')
    await takeNext('公示')
    await inState('公示中')
    await picture('publicised')
    expect(await window.locator('aside').getByRole('button', { name: '发放', exact: true }).isDisabled()).toBe(true)
    await window.locator('aside').getByRole('button', { name: '公示表' }).focus()
    await window.keyboard.press('Enter')
    await window.locator('.desk .laid').first().waitFor()
    const list = await window.locator('.desk').innerText()
    for (const wanted of [`${providerName.slice(0, 1)}**`, `${secondName.slice(0, 1)}**`, '一案一奖', '合计', '800.00']) expect(list).toContain(wanted)
    for (const hidden of [providerName, secondName, caseNo, '垃圾站']) expect(list).not.toContain(hidden)
    await picture('publicity-list')
    const path = await dialogs.save(async () => {
      await window.keyboard.press('F12')
      await window.getByText(/已导出/).first().waitFor()
    })
    const book = read(readFileSync(path))
    const cells = book.SheetNames.flatMap((name) => utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 })).flat().join('|')
    expect(cells).toContain(`${providerName.slice(0, 1)}**`)
    for (const hidden of [providerName, secondName, caseNo, '垃圾站']) expect(cells).not.toContain(hidden)
    await signOut(window)
    await station.close()
  })

  test('days later two payers pay, the list is printed to be signed, and the money has left the fund', async () => {
    await open(4)
    await signIn(window, 'neiqin')
    await openReward()
    await window.getByRole('button', { name: '打印签领表' }).focus()
    await window.keyboard.press('Enter')
    await window.locator('.desk .laid').first().waitFor()
    const list = await window.locator('.desk').innerText()
    for (const wanted of [providerName, secondName, '人民币伍佰元整', '人民币叁佰元整', '人民币捌佰元整', '500.00', '300.00', '800.00']) expect(list).toContain(wanted)
    await picture('sign-off-list')
    await window.keyboard.press('Escape')
    await window.locator('.path').waitFor()

    await window.getByRole('button', { name: /^发放/ }).first().waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByRole('dialog').waitFor()
    // A recipient must not hand over the own money.
    await choosePerson('payer1', secondName)
    await writePerson('payer2', '耿会计')
    await dialogs.choose(join(desk, '签领表.pdf'), () => window.keyboard.press('Control+o'))
    await window.getByText('签领表.pdf').waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByText('受奖人不能当发放人').first().waitFor()
    await picture('payer-is-paid')
    await writePerson('payer1', '周敏')
    await window.keyboard.press('Control+Enter')
    await window.getByText('已办理：发放').first().waitFor()
    await inState('已发放')
    await picture('paid')
    await expectBalances({ ...before, paid: before.paid + 80_000, balance: before.balance - 80_000 })
  })

  test('the reward suggests a bonus in the month, which counts only once a person has registered it', async () => {
    await window.keyboard.press('Alt+5')
    await window.getByRole('heading', { level: 1, name: '月度考核' }).waitFor()
    await window.getByRole('link', { name: '加减分' }).press('Enter')
    const row = window.locator('li', { hasText: '建议加' }).filter({ hasText: auxName })
    await row.waitFor()
    await picture('bonus-suggested')
    await row.getByRole('button').press('Enter')
    await window.getByRole('dialog').waitFor()
    await window.locator('#bonus-approver').fill('任国梁')
    await window.keyboard.press('Control+Enter')
    await window.getByText(new RegExp(`已登记${auxName}加`)).first().waitFor()
    await window.locator('tbody tr', { hasText: auxName }).filter({ hasText: '青奖〔' }).waitFor()
    expect(await row.count()).toBe(0)
  })

  test('one payment is taken back and paid again; then the reward is void and all of its money is in the fund again', async () => {
    await openReward()
    await takeAside('冲正发放', () => window.locator('#step-text').fill('金额登记错人，重新发放'))
    await inState('公示中')
    const back = await fundOf(before)
    expect(back.committed + back.paid).toBe(80_000)
    expect([back.committed, back.paid].toSorted()).toEqual([30_000, 50_000].toSorted())
    await openReward()
    await takeAside('作废', () => window.locator('#step-text').fill('案件撤销，奖金已收回'))
    await inState('作废')
    await picture('void')
    await expectBalances(before)
    await picture('fund-ledger')
    // Every step and every opposite stands in the ledger; the case may be applied for anew.
    const entries = await window.locator('.list tbody').innerText()
    for (const kind of ['占用', '发放', '冲正']) expect(entries).toContain(kind)
    await toTab('线索')
    await window.locator('tbody tr').first().waitFor()
  })
})
