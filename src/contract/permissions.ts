import type { ProcedureName } from './contract'
import type { Role } from './roles'

/**
 * `public` before sign-in; `signed_in` for any account; else the roles that may call it.
 * Where a role reaches (township, community, grid) is applied row by row in core.
 */
export type Permission = 'public' | 'signed_in' | readonly Role[]

const rosterReaders = ['station_chief', 'clerk', 'community_police', 'grid_chief', 'district_viewer', 'auditor'] as const
const rosterWriters = ['clerk'] as const
const numberReaders = ['station_chief', 'clerk', 'community_police'] as const
const maskedExporters = ['station_chief', 'clerk', 'community_police', 'district_viewer', 'auditor'] as const

const meetingReaders = ['station_chief', 'clerk', 'community_police', 'grid_chief', 'district_viewer', 'auditor'] as const
const meetingWriters = ['station_chief', 'clerk', 'community_police'] as const

/** The one total table of who may call what (model.md D5). A procedure without a line here does not compile. */
export const permissions: Record<ProcedureName, Permission> = {
  'station.status': 'public',
  'station.initialise': 'public',
  'station.openSample': 'public',
  'station.leaveSample': 'public',
  'station.footing': 'signed_in',

  'accounts.signIn': 'public',
  'accounts.current': 'public',
  'accounts.signOut': 'signed_in',
  'accounts.lock': 'signed_in',
  'accounts.present': 'signed_in',
  'accounts.unlock': 'signed_in',
  'accounts.changePassword': 'signed_in',
  'accounts.savePreferences': 'signed_in',
  'accounts.list': ['admin', 'clerk', 'auditor'],
  'accounts.create': ['admin'],
  'accounts.update': ['admin'],
  'accounts.resetPassword': ['admin'],
  'accounts.linkable': ['admin'],

  'roster.board': rosterReaders,
  'roster.community': rosterReaders,
  'roster.person': rosterReaders,
  'roster.people': rosterReaders,
  'roster.find': rosterReaders,
  'roster.vacancies': rosterReaders,
  'roster.change': rosterWriters,
  'roster.cancelPlanned': rosterWriters,
  'roster.correctPerson': rosterWriters,
  'roster.exempt': rosterWriters,
  'roster.addCommunity': rosterWriters,
  'roster.correctCommunity': rosterWriters,
  'roster.addGrid': rosterWriters,
  'roster.correctGrid': rosterWriters,
  'roster.reveal': numberReaders,
  'roster.papers': maskedExporters,
  'roster.export': maskedExporters,

  'rosterImport.open': rosterWriters,
  'rosterImport.rows': rosterWriters,
  'rosterImport.faults': rosterWriters,
  'rosterImport.mapColumn': rosterWriters,
  'rosterImport.correct': rosterWriters,
  'rosterImport.decide': rosterWriters,
  'rosterImport.commit': rosterWriters,
  'rosterImport.discard': rosterWriters,
  'rosterImport.faultWorkbook': rosterWriters,
  'rosterImport.batches': rosterWriters,
  'rosterImport.undo': rosterWriters,

  'meetings.board': meetingReaders,
  'meetings.meeting': meetingReaders,
  'meetings.decisions': meetingReaders,
  'meetings.search': meetingReaders,
  'meetings.calendar': meetingReaders,
  'meetings.debts': meetingReaders,
  'meetings.phrases': [...meetingWriters, 'grid_chief'],
  'meetings.saveDraft': [...meetingWriters, 'grid_chief'],
  'meetings.plan': meetingWriters,
  'meetings.notice': meetingWriters,
  'meetings.hold': meetingWriters,
  'meetings.correct': meetingWriters,
  'meetings.minute': meetingWriters,
  'meetings.sign': ['station_chief', 'community_police'],
  'meetings.signOnPaper': meetingWriters,
  'meetings.withdrawSignature': meetingWriters,
  'meetings.lock': meetingWriters,
  'meetings.addition': meetingWriters,
  'meetings.void': meetingWriters,
  'meetings.exempt': meetingWriters,
  'meetings.unexempt': meetingWriters,
  'meetings.addDecision': meetingWriters,
  'meetings.correctDecision': meetingWriters,
  'meetings.removeDecision': meetingWriters,
  'meetings.progressDecision': meetingWriters,
  'meetings.closeDecision': meetingWriters,
  'meetings.cancelDecision': meetingWriters,
  'meetings.reopenDecision': meetingWriters,
  'meetings.extendDecision': meetingWriters,
  'meetings.savePhrase': meetingWriters,
  'meetings.dropPhrase': meetingWriters,
  'meetings.importCalendar': ['clerk'],
  'meetings.setWeekday': meetingWriters,
  'meetings.scan': maskedExporters,
  'meetings.paper': maskedExporters,
  'meetings.export': maskedExporters,

  'meetingsImport.preview': meetingWriters,
  'meetingsImport.commit': meetingWriters,

  'audit.list': ['auditor'],
  'audit.verify': ['auditor'],

  'backups.list': ['admin', 'clerk', 'auditor'],
  'backups.make': ['admin'],

  'settings.list': ['admin', 'clerk', 'auditor'],
  'settings.change': ['admin'],

  'changes.stream': 'signed_in',
}
