import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const folder = join(import.meta.dirname, 'guards')
const patches = readdirSync(folder).filter((name) => name.endsWith('.patch'))

/** `npm run test:long` takes each guard away and must see a test fail; a patch that no longer fits would guard nothing. */
test.each(patches)('%s still takes its guard away', (name) => {
  const checked = spawnSync('git', ['apply', '--check', join(folder, name)], { cwd: root, encoding: 'utf8' })
  expect(checked.stderr).toBe('')
  expect(checked.status).toBe(0)
})

test('there is one for every guard that was thought of', () => {
  expect(patches.length).toBeGreaterThanOrEqual(50)
})
