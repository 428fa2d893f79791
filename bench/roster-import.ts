import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { fromBufferPromise } from 'yauzl'
import { foundTownship } from '../src/core/features/roster/organisation'
import { dayAt } from '../src/core/office-day'
import { generateTownship } from '../src/core/sample/generate-township'
import { postLabel } from '../src/domain/post'
import { openConnection } from '../src/core/database/driver'
import { openBenchStation, type BenchStation } from './bench-station'
import { median, timed, type Comparison } from './measure'

const rows = 10_000
const runs = 3
const head = ['序号', '村(社区)', '网格', '网格编号', '岗位', '姓名', '性别', '身份证号', '联系电话', '警号', '任职时间', '政治面貌', '学历', '备注']

/** A roster as a clerk would have it: 10,000 people in post, 14 columns, one sheet. */
async function rosterWorkbook(): Promise<Uint8Array> {
  const township = generateTownship({ seed: 7, today: dayAt(Date.now()), communities: 60, people: rows + 500 })
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('花名册')
  sheet.addRow(head)
  const leaving = new Set(township.changes.flatMap((change) => (change.outgoing === null ? [] : [change.outgoing])))
  const taken = new Set<number>()
  for (const { incoming, community, grid, post, onDate } of township.changes) {
    if (incoming === null || leaving.has(incoming) || taken.has(incoming) || taken.size === rows) continue
    taken.add(incoming)
    const person = township.persons[incoming]
    const place = township.communities[community]
    const cell = grid === null ? undefined : place?.grids[grid]
    sheet.addRow([taken.size, place?.name, cell?.name, cell?.code, postLabel(post), person?.name, person?.sex, person?.idNo, person?.phone, person?.policeNo, onDate, taken.size % 3 ? '群众' : '中共党员', '大专', null])
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** What no reader can avoid: unpacking every part of the same file. */
async function partsOf(bytes: Uint8Array): Promise<Buffer[]> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false })
  const parts: Buffer[] = []
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry, { decompress: entry.compressionMethod === 8 ? false : null })
    const chunks: Buffer[] = []
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    if (entry.compressionMethod === 8) parts.push(Buffer.concat(chunks))
  }
  return parts
}

/** What no storing can avoid: every row that stands there afterwards, logs included, by prepared inserts into the same tables and indexes; no triggers, no look-ups. */
async function insertsOf(station: BenchStation): Promise<number> {
  const { connection } = station.services.database
  const tables = connection.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'`).pluck().all() as string[]
  const rowsOf = tables.map((table) => ({ table, rows: connection.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][] }))
  const schema = connection.prepare(`SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY type DESC`).pluck().all(JSON.stringify(tables)) as string[]
  const bare = openConnection(join(station.dir, 'bare.sqlite'))
  try {
    bare.exec(schema.join(';\n'))
    return await timed(() => {
      bare.exec('BEGIN IMMEDIATE')
      bare.pragma('defer_foreign_keys = ON')
      for (const { table, rows: stored } of rowsOf) {
        const [first] = stored
        if (!first) continue
        const insert = bare.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`)
        for (const row of stored) insert.run(row)
      }
      bare.exec('COMMIT')
    })
  } finally {
    bare.close()
  }
}

export async function rosterImport(project: string): Promise<Comparison[]> {
  const bytes = await rosterWorkbook()
  const parts = await partsOf(bytes)
  const times = { open: [] as number[], commit: [] as number[], inflate: [] as number[], inserts: [] as number[] }
  for (let run = 0; run <= runs; run += 1) {
    const station = openBenchStation(project)
    try {
      station.services.database.writer.run({ id: 'bench', name: '测速', carrier: 'test' }, (tx) => foundTownship(tx, '青禾镇', '410105'))
      const ticket = station.services.tickets.acceptUpload({ fileName: '花名册.xlsx', bytes })
      let importId = ''
      let valid = 0
      let imported = 0
      const open = await timed(async () => {
        const summary = await station.client.rosterImport.open({ ticket })
        importId = summary.importId
        valid = summary.counts.valid
      })
      const commit = await timed(async () => {
        imported = (await station.client.rosterImport.commit({ importId })).imported
      })
      if (imported !== valid || imported < rows * 0.99) throw new Error(`the workbook was not taken whole: ${imported} of ${rows} rows`)
      const inflate = await timed(() => parts.map((part) => inflateRawSync(part).byteLength))
      // The first run loads the reader and warms the machine up.
      if (run > 0) {
        times.open.push(open)
        times.commit.push(commit)
        times.inflate.push(inflate)
        times.inserts.push(await insertsOf(station))
      } else console.log(`   ${imported} of ${rows} rows imported, ${(bytes.byteLength / 1024).toFixed(0)} kB`)
    } finally {
      station.close()
    }
  }
  const peer = { peer: median(times.inflate), against: 'plain inflate of the same file' }
  const whole = times.open.map((open, run) => open + (times.commit[run] ?? 0))
  return [
    { what: 'import of 10,000 rows, whole', ours: median(whole), ...peer },
    { what: '  read in its thread and analysed', ours: median(times.open), ...peer },
    { what: '  committed with change log and audit', ours: median(times.commit), peer: median(times.inserts), against: 'prepared inserts of all rows written, logs included' },
  ]
}
