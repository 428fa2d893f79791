/**
 * What for:  `npm test`: type check, lint, boundaries, build, the tests without a window, the tests in real windows.
 *            The last line is `N passed, N failed`. `--fast` leaves the windows out; `--only-windows [filter]` runs
 *            nothing else, and builds only when the sources have changed.
 * Runs on:   Node 20.20 and Node 24 (it goes on under the project's own Node 24).
 * Touches:   see test-steps.mjs.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { continueOnProjectNode } from './project-node.mjs'

await continueOnProjectNode(fileURLToPath(import.meta.url))
const { finish, runSteps } = await import('./test-steps.mjs')

const args = process.argv.slice(2)
finish(
  await runSteps({
    fast: args.includes('--fast'),
    onlyWindows: args.includes('--only-windows'),
    filters: args.filter((arg) => !arg.startsWith('--')),
  }),
)
