/**
 * What for:  one short name for the content of some folders, so that what was proven of them can be kept.
 * Runs on:   Node 24.
 * Touches:   nothing.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './project-node.mjs'

export function digestOfTree(places) {
  const hash = createHash('sha256')
  for (const place of places) {
    const names = readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.artifacts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    for (const name of names) hash.update(`\0${relative(root, name)}\0`).update(readFileSync(name))
  }
  return hash.digest('hex').slice(0, 16)
}
