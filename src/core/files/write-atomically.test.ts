import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeFileAtomically } from './write-atomically'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jw-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a file is exchanged whole, and nothing is left beside it', () => {
  const path = join(folder, '名册.xlsx')
  writeFileSync(path, 'old')
  writeFileAtomically(path, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['名册.xlsx'])
})

test('a link stays a link: the file behind it is exchanged', () => {
  const [path, link] = [join(folder, 'a.csv'), join(folder, 'link.csv')]
  writeFileSync(path, 'old')
  symlinkSync(path, link)
  writeFileAtomically(link, 'new')
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe('new')
})

test.runIf(process.platform !== 'win32')('a pipe or a device is refused and stays what it is', () => {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  expect(() => writeFileAtomically(path, 'new')).toThrow(expect.objectContaining({ reason: 'file_not_written', message: expect.stringMatching(/不是文件.*库里没有变动/) }))
  expect(lstatSync(path).isFIFO()).toBe(true)
  expect(readdirSync(folder)).toEqual(['pipe'])
})

test('a folder of that name is refused', () => {
  expect(() => writeFileAtomically(folder, 'new')).toThrow(expect.objectContaining({ reason: 'file_not_written' }))
})
