import type { MatrixBlock, MatrixRow } from '../../../contract/evaluation-shapes'
import { lastDayOfMonth } from '../../../domain/calendar-date'
import { dimensionsInOrder } from '../../../domain/evaluation-order'
import type { ScoredCell, Terms } from '../../../domain/evaluation'
import { addMonths, daysOf, firstDayOf } from '../../../domain/month'
import { daysInside } from '../../../domain/rating-duty'
import { sumOfRow } from '../../../domain/score-block'
import { attachmentsOf } from '../../attachments/attachments'
import type { Attachment } from '../../../contract/attachments'
import type { Reader } from '../../database/reader'
import { tenuresOfPersonWithin } from '../roster/directory'
import { closedBecause, cycleOf, stateOfCycle, termsOf, type CycleRow } from './cycles'
import { commentOf, draftsOf, type DraftOwner } from './draft-rows'
import type { PictureSheet } from './month-picture'
import { pictureOf, workingPicture } from './read-picture'
import { sheetStatements } from './sheet-statements'

/** The scan kept with one sheet, or the workbook that brought many. */
export function attachmentsOfSubmission(reader: Reader, submissionId: string): Attachment[] {
  const row = reader.get(sheetStatements.submission, { id: submissionId })
  if (!row) return []
  const own = attachmentsOf(reader, { table: 'eval_submission', id: submissionId })
  const source = row.source_attachment_id
  return source === null ? own : [...own, ...attachmentsOf(reader, { table: 'eval_cycle', id: cycleIdOf(reader, row.sheet_id) }).filter((one) => one.attachmentId === source)]
}
const cycleIdOf = (reader: Reader, sheetId: string): string => reader.get(sheetStatements.byId, { id: sheetId })?.cycle_id ?? ''

export interface MatrixWish {
  owner: DraftOwner
  /** Which sheets stand in the matrix. */
  shows: (sheet: PictureSheet) => boolean
  /** Whose handed-in scores may be read in it. */
  reads: (sheet: PictureSheet) => boolean
}

/** The matrices of a month for one person: drafts of their own, what they handed in, last month's beside it. */
export function readMatrix(reader: Reader, cycle: CycleRow, wish: MatrixWish, today: string) {
  const terms = termsOf(cycle)
  const picture = workingPicture(reader, cycle)
  const drafts = draftsOf(reader, cycle.id, wish.owner)
  const comments = new Map(reader.all(sheetStatements.ofCycle, { cycle_id: cycle.id }).map((row) => [row.id, commentOf(row, wish.owner)]))
  const before = lastMonthOf(reader, cycle.month, wish.owner)
  const blocks = new Map<string, MatrixBlock>()
  const shown = picture.sheets.filter(wish.shows)
  for (const sheet of shown) {
    const key = `${sheet.kind}/${sheet.communityId}/${sheet.raterId ?? ''}/${sheet.standsInFor ?? ''}`
    const block: MatrixBlock = blocks.get(key) ?? {
      kind: sheet.kind,
      communityId: sheet.communityId,
      community: sheet.community,
      raterId: sheet.raterId,
      rater: sheet.rater,
      standsInFor: sheet.standsInFor,
      template: terms.templates[sheet.kind],
      rows: [],
    }
    block.rows.push(rowOf(reader, cycle, terms, sheet, { draft: drafts.get(sheet.sheetId ?? '') ?? [], comment: comments.get(sheet.sheetId ?? '') ?? null, reads: wish.reads, before }))
    blocks.set(key, block)
  }
  const places = [...new Set(shown.map((sheet) => sheet.communityId))]
  const closed = places.map((communityId) => closedBecause(reader, cycle, communityId))
  return {
    month: cycle.month,
    state: stateOfCycle(reader, cycle, today),
    dueOn: cycle.due_on,
    lockOn: cycle.lock_on,
    closedBecause: places.length > 0 && closed.every((sentence) => sentence !== null) ? (closed[0] ?? null) : null,
    terms: { stepX10: terms.stepX10, lowPercent: terms.lowPercent, policeWeight: terms.policeWeight, bonusCapX10: terms.bonusCapX10, deductionCapX10: terms.deductionCapX10, grades: terms.grades },
    blocks: [...blocks.values()],
  }
}

type LastMonth = (sheet: PictureSheet) => MatrixRow['lastMonth']

/** The same rater's sheet of the month before for the same person, in the same kind: nobody else's. */
function lastMonthOf(reader: Reader, month: string, owner: DraftOwner): LastMonth {
  const before = cycleOf(reader, addMonths(month, -1))
  // A clerk reads of an open month only what a clerk typed.
  const sheets = before ? pictureOf(reader, before).sheets.filter((sheet) => owner.kind === 'rater' || before.lock_id !== null || sheet.submission?.isProxy === true) : []
  const found = new Map(sheets.flatMap((sheet) => (sheet.submission ? [[`${sheet.kind}/${sheet.rateeId}/${sheet.submission.raterId}`, sheet.submission] as const] : [])))
  return (sheet) => {
    const submission = found.get(`${sheet.kind}/${sheet.rateeId}/${sheet.raterId ?? ''}`)
    return submission && before ? { month: before.month, totalX10: submission.totalX10, cells: submission.cells.map((cell) => ({ ...cell })) } : null
  }
}

interface RowParts {
  draft: readonly ScoredCell[]
  comment: string | null
  reads: (sheet: PictureSheet) => boolean
  before: LastMonth
}

function rowOf(reader: Reader, cycle: CycleRow, terms: Terms, sheet: PictureSheet, parts: RowParts): MatrixRow {
  const { dimensions } = terms.templates[sheet.kind]
  const { submission } = sheet
  const readable = parts.reads(sheet)
  const cells = dimensionsInOrder(submission ? (readable ? submission.cells : []) : parts.draft, dimensions)
  const isClosed = closedBecause(reader, cycle, sheet.communityId) !== null
  return {
    rateeId: sheet.rateeId,
    ratee: sheet.ratee,
    gridId: sheet.gridId,
    grid: sheet.grid,
    state: isClosed && sheet.state === 'submitted' ? 'locked' : sheet.state,
    stateReason: sheet.stateReason,
    problem: sheet.problem,
    closed: isClosed,
    cells,
    comment: submission ? (readable ? submission.comment : null) : parts.comment,
    ...sumOfRow(cells, dimensions),
    submittedAt: submission?.at ?? null,
    attachments: submission && readable ? attachmentsOfSubmission(reader, submission.id) : [],
    lastMonth: readable || submission === null ? parts.before(sheet) : null,
    facts: factsOf(reader, sheet, cycle.month),
  }
}

/** What the roster knows of the person's month. */
function factsOf(reader: Reader, sheet: PictureSheet, month: string): { label: string; value: string }[] {
  const post = sheet.kind === 'police_by_chief' ? 'community_police' : 'aux_police'
  const tenures = tenuresOfPersonWithin(reader, sheet.rateeId, firstDayOf(month), lastDayOfMonth(month)).filter((tenure) => tenure.post === post && tenure.communityId === sheet.communityId && (sheet.gridId === null || tenure.gridId === sheet.gridId))
  const since = tenures[0]?.startOn ?? null
  const days = tenures.reduce((sum, tenure) => sum + daysInside(tenure, month), 0)
  return [
    { label: '任职起', value: since ?? '建档以前' },
    { label: '本月在岗', value: `${days}/${daysOf(month)}天` },
  ]
}

