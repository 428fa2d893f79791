/**
 * Days that an office can mean. Earlier than the republic there is no village committee, no police station and no reward
 * of ours; 1970-01-01 is how programs write a day that they do not have, and comes along from other systems' exports; a
 * later day than 2099 is a slip of the finger. The calendar has them all, so only this rule keeps them out.
 */
export const earliestOfficeDay = '1949-10-01'
export const latestOfficeDay = '2099-12-31'
const emptyDay = '1970-01-01'

/** What is wrong with a day, as a sentence; null for a day that an office can mean. */
export function officeDayFault(date: string): string | null {
  if (date === emptyDay) return '1970-01-01是程序里空日期的写法。对照原件填真实日期，不清楚的留空。'
  if (date < earliestOfficeDay) return '日期早于1949年10月1日，不会是登记的日期。对照原件改正。'
  return date > latestOfficeDay ? '日期晚于2099年，不会是登记的日期。对照原件改正。' : null
}

/** A change of post is arranged some years ahead at most; how many is a setting. */
export function tenureDayFault(date: string, today: string, yearsAhead: number): string | null {
  const latest = `${String(Number(today.slice(0, 4)) + yearsAhead).padStart(4, '0')}${today.slice(4)}`
  return officeDayFault(date) ?? (date > latest ? `日期比今天晚${yearsAhead}年以上。核对年份；确需更晚，先改“设置”里的任职日期年限。` : null)
}
