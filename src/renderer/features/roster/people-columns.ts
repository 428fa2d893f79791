import type { DataTableColumns } from 'naive-ui'
import { h, type VNodeChild } from 'vue'
import { RouterLink } from 'vue-router'
import type { PersonRow } from '../../../contract/roster'
import { dayBefore } from '../../../domain/calendar-date'
import { postLabel } from '../../../domain/post'
import { termWords } from './day-words'
import type { PeopleState } from './people-filter'
import { toPerson } from './roster-places'

type Cell = (person: PersonRow) => VNodeChild

/** Each thing once, in the order found: an officer of two communities is one row. */
function joined(person: PersonRow, pick: (post: PersonRow['posts'][number]) => string | null): string {
  return [...new Set(person.posts.map(pick).filter((word) => word !== null))].join('、')
}

const mark = (light: 'x' | 'y', word: string) => h('span', { class: `lt ${light}` }, word)
const beside = (words: string, sign: VNodeChild): VNodeChild => h('span', { class: 'row' }, [h('span', { class: 'cut' }, words), sign])

/** Who left shows the last post, and that it is the last one where people in office stand in the same list. */
function posts(person: PersonRow, state: PeopleState): VNodeChild {
  if (person.posts.length > 0) {
    const words = joined(person, (post) => postLabel(post.post))
    return person.posts.some((post) => post.isActing) ? beside(words, mark('y', '代理')) : words
  }
  if (person.last === null) return mark('x', '现在没有岗位')
  return state === 'former' ? postLabel(person.last.post) : beside(postLabel(person.last.post), mark('x', '已离任'))
}

const place: Cell = (person) => orDash(person.last?.community ?? joined(person, (post) => post.community))
const grid: Cell = (person) => orDash(person.last === null ? joined(person, (post) => post.grid) : person.last.grid)
/** A last day stands alone where the head says 任至, and says so itself among first days. */
function term(person: PersonRow, state: PeopleState): string {
  if (person.last === null) return orDash(joined(person, (post) => post.startOn))
  return state === 'former' ? dayBefore(person.last.endOn) : termWords(null, person.last.endOn)
}

const orDash = (text: string | null): string => (text === null || text === '' ? '—' : text)

/** Large type drops what is looked up least: sex, first day, police number. The last day stays where it is what the list is about. */
export function peopleColumns(large: boolean, state: PeopleState): DataTableColumns<PersonRow> {
  const cut = { ellipsis: { tooltip: false } }
  const days = state === 'former' ? '任至' : state === 'all' ? '到任、任至' : '到任日'
  return [
    { key: 'name', title: '姓名', width: large ? 120 : 100, render: (person) => h(RouterLink, { to: toPerson(person.personId), tabindex: -1, class: 'name' }, () => person.name) },
    ...(large ? [] : [{ key: 'sex', title: '性别', width: 56, align: 'center' as const, render: (person: PersonRow) => orDash(person.sex) }]),
    { key: 'post', title: '岗位', minWidth: 150, ...cut, render: (person) => posts(person, state) },
    { key: 'community', title: '村(社区)', minWidth: 140, ...cut, render: place },
    { key: 'grid', title: '网格', width: large ? 120 : 100, ...cut, render: grid },
    ...(large && state === 'serving' ? [] : [{ key: 'startOn', title: days, width: large ? 150 : 116, ...cut, render: (person: PersonRow) => term(person, state) }]),
    { key: 'phone', title: '电话', width: large ? 150 : 122, render: (person) => orDash(person.phoneMasked) },
    { key: 'idNo', title: '身份证号', width: large ? 220 : 176, render: (person) => orDash(person.idNoMasked) },
    ...(large ? [] : [{ key: 'policeNo', title: '警号', width: 80, render: (person: PersonRow) => orDash(person.policeNo) }]),
  ]
}
