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
const leadIdentity = ['community_police', 'grid_chief'] as const
const leadReaders = ['station_chief', 'clerk', 'community_police', 'grid_chief', 'auditor'] as const
const rewardReaders = ['station_chief', 'clerk', 'community_police', 'grid_chief', 'approver', 'district_viewer', 'auditor'] as const
const rewardReporters = ['station_chief', 'clerk', 'community_police', 'approver', 'district_viewer', 'auditor'] as const
const rewardWriters = ['clerk'] as const
/** The clerk only records what chief and approvers signed on paper; core tells the two apart. */
const rewardApprovers = ['station_chief', 'approver', 'clerk'] as const

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

  'leads.list': leadReaders,
  'leads.lead': leadReaders,
  'leads.providers': ['community_police', 'grid_chief', 'clerk'],
  'leads.register': leadIdentity,
  'leads.reveal': leadIdentity,
  'leads.verify': ['community_police'],
  'leads.linkCases': ['community_police', 'clerk'],

  'rewards.list': rewardReaders,
  'rewards.reward': rewardReaders,
  'rewards.ofPerson': rewardReaders,
  'rewards.debts': ['station_chief', 'clerk', 'community_police', 'approver'],
  'rewards.check': rewardWriters,
  'rewards.tiers': ['station_chief', 'clerk', 'community_police', 'approver', 'admin', 'auditor'],
  'rewards.summary': rewardReporters,
  'rewards.bonusSuggestions': ['station_chief', 'clerk', 'community_police', 'auditor'],
  'rewards.papers': rewardReporters,
  'rewards.apply': rewardWriters,
  'rewards.correct': rewardWriters,
  'rewards.submit': rewardWriters,
  'rewards.withdraw': rewardWriters,
  'rewards.verify': ['community_police', 'clerk'],
  'rewards.approve': rewardApprovers,
  'rewards.reject': ['community_police', ...rewardApprovers],
  'rewards.notify': rewardWriters,
  'rewards.publicise': rewardWriters,
  'rewards.keepAccount': rewardWriters,
  'rewards.pay': rewardWriters,
  'rewards.reversePayment': rewardWriters,
  'rewards.file': rewardWriters,
  'rewards.expire': rewardWriters,
  'rewards.void': rewardWriters,
  'rewards.changeTiers': ['admin'],
  'rewards.setApprover': ['admin'],
  'rewards.export': ['station_chief', 'clerk', 'community_police', 'district_viewer', 'auditor'],
  'rewards.exportPaymentList': rewardWriters,
  'rewards.scan': ['station_chief', 'clerk', 'community_police', 'approver', 'auditor'],

  'funds.list': rewardReporters,
  'funds.fund': rewardReporters,
  'funds.open': rewardWriters,
  'funds.adjust': rewardWriters,
  'funds.reverse': rewardWriters,

  'rewardsImport.open': rewardWriters,
  'rewardsImport.lines': rewardWriters,
  'rewardsImport.faults': rewardWriters,
  'rewardsImport.correct': rewardWriters,
  'rewardsImport.decide': rewardWriters,
  'rewardsImport.commit': rewardWriters,
  'rewardsImport.discard': rewardWriters,
  'rewardsImport.faultWorkbook': rewardWriters,
  'rewardsImport.batches': rewardWriters,
  'rewardsImport.undo': rewardWriters,

  'audit.list': ['auditor'],
  'audit.verify': ['auditor'],

  'backups.list': ['admin', 'clerk', 'auditor'],
  'backups.make': ['admin'],

  'settings.list': ['admin', 'clerk', 'auditor'],
  'settings.change': ['admin'],

  'changes.stream': 'signed_in',
}
