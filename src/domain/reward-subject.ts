import type { RewardBasis } from './reward-states'

/** What I14 compares: a case number without case, width and spaces; A4101 055 and ａ4101055 are one. */
export const caseKey = (written: string): string => written.normalize('NFKC').replaceAll(/[\s\u200B]+/g, '').toUpperCase()

/** A matter in words, without case, width, spaces and punctuation. */
export const matterKey = (written: string): string => caseKey(written).replaceAll(/[\p{P}\p{S}]+/gu, '')

export interface RewardSubject {
  basis: RewardBasis
  caseNo: string | null
  matter: string | null
  incidentId: string | null
  /** The series that the case belongs to. */
  seriesId: string | null
}

/**
 * The key under which one live reward may stand (I14); the cases of a series share theirs.
 * Null where the subject is missing: a case number for 一案一奖, an incident or a matter for 一事一奖.
 */
export function subjectKey(subject: RewardSubject): string | null {
  if (subject.basis === 'per_case') {
    const key = caseKey(subject.caseNo ?? '')
    if (key === '') return null
    return subject.seriesId === null ? `case:${key}` : `series:${subject.seriesId}`
  }
  if (subject.incidentId !== null) return `incident:${subject.incidentId}`
  const key = matterKey(subject.matter ?? '')
  return key === '' ? null : `matter:${key}`
}
