import { changedTopics } from '../contract/changes'
import { ChangeFeed } from './change-feed'
import { requirePossibleClock } from './clock/clock'
import type { CoreServices } from './core-services'
import { dataFolder } from './database/data-folder'
import { openStationDatabase } from './database/station-database'
import { sweepTemporaryFiles } from './files/temporary-file'
import { RunningDrawings } from './drawings/running-drawings'
import { Tickets } from './files/tickets'
import type { CorePorts } from './ports'
import { createRouter, type Router } from './router'
import { keepEvaluationDaysQuietly } from './features/evaluations/keep-days'
import { dayAt } from './office-day'
import { backUpOnExit } from './features/station/backup-procedures'

export interface Core {
  router: Router
  services: CoreServices
  /** Looks for commits of other programs (the command line beside the window) and tells the screens. */
  watch(everyMs: number): void
  close(options?: { backUp: boolean }): void
}

/**
 * The application: one function, given its ports. Opens and migrates the data folder.
 * @throws StationFault with a sentence for the clerk when the folder or database cannot be used
 */
export function createCore(ports: CorePorts): Core {
  requirePossibleClock(ports.now())
  const folder = dataFolder(ports.dataDir)
  for (const dir of [folder.dir, folder.backups]) sweepTemporaryFiles(dir)
  const database = openStationDatabase(folder, { now: ports.now })
  const services: CoreServices = { ports, now: ports.now, log: ports.log, folder, database, tickets: new Tickets(ports.now), feed: new ChangeFeed(), drawings: new RunningDrawings() }
  let watching: ReturnType<typeof setInterval> | undefined
  let seen = database.dataVersion()
  keepEvaluationDaysQuietly(services)
  let day = dayAt(ports.now())
  return {
    router: createRouter(services),
    services,
    watch: (everyMs) => {
      watching = setInterval(() => {
        // An office leaves the program open for weeks: the calendar's own steps must not wait for a start.
        const today = dayAt(ports.now())
        if (today !== day) keepEvaluationDaysQuietly(services)
        day = today
        const version = database.dataVersion()
        if (version === seen) return
        seen = version
        for (const topic of changedTopics) services.feed.tell(topic, services.now())
      }, everyMs)
      watching.unref()
    },
    close: (options = { backUp: false }) => {
      clearInterval(watching)
      services.drawings.cancelAll()
      if (options.backUp) backUpOnExit(services)
      database.close()
    },
  }
}
