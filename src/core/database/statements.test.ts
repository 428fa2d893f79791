import { afterAll, describe, expect, it } from 'vitest'
import { openConnection } from './driver'
import { migrate } from './migrate'
import type { Statement } from './statement'

/** Every statement module there is: a new one is found by its file name and cannot be forgotten. */
const modules = import.meta.glob<Record<string, Record<string, Statement>>>('../**/*-statements.ts', { eager: true })
const statements = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported).flatMap(([registry, entries]) =>
    Object.entries(entries).map(([name, statement]) => ({ file, name: `${registry}.${name}`, statement })),
  ),
)

const connection = openConnection(':memory:')
migrate(connection, () => undefined)
afterAll(() => connection.close())

interface TableColumn {
  name: string
  notnull: number
  pk: number
}
const columnsOf = (table: string): TableColumn[] => connection.pragma(`table_info(${table})`) as TableColumn[]
const parametersIn = (sql: string): string[] => [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? ''))].sort()

/** Tables that grow with the years: no plan may walk one of them from end to end. */
const largeTables = [
  'person', 'post_assignment', 'person_term', 'serving_count', 'member_count', 'grid_pairing', 'audit_log', 'change_log', 'reveal_log', 'export_log',
  'import_batch', 'attachment', 'attachment_content', 'meeting', 'agenda_entry', 'meeting_draft', 'attendance', 'decision',
  'decision_progress', 'meeting_signature', 'meeting_seal', 'minutes_addition', 'minutes_index', 'eval_sheet', 'eval_score', 'eval_submission',
  'eval_result', 'eval_lock',
  'lead', 'lead_verification', 'lead_reveal', 'case_series_member', 'reward', 'reward_recipient', 'reward_step', 'reward_approval', 'reward_payment', 'reward_fund_entry',
]
/** Walks along an index of a large table that are meant, each with the reason. */
const allowedWalks: Readonly<Record<string, string>> = {
  'importStatements.batches': 'SCAN import_batch USING INDEX import_batch_at', // the newest fifty, and no further
}

/**
 * Asked only when past imports are listed or one is taken back: one walk each of tables that have a few thousand rows a
 * year, so that no index need be kept for it.
 */
const walkedForUndo = [
  'meeting', 'meeting_draft', 'decision', 'grid_pairing', 'eval_sheet', 'eval_submission', 'eval_result', 'eval_lock', 'lead', 'reward', 'reward_step', 'reward_approval', 'reward_payment',
]
const isAskedByUndo = (statement: Statement): boolean => 'measure' in statement

/** What a plan calls a table: its alias where it has one. */
function tableBehind(sql: string, called: string): string {
  for (const [, table = '', alias] of sql.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:[ \t]+(?:AS[ \t]+)?(?!ON\b|JOIN\b|LEFT\b|WHERE\b|ORDER\b|INDEXED\b|SET\b|GROUP\b|LIMIT\b)(\w+))?/g))
    if (called === (alias ?? table)) return table
  return called
}

function planOf(statement: Statement): string[] {
  const nothing = Object.fromEntries(Object.keys(statement.params).map((name) => [name, null]))
  return (connection.prepare(`EXPLAIN QUERY PLAN ${statement.sql}`).all(nothing) as { detail: string }[]).map((step) => step.detail)
}

function walksOfLargeTables(name: string, statement: Statement): string[] {
  return planOf(statement).filter((detail) => {
    const called = /^SCAN (\w+)/.exec(detail)?.[1]
    if (called !== undefined && isAskedByUndo(statement) && walkedForUndo.includes(tableBehind(statement.sql, called))) return false
    return called !== undefined && largeTables.includes(tableBehind(statement.sql, called)) && allowedWalks[name] !== detail
  })
}

/** Columns that the table allows to be empty and the statement's own WHERE does not. */
const filledByWhere = new Set(['rosterStatements.lastHolder/end_on', 'meetingStatements.heldWeeks/held_on'])

describe('the statement registries', () => {
  it('are all found, and hold more than sixty statements', () => {
    expect(Object.keys(modules).map((file) => file.split('/').at(-1)).sort()).toEqual([
      'account-dependent-statements.ts',
      'account-statements.ts',
      'aftermath-statements.ts',
      'attachment-statements.ts',
      'batch-statements.ts',
      'clock-statements.ts',
      'cycle-statements.ts',
      'decision-statements.ts',
      'directory-statements.ts',
      'evaluation-dependent-statements.ts',
      'fund-statements.ts',
      'import-statements.ts',
      'key-statements.ts',
      'lead-statements.ts',
      'ledger-import-statements.ts',
      'ledger-statements.ts',
      'meeting-dependent-statements.ts',
      'meeting-statements.ts',
      'minutes-statements.ts',
      'organisation-statements.ts',
      'person-statements.ts',
      'reward-dependent-statements.ts',
      'reward-ledger-statements.ts',
      'reward-statements.ts',
      'roster-dependent-statements.ts',
      'roster-statements.ts',
      'setting-statements.ts',
      'sheet-statements.ts',
      'station-statements.ts',
    ])
    expect(statements.length).toBeGreaterThan(60)
    expect(Object.entries(modules).filter(([file]) => !statements.some((one) => one.file === file))).toEqual([])
  })

  it('name large tables that exist', () => {
    expect(largeTables.filter((table) => columnsOf(table).length === 0)).toEqual([])
  })

  it('allow no walk that no plan makes any more', () => {
    const plans = new Map(statements.map(({ name, statement }) => [name, planOf(statement)]))
    expect(Object.entries(allowedWalks).filter(([name, detail]) => !plans.get(name)?.includes(detail))).toEqual([])
  })

  it('see a walk behind an alias, so that the plan check can fail', () => {
    const walking: Statement = { kind: 'query', params: {}, row: { id: 'text' }, sql: 'SELECT p.id FROM person p WHERE p.remark IS NULL' }
    expect(walksOfLargeTables('a walk', walking)).toEqual(['SCAN p'])
  })
})

describe.each(statements)('$name', ({ name, statement }) => {
  const { sql, params } = statement

  it('is prepared on a migrated database with the parameters it declares', () => {
    expect(() => connection.prepare(sql)).not.toThrow()
    expect(parametersIn(sql)).toEqual(Object.keys(params).sort())
  })

  it('walks no large table', () => {
    expect(walksOfLargeTables(name, statement)).toEqual([])
  })

  if (statement.kind === 'query')
    it('gives the columns that its row declares', () => {
      const given = connection.prepare(sql).columns()
      expect(given.map((column) => column.name)).toEqual(Object.keys(statement.row))
      for (const { name: column, table, column: origin, type } of given) {
        const declared = statement.row[column] ?? ''
        if (type !== null) expect([column, declared.replace('?', '').toUpperCase()]).toEqual([column, type])
        if (table === null || origin === null || declared.endsWith('?') || filledByWhere.has(`${name}/${column}`)) continue
        const stored = columnsOf(table).find((one) => one.name === origin)
        expect([column, stored?.notnull === 1 || (stored?.pk ?? 0) > 0]).toEqual([column, true])
      }
    })
  else if (statement.kind === 'local')
    it('writes and gives nothing back', () => {
      expect(connection.prepare(sql).reader).toBe(false)
      expect(sql.trim()).toMatch(/^(INSERT|UPDATE|DELETE)\b/)
    })
  else
    it('changes one row of the table that its entry in the change log will name', () => {
      const written = /^\s*(?:INSERT INTO|UPDATE) (\w+)/.exec(sql)?.[1]
      expect(written).toBe(statement.table)
      const columns = columnsOf(statement.table).map((column) => column.name)
      expect(Object.keys(params).filter((param) => !columns.includes(param))).toEqual([])
      expect(statement.kind === 'insert' ? sql : sql.replaceAll(/\s+/g, ' ')).toMatch(statement.kind === 'insert' ? /\(id,/ : /WHERE id = @id\b/)
    })
})
