import type { MatrixBlock, MatrixRow } from '../../../contract/evaluation-shapes'
import { lastDayOfMonth } from '../../../domain/calendar-date'
import { dimensionsInOrder } from '../../../domain/evaluation-order'
import type { ScoredCell, Terms } from '../../../domain/evaluation'
import { addMonths, daysOf, firstDayOf } from '../../../domain/month'
import { daysInside } from '../../../domain/rating-duty'
import { sumOfRow } from '../../../domain/score-block'
import { attachmentsOf, attachmentsOfMany } from '../../attachments/attachments'
import type { Attachment } from '../../../contract/attachments'
import type { Reader } from '../../database/reader'
import { seatTenuresInTownship, tenuresOfPersonWithin, type Tenure } from '../roster/directory'
import { closedBecause, cycleOf, openReopens, stateOfCycle, termsOf, type CycleRow } from './cycles'
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

/** The same of many submissions of a month. */
function attachmentsOfSubmissions(reader: Reader, cycleId: string, ids: readonly string[]): (submissionId: string) => Attachment[] {
  if (ids.length === 0) return () => []
  const own = attachmentsOfMany(reader, 'eval_submission', ids)
  const sources = new Map(reader.all(sheetStatements.sourcesOf, { ids: JSON.stringify(ids) }).map((row) => [row.id, row.source_attachment_id]))
  const workbooks = sources.size === 0 ? [] : attachmentsOf(reader, { table: 'eval_cycle', id: cycleId })
  return (id) => [...(own.get(id) ?? []), ...workbooks.filter((one) => one.attachmentId === sources.get(id))]
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
  const attachments = attachmentsOfSubmissions(reader, cycle.id, shown.flatMap((sheet) => (sheet.submission && wish.reads(sheet) ? [sheet.submission.id] : [])))
  const facts = factsOf(reader, shown, cycle.month)
  const reopened = cycle.lock_id === null ? null : new Set(openReopens(reader, cycle).map((row) => row.community_id))
  const isClosedIn = (communityId: string): boolean => reopened !== null && !reopened.has(communityId)
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
    const isClosed = isClosedIn(sheet.communityId)
    block.rows.push(rowOf(terms, sheet, { draft: drafts.get(sheet.sheetId ?? '') ?? [], comment: comments.get(sheet.sheetId ?? '') ?? null, reads: wish.reads(sheet), isClosed, before, attachments, facts }))
    blocks.set(key, block)
  }
  const places = [...new Set(shown.map((sheet) => sheet.communityId))]
  return {
    month: cycle.month,
    state: stateOfCycle(reader, cycle, today),
    dueOn: cycle.due_on,
    lockOn: cycle.lock_on,
    closedBecause: places.length > 0 && places.every(isClosedIn) ? closedBecause(reader, cycle, places[0] ?? '') : null,
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
  /** Whether the scores that were handed in may be read. */
  reads: boolean
  isClosed: boolean
  before: LastMonth
  attachments: (submissionId: string) => Attachment[]
  facts: (sheet: PictureSheet) => MatrixRow['facts']
}

function rowOf(terms: Terms, sheet: PictureSheet, parts: RowParts): MatrixRow {
  const { dimensions } = terms.templates[sheet.kind]
  const { submission } = sheet
  const { reads: readable, isClosed } = parts
  const cells = dimensionsInOrder(submission ? (readable ? submission.cells : []) : parts.draft, dimensions)
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
    attachments: submission && readable ? parts.attachments(submission.id) : [],
    lastMonth: readable || submission === null ? parts.before(sheet) : null,
    facts: parts.facts(sheet),
  }
}

/** What the roster knows of the persons' month: a few are asked for one by one, a township in one look. */
function factsOf(reader: Reader, sheets: readonly PictureSheet[], month: string): RowParts['facts'] {
  const [from, to] = [firstDayOf(month), lastDayOfMonth(month)]
  const together = sheets.length > fewSheets ? tenuresByPerson(seatTenuresInTownship(reader, from, to)) : null
  return (sheet) => {
    const post = sheet.kind === 'police_by_chief' ? 'community_police' : 'aux_police'
    const all = together?.get(sheet.rateeId) ?? (together === null ? tenuresOfPersonWithin(reader, sheet.rateeId, from, to) : [])
    const tenures = all.filter((tenure) => tenure.post === post && tenure.communityId === sheet.communityId && (sheet.gridId === null || tenure.gridId === sheet.gridId))
    const since = tenures[0]?.startOn ?? null
    const days = tenures.reduce((sum, tenure) => sum + daysInside(tenure, month), 0)
    return [
      { label: '任职起', value: since ?? '建档以前' },
      { label: '本月在岗', value: `${days}/${daysOf(month)}天` },
    ]
  }
}
const fewSheets = 60

function tenuresByPerson(tenures: readonly Tenure[]): ReadonlyMap<string, Tenure[]> {
  const found = new Map<string, Tenure[]>()
  for (const tenure of tenures) {
    const known = found.get(tenure.personId)
    if (known) known.push(tenure)
    else found.set(tenure.personId, [tenure])
  }
  return found
}

