import { columnLetter } from '../../src/domain/raw-workbook'
import { formats, randomCell } from './generated-cells'
import { Seeded } from './seeded'
import { zipFile } from './zip-file'

export interface GeneratedWorkbook {
  bytes: Buffer
  date1904: boolean
  /** `sheet!B3` of formulas without a stored result. */
  withoutResult: Set<string>
}

const transitional = { main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', office: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships' }
const strict = { main: 'http://purl.oclc.org/ooxml/spreadsheetml/main', office: 'http://purl.oclc.org/ooxml/officeDocument/relationships' }
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything in which files of different programs differ while a reader must not care. */
export function generatedWorkbook(seed: number): GeneratedWorkbook {
  const random = new Seeded(seed)
  const namespaces = random.chance(0.15) ? strict : transitional
  const date1904 = random.chance(0.1)
  const withoutResult = new Set<string>()
  const strings: string[] = []
  const names = sheetNames(random)
  const hidden = names.map((_, at) => at > 0 && random.chance(0.2))
  const bodies = names.map((name) => sheetBody(random, name, strings, withoutResult))
  const folder = random.pick(['xl', 'xl', 'xl', 'book', 'xl/inner'])
  const workbookPart = `${folder}/${random.pick(['workbook.xml', 'workbook.xml', 'workbook2.xml', 'Mappe.xml'])}`
  const sheetParts = random.shuffled(names.map((_, at) => random.pick([`worksheets/sheet${at + 1}.xml`, `worksheets/sheet${at + 1}.xml`, `worksheets/Blatt_${at}.xml`, `s${at}.xml`, `Worksheets/SHEET-${at}.XML`])))
  const stringsPart = random.pick(['sharedStrings.xml', 'sharedStrings.xml', 'SharedStrings.xml', 'strings.xml'])
  const part = (root: string, body: string, prefix = random.pick(['', '', '', 'x:', 'ss:'])): Buffer => {
    const declared = `xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${namespaces.main}" xmlns:r="${namespaces.office}"`
    return encoded(random, `<${prefix}${root} ${declared}>${body.replaceAll('§', prefix)}</${prefix}${root}>`)
  }
  // Neither ./ nor signs beyond ASCII in the names: Excel finds such parts, LibreOffice does not.
  const target = (name: string): string => random.pick([name, name, `/${folder}/${name}`])
  const relations = random.shuffled([
    ...sheetParts.map((name, at) => ({ id: `rId${at + 10}`, kind: 'worksheet', target: target(name) })),
    { id: 'rIdS', kind: 'styles', target: target('styles.xml') },
    { id: 'rIdT', kind: 'sharedStrings', target: target(stringsPart) },
  ])
  const sheets = names.map((name, at) => `<§sheet name="${attribute(name)}" sheetId="${at + 3}"${hidden[at] === true ? ' state="hidden"' : ''} r:id="rId${at + 10}"/>`).join('')
  const definedNames = random.chance(0.3) ? `<§definedNames>${Array.from({ length: random.whole(1, 5) }, (_, at) => `<§definedName name="n${at}">'${attribute((names[0] ?? '').replaceAll("'", "''"))}'!$A$1:$H$${random.pick([10, 65536, 1048576])}</§definedName>`).join('')}</§definedNames>` : ''
  const files = [
    { name: '[Content_Types].xml', data: contentTypes(workbookPart, folder, sheetParts, stringsPart) },
    { name: '_rels/.rels', data: relationsPart([{ id: 'rId1', kind: 'officeDocument', target: random.pick([workbookPart, `/${workbookPart}`]) }], namespaces.office) },
    { name: workbookPart, data: part('workbook', `<§workbookPr${date1904 ? ' date1904="1"' : ''}/><§sheets>${sheets}</§sheets>${definedNames}`) },
    { name: `${folder}/_rels/${workbookPart.slice(folder.length + 1)}.rels`, data: relationsPart(relations, namespaces.office) },
    { name: `${folder}/styles.xml`, data: part('styleSheet', styles) },
    { name: `${folder}/${stringsPart}`, data: part('sst', strings.map((body) => `<§si>${body}</§si>`).join(random.pick(['', '\r\n']))) },
    ...bodies.map((body, at) => ({ name: `${folder}/${sheetParts[at]}`, data: part('worksheet', body) })),
  ]
  return { bytes: zipFile([...files.slice(0, 1), ...random.shuffled(files.slice(1))]), date1904, withoutResult }
}

function sheetNames(random: Seeded): string[] {
  const names = new Set<string>()
  const wanted = random.whole(1, 4)
  while (names.size < wanted) names.add(`${random.pick(['柳湾村', 'Sheet', '名册 & 表', "张家's", '一 二', '𫰡村'])}${names.size + 1}`)
  return [...names]
}

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function sheetBody(random: Seeded, sheet: string, strings: string[], withoutResult: Set<string>): string {
  const merges = random.chance(0.4) ? randomMerges(random) : []
  const columns = random.whole(1, 9)
  const gaps = random.chance(0.8)
  const addresses = random.chance(0.85)
  const rows: string[] = []
  let row = 0
  const height = random.whole(0, 14)
  for (let at = 0; at < height; at++) {
    row += addresses && gaps && random.chance(0.15) ? random.whole(2, 40) : 1
    const cells: string[] = []
    for (let column = 1; column <= columns; column++) {
      if (addresses && gaps && random.chance(0.15)) continue
      const reference = `${columnLetter(column)}${row}`
      if (random.chance(0.08)) {
        cells.push(`<§c${addresses ? ` r="${reference}"` : ''} s="1"/>`)
        continue
      }
      const cell = randomCell(random, strings)
      if (cell.withoutResult) withoutResult.add(`${sheet}!${reference}`)
      cells.push(`<§c${addresses ? ` r="${reference}"` : ''}${cell.attributes}>${cell.body}</§c>`)
    }
    rows.push(`<§row${addresses ? ` r="${row}"` : ''}${random.chance(0.1) ? ' hidden="1"' : ''}${random.chance(0.2) ? ` spans="1:${columns}"` : ''}>${cells.join(random.pick(['', '', '\r\n']))}</§row>`)
  }
  const cols = random.chance(0.3) ? `<§cols><§col min="2" max="${random.whole(2, 4)}" width="9" hidden="1"/></§cols>` : ''
  const merged = merges.length === 0 ? '' : `<§mergeCells count="${merges.length}">${merges.map((ref) => `<§mergeCell ref="${ref}"/>`).join('')}</§mergeCells>`
  const behind = random.chance(0.2) ? '<§extLst><§ext uri="{1}"><y:row xmlns:y="urn:any" r="1"><y:c r="A1"><y:v>9</y:v></y:c></y:row></§ext></§extLst>' : ''
  return `${cols}${random.chance(0.1) ? '<!-- <row> -->' : ''}<§sheetData>${rows.join(random.pick(['', '\n', '\r\n']))}</§sheetData>${merged}${behind}`
}

function randomMerges(random: Seeded): string[] {
  return Array.from({ length: random.whole(1, 3) }, (_, at) => {
    const top = 1 + at * 5
    const left = random.whole(1, 4)
    return `${columnLetter(left)}${top}:${columnLetter(left + random.whole(0, 2))}${top + random.whole(1, 3)}`
  })
}

const styles = `<§numFmts count="9">${formats.map((format) => ('code' in format ? `<§numFmt numFmtId="${format.id}" formatCode="${attribute(format.code)}"/>` : '')).join('')}</§numFmts><§fonts count="1"><§font><§sz val="11"/><§name val="Calibri"/></§font></§fonts><§fills count="1"><§fill><§patternFill patternType="none"/></§fill></§fills><§borders count="1"><§border/></§borders><§cellStyleXfs count="1"><§xf numFmtId="0"/></§cellStyleXfs><§cellXfs count="${formats.length}">${formats.map(({ id }) => `<§xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</§cellXfs>`

const utf8 = (text: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`)

function encoded(random: Seeded, xml: string): Buffer {
  const kind = random.whole(0, 11)
  if (kind === 0) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(xml)])
  if (kind === 1) return Buffer.from(xml)
  if (kind > 3) return utf8(xml)
  const wide = Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')
  return kind === 2 ? wide : wide.swap16()
}

function relationsPart(relations: readonly { id: string; kind: string; target: string }[], office: string): Buffer {
  return utf8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.map(({ id, kind, target }) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`)
}

function contentTypes(workbook: string, folder: string, sheets: readonly string[], strings: string): Buffer {
  const override = (part: string, kind: string): string => `<Override PartName="/${part}" ContentType="${content}.${kind}+xml"/>`
  return utf8(
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override(workbook, 'sheet.main')}${sheets.map((part) => override(`${folder}/${part}`, 'worksheet')).join('')}${override(`${folder}/styles.xml`, 'styles')}${override(`${folder}/${strings}`, 'sharedStrings')}</Types>`,
  )
}
