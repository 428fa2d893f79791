import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Meeting } from '../../src/contract/meeting-page'
import type { PersonDetail } from '../../src/contract/roster'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { addWeeks, weekOf, weekWords } from '../../src/domain/iso-week'
import { wordParagraphs } from '../stand/zip-parts'
import { electronDialogs, fixtureFor } from './dialogs'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'
import { decide, earlierWeeks, fillAgenda, goToWeek, hold, officeDay, openMeeting, stepNow } from './meeting-hands'
import { signIn, signOut } from './session'
import { portInto, type Call } from './window-port'
import { pressUntil } from './waits'

const root = join(import.meta.dirname, '..', '..')
const pictures = join(root, 'tests', '.artifacts', 'screens')
const cli = (...args: string[]): void => void execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args], { stdio: 'ignore', timeout: 230_000 })
const { first, second } = earlierWeeks()

/** Chooses one of the other things that can be done with a meeting, by arrows. */
async function choose(window: Page, step: string): Promise<void> {
  await window.keyboard.press('Control+b')
  await window.getByRole('dialog', { name: '其他办理' }).waitFor()
  await window.locator('dialog button:focus').waitFor()
  for (let steps = 0; steps < 15; steps += 1) {
    if (await window.evaluate((words) => document.activeElement?.textContent?.includes(words) === true, step)) break
    await window.keyboard.press('ArrowDown')
  }
  await window.locator('button:focus', { hasText: step }).waitFor()
  await window.keyboard.press('Enter')
}
async function giveReason(window: Page, reason: string): Promise<void> {
  await window.locator('#reason:focus').waitFor()
  await window.keyboard.type(reason)
  await window.keyboard.press('Enter')
  await window.getByRole('dialog').waitFor({ state: 'detached' })
}
const backInCell = (window: Page): Promise<void> => window.locator('[data-cell]:focus').waitFor()
const refusal = (window: Page) => window.locator('.refusal[role=alert]')

describe('what happens beside the straight way, by keyboard in real Electron', () => {
  const dataDir = temporaryDataDir()
  const signed = Buffer.from('%PDF-1.4\n% 签字页扫描件\n%%EOF\n')
  let station: ElectronStation
  let window: Page
  /** Another clerk at the same core. */
  let other: Call
  let communityId = ''
  const meetingOf = async (week: string): Promise<Meeting> => {
    const answer = await other('meetings.meeting', { communityId, week })
    if (!answer.ok) throw new Error(answer.message)
    return answer.value as Meeting
  }
  const picture = (name: string): Promise<unknown> => window.screenshot({ path: join(pictures, `case-${name}.png`) })

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    cli('sample', '--data', dataDir)
    station = await launchStation({ dataDir, viewport: { width: 1366, height: 728 } })
    window = station.window
    window.setDefaultTimeout(30_000)
    other = await portInto(window)
    expect(await other('accounts.signIn', { login: 'neiqin', password: samplePassword })).toMatchObject({ ok: true })
    const board = await other('roster.board', { asOf: officeDay })
    communityId = board.ok ? ((board.value as { communities: { communityId: string }[] }).communities[0]?.communityId ?? '') : ''
    await signIn(window, 'neiqin')
    const path = join(dataDir, 'desk', '签字页.pdf')
    mkdirSync(join(dataDir, 'desk'), { recursive: true })
    chmodSync(join(dataDir, 'desk'), 0o777)
    writeFileSync(path, signed)
    chmodSync(path, 0o644)
  })
  afterAll(() => station?.close())

  test('a week is exempt with a reason, and comes back with one', async () => {
    await openMeeting(window, first, communityId)
    await choose(window, '登记免开')
    await window.locator('#exempt-reason:focus').waitFor()
    await window.keyboard.type('全')
    await window.keyboard.press('Enter')
    expect(await window.getByRole('button', { name: /登记免开/ }).isDisabled()).toBe(true)
    await window.keyboard.type('员参加集市安保')
    await picture('exempt')
    await window.keyboard.press('Enter')
    await window.getByText('免开：重大安保：全员参加集市安保').waitFor()
    await window.keyboard.press('Control+Enter')
    await giveReason(window, '安保提前结束')
    await window.getByText('缺会', { exact: true }).waitFor()
  })

  test('a second meeting in the week is refused where it was asked for, with the way out', async () => {
    await backInCell(window)
    await window.keyboard.press('Control+Enter')
    await window.getByRole('heading', { name: '登记召开' }).waitFor()
    const { workdays, chief, officer } = await meetingOf(first)
    const held = { heldOn: workdays[0], startTime: null, endTime: null, place: null, chief: { personId: chief.holderId, substituteReason: null }, officer: { personId: officer.holderId, substituteReason: null }, recorderId: null, attendance: [] }
    expect(await other('meetings.hold', { communityId, week: first, ...held })).toMatchObject({ ok: true })
    await window.keyboard.press('Control+Enter')
    await refusal(window).getByText(/已召开，一周只开一次.*作废/).waitFor()
    await picture('second-meeting')
    await window.keyboard.press('Escape')
    await backInCell(window)
  })

  test('what was recorded by mistake is voided with a reason, its decision with it, and the week is open again', async () => {
    await stepNow(window, '记录中')
    await decide(window, '清理消防通道', '镇应急办', /镇应急办/)
    await choose(window, '作废例会')
    await giveReason(window, '登记错了社区')
    await window.getByText('作废过1次：登记错了社区').waitFor()
    await window.getByText('缺会', { exact: true }).waitFor()
    expect(await window.locator('.res').getByText('清理消防通道').count()).toBe(0)
    await picture('void')
  })

  test('a late change of post is named, refused at its row, and put right there', async () => {
    await backInCell(window)
    await fillAgenda(window, ['辖区接警两起，均已处置。'])
    await hold(window)
    await window.keyboard.press('Control+Enter')
    await stepNow(window, '待签字')
    const { attendance, heldOn } = await meetingOf(first)
    const leaver = attendance.find((one) => one.post === 'aux_police')
    const person = await other('roster.person', { personId: leaver?.personId })
    const seat = person.ok ? (person.value as PersonDetail).history.find((one) => one.post === 'aux_police' && one.endOn === null) : undefined
    expect(await other('roster.change', { communityId, gridId: seat?.gridId, post: 'aux_police', onDate: heldOn, outgoingAssignmentId: seat?.assignmentId, incoming: null, isActing: false, docNo: null, reason: '补登辞职' })).toMatchObject({ ok: true })
    await window.locator('.sign').getByText(new RegExp(`${leaver?.name}.*不在本村.*改到会登记`)).waitFor()
    await picture('late-change')

    await choose(window, '改到会登记')
    await window.getByText('当天不在岗，改为不列').waitFor()
    await window.locator('input[type=radio]:focus').waitFor()
    // The day before, the leaver was still in post: the list is that day's.
    await window.keyboard.press('ArrowLeft')
    await window.getByText('当天不在岗，改为不列').waitFor({ state: 'detached' })
    await window.keyboard.press('ArrowRight')
    await window.getByText('当天不在岗，改为不列').waitFor()
    await window.keyboard.press('Control+Enter')
    await refusal(window).getByText(new RegExp(`${leaver?.name}.*不在本村.*移出名单`)).waitFor()
    await window.locator('tr.bad [data-person]:focus').waitFor()
    await picture('not-in-post')
    await window.keyboard.press('0')
    await window.keyboard.press('Control+Enter')
    await backInCell(window)
    expect((await meetingOf(first)).problems).toEqual([])
  })

  test('signatures on paper are recorded with their scan, taken back with a reason, and given again', async () => {
    const dialogs = electronDialogs(station)
    const onPaper = async (whose: string): Promise<void> => {
      await window.keyboard.press('Control+Enter')
      const dialog = window.getByRole('dialog', { name: '登记纸面签字' })
      await dialog.locator('input[type=radio]:focus').waitFor({ state: 'attached' })
      for (let sides = 0; sides < 3 && (await dialog.locator('.n-radio--checked', { hasText: whose }).count()) === 0; sides += 1) await window.keyboard.press('ArrowDown')
      await dialog.locator('.n-radio--checked', { hasText: whose }).waitFor()
      await window.keyboard.press('Control+Enter')
      await window.getByText('先选扫描件').waitFor()
      await dialogs.choose(join(dataDir, 'desk', '签字页.pdf'), () => window.keyboard.press('Control+o'))
      await window.getByRole('dialog').getByText('签字页.pdf').waitFor()
      await picture('on-paper')
      await window.keyboard.press('Control+Enter')
      await window.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await onPaper('站长')
    await stepNow(window, '签了一方')
    expect(await window.locator('.sign .seal:not(.wait)').innerText()).toContain('纸签')
    // What is signed is not edited.
    expect(await window.locator('.doc textarea').count()).toBe(0)

    await choose(window, '撤回签字')
    await giveReason(window, '签错了位置')
    await stepNow(window, '待签字')
    await window.locator('.doc textarea').first().waitFor()

    // The printed page bears both.
    await onPaper('双方')
    await stepNow(window, '待锁定')
    expect(await window.locator('.sign .seal:not(.wait)').count()).toBe(2)
    const path = await dialogs.save(async () => {
      await window.getByRole('button', { name: '存扫描件' }).first().focus()
      await window.keyboard.press('Enter')
    })
    await expect.poll(() => readFileSync(path).equals(signed)).toBe(true)
  })

  test('after the lock only numbered additions are written, and the Word file has them', async () => {
    await window.keyboard.press('Control+Enter')
    await stepNow(window, '已锁定')
    for (const [number, text] of [[1, '接警数核对后为三起。'], [2, '列席人员补记镇应急办一人。']] as const) {
      await window.keyboard.press('Control+Enter')
      await window.getByRole('heading', { name: `补充${number}` }).waitFor()
      await window.locator('#a-text:focus').waitFor()
      await window.keyboard.type(text)
      await window.keyboard.press('Tab')
      await window.keyboard.type('会后核对')
      if (number === 1) await picture('addition')
      await window.keyboard.press('Control+Enter')
      await window.locator('.doc').getByText(text).waitFor()
    }
    await picture('locked')
    const path = await electronDialogs(station).save(() => window.keyboard.press('F12'))
    const said = (await wordParagraphs(readFileSync(path))).join('\n')
    expect(said).toMatch(/补充1（.*）：接警数核对后为三起。\n补充2（.*）：列席人员补记镇应急办一人。/)
    expect(said).not.toContain('草稿')
  })

  test('who did not lead cannot sign: the reason and the way out stand with the step', async () => {
    await window.keyboard.press('Escape')
    await openMeeting(window, second, communityId)
    await backInCell(window)
    await fillAgenda(window, ['辖区接警一起。'])
    await window.keyboard.press('Control+Enter')
    await window.getByRole('heading', { name: '登记召开' }).waitFor()
    await window.locator('input[type=radio]:focus').waitFor()
    await pressUntil(window, 'Tab', '站长一方主持人', async () => (await window.locator('[aria-label="站长一方主持人"] :focus, [aria-label="站长一方主持人"]:focus').count()) > 0)
    const standIn = (await meetingOf(second)).candidates.find((one) => one.post === 'grid_chief')?.name ?? ''
    await window.keyboard.press('Enter')
    await window.locator('.n-base-selection-input:focus').waitFor()
    await window.keyboard.type(standIn)
    await window.locator('.n-base-select-option', { hasText: standIn }).first().waitFor()
    await window.keyboard.press('Enter')
    await window.getByLabel('站长一方代为主持的原因').waitFor()
    // Without the reason it is not recorded, and the field says so.
    await window.keyboard.press('Control+Enter')
    await window.getByText('不是本人主持，写明代为主持的原因。').waitFor()
    await picture('substitute')
    await window.keyboard.press('Tab')
    await window.getByLabel('站长一方代为主持的原因').and(window.locator(':focus')).waitFor()
    await window.keyboard.type('站长外出学习')
    await window.keyboard.press('Control+Enter')
    await stepNow(window, '记录中')
    await window.keyboard.press('Control+Enter')
    await stepNow(window, '待签字')

    await signOut(window)
    await signIn(window, 'zhanzhang')
    await openMeeting(window, second, communityId)
    await window.keyboard.press('Control+b')
    const dialog = window.getByRole('dialog', { name: '其他办理' })
    await dialog.getByText(/当前账号不是本次例会的主持人，不能签字。由主持的站长、民警各自登录签字，或在纸上签字后上传扫描件。/).waitFor()
    await picture('wrong-signer')
    expect(await dialog.getByRole('button', { name: /我签字/ }).isDisabled()).toBe(true)
    await window.keyboard.press('Escape')
    await signOut(window)
    await signIn(window, 'neiqin')
  })

  test('the weekday of a community begins at the one it has, and Esc or another day is one key away', async () => {
    await window.keyboard.press('Escape')
    await goToWeek(window, weekOf(officeDay), communityId)
    const weekday = window.locator('tr', { has: window.locator(`[data-cell^="${communityId}/"]`) }).locator('td').first()
    expect(await weekday.innerText()).toBe('周五')
    await window.keyboard.press('w')
    const dialog = window.getByRole('dialog', { name: /的例会日/ })
    await dialog.locator('.n-radio--checked input:focus').waitFor({ state: 'attached' })
    await picture('weekday')
    await window.keyboard.press('ArrowUp')
    await window.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => weekday.innerText()).toBe('周四')
  })

  test('a week that passed without a meeting is red, this week is not', async () => {
    await window.keyboard.press('Alt+4')
    await window.getByRole('grid').waitFor()
    const [last, now] = [addWeeks(weekOf(officeDay), -1), weekOf(officeDay)]
    const red = (week: string) => window.locator(`td.r[data-cell$="/${week}"]`)
    expect(await red(last).allInnerTexts()).toEqual(['缺会'])
    expect(await red(now).count()).toBe(0)
    const missed = (await red(last).getAttribute('data-cell'))?.split('/')[0] ?? ''
    await goToWeek(window, last, missed)
    await window.getByText(/这一周没有登记例会。补登记，或写明原因免开。/).waitFor()
    await picture('missed')
    await window.keyboard.press('Enter')
    await window.getByText('缺会', { exact: true }).waitFor()
    await window.getByRole('button', { name: /登记召开/ }).waitFor()
  })
})

describe('the sample minutes through the import page', () => {
  const dataDir = temporaryDataDir('import')
  let station: ElectronStation
  afterAll(() => station?.close())

  test('five minutes are read, looked at and stored as minuted, by keyboard', async () => {
    cli('init', '--township', '柳渠镇', '--area-code', '410105', '--data', dataDir)
    cli('import', 'roster', join(root, 'tests', 'fixtures', '花名册-规范.xlsx'), '--data', dataDir)
    station = await launchStation({ dataDir, viewport: { width: 1366, height: 728 } })
    const { window } = station
    window.setDefaultTimeout(30_000)
    await window.locator('[id="admin.name"]').fill('赵管理')
    await window.locator('[id="admin.login"]').fill('guanli')
    await window.locator('[id="admin.password"]').fill(samplePassword)
    await window.locator('[id="clerk.name"]').fill('周敏')
    await window.locator('[id="clerk.login"]').fill('zhoumin')
    await window.locator('[id="clerk.password"]').fill(samplePassword)
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { name: '镇总览' }).waitFor()
    await window.keyboard.press('Alt+4')
    await window.getByRole('grid').waitFor()
    await pressUntil(window, 'Tab', '读入纪要', async () => (await window.getByRole('link', { name: '读入纪要' }).and(window.locator(':focus')).count()) > 0)
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { level: 1, name: '读入纪要' }).waitFor()
    await electronDialogs(station).choose(fixtureFor(dataDir, '周例会纪要-第45周.txt'), () => window.keyboard.press('Control+o'))
    await window.getByRole('heading', { name: '5份纪要' }).waitFor()
    await window.screenshot({ path: join(pictures, 'case-import.png') })
    // Minutes of a week still to come are refused, whatever they say: then there is nothing to store.
    if (officeDay < '2026-11-09') {
      await window.getByText(/还没到/).first().waitFor()
      return
    }
    const rows = window.locator('.rows button')
    expect(await rows.locator('.lt').allInnerTexts()).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(/可存|有疑点/) as string))
    await window.locator('.rows button:focus').waitFor()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Delete')
    await window.getByRole('button', { name: /存入4份/ }).waitFor()
    await window.keyboard.press('Delete')
    await window.getByRole('button', { name: /存入5份/ }).waitFor()
    await window.keyboard.press('Control+Enter')
    await window.getByRole('heading', { name: '已存5份' }).waitFor()
    await window.screenshot({ path: join(pictures, 'case-imported.png') })
    await window.getByRole('link', { name: `里巷村${weekWords('2026-W45')}例会` }).and(window.locator(':focus')).waitFor()
    await window.keyboard.press('Enter')
    await window.getByRole('heading', { level: 1, name: '里巷村第45周例会' }).waitFor()
    await stepNow(window, '待签字')
    expect(await window.locator('textarea[data-cell="A2"]').inputValue()).toContain('冒充燃气检修')
    expect(await window.locator('.res [data-decision]').count()).toBe(3)
  })
})
