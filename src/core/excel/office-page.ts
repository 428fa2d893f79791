/**
 * How rows fall on A4. Excel, WPS and LibreOffice do not grow rows for text in merged cells and cut a merged
 * cell in two where a page ends, so heights and page ends are worked out here, a little on the safe side.
 */
const pointsPerCm = 72 / 2.54
export const marginCm = { topBottom: 1.9, leftRight: 1.5, headerFooter: 0.9 }
export type Orientation = 'landscape' | 'portrait'
const sheetCm = { landscape: { width: 29.7, height: 21 }, portrait: { width: 21, height: 29.7 } } as const
const printable = (orientation: Orientation): { width: number; height: number } => ({
  width: (sheetCm[orientation].width - 2 * marginCm.leftRight) * pointsPerCm,
  height: (sheetCm[orientation].height - 2 * marginCm.topBottom) * pointsPerCm,
})

export const leastRowPoints = 22
/** Excel allows 409.5. */
const mostRowPoints = 409
/** 宋体 11 takes 13.5; Noto Serif, which stands in for it on Linux, takes nearly 16. */
const linePoints = 15.5
/** Half a 宋体 11 character, as wide as a digit. */
const halfPoints = 5.5
/** Excel and LibreOffice keep about 5 pixels of a cell free, and wrap a little early. */
const cellPaddingPoints = 5

/** A width of `characters` in points: Excel counts digits of the workbook's own font (宋体 11, 8 pixels each) and 5 pixels of padding. */
export function columnPoints(characters: number): number {
  return (characters * 8 + 5) * 0.75
}

/** Whole per cent, as Excel scales a sheet that is fitted to one page's width. */
function scaleFor(widthPoints: number, orientation: Orientation): number {
  return Math.min(1, Math.floor((printable(orientation).width / widthPoints) * 100) / 100)
}

/** How many points of rows one page holds after scaling, with a margin for printers and rounding. */
export function pagePoints(widthPoints: number, orientation: Orientation): number {
  return (printable(orientation).height / scaleFor(widthPoints, orientation)) * 0.97
}

function halves(text: string): number {
  let sum = 0
  for (const character of text) sum += (character.codePointAt(0) ?? 0) < 0x2e80 && !'“”‘’…—·'.includes(character) ? 1 : 2
  return sum
}

/** The height that wrapped text needs in a cell as wide as `widthPoints`. */
export function textPoints(text: string, widthPoints: number): number {
  const perLine = Math.max(2, Math.floor((widthPoints - cellPaddingPoints) / halfPoints))
  // A full-width character that does not fit moves to the next line whole: one half is lost per line.
  const usable = perLine % 2 === 0 ? perLine : perLine - 1
  let lines = 0
  for (const paragraph of text.split('\n')) lines += Math.max(1, Math.ceil(halves(paragraph) / (halves(paragraph) === paragraph.length ? perLine : usable)))
  return rowPoints(lines * linePoints + 6)
}

export function rowPoints(points: number): number {
  return Math.min(mostRowPoints, Math.max(leastRowPoints, Math.ceil(points)))
}

export interface Segment {
  /** Rows `from` to `to` (exclusive) of the block. */
  from: number
  to: number
  /** The page ends before this segment. */
  newPage: boolean
}

/** A block is cut before its time only when the page would else stay emptier than this. */
const emptiest = 0.18
/** Rows of a cut block that stand together at least. */
const fewestTogether = 3

/**
 * Deals blocks of rows onto pages. A block stays together unless that leaves too much of a page empty; one that is
 * higher than a page is cut where pages end. `tail` is the height of what follows the last block (total, note,
 * signatures): it never stands on a page alone.
 */
export function dealBlocks(blocks: readonly (readonly number[])[], page: number, tail: number): Segment[][] {
  let left = page
  return blocks.map((heights, index) => {
    const after = index === blocks.length - 1 ? tail : 0
    const segments: Segment[] = []
    let from = 0
    let newPage = false
    while (from < heights.length || segments.length === 0) {
      const rest = heights.slice(from)
      const fits = rowsThatFit(rest, left, after)
      const mayCut = left === page || (left > page * emptiest && fits >= fewestTogether && rest.length - fits >= fewestTogether)
      const take = fits === rest.length ? fits : mayCut ? Math.max(1, fits) : 0
      if (take === 0) {
        newPage = true
        left = page
        continue
      }
      segments.push({ from, to: from + take, newPage })
      left -= sum(rest.slice(0, take))
      from += take
      if (from < heights.length) {
        newPage = true
        left = page
      }
    }
    return segments
  })
}

/** How many rows fit, where the last one needs room for `after` as well. */
function rowsThatFit(heights: readonly number[], left: number, after: number): number {
  let used = 0
  for (const [row, height] of heights.entries()) {
    used += height
    if (used + (row === heights.length - 1 ? after : 0) > left) return row
  }
  return heights.length
}

function sum(heights: readonly number[]): number {
  return heights.reduce((all, height) => all + height, 0)
}
