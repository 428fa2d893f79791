import type { Tier } from '../../../contract/rewards'
import { defaultTiers, tiersFault, type ApprovalTier } from '../../../domain/reward-tiers'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { refuse } from '../../refusal'
import { rewardStatements } from './reward-statements'

/** The chain in force: the township's own, or the program's labelled defaults. */
export function tiersOf(reader: Reader): Tier[] {
  const own = reader.all(rewardStatements.tiers, {})
  if (own.length > 0) return own.map((tier) => ({ level: tier.level_no, office: tier.office, upToFen: tier.up_to_fen, isDefault: false }))
  return defaultTiers.map((tier, at) => ({ level: at + 1, ...tier, isDefault: true }))
}

/** Applications that are on their way keep the chain of their submission. @throws Refusal `tiers` */
export function changeTiers(tx: Transaction, tiers: readonly ApprovalTier[]): void {
  const fault = tiersFault(tiers)
  if (fault !== null) throw refuse('tiers', `审批层级没有改：${fault}。`, 'tiers')
  const by = { updated_at: tx.at, updated_by: tx.actor.id }
  for (const old of tx.all(rewardStatements.tiers, {})) tx.write(rewardStatements.dropTier, { id: old.id, deleted_at: tx.at, ...by })
  tiers.forEach((tier, at) => tx.write(rewardStatements.addTier, { id: newId(), level_no: at + 1, office: tier.office, up_to_fen: tier.upToFen, created_at: tx.at, created_by: tx.actor.id, ...by }))
}

export const approverLevel = (reader: Reader, accountId: string): number | null => reader.get(rewardStatements.approverTier, { id: accountId })?.level_no ?? null

export const listApprovers = (reader: Reader) => reader.all(rewardStatements.approvers, {}).map((row) => ({ accountId: row.id, name: row.name, level: row.level_no }))

/** @throws Refusal `no_approver` for an account without the role, `no_such_level` */
export function setApprover(tx: Transaction, accountId: string, level: number | null): void {
  if (!tx.all(rewardStatements.approvers, {}).some((account) => account.id === accountId)) throw refuse('no_approver', '这个账号没有审批人角色。没有设定，先在账号里授予。', 'accountId')
  if (level !== null && level > tiersOf(tx).length) throw refuse('no_such_level', `审批只有${tiersOf(tx).length}级。没有设定，核对级别。`, 'level')
  const by = { updated_at: tx.at, updated_by: tx.actor.id }
  if (tx.get(rewardStatements.approverTier, { id: accountId })) tx.write(rewardStatements.setApproverTier, { id: accountId, level_no: level, ...by })
  else tx.write(rewardStatements.addApproverTier, { id: accountId, level_no: level, created_at: tx.at, created_by: tx.actor.id, ...by })
}
