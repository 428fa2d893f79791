import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePassword } from '../../src/core/sample/sample-accounts'
import { launchStation, temporaryDataDir, type ElectronStation } from './launch'

const root = join(import.meta.dirname, '..', '..')

/** What the printer gets: Chromium prints to a file instead, with the page sizes that the paper asks for. */
async function printed(station: ElectronStation): Promise<string> {
  const data = await station.app.evaluate(async ({ BrowserWindow }) => {
    const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
    return pdf?.toString('base64') ?? ''
  })
  const path = join(station.dataDir, 'printed.pdf')
  writeFileSync(path, Buffer.from(data, 'base64'))
  return path
}

describe('the print preview in real Electron', () => {
  let station: ElectronStation
  beforeAll(async () => {
    const dataDir = temporaryDataDir()
    execFileSync(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'sample', '--data', dataDir], { stdio: 'ignore', timeout: 230_000 })
    station = await launchStation({ dataDir })
    await station.window.getByLabel('登录名').fill('neiqin')
    await station.window.getByLabel('密码').fill(samplePassword)
    await station.window.keyboard.press('Enter')
    await station.window.getByRole('heading', { name: '镇总览' }).waitFor()
  })
  afterAll(() => station?.close())

  test('prints the pages it shows, each A4 across, the head on every one, and nothing of the screen', async () => {
    const { window } = station
    await window.keyboard.press('Control+p')
    await window.getByRole('heading', { name: /打印.*花名册/ }).waitFor()
    const button = window.getByRole('button', { name: /^打印\d+页/ })
    await expect.poll(async () => Number(/\d+/.exec((await button.textContent()) ?? '')?.[0] ?? 0), { timeout: 30_000 }).toBeGreaterThan(1)
    const pages = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
    const path = await printed(station)
    const facts = execFileSync('pdfinfo', [path], { encoding: 'utf8', timeout: 230_000 })
    expect(Number(/Pages:\s+(\d+)/.exec(facts)?.[1])).toBe(pages)
    expect(facts).toMatch(/Page size:\s+84[12][\d.]* x 59[45][\d.]* pts/)
    const texts = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', timeout: 230_000 }).split('\f').slice(0, pages)
    expect(texts.filter((text) => !/网格管理团队/.test(text))).toEqual([])
    expect(texts.filter((text) => !/第\s*\d+\s*页\s*共\s*\d+\s*页/.test(text))).toEqual([])
    expect(texts.join('')).not.toMatch(/返回|Ctrl/)
  })
})
