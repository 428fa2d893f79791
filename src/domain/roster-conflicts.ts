import type { FaultBook } from './fault-book'
import { postLabel, postRules, type Post } from './post'
import type { KnownRoster } from './roster-analysis'
import { faultAt, type JudgedRow } from './roster-cells'

/**
 * What rows say about each other: the same person twice, two holders of one post, a post that someone stored holds.
 * The first row stands and the later one is reported. Rows that a person withdrew, and hidden rows that nobody has
 * accepted yet, stand in nobody's way; an accepted hidden row comes after the visible ones.
 */
export function judgeConflicts(rows: readonly JudgedRow[], book: FaultBook, roster: KnownRoster | undefined): void {
  const visible = rows.filter((row) => !row.withdrawn && !row.source.hidden)
  const accepted = rows.filter((row) => !row.withdrawn && row.source.hidden && book.accepted(row, 'hidden_row'))
  const standing = [...visible, ...accepted]
  const repeated = judgeRepeats(standing, book)
  judgeHolders(standing.filter((row) => !repeated.has(row) && !row.withdrawn), book)
  if (roster !== undefined) judgeAgainstStored(standing.filter((row) => !row.withdrawn), book, roster)
}

function judgeRepeats(rows: readonly JudgedRow[], book: FaultBook): Set<JudgedRow> {
  const repeated = new Set<JudgedRow>()
  const earlier = new Map<string, JudgedRow[]>()
  for (const row of rows) {
    const key = row.idNo ?? sameWithoutNumber(row)
    if (key === null) continue
    const before = earlier.get(key) ?? []
    const clashes = before.filter((other) => !isOneOfficerInTwoPlaces(row, other))
    const clash = clashes.find((other) => other.sheet === row.sheet) ?? clashes[0]
    if (clash !== undefined && reportRepeat(row, clash, book)) repeated.add(row)
    if (!row.withdrawn) earlier.set(key, [...before, row])
  }
  return repeated
}

/** Without a number, only a row that repeats everything is surely the same person. */
function sameWithoutNumber(row: JudgedRow): string | null {
  if (row.name === '' || row.faults.some(({ field, severity }) => field === 'idNo' && severity === 'error')) return null
  return [row.name, row.community, row.grid, row.post, row.phone].join('\n')
}

function isOneOfficerInTwoPlaces(row: JudgedRow, other: JudgedRow): boolean {
  return row.post === 'community_police' && other.post === 'community_police' && row.community !== other.community
}

/** Answers whether the row is out, so that its post is not counted as well. */
function reportRepeat(row: JudgedRow, first: JudgedRow, book: FaultBook): boolean {
  const field = row.idNo === null ? 'name' : 'idNo'
  const twoGrids = row.post === 'aux_police' && first.post === 'aux_police' && row.grid !== null && first.grid !== null
  const differ = twoGrids && (row.grid !== first.grid || row.community !== first.community)
  const pairs = `${row.name}已与${first.community ?? ''}${first.grid ?? ''}结对（第${first.row}行），又填了${row.community ?? ''}${row.grid ?? ''}`
  if (row.sheet === first.sheet) {
    if (differ) book.add(row, faultAt(row, 'grid', 'aux_two_grids', 'error', `${pairs}。警辅与网格一对一，只留一个。`))
    else {
      const who = row.name === first.name || row.name === '' ? `${first.name}在本表第${first.row}行已登记` : `这个身份证号在本表第${first.row}行登记为${first.name}`
      book.add(row, faultAt(row, field, 'duplicate_same_sheet', 'error', `${who}，这一行重复。只留一行。`))
    }
    return true
  }
  const who = row.name === first.name || row.name === '' ? `${first.name}已` : `这个身份证号已由${first.name}`
  const place = first.community === null ? '' : `（${first.community}）`
  const severity = book.add(
    row,
    faultAt(row, field, 'duplicate_other_sheet', 'confirm', `${who}在工作表“${first.sheet.trim()}”第${first.row}行${place}登记。确认是否重复。`),
  )
  if (severity === 'normalise' && differ) {
    book.add(row, faultAt(row, 'grid', 'aux_two_grids', 'error', `${pairs}。警辅与网格一对一，只留一个。`))
    return true
  }
  return severity !== 'normalise'
}

const twoHolders: Partial<Record<Post, string>> = {
  station_chief: 'two_station_chiefs',
  community_police: 'two_community_police',
  grid_chief: 'two_grid_chiefs',
  aux_police: 'two_aux_police',
}

function seatOf(post: Post | null, community: string | null, grid: string | null): string | null {
  if (post === null || community === null) return null
  const { unique } = postRules[post]
  if (unique === null || (unique === 'grid' && grid === null)) return null
  return [post, community, unique === 'grid' ? grid : ''].join('\n')
}

function seatName(row: JudgedRow): string {
  return `${row.community ?? ''}${row.post !== null && postRules[row.post].unique === 'grid' ? (row.grid ?? '') : ''}`
}

function judgeHolders(rows: readonly JudgedRow[], book: FaultBook): void {
  const holders = new Map<string, JudgedRow>()
  for (const row of rows) {
    const seat = seatOf(row.post, row.community, row.grid)
    if (seat === null || row.post === null) continue
    const first = holders.get(seat)
    if (first === undefined) holders.set(seat, row)
    else {
      const label = postLabel(row.post)
      const where = first.sheet === row.sheet ? `第${first.row}行` : `工作表“${first.sheet.trim()}”第${first.row}行`
      const message = `${seatName(row)}已有${label}${first.name}（${where}），同一时间只能有一名。只留一名。`
      book.add(row, faultAt(row, 'post', twoHolders[row.post] ?? 'two_holders', 'error', message))
    }
  }
}

function judgeAgainstStored(rows: readonly JudgedRow[], book: FaultBook, roster: KnownRoster): void {
  const names = new Map(roster.persons.map(({ idNo, name }) => [idNo, name]))
  const stored = new Map(roster.holders.map((holder) => [seatOf(holder.post, holder.community, holder.grid) ?? '', holder]))
  for (const row of rows) {
    const storedName = row.idNo === null ? undefined : names.get(row.idNo)
    if (storedName !== undefined && row.name !== '' && storedName !== row.name) {
      const message = `这个身份证号在库里登记为${storedName}。确认是否改名为${row.name}。`
      book.add(row, faultAt(row, 'name', 'name_differs_from_stored', 'confirm', message, row.name))
    }
    const seat = seatOf(row.post, row.community, row.grid)
    const holder = seat === null ? undefined : stored.get(seat)
    if (holder === undefined || row.post === null) continue
    const same = holder.idNo !== null && row.idNo !== null ? holder.idNo === row.idNo : holder.name === row.name
    if (same) continue
    const message = `${seatName(row)}现任${postLabel(row.post)}是${holder.name}。确认由${row.name}接任。`
    book.add(row, faultAt(row, 'post', 'post_already_held', 'confirm', message, row.name))
  }
}
