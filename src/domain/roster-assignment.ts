import type { FaultBook } from './fault-book'
import { isGridCode, readWrittenGrid, type WrittenGrid } from './grid-name'
import { postLabel, postRules, postsInText, type Post } from './post'
import { tenureDayFault } from './office-day'
import { faultAt, fieldCell, type JudgedRow } from './roster-cells'
import { findGrid, type KnownCommunity, type KnownGrid } from './roster-places'
import { readWrittenDate, type DateStyle } from './written-date'
import { headingPost } from './row-kind'
import { compact } from './written-text'

/** `lastDay` is the sheet's own date, else today. */
export interface DayBounds {
  lastDay: string
  today: string
  yearsAhead: number
}

/** The fields that make the appointment: post, grid, first day. The community is settled before. */
export function judgeAssignment(row: JudgedRow, book: FaultBook, previous: JudgedRow | null, days: DayBounds): void {
  judgeGrid(row, book, previous)
  judgeDate(row, book, days)
}

export function judgePost(row: JudgedRow, book: FaultBook): void {
  const { text, column } = fieldCell(row.table, row.source, 'post')
  const announced = column === null ? announcedPost(row) : null
  const found = announced === null ? postsInText(text) : [announced]
  row.post = found[0] ?? null
  if (found.length > 1) {
    const labels = found.map(postLabel).join('、')
    book.add(row, faultAt(row, 'post', 'two_posts_one_cell', 'confirm', `一格填了${found.length}个岗位：${labels}。确认按第一个登记。`, labels.split('、')[0] ?? null))
  } else if (found.length === 0) {
    if (compact(text) === '') book.add(row, faultAt(row, 'post', 'post_missing', 'error', '岗位空着。对照原件补全。'))
    else book.add(row, faultAt(row, 'post', 'unknown_post', 'error', `岗位“${text}”不在规定的岗位里。改成规定的岗位。`))
  }
}

/** A table of one post often says so only above it, in the header of its names or in its sheet's name. */
function announcedPost(row: JudgedRow): Post | null {
  const { layout, banners } = row.source
  const header = layout.headers.get(layout.of.name ?? 0) ?? ''
  for (const text of [...banners, header, row.table.sheet, ...row.table.titles]) {
    const post = headingPost(text)
    if (post !== null) return post
  }
  return null
}

function gridText(row: JudgedRow): string {
  if (row.source.layout.of.grid !== undefined) return fieldCell(row.table, row.source, 'grid').text
  return row.source.banners.find((banner) => readWrittenGrid(banner, row.community).kind === 'ordinal') ?? ''
}

function judgeGrid(row: JudgedRow, book: FaultBook, previous: JudgedRow | null): void {
  const text = gridText(row)
  const reading = readWrittenGrid(text, row.community)
  const code = gridCodeOf(row, reading, book)
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, suggested: string | null = null) =>
    book.add(row, faultAt(row, row.source.layout.of.grid === undefined && code !== null ? 'gridCode' : 'grid', kind, severity, message, suggested))
  const needed = row.post !== null && postRules[row.post].needsGrid
  const unknown = (name: string) => say('unknown_grid', 'error', `${row.community ?? ''}没有“${name}”。改成已有的网格，或先建好这个网格。`)
  if (reading.kind === 'several') {
    const list = reading.names.join('、')
    if (row.post === 'aux_police') say('aux_two_grids_one_cell', 'error', `一格填了两个网格（${list}），警辅与网格一对一。只留一个。`)
    else say('two_grids_one_cell', 'error', `一格填了${reading.names.length}个网格（${list}）。只留一个。`)
  } else if (reading.kind === 'elsewhere') {
    say('grid_elsewhere', 'error', `网格写在${reading.community}名下，与本行的${row.community ?? '村(社区)'}不符。对照原件改正。`)
  } else if (reading.kind === 'ordinal' || reading.kind === 'named') {
    const found = row.place === null ? null : findGrid(row.place, reading.name)
    row.grid = found?.name ?? (reading.kind === 'ordinal' ? reading.name : null)
    if (row.place !== null && found === null) unknown(text)
    else if (reading.kind === 'ordinal' && !reading.canonical) say('grid_alias', 'normalise', `网格“${text}”按${reading.name}登记。`, reading.name)
    settleCode(row, book, found, code)
  } else if (code !== null) {
    const found = row.place === null ? null : gridByCode(row.place, code)
    row.grid = found?.name ?? null
    row.gridCode = code
    if (row.place !== null && found === null) unknown(code)
  } else if (needed && reading.kind === 'all') unknown(text)
  else if (needed) suggestGrid(row, previous, say)
}

function gridCodeOf(row: JudgedRow, reading: WrittenGrid, book: FaultBook): string | null {
  if (reading.kind === 'code') return reading.code
  const text = compact(fieldCell(row.table, row.source, 'gridCode').text).replaceAll('-', '')
  if (text === '' || /^[-—/无]+$/.test(text)) return null
  if (isGridCode(text)) return text
  book.add(row, faultAt(row, 'gridCode', 'grid_code_length', 'confirm', '网格编码不是15位数字。确认先不填，或对照原件改正。'))
  return null
}

function gridByCode(place: KnownCommunity, code: string): KnownGrid | null {
  return place.grids.find((grid) => grid.code === code) ?? null
}

/** The code in the row and the code that belongs to the named grid must be the same. */
function settleCode(row: JudgedRow, book: FaultBook, found: KnownGrid | null, code: string | null): void {
  row.gridCode = found?.code ?? code
  if (found === null || code === null || found.code === null || found.code === code) return
  book.add(row, faultAt(row, 'gridCode', 'grid_code_mismatch', 'error', `网格编码与${found.name}的编码${found.code}不符。对照原件改正。`, found.code))
}

/** A lead and the auxiliary in the row below often share one cell that lost its merge; the grid above is likely, not certain. */
function suggestGrid(
  row: JudgedRow,
  previous: JudgedRow | null,
  say: (kind: string, severity: 'error' | 'confirm', message: string, suggested?: string | null) => void,
): void {
  const pair = row.post === 'aux_police' && previous?.post === 'grid_chief' && previous.community === row.community
  const above = pair ? previous.grid : null
  const label = row.post === null ? '' : postLabel(row.post)
  if (above === null) say('grid_missing', 'error', `${label}要填网格，这里空着。对照原件补全。`)
  else {
    row.grid = above
    say('grid_missing', 'confirm', `${label}要填网格，这里空着。确认是否与上一行同为${above}。`, above)
  }
}

const styleKind: Partial<Record<DateStyle, [string, string]>> = {
  slash: ['date_slash', '用斜杠写的日期'],
  dotted: ['date_dotted', '用点写的日期'],
  cn: ['date_cn', '中文日期'],
  serial: ['date_serial', 'Excel序列数'],
  compact: ['date_compact', '8位数字的日期'],
  mixed: ['date_mixed', '这样写的日期'],
}

const dateDoubt = {
  month: ['date_month_only', '日期只有年月，缺日。确认按当月1日登记，或补全。'],
  year: ['date_year_only', '日期只有年份。确认按1月1日登记，或补全。'],
  twoDigitYear: ['date_two_digit_year', '年份只有两位。确认是否为建议的日期。'],
  dayMonthOrder: ['date_order', '日期的日、月先后不明。确认是否为建议的日期。'],
  range: ['date_range', '填的是起止时间。确认以开头一天为任职日期。'],
} as const

function judgeDate(row: JudgedRow, book: FaultBook, { lastDay, today, yearsAhead }: DayBounds): void {
  const { cell } = fieldCell(row.table, row.source, 'startOn')
  const reading = readWrittenDate(cell)
  const say = (kind: string, severity: 'error' | 'confirm' | 'normalise', message: string, suggested: string | null = null) =>
    book.add(row, faultAt(row, 'startOn', kind, severity, message, suggested))
  switch (reading.kind) {
    case 'empty':
      return
    case 'impossible':
      say('date_impossible', 'error', '日期不存在。对照原件改正。')
      return
    case 'unreadable':
      say('date_unreadable', 'error', '日期认不出来。改成如2024-04-16的写法。')
      return
    case 'day': {
      row.startOn = reading.date
      const style = styleKind[reading.style] ?? (reading.fullWidth ? ['date_full_width', '全角日期'] : null)
      if (style !== null && style !== undefined) say(style[0] ?? '', 'normalise', `${style[1] ?? ''}按${reading.date}登记。`, reading.date)
      break
    }
    default: {
      row.startOn = reading.suggested
      const [kind, message] = dateDoubt[reading.kind]
      say(kind, 'confirm', message, reading.suggested)
    }
  }
  const fault = row.startOn === null ? null : tenureDayFault(row.startOn, today, yearsAhead)
  if (fault !== null) {
    row.startOn = null
    say('date_of_office', 'error', fault)
  } else if (row.startOn !== null && row.startOn > lastDay) {
    say('date_future', 'confirm', `任职日期在${lastDay}之后。确认是将来任职，或改正。`, row.startOn)
  }
}
