import type { ImportSummary } from '../../../contract/roster-import'
import { placesToCreate } from '../../../domain/place-creation'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { writeFaultWorkbook } from '../../excel/fault-workbook'
import type { Procedures } from '../../guard'
import { requireAccount } from '../../imports/require-account'
import { knownPlaces } from '../roster/roster-intake'
import { logExport } from '../roster/export-log'
import { analyse } from './analyse'
import { commitRoster } from './commit'
import { importStatements } from './import-statements'
import { undoBatch, whyNotUndone } from './undo'
import { OpenImports, type OpenImport } from './open-imports'
import { accountOfRoster, previewRows, summarise, veil } from './preview'

export function rosterImportProcedures(os: Procedures, services: CoreServices) {
  const imports = new OpenImports()
  const { reader } = services.database
  const summary = (open: OpenImport): ImportSummary => {
    const { communities, grids } = placesToCreate(knownPlaces(reader), open.analysis.places)
    return summarise(open, { communities: communities.map(({ name }) => name), grids: grids.length })
  }
  const again = (open: OpenImport, caller: Caller): ImportSummary => {
    open.analysis = analyse(services, open, caller.today)
    return summary(open)
  }
  return {
    open: os.rosterImport.open.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const file = services.tickets.takeUpload(input.ticket)
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      const inputs = { workbook, mapping: {}, corrections: [], decisions: [] }
      return summary(imports.add({ owner: caller.actor.id, fileName: file.fileName, bytes: file.bytes, ...inputs, analysis: analyse(services, inputs, caller.today) }))
    }),
    rows: os.rosterImport.rows.handler(({ input, context: { caller } }) => previewRows(imports.get(input.importId, caller.actor.id).analysis, input.sheet, input.only, input.after, input.limit)),
    faults: os.rosterImport.faults.handler(({ input, context: { caller } }) => {
      const { analysis } = imports.get(input.importId, caller.actor.id)
      const order = new Map(analysis.sheets.map((sheet, at) => [sheet.sheet, at]))
      const faults = analysis.faults.filter((fault) => input.withConversions || fault.severity !== 'normalise')
      return { faults: faults.map(veil).toSorted((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row) }
    }),
    mapColumn: os.rosterImport.mapColumn.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      const columns = open.analysis.sheets.find((sheet) => sheet.sheet === input.sheet)?.columns ?? []
      const present = Object.fromEntries(columns.map((column) => [column.column, column.field]))
      open.mapping = { ...open.mapping, [input.sheet]: { ...present, ...open.mapping[input.sheet], [input.column]: input.field } }
      return again(open, caller)
    }),
    correct: os.rosterImport.correct.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, column, text } = input
      open.corrections = [...open.corrections.filter((one) => !(one.sheet === sheet && one.row === row && one.column === column)), { sheet, row, column, text }]
      return again(open, caller)
    }),
    decide: os.rosterImport.decide.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, kind, accept } = input
      open.decisions = [...open.decisions.filter((one) => !(one.sheet === sheet && one.row === row && one.kind === kind)), { sheet, row, kind, accept }]
      return again(open, caller)
    }),
    commit: os.rosterImport.commit.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      open.analysis = analyse(services, open, caller.today)
      requireAccount(accountOfRoster(open), input.acceptUnread)
      const done = commitRoster(services, caller, open)
      open.committed = true
      // The left-out rows can still be taken along; the file goes with the next ones, or when it is discarded.
      return done
    }),
    discard: os.rosterImport.discard.handler(({ input, context: { caller } }) => {
      imports.drop(imports.get(input.importId, caller.actor.id).id)
      return {}
    }),
    faultWorkbook: os.rosterImport.faultWorkbook.handler(async ({ input, context: { caller } }) => {
      const open = imports.get(input.importId, caller.actor.id)
      const bytes = await writeFaultWorkbook({ bytes: open.bytes, workbook: open.workbook, analysis: open.analysis, rows: input.only })
      const rows = input.only === 'all' ? open.analysis.rows.length : open.analysis.counts.refused + open.analysis.counts.needsConfirmation
      const fileName = `${open.fileName.replace(/\.[^.]+$/, '')}_问题行_${caller.today.replaceAll('-', '')}.xlsx`
      const download = services.tickets.offerDownload({ fileName, bytes }, rows)
      logExport(caller, { report: '问题行', filter: { only: input.only }, rows, masked: false, reason: '改正后重新导入', sha256: download.sha256 })
      return download
    }),
    batches: os.rosterImport.batches.handler(() => ({
      batches: reader.all(importStatements.batches, {}).map((batch) => {
        const whyNot = batch.undone_at === null ? whyNotUndone(services, batch) : '已经撤销'
        return {
          batchId: batch.id,
          fileName: batch.file_name,
          imported: batch.imported,
          committedAt: batch.committed_at,
          by: batch.actor_name,
          undoneAt: batch.undone_at,
          undoable: whyNot === null,
          whyNot,
        }
      }),
    })),
    undo: os.rosterImport.undo.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      return { removed: undoBatch(services, caller, input.batchId) }
    }),
  }
}
