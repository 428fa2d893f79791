import { resolve } from 'node:path'
import { writeFileAtomically } from '../core/files/write-atomically'
import { importRewards } from './import-rewards'
import { readInput, type CommandLine } from './command-line'
import { optionText, withCore, type Commands } from './command'
import { WrongUse } from './wrong-use'

/** The year that a ledger belongs to. @throws WrongUse where it is missing or none */
const yearOf = (line: CommandLine): number => {
  const text = optionText(line, 'year')
  if (!/^20\d\d$/.test(text)) throw new WrongUse('--year 写成 2026。')
  return Number(text)
}

/** Rewards: the ledger in and out. */
export const rewardsCommands: Commands = {
  'import rewards': (line) => {
    const year = yearOf(line)
    const file = readInput(line)
    return withCore(line, (core) => importRewards(core, line, file, year))
  },
  'export rewards': (line) => {
    const year = yearOf(line)
    const out = resolve(optionText(line, 'out'))
    return withCore(line, async ({ services, client }) => {
      const download = await client.rewards.export({ paper: { kind: 'ledger', year, communityId: null } })
      writeFileAtomically(out, services.tickets.takeDownload(download.ticket).bytes)
      return { exit: 0, result: { ok: true, file: out, rows: download.rows, year, sha256: download.sha256 }, words: `已导出${year}年奖励台账和汇总：${out}` }
    })
  },
}
