import { describe, expect, it } from 'vitest'
import { openStation } from '../../tests/stand/station'
import { openConnection } from './database/driver'
import { migrate } from './database/migrate'
import { dependents, restingOnNothing } from './dependents'

/** Tables whose rows are people, posts and places. */
const subjects = ['person', 'post_assignment', 'grid', 'community', 'org_unit']
/** Columns that name somebody or something else, by their ending: every other column that could hold such an id is told apart below. */
const holdsIds = /(^|_)(id|mac|enc|json|key|subject|by|for)$/
const holdsOthers: Readonly<Record<string, readonly string[]>> = {
  'the row itself': ['*.id'],
  'an account, or the program': [
    '*.created_by', '*.updated_by', '*.typed_by', '*.account_id', '*.undone_by', '*.committed_by', 'eval_submission.entered_by', 'eval_reopen.requested_by', 'eval_reopen.decided_by',
    'eval_appeal.decided_by', 'user_account.login_key', 'reward_step.recorded_by',
  ],
  'an import': ['*.import_batch_id', 'import_mapping.shape_key'],
  'the subject of a sheet: police or aux': ['*.subject'],
  'a file kept as evidence, or what it was kept with, which is asked itself': ['*.scan_id', 'attachment.owner_id'],
  'a record that points back to its row': ['eval_sheet.submission_id', 'eval_cycle.lock_id', 'reward.incident_id', 'case_series_member.series_id', 'audit_log.target_id', 'change_log.row_id', 'change_log.command_id', 'lead_reveal.lead_id'],
  'a case': ['*.case_key', 'reward.subject_key'],
  'a number or a text': ['person.id_no_enc', 'person.id_no_mac', 'person.phone_enc', 'person.phone_mac', 'lead.content_enc', 'lead_verification.opinion_enc', 'reward_recipient.account_enc', 'reward_payment.signed_enc', 'attendance.proxy_for', 'eval_submission.stands_in_for'],
  'settings, scores, days, preferences': [
    'app_setting.value_json', 'user_account.preferences_json', 'eval_cycle.terms_json', 'eval_submission.scores_json', 'calendar_year.days_json', '*.counts_json', 'import_mapping.mapping_json', 'person.extra_json', 'reward.chain_json',
  ],
  'a count, kept by triggers from the tenures': ['member_count.community_id', 'count_pending.person_id'],
  'a log, kept whatever becomes of its rows': ['audit_log.detail_json', 'change_log.fields_json', 'export_log.filter_json'],
}
const others = new Set(Object.values(holdsOthers).flat())

const connection = openConnection(':memory:')
migrate(connection, () => undefined)
const tables = (connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'minutes_fts%' ORDER BY name`).all() as { name: string }[]).map(({ name }) => name)
interface Reference { table: string; from: string }
const columnsOf = (table: string) => (connection.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
const referencesOf = (table: string) => connection.pragma(`foreign_key_list(${table})`) as Reference[]

const declared = new Set([...dependents.flatMap(({ table, refers }) => Object.keys(refers).map((column) => `${table}.${column}`)), ...Object.keys(restingOnNothing)])

/** Columns of a table that refer to people or places as far as the schema tells, and that no feature has declared. */
function forgotten(table: string, columns: readonly string[], references: readonly Reference[]): string[] {
  return columns
    .filter((column) => {
      const target = references.find(({ from }) => from === column)?.table
      if (target !== undefined) return subjects.includes(target)
      return holdsIds.test(column) && !others.has(`${table}.${column}`) && !others.has(`*.${column}`)
    })
    .map((column) => `${table}.${column}`)
    .filter((place) => !declared.has(place))
}

describe('what rests on people, posts and places', () => {
  it('is declared for every column of the schema that refers to one', () => {
    expect(tables.flatMap((table) => forgotten(table, columnsOf(table), referencesOf(table)))).toEqual([])
  })

  it('would be missed in a table that no feature declares', () => {
    expect(forgotten('incident', ['id', 'handler_id', 'community_id', 'found_mac', 'created_by'], [{ table: 'person', from: 'handler_id' }, { table: 'community', from: 'community_id' }])).toEqual(['incident.handler_id', 'incident.community_id', 'incident.found_mac'])
  })

  it('is declared for columns that exist', () => {
    const all = new Set(tables.flatMap((table) => columnsOf(table).map((column) => `${table}.${column}`)))
    expect([...declared].filter((place) => !all.has(place))).toEqual([])
    expect([...others].filter((place) => (place.startsWith('*.') ? ![...all].some((one) => one.endsWith(place.slice(1))) : !all.has(place)))).toEqual([])
  })

  it('is declared for every column in which the sample township holds such an id, whatever the column is called', async () => {
    const { services } = await openStation({ sample: true })
    const rows = (sql: string) => services.database.connection.prepare(sql).raw().all() as unknown[][]
    const ids = new Set(subjects.flatMap((table) => rows(`SELECT id FROM ${table}`).map(([id]) => String(id))))
    const found = tables.flatMap((table) => {
      const columns = columnsOf(table).filter((column) => !(subjects.includes(table) && column === 'id'))
      return columns.filter((column) => rows(`SELECT ${column} FROM ${table} WHERE typeof(${column}) = 'text'`).some(([value]) => (String(value).match(/[0-9A-Z]{26}/g) ?? []).some((id) => ids.has(id)))).map((column) => `${table}.${column}`)
    })
    expect(found.length).toBeGreaterThan(20)
    const logs = new Set(holdsOthers['a log, kept whatever becomes of its rows'])
    expect(found.filter((place) => !declared.has(place) && !logs.has(place) && !others.has(place) && !place.startsWith('audit_log.') && !place.startsWith('change_log.'))).toEqual([])
  })
})
