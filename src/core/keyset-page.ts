/**
 * One page of a list that falls in `placeOf`. The cursor is the place where the page before ended, not a row: a row that
 * has gone meanwhile, or fits the filter no more, must neither begin the list again nor skip its neighbours.
 * Places are compared as text, so their parts have a fixed width.
 */
export function keysetPage<Row>(rows: readonly Row[], placeOf: (row: Row) => string, after: string | null | undefined, limit: number): { page: Row[]; next: string | null } {
  const first = after ? rows.findIndex((row) => placeOf(row) < after) : 0
  const from = first === -1 ? rows.length : first
  const page = rows.slice(from, from + limit)
  const last = page.at(-1)
  return { page, next: last !== undefined && from + limit < rows.length ? placeOf(last) : null }
}
