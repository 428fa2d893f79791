import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import type { RawCell, RawWorkbook } from '../../domain/raw-workbook'
import { zipParts } from '../../../tests/stand/zip-parts'
import { zipFile } from '../../../tests/stand/zip-file'
import { readWorkbook, readWorkbookInWorker, WorkbookRefused } from './read-workbook'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures')
const fixture = (name: string) => readWorkbook(readFileSync(join(fixtures, name)), name)

async function refusalOf(bytes: Uint8Array, name = 'x.xlsx'): Promise<string> {
  try {
    await readWorkbook(bytes, name)
  } catch (error) {
    if (!(error instanceof WorkbookRefused)) throw error
    expect(error.message).toMatch(/^[^!！您]+。$/)
    return error.code
  }
  return 'read'
}

async function made(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function cellsOf(workbook: RawWorkbook, row: number): RawCell[] | undefined {
  return workbook.sheets[0]?.rows.find((line) => line.row === row)?.cells
}

/** A zip whose directory claims what the caller wants it to claim. */
function zipOf(entries: { name: string; data: Buffer; claimed?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, claimed } of entries) {
    const packed = deflateRawSync(data)
    const size = claimed ?? data.length
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(size, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** A workbook of one sheet, written out by hand; style 1 is the numbered format 31. */
function smallXlsx(rows: string, prefix = ''): Buffer {
  const xml = (body: string) => Buffer.from(`<?xml version="1.0"?>${body}`)
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const tag = (text: string) => text.replaceAll('<', `<${prefix}`).replaceAll(`<${prefix}/`, `</${prefix}`)
  const part = (root: string, body: string) =>
    xml(`<${prefix}${root} xmlns${prefix === '' ? '' : ':x'}="${main}" xmlns:r="${office}">${tag(body)}</${prefix}${root}>`)
  const relations = (...list: [string, string, string][]) =>
    xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`)
  const override = (name: string, kind: string) => `<Override PartName="/xl/${name}" ContentType="${types}.${kind}+xml"/>`
  return zipOf([
    { name: '[Content_Types].xml', data: xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('worksheets/sheet1.xml', 'worksheet')}${override('styles.xml', 'styles')}</Types>`) },
    { name: '_rels/.rels', data: relations(['rId1', 'officeDocument', 'xl/workbook.xml']) },
    { name: 'xl/workbook.xml', data: part('workbook', '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>') },
    { name: 'xl/_rels/workbook.xml.rels', data: relations(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml']) },
    { name: 'xl/styles.xml', data: part('styleSheet', '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="31" applyNumberFormat="1"/></cellXfs>') },
    { name: 'xl/worksheets/sheet1.xml', data: part('worksheet', `<sheetData>${rows}</sheetData>`) },
  ])
}

describe('what a cell becomes', () => {
  test('xlsx: dates to the second, formulas by their result, rich text, errors, merges, hidden things', async () => {
    const bytes = await made((book) => {
      const sheet = book.addWorksheet('表 ')
      sheet.addRow([{ formula: '1+1', result: 2 }, { richText: [{ text: '李' }, { text: '明' }] }, { error: '#REF!' }, new Date('2024-04-16T07:35:00Z'), 3.30106199001011e17, true])
      sheet.addRow([42317, '  x ', { text: '链接', hyperlink: 'http://localhost' }])
      sheet.getCell('A2').numFmt = '000000'
      sheet.mergeCells('B3:C4')
      sheet.getCell('B3').value = '合并'
      sheet.getRow(2).hidden = true
      sheet.getColumn(6).hidden = true
      book.addWorksheet('隐', { state: 'hidden' })
    })
    const workbook = await readWorkbook(bytes, 'a.xlsx')
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([['表 ', false], ['隐', true]])
    expect(cellsOf(workbook, 1)).toEqual([2, '李明', { error: '#REF!' }, { date: '2024-04-16T07:35:00' }, 3.30106199001011e17, true])
    expect(cellsOf(workbook, 2)).toEqual(['042317', '  x ', '链接'])
    expect(cellsOf(workbook, 3)).toEqual([null, '合并'])
    expect(workbook.sheets[0]?.merges).toEqual([{ top: 3, left: 2, bottom: 4, right: 3 }])
    expect(workbook.sheets[0]?.rows.filter(({ hidden }) => hidden).map(({ row }) => row)).toEqual([2])
    expect(workbook.sheets[0]?.hiddenColumns).toEqual([6])
  })

  test.each([
    ['UTF-8', new TextEncoder().encode('姓名,电话\n"李,明",1\n\n王芳,2\n')],
    ['UTF-8 with BOM', new TextEncoder().encode('\uFEFF姓名,电话\r\n"李,明",1\r\n\r\n王芳,2')],
    ['semicolons', new TextEncoder().encode('姓名;电话\n"李,明";1\n\n王芳;2\n')],
    ['tabs in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t电话\n"李,明"\t1\n\n王芳\t2\n', 'utf16le')])],
    ['GBK', Buffer.from('d0d5c3fb2cb5e7bbb00a22c0ee2cc3f7222c310a0acdf5b7bc2c320a', 'hex')],
  ])('csv in %s, row numbers as Excel shows them', async (_encoding, bytes) => {
    const workbook = await readWorkbook(bytes, '目录/名单.csv')
    expect(workbook.sheets[0]?.name).toBe('名单')
    expect(cellsOf(workbook, 1)).toEqual(['姓名', '电话'])
    expect(cellsOf(workbook, 2)).toEqual(['李,明', '1'])
    expect(cellsOf(workbook, 4)).toEqual(['王芳', '2'])
  })

  test('the tricks that keep long numbers long', async () => {
    const workbook = await readWorkbook(new TextEncoder().encode('号码,x\n="330106199001011234",\t330106199001011234\n'), 'x.csv')
    expect(cellsOf(workbook, 2)).toEqual(['330106199001011234', '330106199001011234'])
  })

  test('the samples, each in its own format', async () => {
    expect((await fixture('花名册-规范.xlsx')).sheets).toHaveLength(1)
    const old = await fixture('花名册-旧版.xls')
    expect(old.format).toBe('xls')
    expect(old.sheets[0]?.merges.length).toBeGreaterThan(0)
    const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { content: Record<string, { rare_names: string[] }> }
    const csv = await fixture('花名册-GBK.csv')
    const texts = new Set(csv.sheets[0]?.rows.flatMap(({ cells }) => cells))
    for (const name of manifest.content['花名册-GBK.csv']?.rare_names ?? []) expect(texts).toContain(name)
  })

  test.each(['', 'x:'])('strings inside the cell, XML names with the prefix “%s”', async (prefix) => {
    const bytes = smallXlsx('<row r="2" hidden="1"><c r="B2" t="inlineStr"><is><t>姓名</t></is></c><c r="C2"><v>45398</v></c></row>', prefix)
    const workbook = await readWorkbook(bytes, 'a.xlsx')
    expect(workbook.sheets[0]?.rows).toEqual([{ row: 2, hidden: true, cells: [null, '姓名', 45398] }])
  })

  test('parts are found by their relations, whatever they are called', async () => {
    const parts = Object.entries(await zipParts(smallXlsx('<row r="1"><c r="A1"><v>7</v></c></row>')))
    const renamed = parts.map(([name, data]) => ({ name: name.replace('worksheets/sheet1.xml', '表 一.XML'), data: Buffer.from(data.replace('"worksheets/sheet1.xml"', '"./%E8%A1%A8%20一.xml"')) }))
    expect(cellsOf(await readWorkbook(zipFile(renamed), 'a.xlsx'), 1)).toEqual([7])
    const missing = renamed.filter(({ name }) => !name.includes('表'))
    expect(await refusalOf(zipFile(missing))).toBe('damaged')
  })

  test('50,000 merges drop what lies beneath them and nothing else', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c><c r="B${at + 1}"><v>2</v></c><c r="C${at + 1}"><v>3</v></c></row>`).join('')
    const merges = Array.from({ length: 50_000 }, (_, at) => `<mergeCell ref="A${at + 1}:B${at + 1}"/>`).join('')
    const [sheet] = (await readWorkbook(smallXlsx(`${rows}</sheetData><mergeCells>${merges}</mergeCells><sheetData>`), 'a.xlsx')).sheets
    expect([sheet?.merges.length, sheet?.rows.length]).toEqual([50_000, 50_000])
    expect(sheet?.rows.every(({ cells }) => cells[0] === 1 && cells[1] === null && cells[2] === 3)).toBe(true)
  })

  test('a row without addresses, and a row that comes late, keep their places', async () => {
    const [sheet] = (await readWorkbook(smallXlsx('<row><c><v>1</v></c><c><v>2</v></c></row><row r="9"><c r="C9"><v>9</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>'), 'a.xlsx')).sheets
    expect(sheet?.rows.map(({ row, cells }) => [row, cells])).toEqual([[1, [1, 2]], [4, [4]], [9, [null, null, 9]]])
  })

  test('a text that the file does not hold makes it a damaged one', async () => {
    expect(await refusalOf(smallXlsx('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'))).toBe('damaged')
  })

  test('a date in a format that Chinese Excel numbers but does not spell out', async () => {
    const bytes = smallXlsx('<row r="1"><c r="A1" s="1"><v>45398</v></c></row>')
    expect(cellsOf(await readWorkbook(bytes, 'a.xlsx'), 1)).toEqual([{ date: '2024-04-16T00:00:00' }])
  })

  test('the kind is told by the content, not by the name', async () => {
    const bytes = readFileSync(join(fixtures, '花名册-旧版.xls'))
    expect((await readWorkbook(bytes, 'a.xlsx')).format).toBe('xls')
    expect((await readWorkbook(new TextEncoder().encode('a,b\n1,2'), 'a.xls')).format).toBe('csv')
  })
})

describe('files that are refused', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'empty'],
    ['blanks', text(' \n \n'), 'empty'],
    ['a PDF', text('%PDF-1.7 …'), 'other_kind'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'other_kind'],
    ['a web page', text('<html><table><tr><td>姓名</td></tr></table></html>'), 'other_kind'],
    ['other binary data', new Uint8Array([1, 2, 3, 0, 0, 5]), 'other_kind'],
    ['half a zip', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(500, 7)]), 'damaged'],
    ['an archive of something else', zipOf([{ name: 'a.txt', data: Buffer.from('x') }]), 'other_kind'],
    ['a Word document', zipOf([{ name: '[Content_Types].xml', data: Buffer.from('<x/>') }, { name: 'word/document.xml', data: Buffer.from('<x/>') }]), 'other_kind'],
    ['an encrypted workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')]), 'password'],
    ['a damaged old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(3000, 9), Buffer.from('Workbook', 'utf16le')]), 'damaged'],
    ['a zip that claims too much', zipOf([{ name: 'xl/workbook.xml', data: Buffer.from('<x/>') }, { name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<x/>'), claimed: 900_000_000 }]), 'zip_bomb'],
    ['a zip that packs too well', zipOf([{ name: 'xl/workbook.xml', data: Buffer.from('<x/>') }, { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(60_000_000, 0x20) }]), 'zip_bomb'],
    ['a zip that unpacks to more than it claims', zipOf([{ name: 'xl/workbook.xml', data: Buffer.from('<x/>') }, { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(30_000_000, 0x20), claimed: 1000 }]), 'damaged'],
    ['a zip of very many entries', zipOf(Array.from({ length: 5_100 }, (_, index) => ({ name: `xl/${index}.bin`, data: Buffer.from('x') }))), 'zip_bomb'],
    ['more than 50 MB', new Uint8Array(50 * 1024 * 1024 + 1), 'too_large'],
    ['too many lines', text('a,b\n'.repeat(100_001)), 'too_many_rows'],
    ['too many columns', text(`${'a,'.repeat(250)}a\n`), 'too_many_columns'],
  ])('%s', async (_what, bytes, code) => expect(await refusalOf(bytes)).toBe(code))

  test('a real workbook cut in half', async () => {
    const bytes = readFileSync(join(fixtures, '花名册-规范.xlsx'))
    expect(await refusalOf(bytes.subarray(0, bytes.length / 2))).toBe('damaged')
    const broken = Buffer.from(bytes)
    broken.fill(0x41, 2000, 4000)
    expect(['damaged', 'read']).toContain(await refusalOf(broken))
  })

  test('200,000 rows are refused while they are read', async () => {
    const bytes = smallXlsx(Array.from({ length: 200_000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>x</t></is></c><c r="B${index + 1}"><v>1</v></c></row>`).join(''))
    expect(await refusalOf(bytes)).toBe('too_many_rows')
  })

  test('formatted empty rows do not count as rows', async () => {
    const bytes = await made((book) => {
      const sheet = book.addWorksheet('表')
      sheet.addRow(['姓名', '电话'])
      for (let row = 2; row < 3000; row++) sheet.getCell(row, 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEEEEE' } }
    })
    expect((await readWorkbook(bytes, 'x.xlsx')).sheets[0]?.rows).toHaveLength(1)
  })
})

describe('in a thread', () => {
  const script = (body: string) => new URL(`data:text/javascript,${encodeURIComponent(body)}`)
  test('an answer and a refusal come back', async () => {
    const answer = script(`import { parentPort, workerData } from 'node:worker_threads'
      parentPort.postMessage(workerData.bytes.length === 3 ? { workbook: { fileName: workerData.fileName, format: 'csv', sheets: [] } } : { refused: { code: 'damaged', message: 'x' } })`)
    const bytes = new Uint8Array([1, 2, 3])
    expect(await readWorkbookInWorker(answer, bytes, 'a.csv')).toEqual({ fileName: 'a.csv', format: 'csv', sheets: [] })
    expect(bytes).toHaveLength(3)
    await expect(readWorkbookInWorker(answer, new Uint8Array(1), 'a.csv')).rejects.toMatchObject({ code: 'damaged' })
  })
  test('a thread that never ends, one that dies and one that eats the memory', async () => {
    await expect(readWorkbookInWorker(script('for (;;) {}'), new Uint8Array(1), 'a', 300)).rejects.toMatchObject({ code: 'timeout' })
    await expect(readWorkbookInWorker(script('process.exit(1)'), new Uint8Array(1), 'a')).rejects.toMatchObject({ code: 'damaged' })
    await expect(readWorkbookInWorker(script('throw new Error("boom")'), new Uint8Array(1), 'a')).rejects.toThrow('boom')
  })
})
