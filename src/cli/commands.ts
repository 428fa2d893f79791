import type { Commands } from './command'
import { meetingsExportCommands } from './meetings-exports'
import { meetingsCommands } from './meetings-commands'
import { evaluationsCommands } from './evaluations-commands'
import { rewardsCommands } from './rewards-commands'
import { rosterCommands } from './roster-commands'
import { stationCommands } from './station-commands'

/** Kept stable: offices schedule these, tests use them. */
export const commands: Commands = {
  ...stationCommands,
  ...rosterCommands,
  ...meetingsCommands,
  ...meetingsExportCommands,
  ...evaluationsCommands,
  ...rewardsCommands,
}
