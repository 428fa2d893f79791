import { postRules, posts, type Post } from '../../../domain/post'
import { isCalendarDate } from '../../../domain/calendar-date'
import { blankPerson, personInput, personProblems, textOrNull, type PersonDraft, type PersonField } from './person-draft'

/** The wizard while someone fills it in. It outlives the page: nothing typed is lost. */
export interface ChangeDraft {
  communityId: string | null
  post: Post | null
  gridId: string | null
  outgoingAssignmentId: string | null
  coming: 'known' | 'new' | 'nobody'
  /** Said out loud: a required post stays empty and is shown red. */
  leaveVacant: boolean
  known: { personId: string; name: string; detail: string } | null
  person: PersonDraft
  onDate: string | null
  isActing: boolean
  docNo: string
  reason: string
}

export type ChangeField = 'communityId' | 'post' | 'gridId' | 'outgoing' | 'incoming' | 'onDate' | 'docNo' | 'reason' | PersonField
export type ChangeProblems = Partial<Record<ChangeField, string>>

export function blankChange(onDate: string): ChangeDraft {
  return {
    communityId: null,
    post: null,
    gridId: null,
    outgoingAssignmentId: null,
    coming: 'known',
    leaveVacant: false,
    known: null,
    person: blankPerson(),
    onDate,
    isActing: false,
    docNo: '',
    reason: '',
  }
}

/** Where the address says so, the first step is filled in: 安排网格长 leads here. */
export function seatFromQuery(query: Record<string, unknown>): Pick<ChangeDraft, 'communityId' | 'post' | 'gridId'> {
  const one = (name: string): string | null => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const post = one('post')
  return { communityId: one('community'), post: posts.find((known) => known === post) ?? null, gridId: one('grid') }
}

export function isUnique(post: Post | null): boolean {
  return post !== null && postRules[post].unique !== null
}

/** What is still open, by field. An empty answer means that the one button may be pressed. */
export function changeProblems(draft: ChangeDraft): ChangeProblems {
  const problems: ChangeProblems = {}
  if (draft.communityId === null) problems.communityId = '选村(社区)'
  if (draft.post === null) problems.post = '选岗位'
  else if (postRules[draft.post].needsGrid && draft.gridId === null) problems.gridId = '选网格'
  if (draft.coming === 'known' && draft.known === null) problems.incoming = '选到任人，或改选新人员、暂不补人'
  if (draft.coming === 'nobody' && draft.outgoingAssignmentId === null) {
    problems.incoming = isUnique(draft.post) ? '这个岗位现在没有人，选到任人' : '选离任人'
  } else if (draft.coming === 'nobody' && isUnique(draft.post) && !draft.leaveVacant) problems.incoming = '确认先空着'
  if (draft.coming === 'new') Object.assign(problems, personProblems(draft.person))
  if (draft.onDate === null || !isCalendarDate(draft.onDate)) problems.onDate = '填日期'
  if (draft.reason.trim().length < 2) problems.reason = '写明原因，至少两个字'
  return problems
}

/** The command as the contract takes it. Call it only without problems. */
export function changeInput(draft: ChangeDraft) {
  const { communityId, post, onDate } = draft
  if (communityId === null || post === null || onDate === null) return null
  return {
    communityId,
    gridId: draft.gridId,
    post,
    onDate,
    outgoingAssignmentId: draft.outgoingAssignmentId,
    incoming: incomingOf(draft),
    isActing: draft.coming !== 'nobody' && draft.isActing,
    docNo: textOrNull(draft.docNo),
    reason: draft.reason.trim(),
  }
}

function incomingOf(draft: ChangeDraft) {
  if (draft.coming === 'nobody') return null
  if (draft.coming === 'new') return { kind: 'new' as const, person: personInput(draft.person) }
  return draft.known === null ? null : { kind: 'known' as const, personId: draft.known.personId }
}

const labels: Readonly<Record<ChangeField, string>> = {
  communityId: '村(社区)',
  post: '岗位',
  gridId: '网格',
  outgoing: '离任',
  incoming: '到任',
  name: '姓名',
  idNo: '身份证号',
  sex: '性别',
  phone: '电话',
  policeNo: '警号',
  orgText: '所在单位',
  remark: '备注',
  onDate: '日期',
  docNo: '文号',
  reason: '原因',
}
const fields = Object.keys(labels) as ChangeField[]

/** 还差: the fields that are open or faulty, in the order of the page. */
export function openFieldLabels(problems: ChangeProblems): string[] {
  return fields.filter((field) => problems[field] !== undefined).map((field) => labels[field])
}

/** Which of our fields a refusal of the core is about: `incoming.person.idNo` is idNo. Null: it concerns the whole. */
export function changeFieldOf(path: string | null): ChangeField | null {
  if (path === null) return null
  const last = path.split('.').at(-1) ?? ''
  if (last === 'outgoingAssignmentId' || last === 'outgoing') return 'outgoing'
  if (last === 'personId' || last === 'incoming') return 'incoming'
  return fields.find((field) => field === last) ?? null
}

/** Whether anything was typed that would be a pity to lose. */
export function isTouchedChange(draft: ChangeDraft): boolean {
  const { known, person, docNo, reason } = draft
  return known !== null || docNo.trim() !== '' || reason.trim() !== '' || Object.values(person).some((value) => value !== null && value.trim() !== '')
}
