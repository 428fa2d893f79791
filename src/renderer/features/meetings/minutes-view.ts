import type { Meeting, MinutesFigure, MinutesItem } from '../../../contract/meeting-page'
import { isAnswered } from '../../../domain/meeting-agenda'

/** One line of the agenda with its cells: one, or one per grid. */
export interface AgendaLine {
  code: string
  title: string
  section: string
  perGrid: boolean
  items: readonly MinutesItem[]
}
export interface AgendaPart {
  section: string
  /** 一、通报; the article's own words where the code's section is short. */
  heading: string
  lines: readonly AgendaLine[]
}

const headings: Readonly<Record<string, string>> = { 通报: '一、通报', 听取: '二、听取各基础网格', 会商: '三、会商', 落实: '四、落实', 其他: '五、其他' }

/** The article's order as the core gives it, gathered into sections. A grid lead's answer has the own grid's part only. */
export function agendaParts(items: readonly MinutesItem[]): AgendaPart[] {
  const parts: { section: string; heading: string; lines: AgendaLine[] }[] = []
  for (const item of items) {
    let part = parts.at(-1)
    if (part?.section !== item.section) parts.push((part = { section: item.section, heading: headings[item.section] ?? item.section, lines: [] }))
    const line = part.lines.at(-1)
    if (line?.code === item.code) part.lines[part.lines.length - 1] = { ...line, items: [...line.items, item] }
    else part.lines.push({ code: item.code, title: item.title, section: item.section, perGrid: item.gridId !== null, items: [item] })
  }
  return parts
}

export type TextOf = (key: string) => string

export interface Fill {
  filled: number
  of: number
  done: boolean
  words: string
}
/** 已填, 3/4格, 未填; what need not be filled says 可不填. */
export function fillOf(line: AgendaLine, textOf: TextOf): Fill {
  const of = line.items.length
  const filled = line.items.filter((item) => isAnswered(textOf(item.key))).length
  const required = line.items.some((item) => item.required)
  const done = filled === of || !required
  const words = filled === of ? '已填' : !required ? '可不填' : of === 1 ? '未填' : `${filled}/${of}格`
  return { filled, of, done, words }
}

/** Keys of required cells that are still empty, as they stand on this screen, in the agenda's order. */
export const gapKeys = (items: readonly MinutesItem[], textOf: TextOf): string[] => items.filter((item) => item.required && !isAnswered(textOf(item.key))).map((item) => item.key)

/** The next gap after the cell `from`, round and round; null without any. */
export function nextGap(order: readonly string[], gaps: readonly string[], from: string | null, step: 1 | -1): string | null {
  if (gaps.length === 0) return null
  const at = from === null ? -1 : order.indexOf(from)
  const placed = gaps.map((key) => ({ key, at: order.indexOf(key) }))
  const ahead = step === 1 ? placed.find((gap) => gap.at > at) : placed.findLast((gap) => gap.at < at && at >= 0)
  return (ahead ?? (step === 1 ? placed[0] : placed.at(-1)))?.key ?? null
}

export const neighbourOf = (order: readonly string[], from: string | null, step: 1 | -1): string | null => (from === null ? (order[0] ?? null) : (order[order.indexOf(from) + step] ?? null))

/** 第三网格 and 社情民意, or A1 and its title. */
export const cellName = (item: Pick<MinutesItem, 'grid' | 'title' | 'code'>): string => (item.grid === null ? `${item.code}　${item.title}` : `${item.grid}　${item.title}`)

/** This week / last week / the same week last year, each with its source, for the cell line. */
export function figureWords(figure: MinutesFigure): string {
  const known = figure.typed && figure.known !== null && figure.known !== figure.value ? `，程序统计${figure.known}` : ''
  const last = figure.lastWeek === null ? '上周—' : `上周${figure.lastWeek}${figure.unit}${figure.lastWeekSource === null ? '' : `（${figure.lastWeekSource}）`}`
  const year = figure.yearAgo === null ? '去年同周—' : `去年同周${figure.yearAgo}${figure.unit}${figure.yearAgoSource === null ? '' : `（${figure.yearAgoSource}）`}`
  const source = figure.typed ? '手工填写' : (figure.source ?? '还没有数')
  return `本周来源：${source}${known}　${last}　${year}`
}

/** 到会: who came, by status, as the minutes will print it. */
export interface AttendanceGroup {
  word: string
  count: number
  names: string
}
const groupWords = { present: '出席', proxy: '代会', leave: '请假', absent: '缺席', also_present: '列席' } as const
export function attendanceGroups(attendance: Meeting['attendance']): AttendanceGroup[] {
  return (Object.keys(groupWords) as (keyof typeof groupWords)[]).flatMap((status) => {
    const people = attendance.filter((one) => one.status === status)
    if (people.length === 0) return []
    const nameOf = (one: Meeting['attendance'][number]): string => {
      const notes = [status === 'proxy' && one.proxyFor !== null ? `代${one.proxyFor}` : null, one.reason, one.orgText].filter((note) => note !== null && note !== '')
      return notes.length === 0 ? one.name : `${one.name}（${notes.join('，')}）`
    }
    return [{ word: groupWords[status], count: people.length, names: people.map(nameOf).join('、') }]
  })
}
