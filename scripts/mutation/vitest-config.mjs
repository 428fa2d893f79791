/**
 * What for:  the project `fast` of the tests, with the set-up that a mutation run needs.
 * Runs on:   Node 24.
 * Touches:   nothing.
 */
import { fileURLToPath } from 'node:url'
import process from 'node:process'
import base from '../../vitest.config.ts'

const fast = base.test.projects.find(({ test }) => test.name === 'fast')

export default {
  ...base,
  root: process.cwd(),
  test: { ...fast.test, setupFiles: [fileURLToPath(new URL('vitest-setup.mjs', import.meta.url))] },
}
