import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rewardBreaches } from '../../src/core/features/rewards/reward-check'
import { verifyAudit } from '../../src/core/audit/audit-procedures'
import { openRewardDesk } from '../stand/reward-desk'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of its own on the same data folder, with the clerk's rights: says ready, waits for its orders, then does them all. */
const rival = `
import { createInterface } from 'node:readline'
import { runnerImport } from 'vite'
const load = async (path) => (await runnerImport(path, { configFile: false, logLevel: 'error' })).module
const { createCore } = await load('./src/core/create-core.ts')
const { commandLineConnection } = await load('./src/core/connection.ts')
const { createRouterClient } = await import('@orpc/server')
const core = createCore({ dataDir: process.argv[1], now: () => Date.parse('2026-11-05T10:00:00+08:00'), log: { info() {}, error() {} }, host: 'cli', versions: { app: '0', electron: null, chromium: null, node: '' }, readWorkbook: async () => { throw new Error('none') }, sample: false })
const client = createRouterClient(core.router, { context: { connection: commandLineConnection('rival') } })
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const tally = {}
  for (const order of JSON.parse(line)) {
    if (order.paper) order.input.onPaper = { signerId: null, signer: order.paper, signedOn: '2026-11-05', scanTicket: core.services.tickets.acceptUpload({ fileName: 'a.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }) }
    const answer = await client.rewards[order.step](order.input).then(() => 'DONE', (error) => error.data?.rule ?? error.code ?? String(error))
    tally[answer] = (tally[answer] ?? 0) + 1
  }
  console.log(JSON.stringify(tally))
}
core.close()
`

class Rival {
  private said = ''
  private complaint = ''
  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on('data', (bytes: Buffer) => (this.said += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (this.complaint += bytes.toString()))
  }
  static async on(dir: string): Promise<Rival> {
    const one = new Rival(spawn(process.execPath, ['--input-type=module', '-e', rival, dir], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] }))
    expect(await one.line(0)).toBe('ready')
    return one
  }
  private async line(at: number): Promise<string> {
    for (;;) {
      const lines = this.said.split('\n')
      if (lines.length > at + 1) return lines[at] ?? ''
      if (this.child.exitCode !== null) throw new Error(this.complaint)
      await Promise.race([once(this.child.stdout, 'data'), once(this.child, 'close')])
    }
  }
  private orders = 0
  give(orders: readonly unknown[]): Promise<Record<string, number>> {
    this.child.stdin.write(`${JSON.stringify(orders)}\n`)
    this.orders += 1
    return this.line(this.orders).then((text) => JSON.parse(text) as Record<string, number>)
  }
  async end(): Promise<void> {
    this.child.stdin.end()
    if (this.child.exitCode === null) await once(this.child, 'close')
  }
}

describe('two programs at once on one data folder', () => {
  it('leave one live reward for each case and never approve more than the fund holds', async () => {
    const budget = 10
    const desk = await openRewardDesk({ budgetFen: budget * 40_000 })
    const rivals = [await Rival.on(desk.station.dir), await Rival.on(desk.station.dir)]
    const cases = Array.from({ length: 24 }, (_, at) => `C${1000 + at}`)
    // Each side has a lead of its own for every case, so that only the case stands between them.
    const leads: string[][] = [[], []]
    for (const own of leads) for (let at = 0; at < cases.length; at += 1) own.push(await desk.valuableLead())

    const applied = await Promise.all(rivals.map((one, at) => one.give(cases.map((caseNo, nth) => ({ step: 'apply', input: { fields: desk.fields(leads[at]?.[nth] ?? '', { caseNo: at === 0 ? caseNo : caseNo.toLowerCase() }) } })))))
    expect(applied.reduce((sum, tally) => sum + (tally['DONE'] ?? 0), 0)).toBe(cases.length)
    expect(applied.reduce((sum, tally) => sum + (tally['I14'] ?? 0), 0)).toBe(cases.length)

    const { rewards } = await desk.clerk.client.rewards.list({ limit: 200 })
    expect(rewards).toHaveLength(cases.length)
    expect(new Set(rewards.map((reward) => reward.rewardNo)).size).toBe(cases.length)
    for (const { rewardId } of rewards) {
      await desk.clerk.client.rewards.submit({ rewardId, rowVersion: 1 })
      await desk.officer.client.rewards.verify({ rewardId, rowVersion: 2, opinion: '属实', onPaper: null })
    }
    // Every reward is put before both: one of the two signatures is late or finds the fund empty.
    const approve = rewards.map(({ rewardId }) => ({ step: 'approve', paper: '任站长', input: { rewardId, rowVersion: 3, opinion: '同意' } }))
    const approved = await Promise.all([rivals[0]?.give(approve), rivals[1]?.give(approve.toReversed())])
    expect(approved.reduce((sum, tally) => sum + (tally?.['DONE'] ?? 0), 0)).toBe(budget)
    expect(approved.reduce((sum, tally) => sum + (tally?.['I19'] ?? 0), 0)).toBeGreaterThan(0)
    expect(approved.flatMap((tally) => Object.keys(tally ?? {})).filter((answer) => !['DONE', 'I19', 'CONFLICT'].includes(answer))).toEqual([])
    for (const one of rivals) await one.end()

    expect(await desk.balances()).toEqual({ budgetFen: budget * 40_000, committedFen: budget * 40_000, paidFen: 0, balanceFen: 0 })
    const { reader } = desk.station.services.database
    expect(rewardBreaches(reader)).toEqual([])
    expect(verifyAudit(reader).brokenAt).toBeNull()
  }, 180_000)
})
