import { setImmediate } from 'node:timers/promises'
import { StationFault } from '../station-fault'
import { openConnection, type Connection } from './driver'
import { tablesChangedOutside } from './row-digests'

/** How long others wait at most while rows are added up, in milliseconds. */
const slice = 15

/**
 * Before anything leaves on paper: every row of every table that the statements read is as it was written. On a
 * connection of its own and in slices, so that other calls are answered meanwhile.
 * @throws StationFault `damaged_rows`
 */
export async function requireTrueRows(database: string, statements: ReadonlySet<string>): Promise<void> {
  const connection = openConnection(database, { readonly: true, mustExist: true })
  try {
    connection.exec('BEGIN')
    const steps = tablesChangedOutside(connection, tablesReadBy(connection, statements))
    let begun = performance.now()
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        if (step.value.length > 0) throw damagedRows()
        return
      }
      if (performance.now() - begun < slice) continue
      await setImmediate()
      begun = performance.now()
    }
  } finally {
    connection.close()
  }
}

const damagedRows = (): StationFault =>
  new StationFault('damaged_rows', '数据文件已损坏：有记录与保存时不同，不能采用。没有导出，也没有打印，数据没有改动。请停止录入，由技术人员用最近一份好的备份恢复；恢复前可用 cli check 查看。')

/** The tables behind statements, as SQLite itself opens them: by themselves or through one of their indexes. */
function tablesReadBy(connection: Connection, statements: ReadonlySet<string>): ReadonlySet<string> {
  const owners = new Map((connection.prepare(`SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0`).raw().all() as [number, string][]))
  const tables = new Set<string>()
  for (const sql of statements) {
    const nothing = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null]))
    for (const { opcode, p2, p3 } of connection.prepare(`EXPLAIN ${sql}`).all(nothing) as { opcode: string; p2: number; p3: number }[]) {
      const table = opcode === 'OpenRead' && p3 === 0 ? owners.get(p2) : undefined
      if (table !== undefined) tables.add(table)
    }
  }
  return tables
}
