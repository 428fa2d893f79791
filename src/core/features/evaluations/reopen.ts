import { monthWords } from '../../../domain/month'
import { accountStatements } from '../../accounts/account-statements'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, forbidden, notFound, refuse } from '../../refusal'
import { placeOf } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { requireCycle, type ReopenRow } from './cycles'

/** A reopening is two people's act: a job has no person. @throws Refusal FORBIDDEN */
function requirePerson(caller: Caller): string {
  const { signedIn } = caller.connection
  if (!signedIn) throw forbidden('重开考核要由本人在窗口里办理。库里没有变动。')
  return signedIn.accountId
}
const personOf = (reader: Reader, accountId: string): string | null => reader.get(accountStatements.byId, { id: accountId })?.person_id ?? null
/** A clerk of another community is no clerk here. */
const isClerkFor = (reader: Reader, accountId: string, communityId: string): boolean =>
  reader.all(accountStatements.grantsOf, { account_id: accountId }).some((grant) => grant.role === 'clerk' && (grant.community_id === null || grant.community_id === communityId))

/** First person. @throws Refusal `not_locked`, `already_reopened` */
export function requestReopen(tx: Transaction, caller: Caller, wanted: { month: string; communityId: string; reason: string }): string {
  const accountId = requirePerson(caller)
  const cycle = requireCycle(tx, wanted.month)
  if (!placeOf(tx, wanted.communityId)) throw notFound()
  if (cycle.lock_id === null) throw refuse('not_locked', `${monthWords(wanted.month)}还没有结账，不用重开，直接改。库里没有变动。`, 'month')
  const reopens = tx.all(aftermathStatements.reopensOf, { cycle_id: cycle.id })
  if (reopens.some((row) => row.community_id === wanted.communityId && (row.state === 'open' || row.state === 'requested')))
    throw refuse('already_reopened', '这个村(社区)已经申请重开或正在重开。没有再申请，先办完上一次。', 'communityId')
  const id = newId()
  tx.write(aftermathStatements.insertReopen, {
    id,
    cycle_id: cycle.id,
    community_id: wanted.communityId,
    no: reopens.length + 1,
    reason: wanted.reason,
    state: 'requested',
    requested_by: accountId,
    requested_name: tx.actor.name,
    from_lock_id: cycle.lock_id,
    created_at: tx.at,
    created_by: tx.actor.id,
    updated_at: tx.at,
    updated_by: tx.actor.id,
  })
  return id
}

/** What keeps this caller from being the second person; null where nothing does (I11). */
export function consentBarrier(reader: Reader, caller: Caller, reopen: Pick<ReopenRow, 'requested_by' | 'community_id'>): string | null {
  const accountId = caller.connection.signedIn?.accountId ?? null
  if (accountId === null) return '重开考核要由本人在窗口里办理。库里没有变动。'
  const [mine, theirs] = [personOf(reader, accountId), personOf(reader, reopen.requested_by)]
  if (accountId === reopen.requested_by || (mine !== null && mine === theirs)) return '申请人不能自己同意。库里没有变动，请另一个人办理。'
  if (!caller.reachAs('clerk').seesWholeCommunity(reopen.community_id) && !isClerkFor(reader, reopen.requested_by, reopen.community_id)) return '申请和同意的两个人里要有一个是内勤。库里没有变动，请内勤办理。'
  return null
}

function requireRequested(tx: Transaction, caller: Caller, reopenId: string): ReopenRow {
  const reopen = tx.get(aftermathStatements.reopen, { id: reopenId })
  if (!reopen) throw notFound()
  caller.reach.requireCommunity(reopen.community_id)
  if (reopen.state !== 'requested') throw conflict()
  return reopen
}

export function consentReopen(tx: Transaction, caller: Caller, reopenId: string): ReopenRow {
  requirePerson(caller)
  const reopen = requireRequested(tx, caller, reopenId)
  const barrier = consentBarrier(tx, caller, reopen)
  if (barrier !== null) throw refuse('second_person', barrier, 'reopenId')
  decide(tx, reopen.id, 'open', null)
  return reopen
}

/** Whoever may be asked may say no, the first person too: that is taking the request back. */
export function refuseReopen(tx: Transaction, caller: Caller, reopenId: string, reason: string): ReopenRow {
  requirePerson(caller)
  const reopen = requireRequested(tx, caller, reopenId)
  decide(tx, reopen.id, 'refused', reason)
  return reopen
}

function decide(tx: Transaction, id: string, state: 'open' | 'refused', reason: string | null): void {
  tx.write(aftermathStatements.decideReopen, { id, state, decided_by: tx.actor.id, decided_name: tx.actor.name, decided_at: tx.at, refused_reason: reason, updated_at: tx.at, updated_by: tx.actor.id })
}
