import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { keepAttachment } from '../../attachments/attachments'
import { handInExpected } from '../evaluations/hand-in'
import { sheetKey, standingSheets } from '../evaluations/standing-sheets'
import { refuse } from '../../refusal'
import type { OpenScoreImport } from './open-score-imports'

const mimes = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xls: 'application/vnd.ms-excel', csv: 'text/csv' } as const

/**
 * Hands in every accepted row as proxy entry: the rater is the roster's, the typist is the caller, the workbook is kept
 * once as the source of them all. One transaction: all rows or none.
 * @throws Refusal `nothing_to_hand_in`, and whatever handing in refuses
 */
export function commitScores(services: CoreServices, caller: Caller, open: OpenScoreImport): { handedIn: number; alreadyHandedIn: number } {
  const { key } = services.database
  const accepted = open.analysis.rows.filter((row) => row.verdict === 'accepted')
  const fresh = accepted.filter((row) => !row.alreadyHandedIn)
  const alreadyHandedIn = accepted.length - fresh.length
  if (fresh.length === 0)
    throw refuse('nothing_to_hand_in', alreadyHandedIn > 0 ? '表里可采用的评分都已经提交过。没有重复提交，库里没有变动。' : '没有可以采用的评分。库里没有变动，改正后重新读入。')
  const handedIn = caller.commit(
    (tx) => {
      const { cycle, terms, sheets } = standingSheets(tx, open.month)
      const expected = new Map(sheets.map((sheet) => [sheetKey(sheet.expected), sheet.expected]))
      const attachmentId = keepAttachment(tx, key, { table: 'eval_cycle', id: cycle.id }, 'source_file', { fileName: open.fileName, bytes: open.bytes, mime: mimes[open.workbook.format] })
      for (const row of fresh) {
        const sheet = expected.get(row.key ?? '')
        if (sheet === undefined) throw new Error('an accepted row answers no expected sheet')
        const cells = terms.templates[sheet.kind].dimensions.map(({ code }) => ({ code, scoreX10: row.scoresX10[code] ?? null, reason: row.reasons[code] ?? null }))
        handInExpected(tx, cycle, terms, sheet, { cells, comment: row.comment, proxy: { kind: 'workbook', attachmentId }, mayLackReason: true })
      }
      return { cycleId: cycle.id, rows: fresh.length }
    },
    ({ cycleId }) => ({ table: 'eval_cycle', id: cycleId, detail: { month: open.month, counts: open.analysis.counts, handedIn: fresh.length } }),
  )
  services.feed.tell('evaluations', services.now())
  return { handedIn: handedIn.rows, alreadyHandedIn }
}
