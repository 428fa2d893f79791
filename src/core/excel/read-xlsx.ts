import type { RawSheet } from '../../domain/raw-workbook'
import { readSharedStrings, unescaped } from './read-xlsx-strings'
import { readSheetPart, type SheetContext } from './read-xlsx-sheet'
import { readLooks } from './read-xlsx-styles'
import { uncovered } from './sheet-merges'
import { openPackage } from './workbook-guard'
import { refusals, workbookLimits } from './workbook-refused'
import { spreadsheetNamespaces } from './xml-reader'
import type { Relation, XlsxPackage } from './xlsx-package'

interface Book {
  date1904: boolean
  sheets: { name: string; hidden: boolean; relation: string }[]
}

/**
 * Sheets in the order of their tabs, found by the relations that the file states and by nothing else: what a part is
 * called is its writer's affair. A part that is referred to and missing makes the file a damaged one.
 */
export async function readXlsx(bytes: Uint8Array): Promise<RawSheet[]> {
  const parts = await openPackage(bytes)
  const workbookPart = await workbookPartOf(parts)
  const book = await readBook(parts, workbookPart)
  const relations = await parts.relations(workbookPart)
  const partOf = (kind: string): string | undefined => [...relations.values()].find((relation) => relation.kind === kind)?.part
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')]
  let rows = 0
  const context: SheetContext = {
    strings: strings === undefined || !parts.has(strings) ? [] : await readSharedStrings(parts, strings),
    looks: styles === undefined || !parts.has(styles) ? [] : await readLooks(parts, styles),
    date1904: book.date1904,
    countRow: () => {
      if (++rows > workbookLimits.rows) throw refusals.tooManyRows()
    },
  }
  const sheets: RawSheet[] = []
  for (const { name, hidden, relation } of book.sheets) sheets.push({ name, hidden, ...(await readSheet(parts, relations.get(relation), context)) })
  return sheets
}

/** By the package's relations; a file that has none is looked up where Excel puts it. */
export async function workbookPartOf(parts: XlsxPackage): Promise<string> {
  const stated = [...(await parts.relations('')).values()].find(({ kind }) => kind === 'officeDocument')?.part
  const part = stated ?? '/xl/workbook.xml'
  if (!parts.has(part)) throw refusals.damaged()
  return part
}

async function readBook(parts: XlsxPackage, part: string): Promise<Book> {
  const book: Book = { date1904: false, sheets: [] }
  let found = false
  await parts.read(part, spreadsheetNamespaces, {
    workbook: {
      open: () => {
        found = true
      },
      children: {
        workbookPr: {
          open: ({ date1904 }) => {
            book.date1904 = date1904 === '1' || date1904 === 'true' || date1904 === 'on'
          },
        },
        sheets: {
          children: {
            sheet: {
              open: (attributes) => {
                const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
                book.sheets.push({ name: unescaped(attributes['name'] ?? ''), hidden: /hidden/i.test(attributes['state'] ?? ''), relation: relation ?? '' })
              },
            },
          },
        },
      },
    },
  })
  if (!found) throw refusals.damaged()
  return book
}

async function readSheet(parts: XlsxPackage, relation: Relation | undefined, context: SheetContext): Promise<Pick<RawSheet, 'rows' | 'merges' | 'hiddenColumns'>> {
  if (relation === undefined) throw refusals.damaged()
  // A chart or an old dialog fills a tab of its own and holds no cells.
  if (relation.kind !== 'worksheet') return { rows: [], merges: [], hiddenColumns: [] }
  const { rows, merges, hiddenColumns } = await readSheetPart(parts, relation.part, context)
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const hidden = new Set<number>()
  for (const { from, to } of hiddenColumns) for (let column = Math.max(1, from); column <= Math.min(to, widest); column++) hidden.add(column)
  return { rows: uncovered(rows, merges), merges, hiddenColumns: [...hidden].toSorted((a, b) => a - b) }
}
