/**
 * What for:  lists every mutant that the rules and the core could have, draws some by a seed, and writes the drawn ones
 *            into a tree as switches: one is active when its id stands in __STRYKER_ACTIVE_MUTANT__.
 * Runs on:   Node 24.
 * Touches:   the tree that it is given.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'

const PLACES = ['src/core', 'src/domain']

const silent = new Proxy({}, { get: (_, name) => (String(name).startsWith('is') ? () => false : () => undefined) })

function instrument(files) {
  return new Instrumenter(silent).instrument(files, { plugins: null, excludedMutations: [], ignorers: [] })
}

export function sourcesIn(folder) {
  return PLACES.flatMap((place) =>
    readdirSync(join(folder, place), { recursive: true })
      .map((name) => `${place}/${name}`)
      .filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name)),
  ).sort()
}

/** Where a mutant stands and what it puts there: the same in every run over the same sources. Lines count from 1. */
function nameOf({ fileName, location: { start, end }, replacement }) {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column} ${replacement}`
}

function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Answers `count` mutants of all, `{ name, file, line, kind, replacement, location }`, in the order in which they were drawn. */
export async function drawMutants(folder, { count, seed, isDrawnFrom }) {
  const files = sourcesIn(folder).filter(isDrawnFrom)
  const { mutants } = await instrument(files.map((name) => ({ name, mutate: true, content: readFileSync(join(folder, name), 'utf8') })))
  const random = randomFrom(seed)
  const all = mutants.map((mutant) => ({
    name: nameOf(mutant),
    file: mutant.fileName,
    line: mutant.location.start.line + 1,
    kind: mutant.mutatorName,
    replacement: mutant.replacement,
    location: mutant.location,
  }))
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[all[last], all[other]] = [all[other], all[last]]
  }
  return { of: all.length, drawn: all.slice(0, count) }
}

/** Writes the switches and answers the id of each drawn mutant by its name. */
export async function writeSwitches(folder, drawn) {
  const files = [...new Set(drawn.map(({ file }) => file))].sort()
  const placed = await instrument(
    files.map((name) => ({
      name,
      mutate: drawn.filter(({ file }) => file === name).map(({ location }) => location),
      content: readFileSync(join(folder, name), 'utf8'),
    })),
  )
  for (const { name, content } of placed.files) writeFileSync(join(folder, name), content)
  const ids = new Map(placed.mutants.map((mutant) => [nameOf(mutant), mutant.id]))
  return new Map(drawn.map(({ name }) => [name, ids.get(name)]))
}
