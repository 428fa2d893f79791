/** Day of the ISO week, Monday first. */
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const dayMs = 86_400_000

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`)
/** Monday is 0. */
const dayOfWeek = (day: Date): number => (day.getUTCDay() + 6) % 7

export const weekdayText = (date: string): string => weekdays[dayOfWeek(utc(date)) as 0]

/** The ISO week: the week of a year is the one that holds its Thursday, so 1 January may belong to week 53. */
export function isoWeek(date: string): number {
  const day = utc(date)
  const thursday = new Date(day.getTime() + (3 - dayOfWeek(day)) * dayMs)
  const firstOfJanuary = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return Math.floor((thursday.getTime() - firstOfJanuary) / (7 * dayMs)) + 1
}

/** `2026-11-05` → 11月5日 周四 第45周 */
export function dayLine(date: string): string {
  const day = utc(date)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 ${weekdayText(date)} 第${isoWeek(date)}周`
}

/** An instant as one says it at the office: 今天 08:05, 昨天 17:30, 11-03 09:12, 2025-11-03. The office is in Asia/Shanghai. */
export function whenText(at: number, today: string): string {
  const [day = '', time = ''] = officeClock.format(at).split(' ')
  if (day === today) return `今天 ${time}`
  if (utc(today).getTime() - utc(day).getTime() === dayMs) return `昨天 ${time}`
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${time}` : day
}

/** `2026-11-05 14:19`, whatever the clock of the PC says about time zones. */
export const instantText = (at: number): string => officeClock.format(at)

/** sv-SE writes dates and times the ISO way. */
const officeClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
