/**
 * What for:  how much of a wrong program the tests would notice: draws mutants of src/core and src/domain by a seed, runs
 *            the tests that pass each one's place, and tells the share that was noticed and every one that was not.
 *            `--count 600 --seed 20261130 --minutes 90 --workers 2 --changed REV` (only files changed since REV);
 *            `--only src/domain --tests src/domain` for a quick look: sources and tests whose path begins so.
 *            What a run has judged is kept while sources and tests are as they were, so that the next one goes on.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   tests/.artifacts/mutation; a tree in the temporary folder, removed at the end.
 */
import { execFileSync, fork } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { continueOnProjectNode, projectEnvironment, root } from './project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { drawMutants, writeSwitches } = await import('./mutation/draw.mjs')
const { digestOfTree } = await import('./tree-digest.mjs')

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '600' },
    seed: { type: 'string', default: '20261130' },
    minutes: { type: 'string', default: '600' },
    workers: { type: 'string', default: '2' },
    changed: { type: 'string' },
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
  },
})
const ends = Date.now() + Number(values.minutes) * 60_000
const COPIED = ['src', 'tests', 'resources', 'scripts', 'bench', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'electron.vite.config.ts', 'electron-builder.yml']

function changedSince(revision) {
  return execFileSync('git', ['diff', '--name-only', revision], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
}

const changed = values.changed === undefined ? undefined : new Set(changedSince(values.changed))
const isDrawnFrom = (name) => name.startsWith(values.only) && (changed === undefined || changed.has(name))
const about = `${digestOfTree(['src', 'tests', 'resources'])}-${values.seed}-${values.count}${[values.changed, values.only, values.tests].map((part) => (part ? `-${part.replaceAll('/', '_')}` : '')).join('')}`
const kept = join(root, 'tests', '.artifacts', 'mutation', about)
mkdirSync(kept, { recursive: true })

const home = mkdtempSync(join(realpathSync(tmpdir()), 'jingwang-mutation-'))
const tree = join(home, 'tree')
process.on('exit', () => rmSync(home, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

mkdirSync(tree)
for (const place of COPIED) {
  if (existsSync(join(root, place))) cpSync(join(root, place), join(tree, place), { recursive: true, filter: (path) => !path.includes('.artifacts') })
}
symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))

const { of, drawn } = await drawMutants(tree, { count: Number(values.count), seed: Number(values.seed), isDrawnFrom })
const ids = await writeSwitches(tree, drawn)
console.log(`${drawn.length} of ${of} mutants drawn by seed ${values.seed}`)

function startWorker(extra = {}) {
  const child = fork(join(tree, 'scripts', 'mutation', 'worker.mjs'), [], {
    cwd: tree,
    env: projectEnvironment({ ...extra, JINGWANG_MUTATION_WORKERS: values.workers, JINGWANG_MUTATION_TESTS: values.tests }, tree),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)))
  const next = () =>
    new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', () => reject(new Error(`the worker ended: ${said}`)))
    })
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  process.on('exit', end)
  return { ready: next(), ask: (question) => (child.send(question), next()), end }
}

/** Which test files pass which switch, how often, and how long each takes; files that fail without any mutant are left out. */
async function baseline() {
  const path = join(kept, 'baseline.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  console.log('running the tests once without a mutant')
  const folder = join(home, 'coverage')
  mkdirSync(folder)
  const worker = startWorker({ JINGWANG_MUTATION_COVERAGE: folder })
  await worker.ready
  const { answer, trouble } = await worker.ask({ mutant: null, files: null })
  worker.end()
  if (trouble) throw new Error(trouble)
  const hits = new Map(readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))).map((entry) => [entry.file, entry.hits]))
  const files = answer.outcomes.map(({ file, passed, milliseconds, why }) => ({ file: relative(tree, file), passed, milliseconds, why, hits: hits.get(file) ?? {} }))
  writeFileSync(path, JSON.stringify(files))
  return files
}

function nearness(file, source) {
  if (dirname(file) === dirname(source)) return 0
  return dirname(file).startsWith(dirname(source).split('/').slice(0, 3).join('/')) ? 1 : 2
}

const files = await baseline()
for (const { file, why } of files.filter(({ passed }) => !passed)) console.log(`left out, fails without a mutant: ${file} (${why})`)

const results = join(kept, 'results.jsonl')
const judged = new Map(existsSync(results) ? readFileSync(results, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).map((entry) => [entry.name, entry]) : [])

let worker
async function judge({ name, file }) {
  const id = ids.get(name)
  const passing = files.filter((test) => test.passed && test.hits[id] > 0)
  if (passing.length === 0) return { outcome: 'never run' }
  const order = passing.toSorted((a, b) => nearness(a.file, file) - nearness(b.file, file) || a.milliseconds - b.milliseconds)
  const limit = 60_000 + 6 * order.reduce((sum, test) => sum + test.milliseconds + 4000, 0)
  worker ??= startWorker()
  await worker.ready
  const hits = 1000 + 200 * Math.max(...order.map((test) => test.hits[id]))
  let timer
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve('late'), limit)))
  const answered = await Promise.race([worker.ask({ mutant: id, hits, files: order.map((test) => join(tree, test.file)) }), late]).catch((error) => ({ trouble: error.message }))
  clearTimeout(timer)
  if (answered === 'late' || answered.trouble) {
    worker.end()
    worker = undefined
    return answered === 'late' ? { outcome: 'timed out' } : { outcome: 'ended the tests', by: answered.trouble.slice(0, 200) }
  }
  const failed = answered.answer.outcomes.find(({ passed }) => !passed)
  if (failed) return { outcome: /Hit count limit/.test(failed.why ?? '') ? 'timed out' : 'noticed', by: `${relative(tree, failed.file)} > ${failed.why}` }
  return { outcome: answered.answer.outside > 0 ? 'noticed' : 'not noticed', ran: order.length }
}

for (const mutant of drawn) {
  if (judged.has(mutant.name)) continue
  if (Date.now() > ends) break
  const begun = Date.now()
  const entry = { ...mutant, ...(await judge(mutant)), seconds: Math.round((Date.now() - begun) / 1000) }
  judged.set(mutant.name, entry)
  appendFileSync(results, `${JSON.stringify(entry)}\n`)
  if (entry.outcome !== 'noticed') console.log(`${judged.size}/${drawn.length} ${entry.outcome}: ${mutant.name}`)
}
worker?.end()

const counted = Object.groupBy([...judged.values()], ({ outcome }) => outcome)
const number = (outcome) => counted[outcome]?.length ?? 0
const seen = number('noticed') + number('ended the tests')
const unseen = number('not noticed') + number('never run')
console.log(`\njudged ${judged.size} of ${drawn.length}: noticed ${seen}, not noticed ${number('not noticed')}, never run ${number('never run')}, timed out ${number('timed out')}`)
console.log(`score ${((100 * seen) / Math.max(1, seen + unseen)).toFixed(1)} % (time-outs apart); each one in ${relative(root, results)}`)
process.exit(judged.size === drawn.length && seen >= 0.9 * (seen + unseen) ? 0 : 1)
