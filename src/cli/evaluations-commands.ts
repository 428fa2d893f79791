import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { kindWords } from '../domain/evaluation'
import { isMonth } from '../domain/month'
import { writeFileAtomically } from '../core/files/write-atomically'
import { entriesOfZip } from '../core/files/zip-file'
import { communityNamed, optionText, withCore, type Commands } from './command'
import { readInput, type CommandLine } from './command-line'
import { importScores } from './import-scores'
import { WrongUse } from './wrong-use'

/** --month 2026-10. @throws WrongUse where it is missing or no month */
function monthOption(line: CommandLine): string {
  const month = optionText(line, 'month')
  if (!isMonth(month)) throw new WrongUse('--month 写成 2026-10。')
  return month
}

/** The monthly evaluation. */
export const evaluationsCommands: Commands = {
  'evaluations open': (line) => {
    const month = monthOption(line)
    return withCore(line, async ({ client }) => {
      const { month: opened, wasOpen } = await client.evaluations.open({ month })
      const result = { ok: true, month, state: opened.state, wasOpen, sheets: opened.expected, openOn: opened.openOn, dueOn: opened.dueOn, lockOn: opened.lockOn, locksByItself: opened.locksByItself }
      const when = opened.locksByItself ? `${opened.lockOn}自动结账` : '开放时已过结账日，由内勤结账'
      return { exit: 0, result, words: wasOpen ? `${month}早已开放，没有变动。` : `已开放${month}的考核，应评${opened.expected}张，${opened.dueOn}截止，${when}。` }
    })
  },
  'evaluations lock': (line) => {
    const month = monthOption(line)
    return withCore(line, async ({ client }) => {
      // A job has nobody to ask: what is missing is listed in its output.
      const locked = await client.evaluations.lock({ month, communityId: null, acceptMissing: true })
      const missing = locked.missing.map((duty) => ({ community: duty.community, grid: duty.grid, kind: duty.kind, ratee: duty.ratee, rater: duty.rater }))
      const words = [
        `${month}已结账，${locked.results}人有结果。`,
        ...(missing.length > 0 ? [`还有${missing.length}张评议表没有交，这些人不出结果：`, ...missing.map((one) => `　${one.community}　${one.ratee}　${kindWords[one.kind].short}　${one.rater ?? '空缺'}`)] : []),
      ].join('\n')
      return { exit: 0, result: { ok: true, month, results: locked.results, missing }, words }
    })
  },
  'export evaluations': (line) => {
    const month = monthOption(line)
    const out = resolve(optionText(line, 'out'))
    return withCore(line, async (core) => {
      const { services, client } = core
      const communityId = typeof line.options['community'] === 'string' ? await communityNamed(core, line.options['community']) : null
      // A name without .xlsx is a folder of separate files.
      const isWorkbook = /\.xlsx$/i.test(out)
      const download = await client.evaluations.export({ month, communityId, what: isWorkbook ? 'month' : 'files' })
      const { bytes } = services.tickets.takeDownload(download.ticket)
      if (isWorkbook) writeFileAtomically(out, bytes)
      else for (const entry of entriesOfZip(bytes)) {
        const file = join(out, entry.name)
        mkdirSync(dirname(file), { recursive: true })
        writeFileAtomically(file, entry.bytes)
      }
      const result = { ok: true, file: out, [isWorkbook ? 'sheets' : 'files']: download.rows, sha256: download.sha256 }
      return { exit: 0, result, words: isWorkbook ? `已导出${download.rows}张工作表：${out}` : `已导出${download.rows}个文件到文件夹：${out}` }
    })
  },
  'import scores': (line) => {
    const month = monthOption(line)
    const file = readInput(line)
    return withCore(line, (core) => importScores(core, line, month, file))
  },
}
