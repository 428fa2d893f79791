import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { ORPCError } from '@orpc/client'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStation, type SignedInCaller, type Station } from '../stand/station'

/** Each file goes the clerk's own way: a ticket, then `rosterImport.open`. */
let station: Station
let clerk: SignedInCaller
beforeAll(async () => {
  station = await openStation()
  clerk = await station.signedIn('clerk')
})

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '..', 'fixtures', name))
const stored = (): string => {
  const { connection } = station.services.database
  const count = (table: string): unknown => connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()
  return JSON.stringify(['person', 'post_assignment', 'org_unit', 'change_log', 'audit_log', 'import_batch'].map(count))
}

async function refusalOf(bytes: Uint8Array, fileName = '花名册.xlsx'): Promise<string> {
  const before = stored()
  const ticket = station.services.tickets.acceptUpload({ fileName, bytes })
  try {
    const { counts } = await clerk.client.rosterImport.open({ ticket })
    return `read ${counts.read}`
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    expect(error).toMatchObject({ code: 'FILE_REFUSED', defined: true })
    expect(error.message).toMatch(/^[^!！A-Za-z]*(?:Excel|WPS|xls|xlsx|csv|MB|Word|PDF|RAR|z|ods|[^!！A-Za-z])*。$/)
    expect(error.message).toContain('库里没有变动')
    return (error.data as { reason: string }).reason
  } finally {
    expect(stored()).toBe(before)
  }
}

interface Part {
  name: string
  data: string | Buffer
  /** The size that the directory claims, where it lies. */
  claimed?: number
  encrypted?: boolean
}

/** A zip as small as one can be: no checksums (readers here do not ask), sizes as claimed. */
function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, claimed, encrypted } of parts) {
    const plain = Buffer.from(data)
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(encrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimed ?? plain.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), fields, title, packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, title)
    offset += 30 + title.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
const relations = (target: string, type: string): string => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
const book = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
const sheetOf = (rows: string, before = ''): string => `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
const text = (value: string): string => `<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`
const workbookOf = (sheet: Omit<Part, 'name'>, more: readonly Part[] = []): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', data: types },
    { name: '_rels/.rels', data: relations('xl/workbook.xml', 'officeDocument') },
    { name: 'xl/workbook.xml', data: book },
    { name: 'xl/_rels/workbook.xml.rels', data: relations('worksheets/sheet1.xml', 'worksheet') },
    { name: 'xl/worksheets/sheet1.xml', ...sheet },
    ...more,
  ])

test('the small workbook that the attacks are made of is read', async () => {
  expect(await refusalOf(workbookOf({ data: sheetOf(text('姓名')) }))).toMatch(/^read/)
})

describe('a workbook that grows when it is unpacked', () => {
  const blanks = Buffer.alloc(60_000_000, 0x20)
  test.each<[string, () => Buffer]>([
    ['packs a thousand times', () => workbookOf({ data: blanks })],
    ['hides the weight in a picture', () => workbookOf({ data: sheetOf(text('姓名')) }, [{ name: 'xl/media/image1.png', data: blanks }])],
    ['claims four gigabytes', () => workbookOf({ data: sheetOf(text('姓名')), claimed: 0xff_ff_ff_fe })],
    ['holds very many parts', () => workbookOf({ data: sheetOf(text('姓名')) }, Array.from({ length: 5_100 }, (_, part) => ({ name: `xl/media/${part}.png`, data: 'x' })))],
  ])('is refused: it %s', async (_how, made) => {
    expect(await refusalOf(made())).toBe('zip_bomb')
  })

  test('is refused where it unpacks to more than it claims', async () => {
    expect(await refusalOf(workbookOf({ data: Buffer.alloc(30_000_000, 0x20), claimed: 1000 }))).toBe('damaged')
  })
})

describe('entities', () => {
  const laughs = Array.from({ length: 12 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join('')
  test.each<[string, Buffer]>([
    ['in a sheet', workbookOf({ data: sheetOf(text('&e12;'), `<!DOCTYPE x [<!ENTITY e0 "ha">${laughs}]>`) })],
    ['among the shared texts', workbookOf({ data: sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row>') }, [{ name: 'xl/sharedStrings.xml', data: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${laughs}]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e12;</t></si></sst>` }])],
  ])('that stand for one another are not unfolded %s', async (_where, bytes) => {
    const workbook = await station.services.ports.readWorkbook(bytes, 'x.xlsx').catch((error: unknown) => error)
    expect(JSON.stringify(workbook).length).toBeLessThan(2000)
    expect(await refusalOf(bytes)).toMatch(/^(damaged|read 0)$/)
  })

  test('that name a file of this machine bring nothing of it in', async () => {
    const bytes = workbookOf({ data: sheetOf(text('&secret;'), '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>') })
    const workbook = await station.services.ports.readWorkbook(bytes, 'x.xlsx').catch((error: unknown) => String(error))
    expect(JSON.stringify(workbook)).not.toContain('root:')
  })
})

describe('very long tables', () => {
  test('of 200,000 rows are refused, in a workbook and in a text', async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>${row}</v></c></row>`).join('')
    expect(await refusalOf(workbookOf({ data: sheetOf(rows) }))).toBe('too_many_rows')
    expect(await refusalOf(new TextEncoder().encode('王芳,1\n'.repeat(200_000)), '花名册.csv')).toBe('too_many_rows')
  })

  test('cannot be hidden behind another prefix or many sheets', async () => {
    const rows = Array.from({ length: 110_000 }, (_, row) => `<x:row r="${row + 1}"><x:c r="A${row + 1}"><x:v>${row}</x:v></x:c></x:row>`).join('')
    expect(await refusalOf(workbookOf({ data: `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows}</x:sheetData></x:worksheet>` }))).toBe('too_many_rows')
    const half = sheetOf(Array.from({ length: 60_000 }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c></row>`).join(''))
    const twice = book.replace('</sheets>', '<sheet name="Sheet2" sheetId="2" r:id="rId1"/></sheets>')
    const parts = [{ name: '[Content_Types].xml', data: types }, { name: '_rels/.rels', data: relations('xl/workbook.xml', 'officeDocument') }, { name: 'xl/workbook.xml', data: twice }, { name: 'xl/_rels/workbook.xml.rels', data: relations('worksheets/sheet1.xml', 'worksheet') }, { name: 'xl/worksheets/sheet1.xml', data: half }]
    expect(await refusalOf(zipOf(parts))).toBe('too_many_rows')
  })

  test('and very wide ones too', async () => {
    expect(await refusalOf(new TextEncoder().encode(`${'姓名,'.repeat(300)}\n`), '花名册.csv')).toBe('too_many_columns')
  })
})

describe('a workbook under a password', () => {
  test('is told apart from a damaged one, as Office writes it and as a zip', async () => {
    const office = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await refusalOf(office)).toBe('password')
    expect(await refusalOf(workbookOf({ data: sheetOf(text('姓名')), encrypted: true }))).toBe('password')
  })
})

describe('a file that is no workbook', () => {
  const encoded = (value: string): Uint8Array => new TextEncoder().encode(value)
  test.each<[string, Uint8Array, string]>([
    ['nothing at all', new Uint8Array(), 'empty'],
    ['a PDF', encoded('%PDF-1.7\n%âãÏÓ'), 'other_kind'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]), 'other_kind'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'other_kind'],
    ['a web page', encoded('<html><script>alert(1)</script></html>'), 'other_kind'],
    ['a Word document', zipOf([{ name: '[Content_Types].xml', data: '<x/>' }, { name: 'word/document.xml', data: '<x/>' }]), 'other_kind'],
    ['an archive', zipOf([{ name: 'notes.txt', data: 'x' }]), 'other_kind'],
    ['an archive that names a place outside itself', zipOf([{ name: '../../evil.sh', data: 'x' }]), 'damaged'],
    ['a database', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(500)]), 'other_kind'],
    ['more than 50 MB', new Uint8Array(50 * 1024 * 1024 + 1), 'too_large'],
  ])('is refused: %s', async (_what, bytes, reason) => {
    expect(await refusalOf(bytes)).toBe(reason)
  })
})

describe('a damaged workbook', () => {
  test('cut anywhere is refused', async () => {
    const whole = fixture('花名册-规范.xlsx')
    for (const part of [0.01, 0.3, 0.7, 0.99]) expect([part, await refusalOf(whole.subarray(0, Math.floor(whole.length * part)))]).toEqual([part, 'damaged'])
    const old = fixture('花名册-旧版.xls')
    expect(await refusalOf(old.subarray(0, 4000), '花名册.xls')).toMatch(/^(damaged|other_kind)$/)
  })

  test('with bytes altered is refused or read, and never brings the program down', async () => {
    const made = new ExcelJS.Workbook()
    const sheet = made.addWorksheet('名册')
    sheet.addRow(['姓名', '身份证号', '岗位', '村(社区)'])
    for (let row = 0; row < 20; row += 1) sheet.addRow([`王${row}`, '', '志愿者', '东湖社区'])
    const whole = Buffer.from(await made.xlsx.writeBuffer())
    for (let at = 40; at < whole.length; at += 331) {
      const broken = Buffer.from(whole)
      broken[at] = (broken[at] ?? 0) ^ 0xff
      expect([at, await refusalOf(broken)]).toEqual([at, expect.stringMatching(/^(damaged|other_kind|zip_bomb|password|too_many_columns|read \d+)$/)])
    }
  })
})
