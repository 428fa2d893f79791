import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { writeFaultWorkbook } from '../../excel/fault-workbook'
import type { Procedures } from '../../guard'
import { requireAccount } from '../../imports/require-account'
import { refuse } from '../../refusal'
import { logExport } from '../roster/export-log'
import { commitScores } from './commit-scores'
import { OpenScoreImports, type OpenScoreImport } from './open-score-imports'
import { readScores } from './read-scores'
import { accountOfScores, marksOf, previewScoreRows, summariseScores, veilFault } from './score-preview'

export function evaluationsImportProcedures(os: Procedures, services: CoreServices) {
  const imports = new OpenScoreImports()
  const { reader } = services.database
  const opened = (importId: string, caller: Caller): OpenScoreImport => imports.get(importId, caller.actor.id)
  const again = (open: OpenScoreImport) => {
    open.analysis = readScores(reader, open)
    return summariseScores(open)
  }
  return {
    open: os.evaluationsImport.open.handler(async ({ input, context: { caller } }) => {
      caller.reach.requireTownship()
      const file = services.tickets.takeUpload(input.ticket)
      const workbook = await services.ports.readWorkbook(file.bytes, file.fileName)
      const inputs = { month: input.month, workbook, corrections: [], leftOut: [] }
      const analysis = readScores(reader, inputs)
      if (analysis.sheets.every(({ ignored }) => ignored)) throw refuse('no_scores', '文件里没有找到评分表：没有一行表头写着本月的考核指标。库里没有变动，核对文件。')
      return summariseScores(imports.add({ owner: caller.actor.id, fileName: file.fileName, bytes: file.bytes, ...inputs, analysis }))
    }),
    rows: os.evaluationsImport.rows.handler(({ input, context: { caller } }) => previewScoreRows(opened(input.importId, caller).analysis, input.sheet, input.only, input.after, input.limit)),
    faults: os.evaluationsImport.faults.handler(({ input, context: { caller } }) => ({
      faults: opened(input.importId, caller).analysis.faults.filter((fault) => input.withConversions || fault.severity !== 'normalise').map(veilFault),
    })),
    results: os.evaluationsImport.results.handler(({ input, context: { caller } }) => ({ results: opened(input.importId, caller).analysis.results })),
    correct: os.evaluationsImport.correct.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, column, text } = input
      open.corrections = [...open.corrections.filter((one) => !(one.sheet === sheet && one.row === row && one.column === column)), { sheet, row, column, text }]
      return again(open)
    }),
    leaveOut: os.evaluationsImport.leaveOut.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      const { sheet, row, out } = input
      const others = open.leftOut.filter((one) => !(one.sheet === sheet && one.row === row))
      open.leftOut = out ? [...others, { sheet, row }] : others
      return again(open)
    }),
    commit: os.evaluationsImport.commit.handler(({ input, context: { caller } }) => {
      const open = imports.getUncommitted(input.importId, caller.actor.id)
      // The month may have moved on since the preview: what is stored is checked against it as it stands.
      open.analysis = readScores(reader, open)
      requireAccount(accountOfScores(open), input.acceptUnread)
      const done = commitScores(services, caller, open)
      open.committed = true
      return done
    }),
    faultWorkbook: os.evaluationsImport.faultWorkbook.handler(async ({ input, context: { caller } }) => {
      const open = opened(input.importId, caller)
      const bytes = await writeFaultWorkbook({ bytes: open.bytes, workbook: open.workbook, analysis: marksOf(open.analysis), rows: 'all' })
      const rows = open.analysis.counts.read
      const download = services.tickets.offerDownload({ fileName: `${open.fileName.replace(/\.[^.]+$/, '')}_问题标注_${caller.today.replaceAll('-', '')}.xlsx`, bytes }, rows)
      logExport(caller, { report: '评分表问题标注', filter: { month: open.month }, rows, masked: false, reason: '退给评分人改正', sha256: download.sha256 })
      return download
    }),
    discard: os.evaluationsImport.discard.handler(({ input, context: { caller } }) => {
      imports.drop(opened(input.importId, caller).id)
      return {}
    }),
  }
}
