import type { PersonDetail } from '../../../contract/roster'
import { maskNumbersInColumns } from '../../../domain/number-mask'
import type { Post } from '../../../domain/post'
import type { Reach } from '../../accounts/reach'
import type { Reader } from '../../database/reader'
import type { TownshipKey } from '../../database/township-key'
import { forbidden, notFound } from '../../refusal'
import { personStatements } from './person-statements'
import { maskedIdNo, maskedPhone } from './person-view'
import { seesPerson } from './roster-search'
import { rosterStatements } from './roster-statements'

/** @param withReveals who saw a number and why: for those who may see numbers, and the auditor */
export function readPerson(reader: Reader, key: TownshipKey, reach: Reach, personId: string, withReveals: boolean): PersonDetail {
  const row = reader.get(personStatements.byId, { id: personId })
  if (!row) throw notFound()
  if (!seesPerson(reader, reach, personId)) throw forbidden('这个人不在当前账号的范围内。')
  return {
    personId: row.id,
    name: row.name,
    sex: row.sex as PersonDetail['sex'],
    idNoMasked: maskedIdNo(key, row),
    phoneMasked: maskedPhone(key, row),
    policeNo: row.police_no,
    birthOn: row.birth_on,
    orgText: row.org_text,
    dutyPhone: row.duty_phone,
    remark: row.remark,
    extra: maskNumbersInColumns(JSON.parse(row.extra_json) as Record<string, string>),
    rowVersion: row.row_version,
    history: reader
      .all(rosterStatements.tenuresOfPerson, { person_id: personId })
      .filter((tenure) => reach.seesSeat(tenure))
      .map((tenure) => ({
        assignmentId: tenure.id,
        post: tenure.post as Post,
        communityId: tenure.community_id,
        community: tenure.community,
        gridId: tenure.grid_id,
        grid: tenure.grid,
        startOn: tenure.start_on,
        endOn: tenure.end_on,
        isActing: tenure.is_acting === 1,
        docNo: tenure.doc_no,
        reason: tenure.reason,
      })),
    reveals: (withReveals ? reader.all(rosterStatements.revealsOfPerson, { person_id: personId }) : [])
      .map((reveal) => ({ at: reveal.at, by: reveal.by_name, field: reveal.field as 'idNo' | 'phone', reason: reveal.reason })),
  }
}
