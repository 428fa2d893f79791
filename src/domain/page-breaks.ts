/** How rows of a paper fall on its pages; heights in any one unit. */
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
