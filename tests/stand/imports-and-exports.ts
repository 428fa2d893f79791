import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { commandLineConnection } from '../../src/core/connection'
import { createCore } from '../../src/core/create-core'
import { readCountedWorkbook } from '../../src/core/excel/counted-workbook'
import { foundTownship, addCommunity, readTownship } from '../../src/core/features/roster/organisation'
import { writeFileAtomically } from '../../src/core/files/write-atomically'

const actor = { id: 'test', name: '测试', carrier: 'test' } as const
const surnames = '赵钱孙李周吴郑王冯陈'

/**
 * A station that imports three volunteers and exports the roster, without end, as the command line does; tells each one
 * when it is done. `from` counts the imports that stand already.
 */
export async function importsAndExports(dataDir: string, out: string, from: number, tell: (done: string) => void): Promise<never> {
  const core = createCore({
    dataDir,
    now: Date.now,
    log: { info: () => undefined, error: (fact, detail) => console.error(fact, detail) },
    host: 'test',
    versions: { app: '0.0.0', electron: null, chromium: null, node: process.versions.node },
    readWorkbook: readCountedWorkbook,
    sample: false,
  })
  const { services } = core
  if (!readTownship(services.database.reader))
    services.database.writer.run(actor, (tx) => {
      foundTownship(tx, '试验镇', '410105')
      addCommunity(tx, { name: '东塘社区', areaCode: null, kind: null })
    })
  const client = createRouterClient(core.router, { context: { connection: commandLineConnection('test') } })
  tell('open')
  for (let n = from + 1; ; n += 1) {
    const people = [0, 1, 2].map((each) => `东塘社区,${surnames[n % 10]}${surnames[Math.floor(n / 10) % 10]}${String.fromCodePoint(0x4e00 + n * 3 + each)},志愿者`)
    const bytes = Buffer.from(['村(社区),姓名,岗位', ...people].join('\n'))
    const { importId } = await client.rosterImport.open({ ticket: services.tickets.acceptUpload({ fileName: `第${n}批.csv`, bytes }) })
    const { faults } = await client.rosterImport.faults({ importId, withConversions: false })
    for (const fault of faults) await client.rosterImport.decide({ importId, sheet: fault.sheet, row: fault.row, kind: fault.kind, accept: true } as never)
    const { imported } = await client.rosterImport.commit({ importId })
    if (imported !== 3) throw new Error(`imported ${imported} of 3: ${JSON.stringify(faults)}`)
    tell(`import ${n}`)
    const { ticket } = await client.roster.export({ asOf: '2026-11-05', communityId: null, phones: 'masked', reason: null })
    writeFileAtomically(join(out, '花名册.xlsx'), services.tickets.takeDownload(ticket).bytes)
    tell(`export ${n}`)
  }
}
