/**
 * What for:  `npm run test:long`: everything `npm test` does; then proof that the security tests can fail (each patch in
 *            tests/security/guards takes one guard away, and every test file it names must then fail); then the
 *            properties with many more runs.
 *            A patch begins with a line `# test: tests/security/x.test.ts [more files]`.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   a git worktree in the temporary folder (and its entry in .git/worktrees), removed at the end; see also
 *            test-steps.mjs.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { continueOnProjectNode, root } from './project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { finish, runSteps, runWindowTests, tally } = await import('./test-steps.mjs')
const { build } = await import('./built-program.mjs')
const { runVitest } = await import('./vitest-run.mjs')

const GUARDS = join(root, 'tests', 'security', 'guards')

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
  if (patches.length === 0) return counted
  const home = mkdtempSync(join(tmpdir(), 'jingwang-guards-'))
  const folder = join(home, 'tree')
  try {
    git(['worktree', 'add', '--detach', folder, snapshot(home)])
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const name of patches) {
      const why = await missed(join(GUARDS, name), folder)
      counted[why ? 'failed' : 'passed'] += 1
      console.log(`guard ${basename(name, '.patch')}: ${why ? `NOT SEEN (${why})` : 'seen'}`)
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
    git(['worktree', 'prune'])
  }
  return counted
}

const sum = await runSteps()
const more = tally()
await more.step('guards taken away', provenGuards)
await more.step('properties, 2000 runs each', () =>
  runVitest({ project: 'fast', filters: ['tests/properties/'], args: ['--testTimeout=1800000'], env: { JINGWANG_PROPERTY_RUNS: '2000' } }),
)
finish({ passed: sum.passed + more.sum.passed, failed: sum.failed + more.sum.failed })
