/**
 * What for:  keeps one Vitest open and runs the test files that it is told, for one mutant after the other; a process of
 *            its own, so that a mutant that never ends can be ended with it.
 * Runs on:   Node 24, in the folder of the tree with the switches.
 * Touches:   nothing outside that folder.
 */
import { relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createVitest } from 'vitest/node'

const vitest = await createVitest({
  watch: false,
  config: fileURLToPath(new URL('vitest-config.mjs', import.meta.url)),
  reporters: [{}],
  maxWorkers: Number(process.env.JINGWANG_MUTATION_WORKERS ?? 1),
  bail: process.env.JINGWANG_MUTATION_COVERAGE ? 0 : 1,
})
const tests = process.env.JINGWANG_MUTATION_TESTS ?? ''
const known = new Map(
  (await vitest.globTestSpecifications())
    .filter(({ moduleId }) => relative(process.cwd(), moduleId).startsWith(tests))
    .map((specification) => [specification.moduleId, specification]),
)

/** Answers each file's outcome: `passed` or why not, and how long it took in milliseconds. */
async function run(files) {
  const specifications = files ? files.map((file) => known.get(file)) : [...known.values()]
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
  const outcomes = testModules.map((module) => ({
    file: module.moduleId,
    passed: module.ok(),
    milliseconds: module.diagnostic().duration + module.diagnostic().collectDuration,
    why: [...module.children.allTests('failed')].at(0)?.fullName ?? module.errors().at(0)?.message ?? null,
  }))
  return { outcomes, outside: unhandledErrors.length }
}

process.on('message', async ({ mutant, hits, files }) => {
  if (mutant === null) delete process.env['__STRYKER_ACTIVE_MUTANT__']
  else process.env['__STRYKER_ACTIVE_MUTANT__'] = mutant
  process.env.JINGWANG_MUTATION_HITS = String(hits ?? '')
  try {
    process.send({ answer: await run(files) })
  } catch (error) {
    process.send({ trouble: String(error?.stack ?? error) })
  }
})
process.send({ ready: true })
