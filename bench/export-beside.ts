import { dayAt } from '../src/core/office-day'
import type { BenchStation } from './bench-station'
import { mostPerQuery } from './every-query'
import { clientOf, openLargeTownship } from './large-township'
import { processorTime, type Comparison } from './measure'

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`

interface Beside {
  took: number
  /** The longest that a small question had to wait meanwhile. */
  longestWait: number
  /** What this thread itself had to do for the drawing, processor time. */
  own: number
}

/** Asks something small again and again while `work` is made elsewhere. */
async function beside(station: BenchStation, work: () => Promise<unknown>): Promise<Beside> {
  const other = clientOf(station, 'auditor')
  let longestWait = 0
  const state = { over: false }
  const start = performance.now()
  const own = await processorTime(async () => {
    const done = work().finally(() => (state.over = true))
    while (!state.over) {
      const asked = performance.now()
      await other.station.footing({})
      longestWait = Math.max(longestWait, performance.now() - asked)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await done
  })
  return { took: performance.now() - start, longestWait, own }
}

/** A whole district's roster and month, as files and as papers: how long others wait meanwhile. */
export async function exportBeside(project: string): Promise<Comparison[]> {
  const station = await openLargeTownship(project)
  try {
    const clerk = clientOf(station, 'clerk')
    const asOf = dayAt(station.services.now())
    const month = (await clerk.evaluations.months({})).months.find((one) => one.lockedOn !== null)?.month ?? ''
    const works: [string, () => Promise<unknown>][] = [
      ['roster.export of 212,000 people', () => clerk.roster.export({ asOf, communityId: null, phones: 'masked', reason: null })],
      ['evaluations.export, the month in one workbook', () => clerk.evaluations.export({ month, communityId: null, what: 'month' })],
      ['evaluations.export, a file a sheet', () => clerk.evaluations.export({ month, communityId: null, what: 'files' })],
      ['evaluations.papers, every score sheet', () => clerk.evaluations.papers({ month, communityId: null, what: 'sheets', rateeId: null, kind: null })],
      ['roster.papers of one community', async () => clerk.roster.papers({ asOf, communityId: (await clerk.roster.board({ asOf })).communities[0]?.communityId ?? null })],
    ]
    const lines: Comparison[] = []
    for (const [what, work] of works) {
      const { took, longestWait, own } = await beside(station, work)
      console.log(`   ${what}: ${took.toFixed(0)} ms, this thread's own ${own.toFixed(0)} ms, others waited ${longestWait.toFixed(0)} ms at most, memory ${megabytes(process.memoryUsage().rss)}`)
      lines.push({ what, ours: longestWait, peer: mostPerQuery, against: `the ${mostPerQuery} ms that another call may wait; the whole took ${took.toFixed(0)} ms` })
    }
    return lines
  } finally {
    station.close()
  }
}
