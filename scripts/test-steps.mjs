/**
 * What for:  the steps of the test suite, in order; used by test.mjs and test-long.mjs.
 * Runs on:   Node 24.
 * Touches:   the cache folder (Electron for the tests), one virtual display while the window tests run.
 */
import { join } from 'node:path'
import process from 'node:process'
import { digestOfSources, forgetBuild, isBuilt, markBuilt } from './built-program.mjs'
import { ensureElectronTestRuntime } from './electron-test-runtime.mjs'
import { interruption, npmCommand, projectEnvironment, root, runToEnd } from './project-node.mjs'
import { startVirtualDisplay } from './virtual-display.mjs'
import { runVitest } from './vitest-run.mjs'

const ONE_PASSED = { passed: 1, failed: 0, notes: [] }

function oneFailed(...notes) {
  return { passed: 0, failed: 1, notes }
}

/** Adds up what the steps answer and says it, each with its time. */
export function tally() {
  const sum = { passed: 0, failed: 0 }
  return {
    sum,
    async step(title, work) {
      console.log(`\n== ${title}`)
      const begun = Date.now()
      let counted
      try {
        counted = await work()
      } catch (error) {
        counted = oneFailed(error.message)
      }
      if (interruption()) {
        console.log(`\nstopped by ${interruption()}`)
        process.exit(130)
      }
      for (const note of counted.notes) console.log(`   ${note}`)
      console.log(`   ${title}: ${counted.passed} passed, ${counted.failed} failed, ${((Date.now() - begun) / 1000).toFixed(1)} s`)
      sum.passed += counted.passed
      sum.failed += counted.failed
      return counted
    },
  }
}

async function npmScript(name) {
  const npm = npmCommand(['run', '--silent', name])
  const { code } = await runToEnd(npm.command, npm.args, { cwd: root, shell: npm.shell, env: projectEnvironment() })
  return code === 0 ? ONE_PASSED : oneFailed(`npm run ${name} ended with ${code}`)
}

async function buildStep() {
  const digest = digestOfSources()
  forgetBuild()
  const counted = await npmScript('build')
  if (counted.failed === 0) markBuilt(digest)
  return counted
}

/** What the tests find in JINGWANG_ELECTRON_RUNTIME: how to launch, or why it cannot be; tests in the browser run anyway. */
async function runtimeDescription(folder) {
  try {
    const runtime = await ensureElectronTestRuntime()
    console.log(`   Electron ${runtime.version} (${runtime.official ? 'official' : 'substitute'})`)
    return await runtime.stage(folder)
  } catch (error) {
    console.log(`   no Electron: ${error.message}`)
    return { unavailable: error.message }
  }
}

/** Window tests of a built program; `options` as for runVitest. */
export async function runWindowTests(options = {}) {
  const description = await runtimeDescription(options.folder ?? root)
  const screen = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  const env = { ...options.env, JINGWANG_ELECTRON_RUNTIME: JSON.stringify(description) }
  if (screen) env.DISPLAY = screen.display
  // GTK and Chromium prefer Wayland where there is one, and would show the windows on it.
  delete process.env.WAYLAND_DISPLAY
  try {
    return await runVitest({ ...options, project: 'windows', env })
  } finally {
    screen?.stop()
  }
}

export async function runSteps({ fast = false, onlyWindows = false, filters = [] } = {}) {
  const { sum, step } = tally()
  let built = true
  if (onlyWindows) {
    if (!isBuilt()) built = (await step('build', buildStep)).failed === 0
  } else {
    await step('type check', () => npmScript('typecheck'))
    await step('lint', () => npmScript('lint'))
    await step('boundaries', () => npmScript('boundaries'))
    built = (await step('build', buildStep)).failed === 0
    await step('tests without a window', () => runVitest({ project: 'fast', filters }))
  }
  if (!fast) {
    await step('tests in a window', async () => (built ? runWindowTests({ filters }) : oneFailed(`not run: the build failed (${join('out', 'main')})`)))
  }
  return sum
}

export function finish({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
