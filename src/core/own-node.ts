import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The database driver does not refuse an older Node, it crashes it. */
const oldestNode = 22

export const isTooOld = (version: string): boolean => Number.parseInt(version, 10) < oldestNode

/**
 * Runs `program`, or under a Node that cannot load the database driver starts the same command line again under the Node
 * that the project brings along. Must come before anything is loaded that loads the driver.
 */
export async function onOwnNode(program: () => Promise<unknown>): Promise<void> {
  if (!isTooOld(process.versions.node)) return void (await program())
  const own = join(import.meta.dirname, '..', '..', 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(own)) {
    console.error(`这台电脑的Node.js是${process.versions.node}，工作站要${oldestNode}以上。没有运行，用npm start或npm run cli打开。`)
    process.exitCode = 1
    return
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 1))
}
