import { subjectOf, type SheetKind } from '../../../domain/evaluation'
import { auxOutcome, countedBonusX10, finalX100, gradeOf, policeOutcome, ranksOf, type Part } from '../../../domain/evaluation-result'
import { byCommunity, type MonthPicture, type PictureResult, type PictureSheet } from './month-picture'

function partOf(sheet: PictureSheet | undefined): Part {
  if (sheet?.state === 'waived') return { kind: 'waived', reason: sheet.stateReason ?? '' }
  return sheet?.submission ? { kind: 'total', x10: sheet.submission.totalX10 } : { kind: 'missing' }
}
const totalOf = (part: Part): number | null => (part.kind === 'total' ? part.x10 : null)

/** Every person's result by the domain's arithmetic, in the order of the sheets; ranks in community and township. */
export function resultsOf(picture: Omit<MonthPicture, 'results'>): PictureResult[] {
  const { terms, bonuses } = picture
  const people = new Map<string, Partial<Record<SheetKind, PictureSheet>>>()
  for (const sheet of picture.sheets) {
    const key = `${subjectOf(sheet.kind)}/${sheet.communityId}/${sheet.rateeId}`
    const known = people.get(key)
    if (known) known[sheet.kind] = sheet
    else people.set(key, { [sheet.kind]: sheet })
  }
  const bonusesOf = byCommunity(bonuses)
  const unranked = [...people.values()].map((sheets): PictureResult => {
    const one = sheets.police_by_chief ?? sheets.aux_by_police ?? sheets.aux_by_grid_chief
    if (!one) throw new Error('a person without a sheet has no result')
    const subject = subjectOf(one.kind)
    const [chief, police, lead] = [partOf(sheets.police_by_chief), partOf(sheets.aux_by_police), partOf(sheets.aux_by_grid_chief)]
    const outcome = subject === 'police' ? policeOutcome(chief) : auxOutcome(police, lead, terms.policeWeight)
    const points = (bonusesOf.get(one.communityId) ?? []).filter((bonus) => bonus.subject === subject && bonus.rateeId === one.rateeId).map((bonus) => bonus.pointsX10)
    const bonusX10 = countedBonusX10(points, terms)
    const final = outcome.baseX100 === null ? null : finalX100(outcome.baseX100, bonusX10)
    return {
      subject,
      communityId: one.communityId,
      community: one.community,
      gridId: one.gridId,
      grid: one.grid,
      rateeId: one.rateeId,
      ratee: one.ratee,
      state: outcome.state,
      chiefTotalX10: totalOf(chief),
      policeTotalX10: totalOf(police),
      leadTotalX10: totalOf(lead),
      weightedX100: outcome.baseX100,
      bonusX10,
      finalX100: final,
      grade: final === null ? null : gradeOf(final, terms.grades),
      rankCommunity: null,
      rankTownship: null,
      note: outcome.note,
    }
  })
  return ranked(unranked)
}

/** An officer is alone in a community and has a rank in the township only. */
function ranked(results: readonly PictureResult[]): PictureResult[] {
  const rank = (of: readonly PictureResult[]): Map<PictureResult, number | null> => {
    const ranks = ranksOf(of.map((result) => result.finalX100))
    return new Map(of.map((result, at) => [result, ranks[at] ?? null]))
  }
  const township = new Map([...rank(results.filter((result) => result.subject === 'police')), ...rank(results.filter((result) => result.subject === 'aux'))])
  const community = new Map<PictureResult, number | null>()
  for (const own of byCommunity(results.filter((result) => result.subject === 'aux')).values()) for (const [result, place] of rank(own)) community.set(result, place)
  return results.map((result) => ({ ...result, rankTownship: township.get(result) ?? null, rankCommunity: community.get(result) ?? null }))
}
