import type { LedgerSummary } from '../../../contract/rewards-import'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { writeFaultWorkbook } from '../../excel/fault-workbook'
import type { Procedures } from '../../guard'
import { requireAccount } from '../../imports/require-account'
import { logExport } from '../roster/export-log'
import { OpenImports } from '../roster-import/open-imports'
import { commitLedger, undoLedger, whyNotUndone } from './commit'
import { ledgerImportStatements } from './ledger-import-statements'
import { analyseLedger, type OpenLedger } from './open-ledgers'
import { accountOfLedger, previewLines, summariseLedger } from './preview'

export function rewardsImportProcedures(os: Procedures, services: CoreServices) {
  const ledgers = new OpenImports<OpenLedger>()
  const again = (open: OpenLedger, caller: Caller): LedgerSummary => {
    open.analysis = analyseLedger(services, open, caller.today)
    return summariseLedger(open)
  }
  return {
    open: os.rewardsImport.open.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const file = services.tickets.takeUpload(input.ticket)
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      const inputs = { workbook, year: input.year, corrections: [], decisions: [] }
      return summariseLedger(ledgers.add({ owner: caller.actor.id, fileName: file.fileName, bytes: file.bytes, ...inputs, analysis: analyseLedger(services, inputs, caller.today) }))
    }),
    lines: os.rewardsImport.lines.handler(({ input, context: { caller } }) => previewLines(ledgers.get(input.importId, caller.actor.id), input.only, input.after, input.limit)),
    faults: os.rewardsImport.faults.handler(({ input, context: { caller } }) => {
      const { analysis } = ledgers.get(input.importId, caller.actor.id)
      const order = new Map(analysis.sheets.map(({ sheet }, at) => [sheet, at]))
      const faults = analysis.faults.filter(({ severity }) => input.withConversions || severity !== 'normalise')
      return { faults: faults.toSorted((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row) }
    }),
    correct: os.rewardsImport.correct.handler(({ input, context: { caller } }) => {
      const open = ledgers.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, column, text } = input
      open.corrections = [...open.corrections.filter((one) => !(one.sheet === sheet && one.row === row && one.column === column)), { sheet, row, column, text }]
      return again(open, caller)
    }),
    decide: os.rewardsImport.decide.handler(({ input, context: { caller } }) => {
      const open = ledgers.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, kind, accept } = input
      open.decisions = [...open.decisions.filter((one) => !(one.sheet === sheet && one.row === row && one.kind === kind)), { sheet, row, kind, accept }]
      return again(open, caller)
    }),
    commit: os.rewardsImport.commit.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const open = ledgers.getUncommitted(input.importId, caller.actor.id)
      // Somebody may have stored a reward for one of the cases since the file was read.
      open.analysis = analyseLedger(services, open, caller.today)
      requireAccount(accountOfLedger(open), input.acceptUnread)
      const done = commitLedger(services, caller, open)
      open.committed = true
      return done
    }),
    discard: os.rewardsImport.discard.handler(({ input, context: { caller } }) => {
      ledgers.drop(ledgers.get(input.importId, caller.actor.id).id)
      return {}
    }),
    faultWorkbook: os.rewardsImport.faultWorkbook.handler(async ({ input, context: { caller } }) => {
      const open = ledgers.get(input.importId, caller.actor.id)
      const { analysis } = open
      // The workbook is the clerk's own, handed in a moment ago and handed back marked; nothing of the register goes into it.
      const rows = analysis.lines.map(({ sheet, row, verdict }) => ({ sheet, row, verdict, cells: {}, community: null }))
      const bytes = await writeFaultWorkbook({ bytes: open.bytes, workbook: open.workbook, analysis: { ...analysis, rows }, rows: input.only })
      const count = input.only === 'all' ? rows.length : analysis.counts.refused + analysis.counts.needsConfirmation
      const fileName = `${open.fileName.replace(/\.[^.]+$/, '')}_问题行_${caller.today.replaceAll('-', '')}.xlsx`
      const download = services.tickets.offerDownload({ fileName, bytes }, count)
      logExport(caller, { report: '奖励台账问题行', filter: { only: input.only }, rows: count, masked: false, reason: '改正后重新导入', sha256: download.sha256 })
      return download
    }),
    batches: os.rewardsImport.batches.handler(() => ({
      batches: services.database.reader.all(ledgerImportStatements.batches, {}).map((batch) => {
        const whyNot = whyNotUndone(services, batch)
        return {
          batchId: batch.id,
          fileName: batch.file_name,
          year: batch.year,
          stored: batch.stored,
          storedFen: batch.stored_fen,
          committedAt: batch.committed_at,
          by: batch.actor_name,
          undoneAt: batch.undone_at,
          undoable: whyNot === null,
          whyNot,
        }
      }),
    })),
    undo: os.rewardsImport.undo.handler(({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      return { voided: undoLedger(services, caller, input.batchId, input.reason) }
    }),
  }
}
