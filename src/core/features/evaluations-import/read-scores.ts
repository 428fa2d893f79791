import { dutyProblemWords } from '../../../domain/evaluation'
import type { RawWorkbook } from '../../../domain/raw-workbook'
import type { ExpectedScoreSheet, ScoreAnalysis, ScoreImportOptions } from '../../../domain/score-analysis'
import { analyseScores } from '../../../domain/score-import'
import type { Reader } from '../../database/reader'
import { refuse } from '../../refusal'
import { sheetKey, standingSheets, type StandingSheet } from '../evaluations/standing-sheets'

/** What an analysis needs of an open import. */
export interface ScoresToRead {
  month: string
  workbook: RawWorkbook
  corrections: NonNullable<ScoreImportOptions['corrections']>
  leftOut: NonNullable<ScoreImportOptions['leftOut']>
}

/** Reads a workbook against the month as it stands now. @throws Refusal `month_not_open`, I11 where no community of the month takes scores */
export function readScores(reader: Reader, { month, workbook, corrections, leftOut }: ScoresToRead): ScoreAnalysis {
  const { terms, sheets } = standingSheets(reader, month)
  const [first] = sheets
  if (first !== undefined && first.closed !== null && sheets.every(({ closed }) => closed !== null)) throw refuse('I11', first.closed, 'month')
  return analyseScores(workbook, { month, terms, expected: sheets.map(asExpected), corrections, leftOut })
}

function asExpected({ expected, closed, waivedReason, handedIn }: StandingSheet): ExpectedScoreSheet {
  const { kind, community, grid, rateeId, ratee, rater, problem } = expected
  return {
    key: sheetKey(expected),
    kind,
    community,
    grid,
    rateeId,
    rateeName: ratee,
    raterName: problem === null ? rater : null,
    raterProblem: problem === null ? null : dutyProblemWords[problem],
    handedIn: handedIn === null ? null : handedIn.cells === null ? 'by_rater' : Object.fromEntries(handedIn.cells.flatMap(({ code, scoreX10 }) => (scoreX10 === null ? [] : [[code, scoreX10]]))),
    barred:
      closed !== null
        ? { kind: 'month_locked', message: closed }
        : waivedReason !== null
          ? { kind: 'waived', message: `这张评议表已登记免评（${waivedReason}）。没有采用这一行，要评先取消免评。` }
          : null,
  }
}
