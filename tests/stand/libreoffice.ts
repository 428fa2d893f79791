import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SaxesParser } from 'saxes'

/** A cell as LibreOffice holds it: its kind, the value in the file, and the text that it shows. */
export interface OfficeCell {
  kind: 'text' | 'number' | 'date' | 'time' | 'boolean' | 'error'
  value: string
  shown: string
  formula: boolean
}
export interface OfficeSheet {
  name: string
  hidden: boolean
  /** `row,column` from 1; cells beneath a merge are left out. */
  cells: Map<string, OfficeCell>
  hiddenRows: Set<number>
  hiddenColumns: Set<number>
}

/** LibreOffice's reading of many files in one start; the answer is in the order of `files`. */
export function readByLibreOffice(files: readonly { name: string; bytes: Uint8Array }[]): OfficeSheet[][] {
  const folder = mkdtempSync(join(tmpdir(), 'jw-libreoffice-'))
  try {
    const [source, target] = [join(folder, 'in'), join(folder, 'out')]
    mkdirSync(source)
    for (const { name, bytes } of files) writeFileSync(join(source, name), bytes)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'fods', '--outdir', target, ...files.map(({ name }) => join(source, name))], { stdio: ['ignore', 'pipe', 'pipe'] })
    return files.map(({ name }) => sheetsOf(readFileSync(join(target, `${basename(name).replace(/\.[^.]*$/, '')}.fods`), 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Attributes = Record<string, string>

/** Reads a flat OpenDocument spreadsheet. */
function sheetsOf(xml: string): OfficeSheet[] {
  const sheets: OfficeSheet[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let sheet: OfficeSheet | null = null
  let [row, column, rows] = [0, 0, 1]
  let tableColumn = 0
  let cell: { attributes: Attributes; covered: boolean; lines: string[] } | null = null
  let annotation = 0
  let inText = 0
  const parser = new SaxesParser({ position: false })
  const write = (text: string): void => {
    if (cell !== null && inText > 0 && annotation === 0) cell.lines[cell.lines.length - 1] += text
  }
  parser.on('text', write)
  parser.on('opentag', ({ name, attributes }) => {
    const own = attributes as Attributes
    switch (name) {
      case 'style:style': style = own['style:name'] ?? ''; break
      case 'style:table-properties': if (own['table:display'] === 'false') hiddenStyles.add(style); break
      case 'table:table':
        sheet = { name: own['table:name'] ?? '', hidden: hiddenStyles.has(own['table:style-name'] ?? ''), cells: new Map(), hiddenRows: new Set(), hiddenColumns: new Set() }
        sheets.push(sheet)
        row = tableColumn = 0
        break
      case 'table:table-column': {
        const span = Number(own['table:number-columns-repeated'] ?? 1)
        if (own['table:visibility'] === 'collapse') for (let at = 1; at <= Math.min(span, 300); at++) sheet?.hiddenColumns.add(tableColumn + at)
        tableColumn += span
        break
      }
      case 'table:table-row':
        row += 1
        rows = Number(own['table:number-rows-repeated'] ?? 1)
        column = 0
        if (own['table:visibility'] === 'collapse') for (let at = 0; at < Math.min(rows, 2000); at++) sheet?.hiddenRows.add(row + at)
        break
      case 'table:table-cell':
      case 'table:covered-table-cell':
        cell = { attributes: own, covered: name === 'table:covered-table-cell', lines: [] }
        break
      case 'office:annotation': annotation++; break
      case 'text:p':
        if (cell !== null && annotation === 0) cell.lines.push('')
        inText++
        break
      case 'text:s': write(' '.repeat(Number(own['text:c'] ?? 1))); break
      case 'text:tab': write('\t'); break
      case 'text:line-break': write('\n'); break
    }
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'office:annotation') annotation--
    else if (name === 'text:p') inText--
    else if (name === 'table:table') sheet = null
    else if (name === 'table:table-row') row += rows - 1
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      const repeated = Number(cell?.attributes['table:number-columns-repeated'] ?? 1)
      const content = cell === null || cell.covered ? null : cellOf(cell.attributes, cell.lines.join('\n'))
      if (content !== null) {
        for (let down = 0; down < rows; down++) for (let right = 1; right <= repeated; right++) sheet?.cells.set(`${row + down},${column + right}`, content)
      }
      column += repeated
      cell = null
    }
  })
  parser.write(xml).close()
  return sheets
}

function cellOf(attributes: Attributes, shown: string): OfficeCell | null {
  const formula = attributes['table:formula'] !== undefined
  const of = (kind: OfficeCell['kind'], value: string | undefined): OfficeCell => ({ kind, value: value ?? shown, shown, formula })
  // It holds a truth value as the number that is shown so.
  if (attributes['office:value-type'] === 'float' && formula && /^(TRUE|FALSE)$/.test(shown)) return of('boolean', shown.toLowerCase())
  if (attributes['calcext:value-type'] === 'error') return of('error', shown)
  switch (attributes['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency':
      return of('number', attributes['office:value'])
    case 'date':
      return of('date', attributes['office:date-value'])
    case 'time':
      return of('time', attributes['office:time-value'])
    case 'boolean':
      return of('boolean', attributes['office:boolean-value'])
    case 'string':
      return of('text', attributes['office:string-value'])
    default:
      return formula ? of('text', shown) : null
  }
}
