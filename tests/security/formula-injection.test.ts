import { read } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStation, type SignedInCaller, type Station } from '../stand/station'

/** What a spreadsheet program takes for a formula, or for the start of one. */
const attacks = ['=HYPERLINK("http://evil.example","点我")', '+1+cmd|\' /C calc\'!A0', '-2+3', '@SUM(1+1)*cmd|A0', '＝1+1', '=1+1', ' =1+1', '_x003D_1+1']

let station: Station
let clerk: SignedInCaller
let asOf: string

interface Cell {
  text: string
  formula: string | null
  kind: string | undefined
  format: string
}

/** Read by two libraries, so that neither's kindness hides a formula. */
async function cellsOf(bytes: Uint8Array): Promise<Cell[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const other = read(bytes, { cellFormula: true, cellNF: true })
  const cells: Cell[] = []
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.isMerged && cell.master.address !== cell.address) return
        const seen = other.Sheets[sheet.name]?.[cell.address] as { f?: string; t?: string } | undefined
        cells.push({ text: cell.text, formula: cell.formula ?? seen?.f ?? cell.hyperlink ?? null, kind: seen?.t, format: cell.numFmt ?? '' })
      }),
    ),
  )
  return cells
}
const bytesOf = (ticket: string): Uint8Array => station.services.tickets.takeDownload(ticket).bytes

beforeAll(async () => {
  station = await openStation({ sample: true })
  asOf = station.today
  clerk = await station.signedIn('clerk')
})

describe('the roster that is exported', () => {
  let cells: Cell[]
  beforeAll(async () => {
    const board = await clerk.client.roster.board({ asOf })
    for (const [at, attack] of attacks.entries()) {
      const communityId = board.communities[at]?.communityId ?? ''
      const team = await clerk.client.roster.community({ communityId, asOf })
      const { chief } = team
      await clerk.client.roster.correctCommunity({ communityId, rowVersion: team.rowVersion, name: `${attack}${at}`.slice(0, 40), areaCode: team.areaCode, stationName: null, policePostName: null })
      const [grid] = team.grids
      if (grid) await clerk.client.roster.correctGrid({ gridId: grid.gridId, rowVersion: grid.rowVersion, name: attack, code: grid.code, households: null, rentalUnits: null, boundary: null })
      await clerk.client.roster.change({
        communityId, gridId: null, post: 'station_chief', onDate: asOf, outgoingAssignmentId: chief?.assignmentId ?? null, isActing: false, docNo: attack, reason: attack,
        incoming: { kind: 'new', person: { name: attack, sex: null, idNo: null, phone: null, policeNo: null, orgText: null, remark: attack } },
      })
    }
    const download = await clerk.client.roster.export({ asOf, communityId: null, phones: 'masked', reason: null })
    cells = await cellsOf(bytesOf(download.ticket))
  })

  test.each(attacks)('holds %s as a text', (attack) => {
    const held = cells.filter((cell) => cell.text.replace(/\d$/, '').trim() === attack.trim() || cell.text.trim() === attack.trim())
    expect(held.length).toBeGreaterThanOrEqual(2)
    expect(held.filter((cell) => cell.formula !== null || cell.kind !== 's')).toEqual([])
    if (!attack.startsWith('_')) expect(held.filter((cell) => cell.format !== '@')).toEqual([])
  })

  test('holds no link, and no formula but the sums that we put there', () => {
    expect(cells.length).toBeGreaterThan(500)
    expect(cells.map((cell) => cell.formula).filter((formula) => formula !== null && !/^SUM\([A-Z]{1,2}\d+:[A-Z]{1,2}\d+\)$/.test(formula))).toEqual([])
  })
})

describe('the workbook of faults', () => {
  test.each(['all', 'failed'] as const)('gives back what the clerk wrote as a text (%s rows)', async (only) => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const lines = attacks.map((attack) => [attack, '123', '网格长', attack, attack].map(quoted).join(','))
    const bytes = new TextEncoder().encode(['姓名,身份证号,岗位,村(社区),备注', ...lines].join('\r\n'))
    const ticket = station.services.tickets.acceptUpload({ fileName: '花名册.csv', bytes })
    const { importId } = await clerk.client.rosterImport.open({ ticket })
    const download = await clerk.client.rosterImport.faultWorkbook({ importId, only })
    const cells = await cellsOf(bytesOf(download.ticket))
    expect(cells.filter((cell) => cell.formula !== null)).toEqual([])
    const texts = cells.filter((cell) => /^\s*[=+\-@＝]/u.test(cell.text))
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter((cell) => cell.kind !== 's' || cell.format !== '@')).toEqual([])
  })
})
