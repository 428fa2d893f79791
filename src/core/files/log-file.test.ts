import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLog } from './log-file'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingwang-log-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('survives a folder that cannot be written, and counts what was lost once it can', async () => {
  const logs = join(dir, 'logs')
  writeFileSync(logs, 'a file where the folder should be')
  let at = 0
  const log = openLog(logs, () => at)
  const ended = vi.fn()
  process.on('uncaughtException', ended)
  log.info('first')
  await pause(50)
  log.info('second, while it rests')
  await pause(50)
  rmSync(logs)
  mkdirSync(logs)
  at += 60_001
  log.info('third')
  await vi.waitFor(() => expect(readFileSync(join(logs, 'station.log'), 'utf8')).toContain('third'))
  log.close()
  process.off('uncaughtException', ended)
  expect(ended).not.toHaveBeenCalled()
  expect(readFileSync(join(logs, 'station.log'), 'utf8')).toMatch(/"lost":2/)
})

it('survives a log that is no file', async () => {
  const logs = join(dir, 'logs')
  mkdirSync(join(logs, 'station.log'), { recursive: true })
  const ended = vi.fn()
  process.on('uncaughtException', ended)
  const log = openLog(logs, () => 0)
  log.error('a fact')
  await pause(100)
  log.error('another fact')
  await pause(100)
  log.close()
  await pause(50)
  process.off('uncaughtException', ended)
  expect(ended).not.toHaveBeenCalled()
})
