import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { containedFile, contentType } from '../../src/core/files/contained-file'

let home: string
let root: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'jingwang-contained-'))
  root = join(home, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(home, 'renderer-other'))
  for (const path of ['renderer/index.html', 'renderer/assets/index.js', 'renderer-other/secret.txt', 'secret.txt']) writeFileSync(join(home, path), path)
  symlinkSync(join(home, 'secret.txt'), join(root, 'assets', 'link.txt'))
  symlinkSync(home, join(root, 'up'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('a path of the page', () => {
  test('leads to the files of the page', () => {
    expect(containedFile(root, '/')).toBe(join(root, 'index.html'))
    expect(containedFile(root, '/assets/index.js')).toBe(join(root, 'assets', 'index.js'))
    expect(containedFile(root, '/assets/../index.html')).toBe(join(root, 'index.html'))
  })

  test.each([
    '/../secret.txt', '/assets/../../secret.txt', '/../renderer-other/secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/assets/%2E%2E/%2E%2E/secret.txt',
    '//../secret.txt', '/./../secret.txt', '../secret.txt', '..', '/..', '/....//secret.txt',
    '/..\\secret.txt', '/..%5csecret.txt', '/assets%5c..%5c..%5csecret.txt', 'C:\\Windows\\win.ini', '/C:/Windows/win.ini',
    '/index.html%00.js', '/%00', '/../secret.txt%00.html', '/%c0%ae%c0%ae/secret.txt', '/%', '/%zz', '/%e0%80%af', '/etc/passwd', '//etc/passwd', 'file:///etc/passwd', '/%252e%252e%252fsecret.txt',
  ])('never leads out of the page: %s', (path) => {
    expect(containedFile(root, path)).toBeNull()
  })

  test('does not lead out by a link', () => {
    expect([containedFile(root, '/assets/link.txt'), containedFile(root, '/up/secret.txt')]).toEqual([null, null])
  })

  test('leads to files only, and to nothing that is not there', () => {
    expect([containedFile(root, '/assets'), containedFile(root, '/assets/'), containedFile(root, ''), containedFile(root, '/missing.js')]).toEqual([null, null, null, null])
  })
})

test('an unknown kind of file is not run or shown', () => {
  expect(contentType('a.exe')).toBe('application/octet-stream')
  expect(contentType('a.svg')).toBe('image/svg+xml')
})
