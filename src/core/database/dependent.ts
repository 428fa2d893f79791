import { query, type Query, type Values } from './statement'

/** What an import made and others may have come to refer to. Lists are JSON, so that one statement serves any number. */
const foundation = {
  /** Ids of people; or, for a table that knows them by keyed values only, those values. */
  persons: 'text',
  /** `[{person, community}]`: people known before, and where the import gave them a post. */
  tenures: 'text',
  grids: 'text',
  communities: 'text',
  batch_id: 'text',
  /** The moment of the import: what refers to people known before counts from then on. */
  since: 'integer',
} as const
export type Foundation = Values<typeof foundation>
export type Subject = 'person' | 'grid' | 'community'
type LookUp = 'leadProvider' | 'rewardRecipient'

/** A table that refers to people or places, and how the rows that rest on an import's people or places are found. */
export interface Dependent extends Query<typeof foundation, { id: 'text' }> {
  readonly table: string
  readonly refers: Readonly<Record<string, Subject>>
  /** People stand in the table as keyed values of this kind. */
  readonly personsAs: LookUp | null
  /** What the office calls it and how it counts it; rows of several tables under one name and id are one. */
  readonly what: string
  readonly measure: string
}

interface Declared {
  person?: readonly string[]
  grid?: readonly string[]
  community?: readonly string[]
  personsAs?: LookUp
  /** Columns with an index: their rows are looked up one by one. All others cost one walk of the table together. */
  indexed?: readonly string[]
  /** SQL joined from a grid `g` to the table `t`, where that is the way to the rows of a grid. */
  fromGrid?: string
  /** SQL joined before `t`. */
  from?: string
  /** SQL: what is counted, `t.id` where left out. */
  counts?: string
  /** SQL: the row's community, for telling whether it concerns a post there. */
  communityOf?: string
  /** SQL: rows that count. */
  where?: string
  what: string
  measure: string
}

const lists = { person: '@persons', grid: '@grids', community: '@communities' } as const

export function dependent(table: string, declared: Declared): Dependent {
  const { person = [], grid = [], community = [], indexed = [], fromGrid, from = '', counts = 't.id', communityOf, where = 't.deleted_at IS NULL', what, measure } = declared
  const columns = [...person.map((name) => ({ name, subject: 'person' as const })), ...grid.map((name) => ({ name, subject: 'grid' as const })), ...community.map((name) => ({ name, subject: 'community' as const }))]
  const select = `SELECT ${counts} AS id FROM`
  const lookedUp: string[] = []
  const walked: string[] = []
  for (const { name, subject } of columns) {
    const list = lists[subject]
    const givenPost = subject === 'person' && communityOf !== undefined
    if (subject === 'grid' && fromGrid !== undefined) lookedUp.push(`${select} json_each(@grids) s CROSS JOIN grid g ON g.id = s.value ${fromGrid} WHERE t.${name} = s.value AND ${where}`)
    else if (indexed.includes(name)) {
      lookedUp.push(`${select} json_each(${list}) s CROSS JOIN ${table} t ON t.${name} = s.value WHERE ${where}`)
      if (givenPost) lookedUp.push(`${select} json_each(@tenures) s CROSS JOIN ${table} t ON t.${name} = s.value ->> 'person' WHERE ${where} AND t.created_at >= @since AND ${communityOf} = s.value ->> 'community'`)
    } else {
      walked.push(`t.${name} IN (SELECT value FROM json_each(${list}))`)
      if (givenPost) walked.push(`t.created_at >= @since AND (t.${name}, ${communityOf}) IN (SELECT value ->> 'person', value ->> 'community' FROM json_each(@tenures))`)
    }
  }
  const walk = walked.length === 0 ? [] : [`${select} ${from}${table} t WHERE ${where} AND (${walked.join(' OR ')})`]
  const sql = [...lookedUp, ...walk].join('\nUNION ')
  const used = Object.fromEntries(Object.entries(foundation).filter(([name]) => sql.includes(`@${name}`))) as typeof foundation
  const refers = Object.fromEntries(columns.map(({ name, subject }) => [name, subject]))
  return { ...query(used, { id: 'text' }, sql), table, refers, personsAs: declared.personsAs ?? null, what, measure }
}
