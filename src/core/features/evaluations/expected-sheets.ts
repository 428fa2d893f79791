import { lastDayOfMonth } from '../../../domain/calendar-date'
import type { SheetKind, Template, Terms } from '../../../domain/evaluation'
import { firstDayOf } from '../../../domain/month'
import { dutiesOf, withTwoRaters, type RatingDuty } from '../../../domain/rating-duty'
import type { Reader } from '../../database/reader'
import { gridsWithin, nameOf, pairsWithin, placesOf, tenuresWithin, type Place } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { cycleOf, termsOf, type CycleRow } from './cycles'
import { sheetStatements } from './sheet-statements'
import { termsToday } from './terms'

/** A sheet that a month expects, with who fills it: the authorised substitute where there is one. */
export interface ExpectedSheet extends RatingDuty {
  readonly community: string
  /** Name of whom the rater stands in for. */
  readonly standsInFor: string | null
}

/** One community's sheets as its roster and its substitutes have them now. */
export function expectedInCommunity(reader: Reader, place: Place, month: string, terms: Terms, cycle: CycleRow | null): ExpectedSheet[] {
  const [from, to] = [firstDayOf(month), lastDayOfMonth(month)]
  const duties = dutiesOf(
    { communityId: place.communityId, grids: gridsWithin(reader, place.communityId, from, to), holdings: tenuresWithin(reader, place.communityId, from, to), pairs: pairsWithin(reader, place.communityId, from, to) },
    month,
    terms.basis,
  )
  const substitutes = cycle ? reader.all(aftermathStatements.substitutesOf, { cycle_id: cycle.id }).filter((row) => row.community_id === place.communityId) : []
  const expected = duties.map((duty): ExpectedSheet => {
    // The one for this very sheet before the one for all of them.
    const mine = substitutes.filter((row) => row.kind === duty.kind && row.person_id !== duty.rateeId)
    const substitute = mine.findLast((row) => row.ratee_id === duty.rateeId) ?? mine.findLast((row) => row.ratee_id === null)
    if (!substitute) return { ...duty, community: place.name, standsInFor: null }
    return { ...duty, community: place.name, raterId: substitute.person_id, rater: nameOf(reader, substitute.person_id), standsInFor: duty.rater ?? '空缺岗位', problem: null }
  })
  const handedIn = new Map(cycle ? reader.all(sheetStatements.auxRatersIn, { cycle_id: cycle.id, community_id: place.communityId }).map((row) => [`${row.kind}/${row.ratee_id}`, row.rater_id]) : [])
  return withTwoRaters(expected, (sheet) => {
    const raterId = handedIn.get(`${sheet.kind}/${sheet.rateeId}`)
    return raterId === undefined ? { raterId: sheet.raterId, origin: sheet.standsInFor === null ? 'roster' : 'substitute' } : { raterId, origin: 'handed_in' }
  })
}

/**
 * What a month expects, over the township, in the order of the office. Works before the month is open, with the terms of
 * today. For an import: `templates` has the columns of each kind.
 */
export function expectedSheets(reader: Reader, month: string): { isOpen: boolean; terms: Terms; templates: Readonly<Record<SheetKind, Template>>; sheets: ExpectedSheet[] } {
  const cycle = cycleOf(reader, month)
  const terms = cycle ? termsOf(cycle) : termsToday(reader, month)
  return { isOpen: cycle !== null, terms, templates: terms.templates, sheets: placesOf(reader).flatMap((place) => expectedInCommunity(reader, place, month, terms, cycle)) }
}
