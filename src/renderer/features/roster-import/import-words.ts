import type { ImportRow, ImportSummary } from '../../../contract/roster-import'
import { postLabel } from '../../../domain/post'

export type ColumnField = ImportSummary['sheets'][number]['columns'][number]['field']

/** What a column can be taken for, in the order of the menu. `row` names a fault of a whole row and is no column. */
export const columnFields = [
  ['name', '姓名'],
  ['sex', '性别'],
  ['idNo', '身份证号'],
  ['phone', '联系电话'],
  ['post', '岗位'],
  ['community', '村(社区)'],
  ['grid', '所属网格'],
  ['gridCode', '网格编号'],
  ['policeNo', '警号'],
  ['startOn', '任职日期'],
  ['remark', '备注'],
  ['seq', '序号'],
  ['extra', '随人保存'],
  ['ignored', '不导入'],
] as const satisfies readonly (readonly [ColumnField, string])[]

const fieldLabels: Readonly<Record<string, string>> = { ...Object.fromEntries(columnFields), row: '整行' }

export const fieldLabel = (field: ColumnField): string => fieldLabels[field] ?? field

/** The lowest level of a header of several levels: 基本情况 > 姓名 is headed 姓名. */
export const ownHeader = (header: string): string => header.split(' > ').at(-1) ?? header

/** The line under a header: what the column is taken for, where that is not what it is called. */
export function takenFor(header: string, field: ColumnField): string | null {
  if (field === 'ignored') return '不导入'
  if (field === 'extra') return '随人保存'
  const label = fieldLabel(field)
  return ownHeader(header).replace(/\s/g, '') === label ? null : `认作 ${label}`
}

const skippedWords: Readonly<Record<NonNullable<ImportRow['skippedAs']>, string>> = {
  title: '标题行',
  header: '表头行',
  blank: '空行',
  total: '合计行',
  signature: '签字行',
  note: '说明行',
}

export const skippedWord = (as: ImportRow['skippedAs']): string => `${as === null ? '' : skippedWords[as]}，跳过`.replace(/^，/, '')

/** 缺网格长3处、社区民警1处: what will be vacant once the file is stored. */
export function vacancyWords(vacancies: ImportSummary['vacancies']): string | null {
  const byPost = new Map<string, number>()
  for (const { post } of vacancies) byPost.set(postLabel(post), (byPost.get(postLabel(post)) ?? 0) + 1)
  if (byPost.size === 0) return null
  return `缺${[...byPost].map(([post, count]) => `${post}${count}处`).join('、')}`
}

/** 退回58行（拒绝 38，待确认 20）, or null when every row goes in. */
export function leftOutWords({ refused, needsConfirmation }: Pick<ImportSummary['counts'], 'refused' | 'needsConfirmation'>): string | null {
  if (refused + needsConfirmation === 0) return null
  const parts = [refused > 0 ? `拒绝 ${refused}` : null, needsConfirmation > 0 ? `待确认 ${needsConfirmation}` : null]
  return `退回${refused + needsConfirmation}行（${parts.filter((part) => part !== null).join('，')}）`
}
