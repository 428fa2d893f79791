import { kindWords } from '../../../domain/evaluation'
import { resultWords } from '../../../domain/evaluation-result'
import { pointWords } from '../../../domain/score-block'
import type { MonthPicture, PictureResult, PictureSheet } from './month-picture'

export interface Difference {
  ratee: string
  field: string
  before: string | null
  after: string | null
}

/** Every value of a picture that a report shows, named as the report names it. */
function valuesOf(picture: MonthPicture, communityId: string): Map<string, { ratee: string; field: string; value: string | null }> {
  const values = new Map<string, { ratee: string; field: string; value: string | null }>()
  const put = (key: string, ratee: string, field: string, value: string | null): void => void values.set(`${key}/${field}`, { ratee, field, value })
  for (const sheet of picture.sheets.filter((one) => one.communityId === communityId)) putSheet(put, picture, sheet)
  for (const result of picture.results) putResult(put, result, result.communityId === communityId)
  const bonuses = new Map<string, { ratee: string; items: string[] }>()
  for (const bonus of picture.bonuses.filter((one) => one.communityId === communityId)) {
    const key = `${bonus.subject}/${bonus.rateeId}`
    const ratee = picture.results.find((one) => one.rateeId === bonus.rateeId && one.subject === bonus.subject)?.ratee ?? ''
    const known = bonuses.get(key) ?? { ratee, items: [] }
    known.items.push(`${bonus.pointsX10 > 0 ? '+' : '−'}${pointWords(Math.abs(bonus.pointsX10))} ${bonus.reason}（${bonus.source}）`)
    bonuses.set(key, known)
  }
  for (const [key, { ratee, items }] of bonuses) put(key, ratee, '加减分项', items.join('；'))
  return values
}

type Put = (key: string, ratee: string, field: string, value: string | null) => void

function putSheet(put: Put, picture: MonthPicture, sheet: PictureSheet): void {
  const { short } = kindWords[sheet.kind]
  const key = `${sheet.kind}/${sheet.rateeId}`
  const { submission } = sheet
  put(key, sheet.ratee, `${short}·评分人`, submission ? sheet.rater : null)
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
  put(key, isInside ? result.ratee : `${result.ratee}（${result.community}）`, '全镇排名', result.rankTownship === null ? null : String(result.rankTownship))
}

/** The full difference that a reopening made: of the community everything, of the others their rank in the township. */
export function differencesOf(before: MonthPicture, after: MonthPicture, communityId: string): Difference[] {
  const [old, now] = [valuesOf(before, communityId), valuesOf(after, communityId)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    const named = is ?? was
    return named === undefined || (was?.value ?? null) === (is?.value ?? null) ? [] : [{ ratee: named.ratee, field: named.field, before: was?.value ?? null, after: is?.value ?? null }]
  })
}
