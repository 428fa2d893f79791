import type { CommandLine, Outcome } from './command-line'
import { openCommandCore, type CommandCore } from './command-core'
import { dayAt } from '../core/office-day'
import { WrongUse } from './wrong-use'

export type Command = (line: CommandLine) => Promise<Outcome>
export type Commands = Readonly<Record<string, Command>>

/** An option that the command cannot do without. @throws WrongUse where it is missing */
export const optionText = (line: CommandLine, name: string): string => {
  const value = line.options[name]
  if (typeof value !== 'string' || value.trim() === '') throw new WrongUse(`缺少 --${name}。`)
  return value.trim()
}

/** Opens the core for one command and closes it whatever happens. */
export async function withCore(line: CommandLine, work: (core: CommandCore) => Promise<Outcome>, mayFound = false): Promise<Outcome> {
  const core = openCommandCore(line, mayFound)
  try {
    return await work(core)
  } finally {
    core.close()
  }
}

/** A community by its whole name. @throws WrongUse where there is none */
export async function communityNamed({ client, services }: CommandCore, name: string): Promise<string> {
  const board = await client.roster.board({ asOf: dayAt(services.now()) })
  const found = board.communities.find((community) => community.name === name)
  if (!found) throw new WrongUse(`没有名叫“${name}”的村(社区)。`)
  return found.communityId
}
