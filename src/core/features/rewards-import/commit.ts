import { createHash } from 'node:crypto'
import { domainOfLine } from '../../../domain/reward-ledger-domain'
import type { LedgerRecipient, RewardLedgerLine } from '../../../domain/reward-ledger-analysis'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import type { Reader } from '../../database/reader'
import { newId } from '../../new-id'
import { notFound, refuse } from '../../refusal'
import { storeHistoricalReward, takeBackHistoricalReward, type HistoricalRecipient, type HistoricalReward } from '../rewards/historical-reward'
import { linkCases, unlinkCasesOf } from '../rewards/lead-register'
import { ledgerImportStatements } from './ledger-import-statements'
import type { OpenLedger } from './open-ledgers'
import { toStore } from './preview'

/** Names stand in the old ledger in clear, so its lines are 内部, the lowest level. */
const confidentiality = 1

/**
 * Stores every accepted line that the register has not, in one transaction: rows of one reward together, each reward
 * filed or awaiting payment. Lines in doubt or refused stay out, as the preview said.
 * @throws Refusal `nothing_to_import`
 */
export function commitLedger(services: CoreServices, caller: Caller, open: OpenLedger): { batchId: string; stored: number; storedFen: number; alreadyStored: number } {
  const { key } = services.database
  const batchId = newId()
  const lines = toStore(open.analysis.lines)
  const { alreadyStored } = open.analysis.counts
  if (lines.length === 0) throw refuse('nothing_to_import', alreadyStored > 0 ? `可以导入的${alreadyStored}行库里都有了。没有重复写入。` : '没有可以导入的行。库里没有变动，改正后重新读入。')
  const storedFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0)
  caller.commit(
    (tx) => {
      for (const rows of rewardsIn(lines)) {
        const reward = historical(rows, open.year, batchId)
        // Several numbers in one line are one series, rewarded once: whichever comes up later is a double.
        const [first, ...others] = rows[0]?.refs ?? []
        if (reward.basis === 'per_case' && first !== undefined) for (const other of others) linkCases(tx, first, other, `${open.year}年台账第${reward.row}行`, batchId)
        storeHistoricalReward(tx, key, reward)
      }
      tx.write(ledgerImportStatements.insertBatch, {
        id: batchId,
        year: open.year,
        file_name: open.fileName.slice(0, 120),
        sha256: createHash('sha256').update(open.bytes).digest('hex'),
        stored: lines.length,
        stored_fen: storedFen,
        counts_json: JSON.stringify(open.analysis.counts),
        committed_at: tx.at,
        committed_by: tx.actor.id,
        actor_name: tx.actor.name,
      })
    },
    () => ({ table: 'reward_import', id: batchId, detail: { year: open.year, counts: open.analysis.counts, storedFen } }),
  )
  services.feed.tell('rewards', services.now())
  return { batchId, stored: lines.length, storedFen, alreadyStored }
}

function rewardsIn(lines: readonly RewardLedgerLine[]): RewardLedgerLine[][] {
  const rewards = new Map<string, RewardLedgerLine[]>()
  for (const line of lines) {
    const place = `${line.rewardRow} ${line.sheet}`
    rewards.set(place, [...(rewards.get(place) ?? []), line])
  }
  return [...rewards.values()]
}

function historical(rows: readonly RewardLedgerLine[], year: number, batchId: string): HistoricalReward {
  const [line] = rows
  if (!line || line.on === null || line.basis === null || line.ref === null) throw new Error('an accepted line lacks its day, kind or case')
  const goods = rows.map((row) => row.goods).filter((one) => one !== null)
  const sum = (of: (row: RewardLedgerLine) => number) => rows.reduce((all, row) => all + of(row), 0)
  return {
    year,
    row: line.row,
    onDay: line.on,
    recipients: rows.flatMap((row) => row.recipients.map(recipient)),
    basis: line.basis,
    caseNo: line.basis === 'per_case' ? (line.refs[0] ?? line.ref) : null,
    matter: line.basis === 'per_matter' ? line.ref : null,
    leadContent: line.leadContent,
    domain: domainOfLine(line.basis, line.leadContent),
    confidentiality,
    cashFen: sum(({ amountFen }) => amountFen),
    goods: goods.length === 0 ? null : goods.join('；'),
    goodsFen: sum(({ goodsValueFen }) => goodsValueFen),
    applicant: line.applicant,
    approver: line.approver,
    paidOn: line.paidOn,
    signedBy: line.paidOn === null ? null : line.signedBy,
    isProxy: line.paidOn !== null && line.isProxy,
    payers: line.payers,
    batchId,
  }
}

function recipient({ personId, post, communityId, gridId, shareFen }: LedgerRecipient): HistoricalRecipient {
  if (personId === null || communityId === null || (post !== 'grid_chief' && post !== 'aux_police')) throw new Error('an accepted line names nobody in post')
  return { personId, post, communityId, gridId, shareFen }
}

/** What has come to rest on the rewards of an import, in words, or null. */
function inTheWay(reader: Reader, batch: { id: string; committed_at: number }): string | null {
  const on = { batch_id: batch.id }
  const touched = reader.all(ledgerImportStatements.rewardsOf, on).filter((reward) => reward.touched === 1).length
  const duplicates = reader.get(ledgerImportStatements.duplicatesOf, on)?.n ?? 0
  const joined = reader.get(ledgerImportStatements.joinedSince, { ...on, at: batch.committed_at })?.n ?? 0
  const reasons = [
    ...(touched > 0 ? [`其中${touched}笔导入后又办过发放、冲正、作废或并案`] : []),
    ...(duplicates > 0 ? [`已有${duplicates}条线索按其中的线索核实为重复`] : []),
    ...(joined > 0 ? [`已有${joined}个案件并入其中的系列案件`] : []),
  ]
  return reasons.length === 0 ? null : reasons.join('；')
}

/** Why an import cannot be voided as a whole any more, or null. */
export const whyNotUndone = ({ database: { reader } }: CoreServices, batch: { id: string; committed_at: number; undone_at: number | null }): string | null => (batch.undone_at === null ? inTheWay(reader, batch) : '已经撤销')

/**
 * Voids the rewards of an import by reversal: the money is back in the fund, the cases are free and out of the series that
 * the import made. @throws Refusal `already_undone`, `built_upon`
 */
export function undoLedger(services: CoreServices, caller: Caller, batchId: string, reason: string): number {
  const { key } = services.database
  const voided = caller.commit(
    (tx) => {
      const batch = tx.get(ledgerImportStatements.batch, { id: batchId })
      if (!batch) throw notFound()
      if (batch.undone_at !== null) throw refuse('already_undone', '这次导入已经撤销过。库里没有变动。')
      const why = inTheWay(tx, batch)
      if (why !== null) throw refuse('built_upon', `不能撤销：${why}。库里没有变动，到奖励页逐笔作废。`)
      const rewards = tx.all(ledgerImportStatements.rewardsOf, { batch_id: batchId })
      for (const reward of rewards) takeBackHistoricalReward(tx, key, reward.id, reason, caller.today)
      unlinkCasesOf(tx, batchId)
      tx.write(ledgerImportStatements.markUndone, { id: batchId, undone_at: tx.at, undone_by: tx.actor.id })
      return rewards.length
    },
    (count) => ({ table: 'reward_import', id: batchId, detail: { voided: count, reason } }),
  )
  services.feed.tell('rewards', services.now())
  return voided
}
