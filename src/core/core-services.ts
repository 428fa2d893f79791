import type { ChangeFeed } from './change-feed'
import type { DataFolder } from './database/data-folder'
import type { StationDatabase } from './database/station-database'
import type { RunningDrawings } from './drawings/running-drawings'
import type { Tickets } from './files/tickets'
import type { CorePorts, Log } from './ports'

/** What features share: the ports, the database, and the few things that live as long as the core. */
export interface CoreServices {
  ports: CorePorts
  now: () => number
  log: Log
  folder: DataFolder
  database: StationDatabase
  tickets: Tickets
  feed: ChangeFeed
  drawings: RunningDrawings
}
