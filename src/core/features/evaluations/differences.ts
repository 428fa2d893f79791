import { kindWords } from '../../../domain/evaluation'
import { resultWords } from '../../../domain/evaluation-result'
import { pointWords } from '../../../domain/score-block'
import type { MonthPicture, PictureResult, PictureSheet } from './month-picture'

export interface Difference {
  /** Whose: the community that was opened, or another whose rank in the township moved. Copies of before have none. */
  communityId?: string
  ratee: string
  field: string
  before: string | null
  after: string | null
}

/** Every value of a picture that a report shows, named as the report names it. */
function valuesOf(picture: MonthPicture, communityId: string): Map<string, Value> {
  const values = new Map<string, Value>()
  const put: Put = (key, ratee, field, value, of = communityId) => void values.set(`${key}/${field}`, { communityId: of, ratee, field, value })
  for (const sheet of picture.sheets.filter((one) => one.communityId === communityId)) putSheet(put, picture, sheet)
  for (const result of picture.results) putResult(put, result, result.communityId === communityId)
  const bonuses = new Map<string, { ratee: string; items: string[] }>()
  for (const bonus of picture.bonuses.filter((one) => one.communityId === communityId)) {
    const key = `${bonus.subject}/${bonus.rateeId}`
    const ratee = picture.results.find((one) => one.rateeId === bonus.rateeId && one.subject === bonus.subject)?.ratee ?? ''
    const known = bonuses.get(key) ?? { ratee, items: [] }
    known.items.push(`${bonus.pointsX10 > 0 ? '+' : '−'}${pointWords(Math.abs(bonus.pointsX10))} ${bonus.reason}（${bonus.source}，${bonus.approver}批准）`)
    bonuses.set(key, known)
  }
  for (const [key, { ratee, items }] of bonuses) put(key, ratee, '加减分项', items.join('；'))
  return values
}

interface Value {
  communityId: string
  ratee: string
  field: string
  value: string | null
}
type Put = (key: string, ratee: string, field: string, value: string | null, of?: string) => void

function putSheet(put: Put, picture: MonthPicture, sheet: PictureSheet): void {
  const { short } = kindWords[sheet.kind]
  const key = `${sheet.kind}/${sheet.rateeId}`
  const { submission } = sheet
  put(key, sheet.ratee, `${short}·评分人`, submission ? sheet.rater : null)
  put(key, sheet.ratee, `${short}·代评`, submission && sheet.standsInFor !== null ? `代${sheet.standsInFor}` : null)
  put(key, sheet.ratee, `${short}·代录人`, submission?.isProxy ? submission.enteredName : null)
  put(key, sheet.ratee, `${short}·低分原因`, submission?.lacksReason ? '缺' : null)
  put(key, sheet.ratee, `${short}·免评原因`, sheet.state === 'waived' ? sheet.stateReason : null)
  put(key, sheet.ratee, `${short}·小计`, submission ? pointWords(submission.totalX10) : null)
  put(key, sheet.ratee, `${short}·评语`, submission?.comment ?? null)
  for (const { code, label } of picture.terms.templates[sheet.kind].dimensions) {
    const cell = submission?.cells.find((one) => one.code === code)
    put(key, sheet.ratee, `${short}·${label}`, cell?.scoreX10 === null || cell === undefined ? null : pointWords(cell.scoreX10))
    put(key, sheet.ratee, `${short}·${label}扣分原因`, cell?.reason ?? null)
  }
}

/** Elsewhere only the rank in the township can move. */
function putResult(put: Put, result: PictureResult, isInside: boolean): void {
  const key = `${result.subject}/${result.communityId}/${result.rateeId}`
  const words = (x100: number | null): string | null => (x100 === null ? null : resultWords(x100))
  if (isInside) {
    put(key, result.ratee, '加权', words(result.weightedX100))
    put(key, result.ratee, '加减分', result.finalX100 === null ? null : pointWords(result.bonusX10))
    put(key, result.ratee, '总分', words(result.finalX100))
    put(key, result.ratee, '等次', result.grade)
    put(key, result.ratee, '社区排名', result.rankCommunity === null ? null : String(result.rankCommunity))
  }
  put(key, isInside ? result.ratee : `${result.ratee}（${result.community}）`, '全镇排名', result.rankTownship === null ? null : String(result.rankTownship), result.communityId)
}

/** Copies of before say only in the name, by the community behind it, that a line is another community's. */
const isOf = (one: Difference, communityId: string): boolean => (one.communityId === undefined ? !(one.field === '全镇排名' && one.ratee.endsWith('）')) : one.communityId === communityId)

/** What may be read of a difference: who reaches one community reads that one's lines, and no other's people (model.md D5). */
export const differencesFor = (differences: readonly Difference[], communityId: string, isTownship: boolean): Omit<Difference, 'communityId'>[] =>
  differences.filter((one) => isTownship || isOf(one, communityId)).map(({ ratee, field, before, after }) => ({ ratee, field, before, after }))

/** The full difference that a reopening made: of the community everything, of the others their rank in the township. */
export function differencesOf(before: MonthPicture, after: MonthPicture, communityId: string): Difference[] {
  const [old, now] = [valuesOf(before, communityId), valuesOf(after, communityId)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    const named = is ?? was
    return named === undefined || (was?.value ?? null) === (is?.value ?? null) ? [] : [{ communityId: named.communityId, ratee: named.ratee, field: named.field, before: was?.value ?? null, after: is?.value ?? null }]
  })
}
