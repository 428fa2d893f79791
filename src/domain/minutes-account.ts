/** What a text with minutes holds, and how much of it found no place of its own. Invariant: the latter is part of the former. */
export interface MinutesAccount {
  /** Lines that show something, and their signs. */
  lines: number
  signs: number
  meetings: number
  /** Stretches that no heading claims; they are kept with the minutes as a further item. */
  unplaced: number
  unplacedSigns: number
}

const shown = (text: string): number => [...text.replace(/[\s\p{Cc}\p{Cf}\ufffd]/gu, '')].length

export function accountOfMinutes(text: string, minutes: readonly { unplaced: readonly { text: string }[] }[]): MinutesAccount {
  const lines = text.split(/[\r\n\v\f\u2028\u2029]+/).map(shown).filter((signs) => signs > 0)
  const unplaced = minutes.flatMap((one) => one.unplaced)
  return {
    lines: lines.length,
    signs: lines.reduce((sum, signs) => sum + signs, 0),
    meetings: minutes.length,
    unplaced: unplaced.length,
    unplacedSigns: unplaced.reduce((sum, one) => sum + shown(one.text), 0),
  }
}

export function minutesAccountWords({ lines, signs, meetings, unplaced, unplacedSigns }: MinutesAccount): string {
  const left = unplaced === 0 ? '没有未归入议程的文字' : `${unplaced}段${unplacedSigns}字未归入议程，作为“其他内容”一并存下`
  return `原文共${lines}行、${signs}字：认出${meetings}份纪要；${meetings === 0 ? '没有导入' : left}。`
}
