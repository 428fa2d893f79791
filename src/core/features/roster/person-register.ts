import { newId } from '../../new-id'
import type { NewPerson } from '../../../contract/roster'
import { identityFault } from '../../../domain/identity-fault'
import { birthDateOf, readWrittenIdentity, sexOf } from '../../../domain/identity-number'
import { readWrittenPhone } from '../../../domain/phone-number'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import { conflict, notFound, refuse } from '../../refusal'
import { readName, searchTerms } from './name-pinyin'
import { personStatements } from './person-statements'
import { openIdNo, openPhone } from './person-view'

/** Numbers here are already checked and normalised. */
export interface PersonFields {
  name: string
  sex: '男' | '女' | null
  idNo: string | null
  phone: string | null
  policeNo: string | null
  orgText: string | null
  remark: string | null
  extra: Record<string, string>
}

/** @throws Refusal `identity_number` at `field`, in the words of GB 11643's faults */
export function requireIdNo(text: string | null, field: string): string | null {
  if (text === null || text.trim() === '') return null
  const read = readWrittenIdentity(text)
  if (read.kind === 'valid') return read.number
  if (read.kind === 'empty') return null
  throw refuse('identity_number', identityFault(read), field)
}

/** @throws Refusal `phone_number` unless it is one mobile of 11 digits */
export function requirePhone(text: string | null, field: string): string | null {
  if (text === null || text.trim() === '') return null
  const read = readWrittenPhone(text)
  if (read.kind === 'mobile') return read.number
  if (read.kind === 'empty') return null
  throw refuse('phone_number', '电话应是11位手机号。核对后改正。', field)
}

export function requirePoliceNo(text: string | null, field: string): string | null {
  if (text === null || text === '') return null
  if (!/^\d{6}$/.test(text)) throw refuse('police_number', '警号是6位数字，开头的0不能丢。核对后改正。', field)
  return text
}

/** A person typed by hand: every number checked, sex compared with the identity number. */
export function checkTypedPerson(person: NewPerson, at: string): PersonFields {
  const field = (name: string): string => (at ? `${at}.${name}` : name)
  const idNo = requireIdNo(person.idNo, field('idNo'))
  if (idNo !== null && person.sex !== null && sexOf(idNo) !== person.sex) throw refuse('sex_contradicts', `性别与身份证号第17位不符，证号是${sexOf(idNo)}。核对后改正。`, field('sex'))
  return {
    name: person.name,
    sex: person.sex ?? (idNo === null ? null : sexOf(idNo)),
    idNo,
    phone: requirePhone(person.phone, field('phone')),
    policeNo: requirePoliceNo(person.policeNo, field('policeNo')),
    orgText: person.orgText || null,
    remark: person.remark || null,
    extra: {},
  }
}

function sealedNumbers(key: TownshipKey, id: string, fields: Pick<PersonFields, 'idNo' | 'phone'>) {
  return {
    id_no_enc: fields.idNo === null ? null : key.seal(fields.idNo, { table: 'person', rowId: id, column: 'id_no_enc' }),
    id_no_mac: fields.idNo === null ? null : key.lookUp('idNo', fields.idNo),
    phone_enc: fields.phone === null ? null : key.seal(fields.phone, { table: 'person', rowId: id, column: 'phone_enc' }),
    phone_mac: fields.phone === null ? null : key.lookUp('phone', fields.phone),
  }
}

/** @throws Refusal `same_identity` when someone else has this identity number */
export function addPerson(tx: Transaction, key: TownshipKey, fields: PersonFields, importBatchId: string | null): string {
  const known = fields.idNo === null ? undefined : tx.get(personStatements.byIdNo, { id_no_mac: key.lookUp('idNo', fields.idNo) })
  if (known) throw refuse('same_identity', `这个身份证号已登记在${known.name}名下。没有重复建档，请在“已有人员”里选。`, 'incoming.person.idNo')
  return storePerson(tx, key, fields, importBatchId)
}

/** For who has looked already, in this transaction, that nobody has the identity number. */
export function storePerson(tx: Transaction, key: TownshipKey, fields: PersonFields, importBatchId: string | null): string {
  const id = newId()
  const numbers = sealedNumbers(key, id, fields)
  tx.write(personStatements.insert, {
    id,
    name: fields.name,
    ...readName(fields.name),
    sex: fields.sex,
    birth_on: fields.idNo === null ? null : birthDateOf(fields.idNo),
    ...numbers,
    police_no: fields.policeNo,
    org_text: fields.orgText,
    remark: fields.remark,
    extra_json: JSON.stringify(fields.extra),
    import_batch_id: importBatchId,
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  addTerms(tx, id, fields.name)
  return id
}

function indexName(tx: Transaction, personId: string, name: string): void {
  tx.local(personStatements.removeTerms, { person_id: personId })
  addTerms(tx, personId, name)
}

function addTerms(tx: Transaction, personId: string, name: string): void {
  for (const term of searchTerms(name)) tx.local(personStatements.insertTerm, { term, person_id: personId })
}

export interface PersonCorrection {
  name?: string
  sex?: '男' | '女' | null
  idNo?: string | null | undefined
  phone?: string | null | undefined
  policeNo?: string | null
  orgText?: string | null
  dutyPhone?: string | null
  remark?: string | null
  extra?: Record<string, string>
}

/**
 * Writes the whole row with the given fields exchanged; fields left out keep their value.
 * @returns the fields as they were, for an undo
 * @throws Refusal CONFLICT when `rowVersion` is not the present one; `same_identity`, `sex_contradicts`
 */
export function correctPerson(tx: Transaction, key: TownshipKey, personId: string, rowVersion: number | null, change: PersonCorrection): Required<PersonCorrection> {
  const row = tx.get(personStatements.byId, { id: personId })
  if (!row) throw notFound()
  if (rowVersion !== null && row.row_version !== rowVersion) throw conflict()
  const before: Required<PersonCorrection> = {
    name: row.name,
    sex: row.sex as '男' | '女' | null,
    idNo: openIdNo(key, row),
    phone: openPhone(key, row),
    policeNo: row.police_no,
    orgText: row.org_text,
    dutyPhone: row.duty_phone,
    remark: row.remark,
    extra: JSON.parse(row.extra_json) as Record<string, string>,
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as PersonCorrection
  const after = { ...before, ...given } as Required<PersonCorrection> & { idNo: string | null; phone: string | null }
  if (after.idNo !== null && after.sex !== null && sexOf(after.idNo) !== after.sex) throw refuse('sex_contradicts', `性别与身份证号第17位不符，证号是${sexOf(after.idNo)}。核对后改正。`, 'sex')
  // What stays keeps its seal: a number sealed anew is a changed column, and its index would be written with it.
  const sealed = sealedNumbers(key, personId, { idNo: after.idNo === before.idNo ? null : after.idNo, phone: after.phone === before.phone ? null : after.phone })
  const numbers = {
    ...(after.idNo === before.idNo ? { id_no_enc: row.id_no_enc, id_no_mac: row.id_no_mac } : { id_no_enc: sealed.id_no_enc, id_no_mac: sealed.id_no_mac }),
    ...(after.phone === before.phone ? { phone_enc: row.phone_enc, phone_mac: row.phone_mac } : { phone_enc: sealed.phone_enc, phone_mac: sealed.phone_mac }),
  }
  if (numbers.id_no_mac !== null && numbers.id_no_mac !== row.id_no_mac) {
    const other = tx.get(personStatements.byIdNo, { id_no_mac: numbers.id_no_mac })
    if (other && other.id !== personId) throw refuse('same_identity', `这个身份证号已登记在${other.name}名下。没有保存，核对后改正。`, 'idNo')
  }
  tx.write(personStatements.correct, {
    id: personId,
    row_version: row.row_version,
    name: after.name,
    ...(after.name === before.name ? { pinyin: row.pinyin, initials: row.initials } : readName(after.name)),
    sex: after.sex,
    birth_on: after.idNo === null ? row.birth_on : birthDateOf(after.idNo),
    ...numbers,
    duty_phone: after.dutyPhone,
    police_no: after.policeNo,
    org_text: after.orgText,
    remark: after.remark,
    extra_json: JSON.stringify(after.extra),
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  if (after.name !== before.name) indexName(tx, personId, after.name)
  return before
}

