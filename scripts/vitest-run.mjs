/**
 * What for:  runs one vitest project and counts honestly: a test that was skipped, a file that did not load and an error
 *            outside any test are failures.
 * Runs on:   Node 24.
 * Touches:   a report in the temporary folder, removed at once.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import { projectEnvironment, root, runQuietly, runToEnd } from './project-node.mjs'

/** Answers `{ passed, failed, failedByFile, notes }`; `failedByFile` counts assertions that failed, not files that did not load. */
export async function runVitest({ project, filters = [], args = [], env = {}, folder = root, quiet = false }) {
  const home = mkdtempSync(join(tmpdir(), 'jingwang-vitest-'))
  const report = join(home, 'report.json')
  try {
    const run = quiet ? runQuietly : runToEnd
    const command = [
      join(folder, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...(project ? ['--project', project] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
      ...filters,
    ]
    const outcome = await run(process.execPath, command, { cwd: folder, env: projectEnvironment(env, folder) })
    return count(readReport(report), outcome.code, folder)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function count(report, code, folder) {
  const counted = { passed: 0, failed: 0, failedByFile: new Map(), notes: [] }
  for (const file of report?.testResults ?? []) {
    const name = relative(folder, file.name)
    let failedHere = 0
    for (const test of file.assertionResults) {
      if (test.status === 'passed') {
        counted.passed += 1
        continue
      }
      counted.failed += 1
      if (test.status === 'failed') failedHere += 1
      else counted.notes.push(`not run (${test.status}), counts as failed: ${name} > ${test.fullName}`)
    }
    counted.failedByFile.set(name, failedHere)
    if (file.status === 'failed' && failedHere === 0) {
      counted.failed += 1
      counted.notes.push(`the file did not run to its end: ${name}`)
    }
  }
  if (code !== 0 && counted.failed === 0) {
    counted.failed += 1
    counted.notes.push(report ? `vitest ended with ${code} though no test failed: an error outside the tests, or no test at all` : `vitest ended with ${code} without a report`)
  }
  return counted
}
