import { isMonth } from '../domain/month'
import { optionText, withCore, type Commands } from './command'
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
  'import scores': (line) => {
    const month = monthOption(line)
    const file = readInput(line)
    return withCore(line, (core) => importScores(core, line, month, file))
  },
}
