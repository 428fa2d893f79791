import { pointWords } from '../../../domain/score-block'

export interface DimensionDraft {
  label: string
  /** As typed, in points. */
  max: string
  criteria: string
}

export const draftFrom = (dimensions: readonly { label: string; maxX10: number; criteria: string }[]): DimensionDraft[] =>
  dimensions.map(({ label, maxX10, criteria }) => ({ label, max: pointWords(maxX10), criteria }))

/** A maximum in tenths; null unless it is a number with at most one decimal, from half a point up to a hundred. */
export function maxX10Of(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:\.(\d))?\s*$/.exec(text)
  if (!match) return null
  const x10 = Number(match[1]) * 10 + Number(match[2] ?? 0)
  return x10 >= 5 && x10 <= 1000 ? x10 : null
}

export const sumX10Of = (rows: readonly DimensionDraft[]): number => rows.reduce((sum, row) => sum + (maxX10Of(row.max) ?? 0), 0)

/** Why the draft cannot be kept yet, in words; null when it can. The maxima make 100 together (contract). */
export function faultOfTemplate(rows: readonly DimensionDraft[]): string | null {
  if (rows.length === 0) return '至少要有一项指标。'
  const unnamed = rows.findIndex((row) => row.label.trim() === '')
  if (unnamed >= 0) return `第${unnamed + 1}项没有名称。`
  const twice = rows.find((row, at) => rows.findIndex((other) => other.label.trim() === row.label.trim()) !== at)
  if (twice) return `「${twice.label.trim()}」写了两遍。`
  const wrong = rows.find((row) => maxX10Of(row.max) === null)
  if (wrong) return `「${wrong.label.trim()}」的满分要写0.5到100之间的数。`
  const sum = sumX10Of(rows)
  return sum === 1000 ? null : `各项满分合计${pointWords(sum)}，应为100。`
}
