import type { PersonDetail } from '../../../contract/roster'
import { readTypedIdentity, readTypedPhone, sexContradiction } from './number-words'
import { textOrNull } from './person-draft'

/** A correction while someone types it. Numbers start empty: the screen never has them in clear, and empty means unchanged. */
export interface CorrectionDraft {
  name: string
  sex: '男' | '女' | null
  idNo: string
  dropIdNo: boolean
  phone: string
  dropPhone: boolean
  policeNo: string
  orgText: string
  dutyPhone: string
  remark: string
}

export type CorrectionField = keyof CorrectionDraft
export const correctionFields = ['name', 'sex', 'policeNo', 'orgText', 'dutyPhone', 'remark'] as const

export function correctionOf(person: PersonDetail): CorrectionDraft {
  return {
    name: person.name,
    sex: person.sex,
    idNo: '',
    dropIdNo: false,
    phone: '',
    dropPhone: false,
    policeNo: person.policeNo ?? '',
    orgText: person.orgText ?? '',
    dutyPhone: person.dutyPhone ?? '',
    remark: person.remark ?? '',
  }
}

export function isTouched(draft: CorrectionDraft, person: PersonDetail): boolean {
  const plain = correctionOf(person)
  return (Object.keys(plain) as CorrectionField[]).some((field) => draft[field] !== plain[field])
}

export function correctionProblems(draft: CorrectionDraft): Partial<Record<CorrectionField, string>> {
  const problems: Partial<Record<CorrectionField, string>> = {}
  if (draft.name.trim() === '') problems.name = '写姓名'
  const identity = readTypedIdentity(draft.idNo)
  if (!draft.dropIdNo && identity.problem !== null) problems.idNo = identity.problem
  const contradiction = draft.dropIdNo ? null : sexContradiction(identity, draft.sex)
  if (contradiction !== null) problems.sex = contradiction
  const phone = readTypedPhone(draft.phone)
  if (!draft.dropPhone && phone.problem !== null) problems.phone = phone.problem
  return problems
}

export function correctionInput(personId: string, rowVersion: number, draft: CorrectionDraft) {
  const idNo = draft.dropIdNo ? null : readTypedIdentity(draft.idNo).number
  const phone = draft.dropPhone ? null : readTypedPhone(draft.phone).number
  return {
    personId,
    rowVersion,
    name: draft.name.trim(),
    sex: draft.sex,
    ...(draft.dropIdNo || idNo !== null ? { idNo } : {}),
    ...(draft.dropPhone || phone !== null ? { phone } : {}),
    policeNo: textOrNull(draft.policeNo),
    orgText: textOrNull(draft.orgText),
    dutyPhone: textOrNull(draft.dutyPhone),
    remark: textOrNull(draft.remark),
  }
}

/** What somebody else stored meanwhile, by field, in words: it stands under the field, nothing typed is replaced. */
export function changedMeanwhile(before: PersonDetail, now: PersonDetail): Partial<Record<CorrectionField, string>> {
  const changed: Partial<Record<CorrectionField, string>> = {}
  for (const field of correctionFields) {
    if (before[field] !== now[field]) changed[field] = `刚被别人改为“${now[field] ?? '空'}”`
  }
  if (before.idNoMasked !== now.idNoMasked) changed.idNo = `刚被别人改为${now.idNoMasked ?? '空'}`
  if (before.phoneMasked !== now.phoneMasked) changed.phone = `刚被别人改为${now.phoneMasked ?? '空'}`
  return changed
}
