import { drawMonthFile, drawMonthPapers } from '../features/evaluations/month-drawing'
import { drawRosterFile, drawRosterPapers } from '../features/roster/roster-drawing'

/** Every drawing that a thread can make, by name. */
export const drawings = {
  'roster.file': drawRosterFile,
  'roster.papers': drawRosterPapers,
  'evaluations.file': drawMonthFile,
  'evaluations.papers': drawMonthPapers,
}
export type Drawings = typeof drawings
export type DrawingName = keyof Drawings
