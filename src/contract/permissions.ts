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

const evaluationReaders = ['station_chief', 'clerk', 'community_police', 'grid_chief', 'auditor'] as const
const raters = ['station_chief', 'community_police', 'grid_chief'] as const

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

  'evaluations.months': [...evaluationReaders, 'district_viewer'],
  'evaluations.mySheets': raters,
  'evaluations.proxySheets': ['clerk'],
  'evaluations.sheet': evaluationReaders,
  'evaluations.progress': evaluationReaders,
  'evaluations.reminders': ['station_chief', 'clerk', 'community_police', 'auditor'],
  'evaluations.results': evaluationReaders,
  'evaluations.overview': [...evaluationReaders, 'district_viewer'],
  'evaluations.trend': evaluationReaders,
  'evaluations.distribution': ['clerk', 'auditor'],
  'evaluations.papers': evaluationReaders,
  'evaluations.bonuses': ['clerk', 'auditor'],
  'evaluations.reopenings': ['station_chief', 'clerk', 'auditor'],
  'evaluations.appeals': ['community_police', 'clerk', 'auditor'],
  'evaluations.templates': evaluationReaders,
  'evaluations.phrases': [...raters, 'clerk'],
  'evaluations.debts': evaluationReaders,
  'evaluations.open': ['clerk'],
  'evaluations.saveDraft': [...raters, 'clerk'],
  'evaluations.saveDrafts': [...raters, 'clerk'],
  'evaluations.submit': raters,
  'evaluations.takeBack': raters,
  'evaluations.returnSheet': ['clerk'],
  'evaluations.enterProxy': ['clerk'],
  'evaluations.waive': ['clerk'],
  'evaluations.unwaive': ['clerk'],
  'evaluations.authoriseSubstitute': ['clerk'],
  'evaluations.endSubstitute': ['clerk'],
  'evaluations.addBonus': ['clerk'],
  'evaluations.removeBonus': ['clerk'],
  'evaluations.lock': ['clerk'],
  'evaluations.requestReopen': ['station_chief', 'clerk'],
  'evaluations.consentReopen': ['station_chief', 'clerk'],
  'evaluations.refuseReopen': ['station_chief', 'clerk'],
  'evaluations.fileAppeal': ['community_police', 'clerk'],
  'evaluations.decideAppeal': ['clerk'],
  'evaluations.changeTemplate': ['clerk'],
  'evaluations.addPhrase': ['clerk'],
  'evaluations.removePhrase': ['clerk'],
  'evaluations.export': ['station_chief', 'clerk', 'community_police', 'auditor'],
  'evaluations.scan': evaluationReaders,

  'evaluationsImport.open': ['clerk'],
  'evaluationsImport.rows': ['clerk'],
  'evaluationsImport.faults': ['clerk'],
  'evaluationsImport.results': ['clerk'],
  'evaluationsImport.correct': ['clerk'],
  'evaluationsImport.leaveOut': ['clerk'],
  'evaluationsImport.commit': ['clerk'],
  'evaluationsImport.faultWorkbook': ['clerk'],
  'evaluationsImport.discard': ['clerk'],

  'audit.list': ['auditor'],
  'audit.verify': ['auditor'],

  'backups.list': ['admin', 'clerk', 'auditor'],
  'backups.make': ['admin'],

  'settings.list': ['admin', 'clerk', 'auditor'],
  'settings.change': ['admin'],

  'changes.stream': 'signed_in',
}
