/**
 * What for:  inside each test file of a mutation run: says at the end which switches the file passed, or stops a mutant
 *            that never ends.
 * Runs on:   Node 24, in Vitest's own processes.
 * Touches:   the folder in JINGWANG_MUTATION_COVERAGE, where it is set.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect } from 'vitest'

const folder = process.env.JINGWANG_MUTATION_COVERAGE
const state = (globalThis['__stryker__'] ??= {})
if (process.env.JINGWANG_MUTATION_HITS) {
  state.hitCount = 0
  state.hitLimit = Number(process.env.JINGWANG_MUTATION_HITS)
}

afterAll(() => {
  if (!folder) return
  const file = expect.getState().testPath
  const name = createHash('sha1').update(file).digest('hex')
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ file, hits: state.mutantCoverage?.static ?? {} }))
})
