import { lastDayOfMonth } from '../../../domain/calendar-date'
import type { SheetKind, Template, Terms } from '../../../domain/evaluation'
import { firstDayOf } from '../../../domain/month'
import { dutiesOf, withTwoRaters, type RatingDuty } from '../../../domain/rating-duty'
import type { Reader } from '../../database/reader'
import { nameOf, placesOf, seatRosters, type Place } from '../roster/directory'
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

/** The sheets of some communities, in their order, as the roster and its substitutes have them now. */
export function expectedInCommunities(reader: Reader, places: readonly Place[], month: string, terms: Terms, cycle: CycleRow | null): ExpectedSheet[] {
  const rosterOf = seatRosters(reader, places, firstDayOf(month), lastDayOfMonth(month))
  const substitutes = cycle ? reader.all(aftermathStatements.substitutesOf, { cycle_id: cycle.id }) : []
  const handedIn = new Map(cycle ? reader.all(sheetStatements.auxRatersIn, { cycle_id: cycle.id, community_id: places.length === 1 ? (places[0]?.communityId ?? null) : null }).map((row) => [`${row.community_id}/${row.kind}/${row.ratee_id}`, row.rater_id]) : [])
  return places.flatMap((place) => {
    const { grids, tenures, pairs } = rosterOf(place.communityId)
    const here = substitutes.filter((row) => row.community_id === place.communityId)
    const expected = dutiesOf({ communityId: place.communityId, grids, holdings: tenures, pairs }, month, terms.basis).map((duty): ExpectedSheet => {
      // The one for this very sheet before the one for all of them.
      const mine = here.filter((row) => row.kind === duty.kind && row.person_id !== duty.rateeId)
      const substitute = mine.findLast((row) => row.ratee_id === duty.rateeId) ?? mine.findLast((row) => row.ratee_id === null)
      if (!substitute) return { ...duty, community: place.name, standsInFor: null }
      return { ...duty, community: place.name, raterId: substitute.person_id, rater: nameOf(reader, substitute.person_id), standsInFor: duty.rater ?? '空缺岗位', problem: null }
    })
    return withTwoRaters(expected, (sheet) => {
      const raterId = handedIn.get(`${place.communityId}/${sheet.kind}/${sheet.rateeId}`)
      return raterId === undefined ? { raterId: sheet.raterId, origin: sheet.standsInFor === null ? 'roster' : 'substitute' } : { raterId, origin: 'handed_in' }
    })
  })
}

/**
 * What a month expects, over the township, in the order of the office. Works before the month is open, with the terms of
 * today. For an import: `templates` has the columns of each kind.
 */
export function expectedSheets(reader: Reader, month: string): { isOpen: boolean; terms: Terms; templates: Readonly<Record<SheetKind, Template>>; sheets: ExpectedSheet[] } {
  const cycle = cycleOf(reader, month)
  const terms = cycle ? termsOf(cycle) : termsToday(reader, month)
  return { isOpen: cycle !== null, terms, templates: terms.templates, sheets: expectedInCommunities(reader, placesOf(reader), month, terms, cycle) }
}
