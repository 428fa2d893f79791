import { ownerOf } from '../../attachments/attachments'
import type { Reader } from '../../database/reader'
import { cycleStatements } from './cycle-statements'
import { closedBecause } from './cycles'
import { submissionOf, workingPicture } from './read-picture'
import { sheetStatements } from './sheet-statements'
import { seesScores, type Viewer } from './visibility'

/**
 * A scan shows one rater's sheet and is for those who may read its scores; a workbook holds many raters' and is for those
 * who may read the whole township's. @throws Refusal NOT_FOUND
 */
export function mayTakeAttachment(reader: Reader, viewer: Viewer, attachmentId: string): boolean {
  const owner = ownerOf(reader, attachmentId)
  if (owner.table === 'eval_cycle') return viewer.clerk.township || viewer.auditor.township
  const row = owner.table === 'eval_submission' ? reader.get(sheetStatements.submission, { id: owner.id }) : undefined
  const sheetRow = row ? reader.get(sheetStatements.byId, { id: row.sheet_id }) : undefined
  const cycle = sheetRow ? reader.get(cycleStatements.byId, { id: sheetRow.cycle_id }) : undefined
  if (!row || !sheetRow || !cycle) return false
  const sheet = workingPicture(reader, cycle).sheets.find((one) => one.sheetId === sheetRow.id)
  if (!sheet) return viewer.clerk.seesWholeCommunity(sheetRow.community_id) || viewer.auditor.seesWholeCommunity(sheetRow.community_id)
  return seesScores(viewer, { ...sheet, raterId: row.rater_id, submission: submissionOf(row) }, closedBecause(reader, cycle, sheet.communityId) !== null)
}
