/** What bench/run.mjs finds in the bundle. */
export { table } from './measure'
export { evaluationWorkbook } from './evaluation-workbook'
export { matrixKeys } from './matrix-keys'
export { minutesSearch } from './minutes-search'
export { oneSave } from './one-save'
export { peopleList } from './people-list'
export { rosterImport } from './roster-import'
export { windowPaint, writeEmptyProgram } from './first-paint'
