import { numeralValue } from './chinese-numeral'
import { cellText, formulaAdvice, type RawCell } from './raw-workbook'
import type { ScoreX10 } from './score-analysis'
import { pointWords } from './score-block'
import { compact, isProse, saysNothing } from './written-text'

export interface ScoreBounds {
  maxX10: ScoreX10
  stepX10: ScoreX10
}

export type WrittenScore =
  /** Nothing, or a clerk's sign for nothing. Never zero. */
  | { kind: 'blank' }
  | { kind: 'score'; scoreX10: ScoreX10; spelling: 'full_width' | 'number_as_text' | null }
  | { kind: 'refused'; fault: 'over_max' | 'negative' | 'off_step' | 'text_with_unit' | 'word' | 'not_a_score' | 'formula_without_result'; message: string; suggested: string | null }

/** A total in tenths with one decimal: 915 → 91.5 */
export const totalText = (totalX10: ScoreX10): string => (totalX10 / 10).toFixed(1)

const plainNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
/** What a formula leaves behind the last true digit. */
const noise = 1e-6

/** Text that is a number once widths and blanks are evened out; null for any other. */
export function numberInText(written: string): number | null {
  if (isProse(written)) return null
  const text = compact(written).replace(/^['‘’`]/, '')
  return plainNumber.test(text) ? Number(text) : null
}

/** The score in a cell (model.md I10). A cell of a text file is text by its nature, so that is no spelling there. */
export function readWrittenScore(cell: RawCell, bounds: ScoreBounds, textFile = false): WrittenScore {
  if (typeof cell === 'number') return judged(cell, null, bounds)
  if (cell === null || (typeof cell === 'string' && saysNothing(cell))) return { kind: 'blank' }
  if (typeof cell === 'object' && 'formula' in cell) return { kind: 'refused', fault: 'formula_without_result', message: formulaAdvice, suggested: null }
  if (typeof cell !== 'string') return refused('not_a_score', `这一格是${kindOfCell(cell)}，不是分值`)
  const value = numberInText(cell)
  if (value !== null) return judged(value, /[\uFF01-\uFF5E\u3000]/.test(cell) ? 'full_width' : textFile ? null : 'number_as_text', bounds)
  const text = compact(cell)
  const suggested = suggestion(text, bounds)
  if (!isProse(text) && /\d/.test(text)) return refused('text_with_unit', `分值应为数字，含有文字“${text.replace(/[\d.]/g, '').slice(0, 12)}”`, suggested)
  return refused('word', `“${text.slice(0, 20)}”不是分值`, suggested)
}

function kindOfCell(cell: Exclude<RawCell, string | number | { formula: string } | null>): string {
  if (typeof cell === 'boolean') return '逻辑值'
  return 'date' in cell ? `日期${cellText(cell)}` : `公式错误${cell.error}`
}

function judged(value: number, spelling: 'full_width' | 'number_as_text' | null, { maxX10, stepX10 }: ScoreBounds): WrittenScore {
  if (!Number.isFinite(value)) return refused('not_a_score', '这一格不是分值')
  if (value < -noise) return refused('negative', '分值为负')
  if (value * 10 > maxX10 + noise) return refused('over_max', `超过该项满分${pointWords(maxX10)}分`)
  const scoreX10 = Math.round(value * 10) || 0
  if (Math.abs(value * 10 - scoreX10) > noise || scoreX10 % stepX10 !== 0) return refused('off_step', `分值应以${pointWords(stepX10)}分为一档`)
  return { kind: 'score', scoreX10, spelling }
}

function refused(fault: (WrittenScore & { kind: 'refused' })['fault'], message: string, suggested: string | null = null): WrittenScore {
  return { kind: 'refused', fault, message: `${message}。`, suggested }
}

/** The one number in a text, offered and never taken; only where it would be a right score. */
function suggestion(text: string, bounds: ScoreBounds): string | null {
  if (isProse(text) || /^[-－—]/.test(text)) return null
  const figures = text.replace(/(\d)[,，。·](?=\d)/g, '$1.').match(/\d+(\.\d+)?/g) ?? []
  const value = figures.length === 1 && !text.includes('%') ? Number(figures[0]) : figures.length === 0 ? valueInWords(text) : null
  if (value === null) return null
  const read = judged(value, null, bounds)
  return read.kind === 'score' ? pointWords(read.scoreX10) : null
}

/** 十七, 十七点五, 十七分半 → 17, 17.5, 17.5 */
function valueInWords(text: string): number | null {
  const match = /^([^点分半]+)(?:点([^点分半]))?分?(半)?分?$/u.exec(text)
  const whole = numeralValue(match?.[1] ?? '')
  if (match === null || whole === null) return null
  const tenths = match[2] === undefined ? (match[3] === undefined ? 0 : 5) : numeralValue(match[2])
  return tenths === null || tenths > 9 ? null : whole + tenths / 10
}
