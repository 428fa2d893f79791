import arrangement from 'chinese-days/dist/chinese-days.json'
import type { SpecialDay } from '../../../domain/work-calendar'

/** Holidays and moved workdays that came with the program, as the state council published them, year by year. */
interface Published {
  holidays: Readonly<Record<string, string>>
  workdays: Readonly<Record<string, string>>
}
const published: Published = arrangement

const days = new Map<string, SpecialDay>()
for (const [on, words] of Object.entries(published.holidays)) days.set(on, { kind: 'holiday', name: chineseName(words) })
for (const [on, words] of Object.entries(published.workdays)) days.set(on, { kind: 'workday', name: `${chineseName(words)}调休` })
const years = new Set([...days.keys()].map((on) => Number(on.slice(0, 4))))

/** `Spring Festival,春节,4` */
function chineseName(words: string): string {
  return words.split(',')[1] ?? words
}

export const programKnowsYear = (year: number): boolean => years.has(year)
export const programDay = (on: string): SpecialDay | null => days.get(on) ?? null
export const programDaysOf = (year: number): (SpecialDay & { on: string })[] =>
  [...days].flatMap(([on, day]) => (on.startsWith(`${year}-`) ? [{ on, ...day }] : [])).toSorted((a, b) => (a.on < b.on ? -1 : 1))
