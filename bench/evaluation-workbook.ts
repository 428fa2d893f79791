import ExcelJS from 'exceljs'
import type { FormPaper, SheetPaper } from '../src/contract/paper'
import { officeWorkbook } from '../src/core/excel/office-sheet'
import { fillSample } from '../src/core/sample/fill-sample'
import { addMonths, monthOf } from '../src/domain/month'
import { openBenchStation } from './bench-station'
import { byTurns, timed, type Comparison } from './measure'

const runs = 5
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`

/** The texts and numbers of the papers, row by row, with no look at all. */
function cellsOf(paper: SheetPaper | FormPaper): unknown[][] {
  if (paper.kind === 'form') return paper.rows.map((row) => row.cells.map((cell) => cell.text))
  const body = paper.blocks.flatMap((block) => block.rows.map((row) => row.map((cell) => (typeof cell === 'object' && cell !== null ? cell.text : cell))))
  return [[paper.title], [paper.unit, paper.period, paper.madeOn], paper.columns.map((column) => column.head), ...body, [paper.note], paper.signatures.slice()]
}

async function plainly(papers: readonly (SheetPaper | FormPaper)[]): Promise<number> {
  const book = new ExcelJS.Workbook()
  papers.forEach((paper, at) => book.addWorksheet(String(at + 1)).addRows(cellsOf(paper)))
  return (await book.xlsx.writeBuffer()).byteLength
}

/** A month of the whole township: every single sheet and the summaries in one workbook, as an office prints them. */
export async function evaluationWorkbook(project: string): Promise<Comparison[]> {
  const station = openBenchStation(project)
  try {
    await fillSample(station.services)
    const now = station.services.now()
    const { months } = await station.client.evaluations.months({})
    const month = months.find((one) => one.state === 'locked')?.month ?? addMonths(monthOf(new Date(now).toISOString().slice(0, 10)), -1)
    const papersFor = async (what: 'summary' | 'missing' | 'sheets') => (await station.client.evaluations.papers({ month, communityId: null, what, rateeId: null, kind: null })).papers
    const papers = [...(await papersFor('summary')), ...(await papersFor('missing')), ...(await papersFor('sheets'))].filter((paper) => paper.kind !== 'document')
    const about = { unit: '青禾镇', madeOn: `${month}-28` }
    let most = 0
    const whole = async (): Promise<void> => {
      const bytes = await officeWorkbook(papers, about)
      most = Math.max(most, process.memoryUsage().rss)
      if (bytes.byteLength < 100_000) throw new Error('the workbook is not whole')
    }
    const before = process.memoryUsage().rss
    const workbook = await byTurns(runs, () => timed(whole), () => timed(() => plainly(papers)))
    const asked = await byTurns(runs, () => timed(() => station.client.evaluations.export({ month, communityId: null, what: 'month' })), () => timed(() => plainly(papers)))
    console.log(`   ${papers.length} sheets of ${month}; memory ${megabytes(before)} before, ${megabytes(most)} at most`)
    const against = 'ExcelJS writing the same cells without any look'
    return [
      { what: `workbook of ${papers.length} sheets`, ...workbook, against },
      { what: '  asked for as export, from the locked month', ...asked, against },
    ]
  } finally {
    station.close()
  }
}
