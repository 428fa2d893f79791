import type { NewPerson } from '../../../contract/roster'
import { readTypedIdentity, readTypedPhone, sexContradiction } from './number-words'

/** A person's own fields while someone types them. */
export interface PersonDraft {
  name: string
  sex: '男' | '女' | null
  idNo: string
  phone: string
  policeNo: string
  orgText: string
  remark: string
}

export type PersonField = keyof PersonDraft

export function blankPerson(): PersonDraft {
  return { name: '', sex: null, idNo: '', phone: '', policeNo: '', orgText: '', remark: '' }
}

export const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What stands in the way of storing, by field; the core checks the same and has the last word. */
export function personProblems(person: PersonDraft): Partial<Record<PersonField, string>> {
  const problems: Partial<Record<PersonField, string>> = {}
  if (person.name.trim() === '') problems.name = '写姓名'
  const identity = readTypedIdentity(person.idNo)
  const phone = readTypedPhone(person.phone)
  if (identity.problem !== null) problems.idNo = identity.problem
  const contradiction = sexContradiction(identity, person.sex)
  if (contradiction !== null) problems.sex = contradiction
  if (phone.problem !== null) problems.phone = phone.problem
  return problems
}

/** The fields as the contract takes them; a sex left open follows from the identity number. */
export function personInput(person: PersonDraft): NewPerson {
  const identity = readTypedIdentity(person.idNo)
  return {
    name: person.name.trim(),
    sex: person.sex ?? identity.sex,
    idNo: identity.number ?? textOrNull(person.idNo),
    phone: readTypedPhone(person.phone).number ?? textOrNull(person.phone),
    policeNo: textOrNull(person.policeNo),
    orgText: textOrNull(person.orgText),
    remark: textOrNull(person.remark),
  }
}
