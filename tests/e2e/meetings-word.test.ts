import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { DocumentPaper } from '../../src/contract/paper'
import { officeDocument } from '../../src/core/word/office-document'

const home = mkdtempSync(join(tmpdir(), 'jingwang-pages-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const signatures = ['主持人（站长）：', '主持人（社区民警）：', '记录人：']
/** A text of so many lines, then who was there, as minutes end. */
const minutes = (lines: number): DocumentPaper => ({
  kind: 'document',
  name: '纪要',
  mark: '青禾镇东塘社区警网联动周例会纪要',
  left: '东塘社区例会〔2026〕45号',
  right: '2026年11月5日',
  title: null,
  blocks: [
    ...Array.from({ length: lines }, (_, at) => ({ kind: 'paragraph' as const, text: `第${at + 1}行正文。` })),
    { kind: 'people', label: '出席', text: '曾一、仇二、华三' },
    { kind: 'people', label: '列席', text: '韦四' },
  ],
  signatures,
})

/** What LibreOffice puts on each page, as lines of text. */
function pagesOf(pdf: string): string[][] {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', timeout: 230_000 })
  return text.split('\f').slice(0, -1).map((page) => page.split('\n').map((line) => line.trim()).filter((line) => line !== ''))
}

test('no page of minutes has signatures alone, wherever on the page the text ends', async () => {
  const lengths = Array.from({ length: 12 }, (_, at) => at + 9)
  const files: string[] = []
  for (const lines of lengths) {
    const path = join(home, `${lines}.docx`)
    writeFileSync(path, await officeDocument(minutes(lines)))
    files.push(path)
  }
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${join(home, 'profile')}`, '--convert-to', 'pdf', '--outdir', home, ...files], { stdio: 'ignore', timeout: 230_000 })
  const read = lengths.map((lines) => pagesOf(join(home, `${lines}.pdf`)))
  const onLast = read.map((pages) => pages.at(-1) ?? [])
  const written = (line: string): boolean => /行正文|出席：|列席：/.test(line)
  for (const [at, last] of onLast.entries()) expect([lengths[at], signatures.every((words) => last.includes(words)), last.some(written)]).toEqual([lengths[at], true, true])
  // The text did pass a page's end on the way, and nothing of it was lost.
  expect(new Set(read.map((pages) => pages.length))).toEqual(new Set([1, 2]))
  expect(read.map((pages) => pages.flat().filter(written).length)).toEqual(lengths.map((lines) => lines + 2))
})
