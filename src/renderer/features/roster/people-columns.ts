import type { DataTableColumns } from 'naive-ui'
import { h, type VNodeChild } from 'vue'
import { RouterLink } from 'vue-router'
import type { PersonRow } from '../../../contract/roster'
import { postLabel } from '../../../domain/post'
import { toPerson } from './roster-places'

type Cell = (person: PersonRow) => VNodeChild

/** Each thing once, in the order found: an officer of two communities is one row. */
function joined(person: PersonRow, pick: (post: PersonRow['posts'][number]) => string | null): string {
  return [...new Set(person.posts.map(pick).filter((word) => word !== null))].join('、')
}

const posts: Cell = (person) => {
  if (person.posts.length === 0) return h('span', { class: 'lt x' }, '已离任')
  const acting = person.posts.some((post) => post.isActing)
  const words = joined(person, (post) => postLabel(post.post))
  return acting ? [words, h('span', { class: 'lt y acting' }, '代理')] : words
}

const orDash = (text: string | null): string => (text === null || text === '' ? '—' : text)

/** Large type drops what is looked up least: sex, first day, police number. */
export function peopleColumns(large: boolean): DataTableColumns<PersonRow> {
  const cut = { ellipsis: { tooltip: false } }
  return [
    { key: 'name', title: '姓名', width: large ? 120 : 100, render: (person) => h(RouterLink, { to: toPerson(person.personId), tabindex: -1, class: 'name' }, () => person.name) },
    ...(large ? [] : [{ key: 'sex', title: '性别', width: 56, align: 'center' as const, render: (person: PersonRow) => orDash(person.sex) }]),
    { key: 'post', title: '岗位', minWidth: 150, ...cut, render: posts },
    { key: 'community', title: '村(社区)', minWidth: 140, ...cut, render: (person) => orDash(joined(person, (post) => post.community)) },
    { key: 'grid', title: '网格', width: large ? 120 : 100, ...cut, render: (person) => orDash(joined(person, (post) => post.grid)) },
    ...(large ? [] : [{ key: 'startOn', title: '到任日', width: 106, render: (person: PersonRow) => orDash(joined(person, (post) => post.startOn)) , ...cut }]),
    { key: 'phone', title: '电话', width: large ? 150 : 122, render: (person) => orDash(person.phoneMasked) },
    { key: 'idNo', title: '身份证号', width: large ? 220 : 176, render: (person) => orDash(person.idNoMasked) },
    ...(large ? [] : [{ key: 'policeNo', title: '警号', width: 80, render: (person: PersonRow) => orDash(person.policeNo) }]),
  ]
}
