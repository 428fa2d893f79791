import { isMinuted, type MeetingState } from '../../../domain/meeting-state'
import { excerptOf, searchForm, termsOfWords, wordsOf } from '../../../domain/search-terms'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import { accountPerson } from '../../accounts/account-person'
import { readLines } from './minutes-index'
import { minutesStatements } from './minutes-statements'
import { sightIn, type Sight } from './sight'

interface Hit {
  meetingId: string
  communityId: string
  community: string
  week: string
  heldOn: string
  state: MeetingState
  lines: { title: string; text: string; marks: [number, number][] }[]
}
const pageOfIndex = 100
const mostLines = 3
/** Rows are days since 1970 by ten thousand: none reaches this within the century. */
const pastEveryRow = 2_147_483_647

/**
 * Newest minutes first whose text holds every word, within the caller's sight. The index names candidates, the text decides:
 * pairs of characters may lie apart. `after` is the index row where the page before ended.
 */
export function searchMinutes(reader: Reader, caller: Caller, input: { text: string; after?: string | null | undefined; limit: number }): { hits: Hit[]; next: string | null } {
  const words = wordsOf(input.text)
  const terms = termsOfWords(words)
  if (terms.length === 0) return { hits: [], next: null }
  const match = terms.map((term) => `"${term}"`).join(' AND ')
  const accountId = caller.connection.signedIn?.accountId
  const personId = accountId === undefined ? null : accountPerson(reader, accountId)
  const sights = new Map<string, Sight | null>()
  const sight = (communityId: string): Sight | null => {
    if (!sights.has(communityId)) sights.set(communityId, sightIn(reader, caller, communityId, personId))
    return sights.get(communityId) ?? null
  }
  const hits: Hit[] = []
  let before = input.after && /^\d{1,15}$/.test(input.after) ? Number(input.after) : pastEveryRow
  for (;;) {
    const limit = Math.max(pageOfIndex, input.limit)
    const rows = reader.all(minutesStatements.search, { terms: match, before, limit })
    for (const row of rows) {
      before = row.row
      const seen = sight(row.community_id)
      const lines = seen && (seen.drafts || isMinuted(row.state as MeetingState)) ? linesWith(row.text, words, seen) : []
      if (lines.length === 0) continue
      hits.push({ meetingId: row.meeting_id, communityId: row.community_id, community: row.community, week: row.week, heldOn: row.held_on ?? '', state: row.state as MeetingState, lines })
      if (hits.length === input.limit) return { hits, next: String(before) }
    }
    if (rows.length < limit) return { hits, next: null }
  }
}

/** Lines with a hit; none unless every word stands in some line that may be seen. */
function linesWith(text: string, words: readonly string[], sight: Sight): Hit['lines'] {
  const lines = readLines(text).filter((line) => sight.whole || (line.gridId !== '' && sight.grids.has(line.gridId)))
  const said = lines.map((line) => searchForm(line.text))
  if (!words.every((word) => said.some((line) => line.includes(word)))) return []
  return lines.flatMap((line) => {
    const excerpt = excerptOf(line.text, words)
    return excerpt ? [{ title: line.title, ...excerpt }] : []
  }).slice(0, mostLines)
}
