import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sweepTemporaryFiles, temporaryBeside } from './temporary-file'
import { writeFileAtomically } from './write-atomically'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingwang-temporary-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid
const put = (name: string): void => writeFileSync(join(dir, name), 'half')

it('removes what an ended program left, its journal too, and nothing else', () => {
  const gone = endedPid()
  put(`.花名册.xlsx.${gone}.jingwang-tmp`)
  put(`.station-20261105100000-daily.sqlite.${gone}.jingwang-tmp-journal`)
  put('花名册.xlsx')
  put(`.another.${gone}.tmp`)
  writeFileSync(temporaryBeside(join(dir, 'being-written.xlsx')), 'half')
  put(`.parent.${process.ppid}.jingwang-tmp`)
  sweepTemporaryFiles(dir)
  expect(readdirSync(dir).toSorted()).toEqual([`.another.${gone}.tmp`, `.being-written.xlsx.${process.pid}.jingwang-tmp`, `.parent.${process.ppid}.jingwang-tmp`, '花名册.xlsx'].toSorted())
})

it('removes what an older version left, once it is a day old', () => {
  for (const name of ['station-20261105100000-daily.sqlite.tmp', 'station.sqlite.restore', 'station.sqlite.restore.tmp', '.township.key.4242.tmp', 'station.sqlite']) put(name)
  sweepTemporaryFiles(dir)
  expect(readdirSync(dir)).toHaveLength(5)
  const yesterday = Date.now() / 1000 - 90_000
  for (const name of readdirSync(dir)) utimesSync(join(dir, name), yesterday, yesterday)
  sweepTemporaryFiles(dir)
  expect(readdirSync(dir)).toEqual(['station.sqlite'])
})

it('is done by the next file that is written into the folder', () => {
  put(`.第一次.xlsx.${endedPid()}.jingwang-tmp`)
  writeFileAtomically(join(dir, '第二次.xlsx'), 'whole')
  expect(readdirSync(dir)).toEqual(['第二次.xlsx'])
})
