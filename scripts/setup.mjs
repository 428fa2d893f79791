/**
 * What for:  makes a fresh clone ready; `npm start` and `npm test` run it first. Installs the packages when the lock
 *            file has changed since the last time. With `--test`, also what the tests need: Debian packages and an
 *            Electron. Says nothing when there is nothing to do.
 * Runs on:   Node 20.20 and Node 24; must never load better-sqlite3, which crashes Node 20.
 * Touches:   node_modules; with `--test` the system's packages (as root on Debian) and the cache folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { npmCommand, projectEnvironment, projectNode, root, runQuietly, runToEnd } from './project-node.mjs'

const MARK = join(root, 'node_modules', '.installed-from')
const LOCK = join(root, 'package-lock.json')

function digestOfLock() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex')
}

/** Somebody has run `npm install` by hand: npm's own record tells, and hundreds of megabytes need not come again. */
function npmInstalledTheSame() {
  try {
    const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages
    const present = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true
      return present[path] ? present[path].version === entry.version : Boolean(entry.optional || entry.peer)
    })
  } catch {
    return false
  }
}

async function npm(args) {
  const { command, args: all, shell } = npmCommand(args)
  // Under an `npm start` the outer npm's settings, such as a script name, are in the environment; the paths are all it needs.
  return runQuietly(command, all, { cwd: root, shell, env: process.env })
}

async function installPackages() {
  const digest = digestOfLock()
  const marked = existsSync(MARK) && readFileSync(MARK, 'utf8') === digest
  if (marked && projectNode()) return
  if (!marked && projectNode() && npmInstalledTheSame()) {
    writeFileSync(MARK, digest)
    return
  }
  console.log('正在安装运行所需的组件，首次约需一分钟……')
  // npm 10 knows no allow-list of install scripts: run none, then only that which brings Node 24.
  for (const args of [['ci', '--ignore-scripts'], ['rebuild', 'node']]) {
    const done = await npm(args)
    if (done.code !== 0) {
      // npm says first what is wrong and then, at length, how it is used.
      const complaints = done.output.split('\n').filter((line) => line.startsWith('npm error'))
      console.error(`组件安装失败（npm ${args.join(' ')}）：\n${(complaints.length > 0 ? complaints : done.output.split('\n')).slice(0, 25).join('\n')}`)
      process.exit(done.code)
    }
  }
  const node = projectNode()
  if (!node) {
    console.error('组件安装失败：没有得到 Node 24（node_modules/node/bin/node）。')
    process.exit(1)
  }
  writeFileSync(MARK, digest)
}

async function prepareTests() {
  const { ensureDebianPackages } = await import('./debian-packages.mjs')
  const trouble = await ensureDebianPackages()
  if (trouble) {
    console.error(trouble)
    process.exit(1)
  }
  const script = join(root, 'scripts', 'electron-test-runtime.mjs')
  const ready = await runToEnd(projectNode(), [script], { stdio: ['ignore', 'ignore', 'inherit'], env: projectEnvironment() })
  // The tests that need no Electron must run all the same; those that do will fail with this very sentence.
  if (ready.code !== 0) console.error('Going on without an Electron: the tests in a window will fail.')
}

await installPackages()
if (process.argv.includes('--test')) await prepareTests()
