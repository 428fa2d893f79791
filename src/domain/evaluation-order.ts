import type { Dimension, ScoredCell } from './evaluation'

/** One cell per dimension, in the template's order, blanks included: what a matrix and a paper sheet show. */
export const dimensionsInOrder = (cells: readonly ScoredCell[], dimensions: readonly Dimension[]): ScoredCell[] =>
  dimensions.map(({ code }) => {
    const cell = cells.find((one) => one.code === code)
    return { code, scoreX10: cell?.scoreX10 ?? null, reason: cell?.reason ?? null }
  })
