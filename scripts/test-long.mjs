/**
 * What for:  `npm run test:long`: everything `npm test` does, and what takes too long for it, in steps:
 *              suite        everything `npm test` does
 *              guards       each patch in tests/security/guards takes one guard away, and every test file it names must
 *                           then fail; a patch begins with a line `# test: tests/security/x.test.ts [more files]`
 *              properties   2000 runs of each property
 *              workbooks    a thousand generated workbooks, read as another program reads them
 *              damage       a thousand damaged databases
 *              kills        a thousand killed imports and exports
 *              mutation     600 mutants of the core and the rules
 *            `-- --list` names them, `-- guards kills` runs these alone. What has passed is kept while the sources are as
 *            they were, so that the next run goes on where this one ended; `-- --again` begins anew.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   tests/.artifacts/long; a git worktree in the temporary folder (and its entry in .git/worktrees), removed at
 *            the end; see also test-steps.mjs and mutation.mjs.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { continueOnProjectNode, projectEnvironment, root, runToEnd } from './project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { finish, runSteps, runWindowTests, tally } = await import('./test-steps.mjs')
const { build } = await import('./built-program.mjs')
const { digestOfTree } = await import('./tree-digest.mjs')
const { runVitest } = await import('./vitest-run.mjs')

const GUARDS = join(root, 'tests', 'security', 'guards')
const KEPT = join(root, 'tests', '.artifacts', 'long', digestOfTree(['src', 'tests', 'resources', 'scripts']))

/** What a step or a guard counted when it passed with the very sources of now; undefined when it has not. */
function passedBefore(name) {
  const path = join(KEPT, `${name}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

function keep(name, counted) {
  const path = join(KEPT, `${name}.json`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(counted))
}

function git(args, options = {}) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options }).trim()
}

/** The sources as they lie in the folder, saved or not: through an index of its own, so that nobody's index is touched. */
function snapshot(home) {
  const env = {
    ...process.env,
    GIT_INDEX_FILE: join(home, 'index'),
    GIT_AUTHOR_NAME: 'test-long',
    GIT_AUTHOR_EMAIL: 'test-long@localhost',
    GIT_COMMITTER_NAME: 'test-long',
    GIT_COMMITTER_EMAIL: 'test-long@localhost',
  }
  git(['read-tree', 'HEAD'], { env })
  git(['add', '--all'], { env })
  return git(['commit-tree', git(['write-tree'], { env }), '-p', 'HEAD', '-m', 'as it lies'], { env })
}

function testsNamedIn(patch) {
  const named = []
  for (const line of readFileSync(patch, 'utf8').split('\n')) {
    const found = /^#\s*tests?:\s*(.+)$/.exec(line)
    if (!found) break
    named.push(...found[1].split(/[\s,]+/).filter(Boolean))
  }
  return named
}

/** Answers undefined when the tests saw that the guard is gone, else why not. */
async function missed(patch, folder) {
  const named = testsNamedIn(patch)
  if (named.length === 0) return 'its first line names no test'
  const absent = named.filter((file) => !existsSync(join(folder, file)))
  if (absent.length > 0) return `there is no ${absent.join(', ')}`
  try {
    git(['apply', patch], { cwd: folder })
  } catch (error) {
    return `it no longer applies: ${String(error.stderr).trim().split('\n')[0]}`
  }
  try {
    const inWindows = named.filter((file) => file.startsWith('tests/e2e/'))
    const others = named.filter((file) => !inWindows.includes(file))
    const failed = new Map()
    const keep = ({ failedByFile }) => {
      for (const [file, count] of failedByFile) failed.set(file, count)
    }
    if (others.length > 0) keep(await runVitest({ project: 'fast', filters: others, folder, quiet: true }))
    if (inWindows.length > 0) {
      const trouble = await build(folder)
      // Code that does not build proves nothing about a guard.
      if (trouble) return `without it the program does not build:\n${trouble.slice(-1500)}`
      keep(await runWindowTests({ filters: inWindows, folder, quiet: true }))
    }
    const blind = named.filter((file) => !failed.get(file))
    return blind.length > 0 ? `no assertion failed in ${blind.join(', ')}` : undefined
  } finally {
    git(['apply', '--reverse', patch], { cwd: folder })
  }
}

async function provenGuards() {
  const counted = { passed: 0, failed: 0, notes: [] }
  const patches = existsSync(GUARDS) ? readdirSync(GUARDS).filter((name) => name.endsWith('.patch')).sort() : []
  const home = mkdtempSync(join(tmpdir(), 'jingwang-guards-'))
  const folder = join(home, 'tree')
  try {
    git(['worktree', 'add', '--detach', folder, snapshot(home)])
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const name of patches) {
      const seen = `guards/${name}`
      const before = passedBefore(seen)
      const why = before ? undefined : await missed(join(GUARDS, name), folder)
      if (!why && !before) keep(seen, { passed: 1, failed: 0, seconds: 0 })
      counted[why ? 'failed' : 'passed'] += 1
      console.log(`guard ${basename(name, '.patch')}: ${why ? `NOT SEEN (${why})` : before ? 'seen before' : 'seen'}`)
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
    git(['worktree', 'prune'])
  }
  return counted
}

function fastTests(filters, env) {
  return runVitest({ project: 'fast', filters, args: ['--testTimeout=7200000', '--hookTimeout=7200000'], env })
}

async function mutation() {
  const { code } = await runToEnd(process.execPath, [join(root, 'scripts', 'mutation.mjs')], { cwd: root, env: projectEnvironment() })
  return code === 0 ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: ['fewer than 90 % of the mutants were noticed, or not all were judged'] }
}

const STEPS = {
  suite: () => runSteps(),
  guards: provenGuards,
  properties: () => fastTests(['tests/properties/'], { JINGWANG_PROPERTY_RUNS: '2000' }),
  workbooks: () => fastTests(['generated-workbooks'], { JINGWANG_GENERATED_WORKBOOKS: '1000' }),
  damage: () => fastTests(['damaged-databases'], { JINGWANG_DAMAGED_DATABASES: '1000' }),
  kills: () => fastTests(['killed-imports'], { JINGWANG_KILLS: '1000' }),
  mutation,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' }, again: { type: 'boolean' } } })
const unknown = positionals.filter((name) => !(name in STEPS))
if (values.list || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no step ${unknown.join(', ')}.`)
  console.log(Object.keys(STEPS).join('\n'))
  process.exit(unknown.length > 0 ? 2 : 0)
}

if (values.again) rmSync(KEPT, { recursive: true, force: true })
const all = tally()
for (const name of positionals.length > 0 ? positionals : Object.keys(STEPS)) {
  const before = passedBefore(name)
  const begun = Date.now()
  const counted = await all.step(name, async () =>
    before ? { passed: before.passed, failed: 0, notes: [`passed before with these sources, in ${before.seconds} s`] } : STEPS[name](),
  )
  if (!before && counted.failed === 0) keep(name, { passed: counted.passed, failed: 0, seconds: Math.round((Date.now() - begun) / 1000) })
}
finish(all.sum)
