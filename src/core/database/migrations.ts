import foundation from './migrations/0001_foundation.sql?raw'
import roster from './migrations/0002_roster.sql?raw'
import attachments from './migrations/0003_attachments.sql?raw'
import rewards from './migrations/0006_rewards.sql?raw'

export interface Migration {
  version: number
  name: string
  sql: string
}

/** Forward only. A number once released is never edited; tables that sync only ever gain columns. */
export const migrations: readonly Migration[] = [
  { version: 1, name: 'foundation', sql: foundation },
  { version: 2, name: 'roster', sql: roster },
  { version: 3, name: 'attachments', sql: attachments },
  { version: 6, name: 'rewards', sql: rewards },
]
export const schemaVersion = migrations.at(-1)?.version ?? 0
