/** One line of the table: ours against a floor or a peer that did the comparable work in the same run. */
export interface Comparison {
  what: string
  ours: number
  peer: number
  /** What the peer did. */
  against: string
}

export const median = (times: readonly number[]): number => {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return ((sorted[middle] ?? 0) + (sorted[sorted.length % 2 === 1 ? middle : middle - 1] ?? 0)) / 2
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds that the processor worked for this thread: what other programs and threads do beside it is not in it. */
export async function processorTime(work: () => unknown): Promise<number> {
  const start = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

/** Median milliseconds of both, taken by turns so that a busy moment of the machine meets both; the first turns warm up. */
export async function byTurns(runs: number, ours: (run: number) => Promise<number>, peer: (run: number) => Promise<number>, warmUp = 1): Promise<{ ours: number; peer: number }> {
  const times = { ours: [] as number[], peer: [] as number[] }
  for (let run = -warmUp; run < runs; run += 1) {
    const [own, other] = [await ours(run + warmUp), await peer(run + warmUp)]
    if (run < 0) continue
    times.ours.push(own)
    times.peer.push(other)
  }
  return { ours: median(times.ours), peer: median(times.peer) }
}

export function table(lines: readonly Comparison[]): string {
  const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
  const rows = [['what', 'ours', 'peer', 'ratio', 'the peer'], ...lines.map((line) => [line.what, milliseconds(line.ours), milliseconds(line.peer), `${(line.ours / line.peer).toFixed(2)} ×`, line.against])]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : column === 4 ? cell : cell.padStart(widths[column] ?? 0))).join('   ')).join('\n')
}
