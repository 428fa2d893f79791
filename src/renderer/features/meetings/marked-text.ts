export interface MarkedPiece {
  text: string
  marked: boolean
}

/** A line cut at its hits; overlapping and disordered marks are taken as they fall, and no sign is lost. */
export function cutByMarks(text: string, marks: readonly (readonly [start: number, length: number])[]): MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let at = 0
  for (const [start, length] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, start)
    const to = Math.min(text.length, start + length)
    if (to <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    pieces.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}
