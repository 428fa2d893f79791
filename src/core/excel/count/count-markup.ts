import type { CountedRow, SheetCount, WorkbookCount } from '../../../domain/workbook-count'
import { decoded } from './count-text'
import { shownSigns, unescaped } from './shown-signs'
import { SheetTally } from './sheet-tally'
import { attributesOf, nameIs, XmlTokens, type XmlHandler } from './xml-tokens'

/** Systems of offices save web pages and XML as .xls. Null where the text is neither. */
export function countMarkup(bytes: Uint8Array): WorkbookCount | null {
  const text = decoded(bytes)
  if (!/^[\s\ufeff]*</.test(text)) return null
  if (/<(\w+:)?Workbook[\s>]/.test(text.slice(0, 4096))) return countSpreadsheet(Buffer.from(text))
  return /<table[\s>]/i.test(text) ? countPage(text) : null
}

/** Each table is a sheet without a name; what a cell spans is left aside, so its column is not known. */
function countPage(text: string): WorkbookCount {
  const page = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style)[\s>][\s\S]*?<\/\1\s*>/gi, '')
  const sheets = [...page.matchAll(/<table[\s>][\s\S]*?(<\/table\s*>|$)/gi)].map(([table]): SheetCount => {
    const rows = table.split(/<tr(?=[\s>])/i).slice(1).flatMap((row, index): CountedRow[] => {
      const cells = row.split(/<t[dh](?=[\s>])/i).slice(1)
      const full = cells.filter((cell) => shownSigns(unescaped(cell.replace(/^[^>]*>/, '').replace(/<[^>]*>/g, ''))) > 0)
      return full.length === 0 ? [] : [{ row: index + 1, columns: full.map((_, at) => at + 1), signs: full.map(() => -1) }]
    })
    return { name: null, kind: 'worksheet', rows, underMerge: 0 }
  })
  return { sheets, columnsKnown: false }
}

function countSpreadsheet(bytes: Buffer): WorkbookCount {
  const reading = new Spreadsheet()
  reading.tokens.push(bytes)
  return { sheets: reading.sheets, columnsKnown: true }
}

/** SpreadsheetML of 2003: Worksheet/Table/Row/Cell/Data, with places that are only written where they jump. */
class Spreadsheet implements XmlHandler {
  readonly tokens = new XmlTokens(this)
  readonly sheets: SheetCount[] = []
  private readonly path: string[] = []
  private tally = new SheetTally()
  private name = ''
  private row = 0
  private column = 0
  private across = 0
  private formula = false
  private isText = false
  private signs = 0

  open(bytes: Uint8Array, from: number, to: number, end: number): void {
    const name = ['Worksheet', 'Row', 'Cell', 'Data'].find((one) => nameIs(bytes, from, to, one)) ?? ''
    this.path.push(name)
    if (name === '') return
    const attributes = new Map([...attributesOf(bytes, to, end)].map(([key, value]) => [key.replace(/^.*:/, ''), value]))
    const number = (key: string) => Number(attributes.get(key) ?? 0)
    if (name === 'Data') this.isText = attributes.get('Type') === 'String'
    else if (name === 'Worksheet') {
      this.tally = new SheetTally()
      this.name = attributes.get('Name') ?? ''
      this.row = 0
    } else if (name === 'Row') {
      this.row = number('Index') || this.row + 1
      this.column = 0
    } else {
      this.column = number('Index') || this.column + 1
      this.across = number('MergeAcross')
      this.formula = attributes.has('Formula')
      this.signs = 0
      this.isText = false
      this.tally.merge({ top: this.row, left: this.column, bottom: this.row + number('MergeDown'), right: this.column + this.across })
    }
  }

  close(): void {
    const name = this.path.pop()
    if (name === 'Worksheet') this.sheets.push(this.tally.finish(this.name))
    if (name !== 'Cell') return
    if (this.signs > 0 || (this.formula && !this.isText)) this.tally.add(this.row, this.column, this.isText ? this.signs : -1)
    this.column += this.across
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    if (!this.path.includes('Data')) return
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')
    this.signs += shownSigns(literal ? text : unescaped(text))
  }
}
