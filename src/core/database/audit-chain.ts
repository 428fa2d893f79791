import { createHash } from 'node:crypto'
import type { Actor } from './actor'

export interface AuditEntry {
  /** `feature.procedure`, or a host's own act such as `station.restore`. */
  action: string
  outcome: 'done' | 'refused'
  targetTable?: string | undefined
  targetId?: string | undefined
  /** Facts for the auditor. Never a number in clear: sealed fields enter as ciphertext or not at all. */
  detail?: Record<string, unknown> | undefined
}

export interface AuditRow {
  chain: string
  seq: number
  at: number
  actor: string
  actor_name: string
  carrier: string
  action: string
  outcome: string
  target_table: string | null
  target_id: string | null
  detail_json: string
  prev_hash: string
  hash: string
}

/** SHA-256 over every field but the hash itself, in one fixed order, with the hash before. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const fields = [row.prev_hash, row.chain, row.seq, row.at, row.actor, row.actor_name, row.carrier, row.action, row.outcome, row.target_table, row.target_id, row.detail_json]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

export function sealAuditRecord(input: { chain: string; seq: number; at: number; actor: Actor; entry: AuditEntry; prevHash: string }): AuditRow {
  const { chain, seq, at, actor, entry, prevHash } = input
  const row = {
    chain,
    seq,
    at,
    actor: actor.id,
    actor_name: actor.name,
    carrier: actor.carrier,
    action: entry.action,
    outcome: entry.outcome,
    target_table: entry.targetTable ?? null,
    target_id: entry.targetId ?? null,
    detail_json: JSON.stringify(entry.detail ?? {}),
    prev_hash: prevHash,
  }
  return { ...row, hash: auditHash(row) }
}

/**
 * Walks records ordered by chain and seq.
 * Invariant: in each chain seq is dense from 1, the first prev_hash is empty, and every hash fits its row.
 * @returns the place of the first record that does not fit, as `chain#seq`, or null.
 */
export function firstBrokenRecord(rows: Iterable<AuditRow>): { brokenAt: string | null; records: number } {
  let chain = ''
  let seq = 0
  let hash = ''
  let records = 0
  for (const row of rows) {
    if (row.chain !== chain) {
      chain = row.chain
      seq = 0
      hash = ''
    }
    records += 1
    const fits = row.seq === seq + 1 && row.prev_hash === hash && auditHash(row) === row.hash
    if (!fits) return { brokenAt: `${row.chain}#${row.seq}`, records }
    seq = row.seq
    hash = row.hash
  }
  return { brokenAt: null, records }
}
