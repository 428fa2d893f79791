import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const sources = ['tests/e2e', 'bench'].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => join(folder, name)))
const linesWith = (wanted: RegExp, but: RegExp): string[] =>
  sources.flatMap((path) => readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, at) => (wanted.test(line) && !but.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])))

/** What waits for a window or another program must end by itself: a red test says what it waited for, a hanging one says nothing. */
describe('the window tests and the benches', () => {
  it('loop over a window only so often: pressUntil, or a for with an end', () => {
    expect(linesWith(/\bwhile \(.*await|\bfor \([^;]*;\s*;/, /^$/)).toEqual([])
  })

  it('give every program that they run a limit', () => {
    expect(linesWith(/\b(?:execFileSync|execSync|spawnSync|execFile)\(/, /timeout:/)).toEqual([])
  })
})
