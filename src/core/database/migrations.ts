import foundation from './migrations/0001_foundation.sql?raw'
import roster from './migrations/0002_roster.sql?raw'
import attachments from './migrations/0003_attachments.sql?raw'
import meetings from './migrations/0004_meetings.sql?raw'
import evaluations from './migrations/0005_evaluations.sql?raw'
import rewards from './migrations/0006_rewards.sql?raw'
import commentOfItsRater from './migrations/0007_comment_of_its_rater.sql?raw'
import seatNeedsGrid from './migrations/0008_seat_needs_a_grid.sql?raw'
import rosterCounts from './migrations/0009_roster_counts.sql?raw'
import logsByNumberAndDigests from './migrations/0010_logs_by_number_and_digests.sql?raw'
import countsPutOff from './migrations/0011_counts_put_off.sql?raw'

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
  { version: 4, name: 'meetings', sql: meetings },
  { version: 5, name: 'evaluations', sql: evaluations },
  { version: 6, name: 'rewards', sql: rewards },
  { version: 7, name: 'comment_of_its_rater', sql: commentOfItsRater },
  { version: 8, name: 'seat_needs_a_grid', sql: seatNeedsGrid },
  { version: 9, name: 'roster_counts', sql: rosterCounts },
  { version: 10, name: 'logs_by_number_and_digests', sql: logsByNumberAndDigests },
  { version: 11, name: 'counts_put_off', sql: countsPutOff },
]
export const schemaVersion = migrations.at(-1)?.version ?? 0
