/** States of a weekly meeting (model.md D4). `missed` is never stored: it follows from the day, without a running program. */
export const meetingStates = ['planned', 'noticed', 'held', 'minuted', 'signed', 'locked', 'exempt', 'missed', 'void'] as const
export type MeetingState = (typeof meetingStates)[number]
export const storedStates = ['planned', 'noticed', 'held', 'minuted', 'signed', 'locked', 'exempt', 'void'] as const
export type StoredState = (typeof storedStates)[number]

export const meetingStateWords: Readonly<Record<MeetingState, string>> = {
  planned: '已排期',
  noticed: '已通知',
  held: '已召开',
  minuted: '记录完成',
  signed: '已签字',
  locked: '已锁定',
  exempt: '免开',
  missed: '缺会',
  void: '作废',
}

export const attendanceStatuses = ['present', 'also_present', 'leave', 'absent', 'proxy'] as const
export type AttendanceStatus = (typeof attendanceStatuses)[number]
export const attendanceWords: Readonly<Record<AttendanceStatus, string>> = { present: '出席', also_present: '列席', leave: '请假', absent: '缺席', proxy: '代会' }

export const signSides = ['chief', 'officer'] as const
export type SignSide = (typeof signSides)[number]
export const signSideWords: Readonly<Record<SignSide, string>> = { chief: '站长', officer: '社区民警' }

export const exemptKinds = ['holiday', 'major_security', 'other'] as const
export type ExemptKind = (typeof exemptKinds)[number]
export const exemptKindWords: Readonly<Record<ExemptKind, string>> = { holiday: '法定节假日', major_security: '重大安保', other: '其他' }

/** What the day makes of a week: a stored state stands, except that a plan nobody carried out is missed once the week is over. */
export function stateOn(stored: StoredState | null, week: { sunday: string; workdays: number }, today: string): MeetingState {
  if (stored !== null && stored !== 'planned' && stored !== 'noticed') return stored
  if (week.workdays === 0) return 'exempt'
  if (today > week.sunday) return 'missed'
  return stored ?? 'planned'
}

/** Text and attendance may change until the first signature. */
export const isOpenText = (state: MeetingState): boolean => state === 'planned' || state === 'noticed' || state === 'held' || state === 'minuted' || state === 'missed'
/** The minutes are written: until then the text is a draft of those who hold the meeting. */
export const isMinuted = (state: MeetingState | StoredState): boolean => state === 'minuted' || state === 'signed' || state === 'locked'
/** The meeting has taken place. */
export const hasTakenPlace = (state: MeetingState | StoredState): boolean => state === 'held' || state === 'minuted' || state === 'signed' || state === 'locked'

export const decisionStates = ['open', 'doing', 'done', 'cancelled'] as const
export type DecisionState = (typeof decisionStates)[number]
export const decisionStateWords: Readonly<Record<DecisionState, string>> = { open: '未开始', doing: '办理中', done: '已办结', cancelled: '已取消' }
export const isOpenDecision = (state: DecisionState): boolean => state === 'open' || state === 'doing'
