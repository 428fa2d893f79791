import { resultWords, weightedX100 } from './evaluation-result'
import type { ExpectedScoreSheet, ScoreImportOptions, ScoreResult } from './score-analysis'
import type { JudgedScoreRow } from './score-judge'
import { totalText } from './written-score'

/** One result per auxiliary of the month in the order of the office, open until both totals stand (model.md I9). */
export function scoreResults(rows: readonly JudgedScoreRow[], { expected, terms }: ScoreImportOptions): ScoreResult[] {
  const totals = new Map<string, number>()
  for (const { key, totalX10 } of rows) if (key !== null && totalX10 !== null) totals.set(key, totalX10)
  const people = new Map<string, { name: string; community: string; police: number | null; lead: number | null }>()
  for (const sheet of expected) {
    if (sheet.kind === 'police_by_chief') continue
    const id = `${sheet.rateeId} ${sheet.community}`
    const person = people.get(id) ?? { name: sheet.rateeName, community: sheet.community, police: null, lead: null }
    person[sideOf(sheet)] ??= totals.get(sheet.key) ?? null
    people.set(id, person)
  }
  return [...people.values()].map(({ name, community, police, lead }) => ({
    name,
    community,
    policeTotal: police === null ? null : totalText(police),
    leadTotal: lead === null ? null : totalText(lead),
    weighted: police === null || lead === null ? null : resultWords(weightedX100(police, lead, terms.policeWeight)),
    state: police === null || lead === null ? 'open' : 'complete',
  }))
}

const sideOf = ({ kind }: ExpectedScoreSheet): 'police' | 'lead' => (kind === 'aux_by_police' ? 'police' : 'lead')
