/**
 * What for:  `npm start [-- --data DIR] [--port N] [--web]`: builds when the sources have changed, then opens the program
 *            in an Electron window; where that cannot be, says why in one line and runs the web host instead.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   out/; the data folder, through the program; a download of Electron (see official-electron.mjs).
 */
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { continueOnProjectNode, projectEnvironment, projectNode, root, runToEnd } from './project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { build, isBuilt } = await import('./built-program.mjs')
const { fetchElectron } = await import('./official-electron.mjs')

const DOWNLOAD_LIMIT = 60_000
const FAILURE_COUNTS_FOR = 10 * 60_000
/** A sandbox that cannot start ends Electron at once, with a trap. */
const BROKEN_AT_START = 10_000

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** `--data` is meant from where the user stands; npm has moved to the project's folder. */
function programArguments() {
  const given = process.argv.slice(2).filter((arg) => arg !== '--web')
  const from = process.env.INIT_CWD ?? process.cwd()
  return given.map((arg, index) => {
    if (given[index - 1] === '--data') return resolve(from, arg)
    return arg.startsWith('--data=') ? `--data=${resolve(from, arg.slice('--data='.length))}` : arg
  })
}

const REASONS = {
  asked: '按要求用浏览器打开。',
  display: '这台机器没有图形显示，不能打开窗口；程序以网页方式运行，请在浏览器中打开下面的链接。',
  root: '当前是root用户，Electron的安全沙箱不能以root运行，改用浏览器打开。',
  unreachable: '取不到Electron程序文件（下载地址不通），改用浏览器打开。',
  slow: '取Electron程序文件超过一分钟（网络较慢），改用浏览器打开；下载在后台继续，下次启动再用窗口。',
  sandbox: 'Electron的安全沙箱在这台机器上不能启动，改用浏览器打开。',
}

async function electronOrReason() {
  if (process.argv.includes('--web')) return { reason: 'asked' }
  if (!hasDisplay) return { reason: 'display' }
  if (process.getuid?.() === 0) return { reason: 'root' }
  return fetchElectron({
    limit: DOWNLOAD_LIMIT,
    remembering: FAILURE_COUNTS_FOR,
    keepGoing: true,
    onDownload: (version) => console.log(`首次运行：正在取Electron ${version}程序文件（约110兆，最多等一分钟）……`),
  })
}

async function runWindow(electron, args) {
  const begun = Date.now()
  const env = { ...process.env }
  // Set by editors that are Electron programs themselves; it would make ours a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  const ended = await runToEnd(electron.path, [root, ...args], { env })
  const broken = ended.error || (['SIGTRAP', 'SIGILL', 'SIGABRT'].includes(ended.signal) && Date.now() - begun < BROKEN_AT_START)
  return broken ? undefined : ended.code
}

async function runWebHost(reason, args) {
  console.log(REASONS[reason])
  const open = hasDisplay && !args.includes('--open') ? ['--open'] : []
  const ended = await runToEnd(projectNode() ?? process.execPath, [join(root, 'out', 'main', 'web.js'), ...args, ...open], { env: projectEnvironment() })
  return ended.code
}

if (!isBuilt()) {
  console.log('正在生成程序文件……')
  const trouble = await build()
  if (trouble) {
    console.error(`程序文件没有生成：\n${trouble}`)
    process.exit(1)
  }
}
const args = programArguments()
const { electron, reason } = await electronOrReason()
const windowCode = electron ? await runWindow(electron, args) : undefined
process.exit(windowCode ?? (await runWebHost(reason ?? 'sandbox', args)))
