import ExcelJS from 'exceljs'
import { officeWorkbook } from '../src/core/excel/office-sheet'
import { fillSample } from '../src/core/sample/fill-sample'
import { addMonths, monthOf } from '../src/domain/month'
import { openBenchStation } from './bench-station'
import { byTurns, timed, type Comparison } from './measure'

const runs = 5
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`

/** ExcelJS's own way to the same file: every cell of ours with its look, widths, heights and merges, held in memory and then written. */
async function inMemory(written: ExcelJS.Workbook): Promise<number> {
  const book = new ExcelJS.Workbook()
  written.eachSheet((sheet) => {
    const copy = book.addWorksheet(sheet.name, { pageSetup: sheet.pageSetup, headerFooter: sheet.headerFooter, views: sheet.views })
    sheet.columns.forEach((column, at) => (copy.getColumn(at + 1).width = column.width ?? 9))
    sheet.eachRow((row, at) => {
      const own = copy.getRow(at)
      own.height = row.height
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        const drawn = own.getCell(column)
        drawn.style = cell.style
        if (cell.master === cell) drawn.value = cell.value
      })
    })
    for (const range of (sheet.model as unknown as { merges: string[] }).merges) copy.mergeCells(range)
  })
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
    await whole()
    console.log(`   memory ${megabytes(before)} before, ${megabytes(most)} after the first workbook`)
    const written = new ExcelJS.Workbook()
    await written.xlsx.load((await officeWorkbook(papers, about)) as unknown as ArrayBuffer)
    const peer = (): Promise<number> => timed(() => inMemory(written))
    const workbook = await byTurns(runs, () => timed(whole), peer)
    const asked = await byTurns(runs, () => timed(() => station.client.evaluations.export({ month, communityId: null, what: 'month' })), peer)
    console.log(`   ${papers.length} sheets of ${month}`)
    const against = 'ExcelJS Workbook writing the same cells with the same look'
    return [
      { what: `workbook of ${papers.length} sheets`, ...workbook, against },
      { what: '  asked for as export, from the locked month', ...asked, against },
    ]
  } finally {
    station.close()
  }
}
