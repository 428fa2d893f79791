/**
 * Full text of Chinese has no blanks to cut at, so text is indexed by every character and every two neighbours: a word of
 * any length is found by its pairs and then checked against the text itself.
 */
const runs = /[\p{L}\p{N}]+/gu

/** As compared: half-width, lower case. */
export const searchForm = (text: string): string => text.normalize('NFKC').toLowerCase()

function pairs(run: readonly string[]): string[] {
  return run.slice(1).map((sign, at) => `${run[at] ?? ''}${sign}`)
}

/** Every term of a text, each once. */
export function termsOfText(text: string): string[] {
  const terms = new Set<string>()
  for (const [run] of searchForm(text).matchAll(runs)) {
    const signs = [...run]
    for (const sign of signs) terms.add(sign)
    for (const pair of pairs(signs)) terms.add(pair)
  }
  return [...terms]
}

/** Words of a question, as compared. */
export const wordsOf = (question: string): string[] => [...new Set(searchForm(question).split(/\s+/u).filter((word) => word !== ''))]

/** Terms that a text with all these words must have; empty when the question holds no letter and no digit. */
export function termsOfWords(words: readonly string[]): string[] {
  const terms = new Set<string>()
  for (const word of words)
    for (const [run] of word.matchAll(runs)) {
      const signs = [...run]
      for (const term of signs.length === 1 ? signs : pairs(signs)) terms.add(term)
    }
  return [...terms]
}

export interface Excerpt {
  text: string
  marks: [number, number][]
}

/** The part of a text around its first hit, with every hit in it marked; null where no word occurs. */
export function excerptOf(text: string, words: readonly string[], most = 80): Excerpt | null {
  const comparable = searchForm(text).length === text.length ? searchForm(text) : text.toLowerCase()
  const first = Math.min(...words.map((word) => comparable.indexOf(word)).filter((at) => at !== -1))
  if (!Number.isFinite(first)) return null
  const from = text.length <= most ? 0 : Math.max(0, Math.min(first - 20, text.length - most))
  const lead = from > 0 ? '…' : ''
  const cut = text.slice(from, from + most)
  const shown = `${lead}${cut}${from + most < text.length ? '…' : ''}`
  const within = comparable.slice(from, from + most)
  const marks: [number, number][] = []
  for (const word of words) for (let at = within.indexOf(word); at !== -1; at = within.indexOf(word, at + word.length)) marks.push([at + lead.length, word.length])
  return { text: shown, marks: marks.toSorted((a, b) => a[0] - b[0]) }
}
