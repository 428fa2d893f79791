import type { OfficeColumn, SheetPaper } from '../../../contract/paper'
import type { RosterSheetData } from './roster-sheet-data'

const known: readonly OfficeColumn[] = [
  { head: '序号', kind: 'seq', width: 5 },
  { head: '村(社区)', kind: 'centre', width: 13 },
  { head: '网格', kind: 'centre', width: 10 },
  { head: '岗位', kind: 'centre', width: 14 },
  { head: '姓名', kind: 'centre', width: 10 },
  { head: '性别', kind: 'centre', width: 5 },
  { head: '身份证号', kind: 'numberText', width: 20 },
  { head: '电话', kind: 'numberText', width: 13 },
  { head: '警号', kind: 'numberText', width: 8 },
  { head: '到任日', kind: 'date', width: 10.5 },
]

/** Headers of unknown columns, the most filled first, so that a stray one does not push the others off the page. */
function extraHeads(data: RosterSheetData): string[] {
  const filled = new Map<string, number>()
  for (const person of data.persons) for (const [head, text] of Object.entries(person.extra)) if (text !== '') filled.set(head, (filled.get(head) ?? 0) + 1)
  return [...filled].toSorted(([, one], [, other]) => other - one).map(([head]) => head)
}

/** Everyone in post, a row each, with the columns that the clerk's own workbook had. For working with, not for signing. */
export function peopleSheet(data: RosterSheetData, common: Pick<SheetPaper, 'title' | 'unit' | 'period' | 'madeOn' | 'footer' | 'signatures'>): SheetPaper {
  const heads = extraHeads(data)
  return {
    ...common,
    kind: 'sheet',
    name: '人员明细',
    measure: '人',
    columns: [...known, ...heads.map((head): OfficeColumn => ({ head, kind: 'text', width: 10 })), { head: '备注', kind: 'text', width: 14 }],
    blocks: data.persons.map((person, at) => ({
      merged: [],
      rows: [
        [
          at + 1,
          person.community,
          person.grid ?? '—',
          person.isActing ? `${person.post}（代理）` : person.post,
          person.name,
          person.sex ?? '—',
          person.idNo ?? '—',
          person.phone ?? '—',
          person.policeNo ?? '—',
          person.startOn ?? '—',
          ...heads.map((head) => person.extra[head] ?? ''),
          person.remark,
        ],
      ],
    })),
    emptyText: '没有在任人员',
    note: null,
  }
}
