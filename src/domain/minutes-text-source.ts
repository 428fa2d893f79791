import { halfWidth } from './written-text'

/** A stretch `[from, to)` of the pasted text. */
export interface Stretch {
  from: number
  to: number
}

const blank = /[\s\u00A0\u200B-\u200F\u202A-\u202E\u2060\u3000\uFEFF]/

/**
 * The pasted text with an account of every sign in it. Invariant: a sign is used once, as frame (a recognised heading,
 * label or separator), as part of a value, or as the repetition of a value that is read already; what nobody used comes
 * out of `rest`, so nothing can be lost on the way.
 */
export class MinutesSource {
  /** As `text`, sign for sign, but full-width letters, digits and signs are half-width: patterns are tried on this. */
  readonly folded: string
  private readonly used: Uint8Array
  private readonly framed: string[] = []
  private readonly repeated: string[] = []

  constructor(readonly text: string) {
    this.folded = halfWidth(text)
    this.used = new Uint8Array(text.length)
  }

  /** Marks a heading, label or separator as recognised. */
  frame({ from, to }: Stretch): void {
    const words = this.text.slice(from, to).trim()
    if (words !== '') this.framed.push(words)
    this.use({ from, to })
  }

  /** Takes a stretch as a value: its text, without blanks at the ends. */
  take({ from, to }: Stretch): string {
    this.use({ from, to })
    return this.text.slice(from, to).trim()
  }

  /** Marks a stretch that says once more, word for word, what a field holds: who recorded stands at both ends of minutes. */
  repeat({ from, to }: Stretch): void {
    this.repeated.push(this.text.slice(from, to).trim())
    this.use({ from, to })
  }

  /** Gives a heading back as text: nothing stood under it, so its words are nowhere else. */
  release({ from, to }: Stretch): void {
    this.used.fill(0, from, to)
  }

  private use({ from, to }: Stretch): void {
    this.used.fill(1, from, to)
  }

  isBlank({ from, to }: Stretch): boolean {
    for (let at = from; at < to; at += 1) if (!blank.test(this.text[at] ?? '')) return false
    return true
  }

  trimmed({ from, to }: Stretch): Stretch {
    let [start, end] = [from, to]
    while (start < end && blank.test(this.text[start] ?? '')) start += 1
    while (end > start && blank.test(this.text[end - 1] ?? '')) end -= 1
    return { from: start, to: end }
  }

  fold({ from, to }: Stretch): string {
    return this.folded.slice(from, to)
  }

  /** The lines of a stretch that hold anything, without blanks at the ends. */
  lines({ from, to }: Stretch): Stretch[] {
    const lines: Stretch[] = []
    for (let start = from; start < to; ) {
      const rest = this.text.slice(start, to)
      const length = /^[^\r\n\u2028\u2029\v\f]*/.exec(rest)?.[0].length ?? 0
      const line = this.trimmed({ from: start, to: start + length })
      if (line.from < line.to) lines.push(line)
      start += length + 1
    }
    return lines
  }

  /** What nobody used of a line, in the order of the text; a lone sign between two used stretches counts as well. */
  rest(line: Stretch): Stretch[] {
    const runs: Stretch[] = []
    for (let at = line.from; at < line.to; at += 1) {
      if (this.used[at] === 1) continue
      let end = at
      while (end < line.to && this.used[end] === 0) end += 1
      const run = this.trimmed({ from: at, to: end })
      if (run.from < run.to) runs.push(run)
      at = end
    }
    return runs
  }

  /** Every heading, label and separator that was recognised, as written. */
  get frames(): readonly string[] {
    return this.framed
  }

  /** Every value that a field held already when it was read again, as written. */
  get repetitions(): readonly string[] {
    return this.repeated
  }
}
