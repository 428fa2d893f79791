import fc from 'fast-check'
import type { RawCell, RawSheet } from '../../src/domain/raw-workbook'
import { zipFile } from './zip-file'

/** One cell, by what a person would see there; the shown ones are what a true reader brings and a true count counts. */
export type MadeCell =
  | { is: 'text'; text: string; how: 'shared' | 'inline' | 'rich' | 'formula' | 'phonetic' | 'cdata' }
  | { is: 'number'; value: number; formula: boolean }
  | { is: 'boolean'; value: boolean }
  | { is: 'date'; day: string }
  | { is: 'error' }
  | { is: 'without_result' }
  | { is: 'nothing'; how: 'styled' | 'empty_text' | 'blank_text' | 'empty_result' }

export interface MadeSheet {
  name: string
  hidden: boolean
  /** Row and column from 1. */
  cells: Map<number, Map<number, MadeCell>>
  merges: { top: number; left: number; bottom: number; right: number }[]
}

export interface Spelling {
  prefix: '' | 'x:'
  strict: boolean
  part: string
  strings: string
  absolute: boolean
  sheetFolder: string
  wide: boolean
  places: boolean
  extensions: boolean
}

const letter = (column: number): string => String.fromCharCode(64 + column)
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const referenced = (text: string): string => [...text].map((sign) => (sign.codePointAt(0) as number) > 0x9fff ? `&#x${(sign.codePointAt(0) as number).toString(16)};` : escaped(sign)).join('')

/** Writes a workbook as some program might, with a spelling of its own for all that the standard leaves open. */
export function madeWorkbook(sheets: readonly MadeSheet[], spelling: Spelling): Buffer {
  const { prefix, strict } = spelling
  const main = strict ? 'http://purl.oclc.org/ooxml/spreadsheetml/main' : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = strict ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const strings: string[] = []
  const tags = (xml: string) => (prefix === '' ? xml : xml.replace(/<!\[CDATA\[.*?\]\]>|<(\/?)(?=[a-z])(?!ext:)/gis, (whole, slash?: string) => (whole.startsWith('<!') ? whole : `<${slash ?? ''}${prefix}`)))
  const part = (root: string, body: string) => {
    const space = prefix === '' ? `xmlns="${main}"` : `xmlns:x="${main}"`
    const xml = `<?xml version="1.0"${spelling.wide ? ' encoding="UTF-16"' : ''}?>\n<!-- <row> --><${prefix}${root} ${space} xmlns:r="${office}" xmlns:ext="urn:ext">${tags(body)}</${prefix}${root}>`
    return spelling.wide ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]) : Buffer.from(xml)
  }
  const plain = (xml: string) => Buffer.from(`<?xml version="1.0"?>${xml}`)
  const cellXml = (row: number, column: number, cell: MadeCell): string => {
    const place = spelling.places ? ` r="${letter(column)}${row}"` : ''
    const extension = spelling.extensions ? '<extLst><ext uri="{1}"><ext:f><ext:v>9</ext:v></ext:f></ext></extLst>' : ''
    const c = (attributes: string, inner: string) => `<c${place}${attributes}>${inner}${extension}</c>`
    const shared = (inner: string) => c(' s="1" t="s"', `<v>${strings.push(inner) - 1}</v>`)
    if (cell.is === 'number') return c('', `${cell.formula ? '<f>A1&gt;2</f>' : ''}<v>${cell.value}</v>`)
    if (cell.is === 'boolean') return c(` t='b'`, `<v>${Number(cell.value)}</v>`)
    if (cell.is === 'date') return c(' t="d"', `<v>${cell.day}</v>`)
    if (cell.is === 'error') return c(' t="e"', '<v>#N/A</v>')
    if (cell.is === 'without_result') return c('', '<f>SUM(A1:A2)</f>')
    if (cell.is === 'nothing') {
      if (cell.how === 'styled') return `<c${place} s="2"/>`
      if (cell.how === 'empty_result') return c(' t="str"', '<f>""</f><v></v>')
      return shared(cell.how === 'empty_text' ? '<t/>' : '<t xml:space="preserve"> &#12288;\n</t>')
    }
    const text = referenced(cell.text)
    if (cell.how === 'shared') return shared(`<t xml:space="preserve">${text}</t>`)
    if (cell.how === 'rich') return shared(`<r><rPr><b/></rPr><t>${text}</t></r><r><t/></r>`)
    if (cell.how === 'phonetic') return shared(`<t>${text}</t><rPh sb="0" eb="1"><t>pinyin</t></rPh><phoneticPr fontId="1"/>`)
    if (cell.how === 'inline') return c(' t="inlineStr"', `<is><r><t>${text}</t></r></is>`)
    if (cell.how === 'cdata') return c(' t="inlineStr"', `<is><t><![CDATA[${cell.text.replaceAll(']]>', '')}]]></t></is>`)
    return c(' t="str"', `<f>A1</f><v>${text}</v>`)
  }
  const sheetXml = ({ cells, merges }: MadeSheet): string => {
    const rows = [...cells].map(([row, columns]) => {
      const inner = Array.from({ length: Math.max(0, ...columns.keys()) }, (_, at) => {
        const cell = columns.get(at + 1)
        // Without places a gap has to be written out.
        return cell === undefined ? (spelling.places ? '' : '<c/>') : cellXml(row, at + 1, cell)
      }).join('')
      return `<row r="${row}" spans="1:9">${inner}</row>`
    })
    const merged = merges.map(({ top, left, bottom, right }) => `<mergeCell ref="${letter(left)}${top}:${letter(right)}${bottom}"/>`).join('')
    return `<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>${rows.join('\n')}</sheetData>${merged === '' ? '' : `<mergeCells>${merged}</mergeCells>`}`
  }
  const bodies = sheets.map(sheetXml)
  const partOf = (index: number) => `${spelling.sheetFolder}${index === 0 ? spelling.part : `${spelling.part}-${index}`}.xml`
  const target = (name: string) => (spelling.absolute ? `/xl/${name}` : name)
  const relation = (id: string, type: string, to: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${to}"/>`
  const relations = (list: string[]) => plain(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`)
  const parts: [string, Buffer][] = [
    ['[Content_Types].xml', plain('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')],
    ['_rels/.rels', relations([relation('a', 'officeDocument', spelling.absolute ? '/xl/workbook.xml' : 'xl/workbook.xml')])],
    ['xl/workbook.xml', part('workbook', `<sheets>${sheets.map(({ name, hidden }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 7}" ${hidden ? 'state="hidden" ' : ''}r:id="s${index}"/>`).join('')}</sheets>`)],
    ['xl/_rels/workbook.xml.rels', relations([relation('t', 'sharedStrings', target(spelling.strings)), ...sheets.map((_, index) => relation(`s${index}`, 'worksheet', target(partOf(index))))])],
    ...bodies.map((body, index): [string, Buffer] => [`xl/${partOf(index)}`, part('worksheet', body)]),
    [`xl/${spelling.strings}`, part('sst', strings.map((string) => `<si>${string}</si>`).join(''))],
  ]
  return zipFile(parts.map(([name, data]) => ({ name, data })))
}

/** What a true reader brings of it. */
export function readOfMade({ name, hidden, cells, merges }: MadeSheet): RawSheet {
  const covered = (row: number, column: number) =>
    merges.some(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right && (row !== top || column !== left))
  const rows = [...cells].flatMap(([row, columns]) => {
    const values: RawCell[] = []
    for (const [column, cell] of columns) {
      const value = covered(row, column) ? null : valueOf(cell)
      if (value === null) continue
      while (values.length < column - 1) values.push(null)
      values[column - 1] = value
    }
    return values.length === 0 ? [] : [{ row, hidden: false, cells: values }]
  })
  return { name, hidden, rows, merges, hiddenColumns: [] }
}

function valueOf(cell: MadeCell): RawCell {
  if (cell.is === 'text') return cell.text
  if (cell.is === 'number' || cell.is === 'boolean') return cell.value
  if (cell.is === 'date') return { date: `${cell.day}T00:00:00` }
  if (cell.is === 'nothing') return null
  return { error: cell.is === 'error' ? '#N/A' : '公式没有结果' }
}

const shownText = fc.oneof(fc.constantFrom('王秀兰', '𫰡 ', '第一网格', '410105187001', ' A&B ', '<表>', 'é', '备注：\n二行', '㐂村'), fc.stringMatching(/^[ -~]{0,12}[!-~]$/))
const madeCell: fc.Arbitrary<MadeCell> = fc.oneof(
  fc.record({ is: fc.constant('text' as const), text: shownText, how: fc.constantFrom('shared', 'inline', 'rich', 'formula', 'phonetic', 'cdata') }),
  fc.record({ is: fc.constant('number' as const), value: fc.constantFrom(0, 1, -3.5, 45_398), formula: fc.boolean() }),
  fc.record({ is: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ is: fc.constant('date' as const), day: fc.constant('2026-11-01') }),
  fc.constant<MadeCell>({ is: 'error' }),
  fc.constant<MadeCell>({ is: 'without_result' }),
  fc.record({ is: fc.constant('nothing' as const), how: fc.constantFrom('styled', 'empty_text', 'blank_text', 'empty_result') }),
)
const merge = fc.record({ top: fc.integer({ min: 1, max: 8 }), left: fc.integer({ min: 1, max: 6 }), height: fc.integer({ min: 0, max: 3 }), width: fc.integer({ min: 0, max: 3 }) })
const madeSheet = fc.record({
  hidden: fc.boolean(),
  cells: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }), madeCell), { maxLength: 40, selector: ([row, column]) => row * 100 + column }),
  merges: fc.uniqueArray(merge, { maxLength: 1 }),
})

/** Sheets of a workbook, rows ascending. */
export const madeSheets: fc.Arbitrary<MadeSheet[]> = fc.array(madeSheet, { minLength: 1, maxLength: 4 }).map((list) =>
  list.map(({ hidden, cells, merges }, index) => {
    const rows = new Map<number, Map<number, MadeCell>>()
    for (const [row, column, cell] of cells.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) rows.set(row, (rows.get(row) ?? new Map<number, MadeCell>()).set(column, cell))
    return { name: `表 ${index} & <${'一二三四'[index] ?? ''}>`, hidden, cells: rows, merges: merges.map(({ top, left, height, width }) => ({ top, left, bottom: top + height, right: left + width })) }
  }),
)

export const spellings: fc.Arbitrary<Spelling> = fc.record({
  prefix: fc.constantFrom('', 'x:'),
  strict: fc.boolean(),
  part: fc.constantFrom('sheet1', 'Tabelle', '工作表', 'SHEET'),
  strings: fc.constantFrom('sharedStrings.xml', 'SharedStrings.xml', 'texts/t.xml'),
  absolute: fc.boolean(),
  sheetFolder: fc.constantFrom('worksheets/', '', 'other/deep/'),
  wide: fc.boolean(),
  places: fc.boolean(),
  extensions: fc.boolean(),
})
