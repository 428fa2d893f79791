import { withCore, type Commands } from './command'
import { readInput } from './command-line'
import { importMinutes } from './import-minutes'

/** Weekly meetings: minutes in, papers out. */
export const meetingsCommands: Commands = {
  'import minutes': (line) => {
    const file = readInput(line)
    return withCore(line, (core) => importMinutes(core, line, file))
  },
}
