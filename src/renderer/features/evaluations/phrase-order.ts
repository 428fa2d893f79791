/** As `evaluations.phrases` answers them. */
export interface Phrase {
  /** Null: ships with the program. */
  readonly phraseId: string | null
  readonly use: 'reason' | 'comment'
  /** Null: for every dimension. */
  readonly dimension: string | null
  readonly text: string
}

/** What Ctrl+1 … offer for a dimension: the township's own first, and of these and the program's those of the dimension before those for any. */
export function reasonPhrases(phrases: readonly Phrase[], code: string, label: string): string[] {
  const rank = (each: Phrase): number => (each.phraseId === null ? 2 : 0) + (each.dimension === null ? 1 : 0)
  return phrases
    .filter((each) => each.use === 'reason' && (each.dimension === null || each.dimension === code || each.dimension === label))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((each) => each.text)
}
