import type { CoreServices } from '../../core-services'
import type { Procedures } from '../../guard'
import { evaluationQueries } from './evaluation-queries'
import { monthCommands } from './month-commands'
import { sheetCommands } from './sheet-commands'

export const evaluationsProcedures = (os: Procedures, services: CoreServices) => ({
  ...evaluationQueries(os, services),
  ...sheetCommands(os, services),
  ...monthCommands(os, services),
})
