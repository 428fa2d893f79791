import { describe, expect, it } from 'vitest'
import { auditHash, firstBrokenRecord, sealAuditRecord, type AuditRow } from './audit-chain'

const actor = { id: 'a1', name: '内勤', carrier: 'test' } as const
function chainOf(chain: string, length: number): AuditRow[] {
  const rows: AuditRow[] = []
  for (let seq = 1; seq <= length; seq += 1)
    rows.push(sealAuditRecord({ chain, seq, at: 1000 + seq, actor, entry: { action: 'roster.change', outcome: 'done', targetTable: 'person', targetId: `p${seq}`, detail: { seq } }, prevHash: rows.at(-1)?.hash ?? '' }))
  return rows
}
const resealed = (row: AuditRow, change: Partial<AuditRow>): AuditRow => {
  const { hash: _, ...fields } = { ...row, ...change }
  return { ...fields, hash: auditHash(fields) }
}

describe('the audit chain', () => {
  it('holds when every record follows the one before, chain by chain', () => {
    expect(firstBrokenRecord([...chainOf('A.1', 4), ...chainOf('B.1', 3)])).toEqual({ brokenAt: null, records: 7 })
    expect(firstBrokenRecord([])).toEqual({ brokenAt: null, records: 0 })
  })

  it.each(['at', 'actor', 'actor_name', 'carrier', 'action', 'outcome', 'target_table', 'target_id', 'detail_json'] as const)('breaks at a record whose %s was altered', (field) => {
    const rows = chainOf('A.1', 4).map((row) => (row.seq === 2 ? { ...row, [field]: field === 'at' ? 5 : 'other' } : row))
    expect(firstBrokenRecord(rows).brokenAt).toBe('A.1#2')
  })

  it('tells an empty field from a missing one', () => {
    const rows = chainOf('A.1', 3).map((row) => (row.seq === 3 ? resealed(row, { target_id: null }) : row))
    expect(firstBrokenRecord(rows.map((row) => (row.seq === 3 ? { ...row, target_id: '' } : row))).brokenAt).toBe('A.1#3')
    expect(firstBrokenRecord(rows).brokenAt).toBe(null)
  })

  it('breaks after a record that was altered and hashed anew', () => {
    const rows = chainOf('A.1', 4).map((row) => (row.seq === 2 ? resealed(row, { actor_name: '别人' }) : row))
    expect(firstBrokenRecord(rows).brokenAt).toBe('A.1#3')
  })

  it('breaks where a record was removed, also the first', () => {
    expect(firstBrokenRecord(chainOf('A.1', 4).filter((row) => row.seq !== 3)).brokenAt).toBe('A.1#4')
    expect(firstBrokenRecord(chainOf('A.1', 4).filter((row) => row.seq !== 1)).brokenAt).toBe('A.1#2')
  })

  it('breaks where two records were swapped', () => {
    const [one, two, three, four] = chainOf('A.1', 4)
    if (!one || !two || !three || !four) throw new Error('four records were expected')
    expect(firstBrokenRecord([one, three, two, four]).brokenAt).toBe('A.1#3')
    expect(firstBrokenRecord([one, { ...three, seq: 2 }, { ...two, seq: 3 }, four]).brokenAt).toBe('A.1#2')
  })

  it('breaks where a record was put in between', () => {
    const [one, two, three] = chainOf('A.1', 3)
    if (!one || !two || !three) throw new Error('three records were expected')
    const inserted = resealed({ ...two, prev_hash: two.hash }, { seq: 3, detail_json: '{}' })
    expect(firstBrokenRecord([one, two, inserted, resealed(three, { seq: 4 })]).brokenAt).toBe('A.1#4')
  })

  it('breaks where a record was moved to another chain', () => {
    const [first] = chainOf('A.1', 1)
    if (!first) throw new Error('a record was expected')
    expect(firstBrokenRecord([{ ...first, chain: 'B.1' }]).brokenAt).toBe('B.1#1')
  })
})
