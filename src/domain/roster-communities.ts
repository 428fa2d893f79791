import type { FaultBook } from './fault-book'
import { readWrittenGrid } from './grid-name'
import { communityInTitle, isGenericSheetName, isPlaceName, placeInLabel, placeInSheetName } from './place-name'
import { postFromText } from './post'
import type { SheetReading } from './roster-analysis'
import { faultAt, fieldCell, type JudgedRow } from './roster-cells'
import type { GridMention, PlaceRegister } from './roster-places'
import type { RosterTable, TableRow } from './roster-table'
import { compact, saysNothing } from './written-text'

type Origin = SheetReading['communityFrom']

interface CommunityText {
  text: string
  from: Origin
  /** Taken over from the row above in a column that fills nearly every row: a person looks at it. */
  guessed: boolean
}

/**
 * Where each row of a sheet gets its community from: its own column (also merged or written once), a banner above it,
 * the title, or the sheet's name.
 */
export class CommunityReader {
  private readonly texts = new Map<TableRow, CommunityText>()

  constructor(private readonly tables: readonly RosterTable[]) {
    for (const table of tables) this.readColumn(table)
  }

  private readColumn(table: RosterTable): void {
    let above = ''
    const own = (row: TableRow) => {
      const { text } = fieldCell(table, row, 'community')
      return saysNothing(text) ? '' : text
    }
    const filled = table.rows.filter((row) => own(row) !== '').length
    const dense = filled >= table.rows.length * 0.7
    let banners: readonly string[] | null = null
    for (const row of table.rows) {
      if (banners !== null && banners !== row.banners && communityInTitle(row.banners[0] ?? '') !== null) above = ''
      banners = row.banners
      const text = own(row)
      if (text !== '') above = text
      if (above !== '') this.texts.set(row, { text: above, from: 'column', guessed: text === '' && dense })
    }
  }

  /** The names that the file itself gives to communities, for a township that has none yet. */
  namesInFile(): string[] {
    const names = new Set<string>()
    const stems = new Set<string>()
    for (const table of this.tables) {
      const untold = table.rows.filter((row) => !this.texts.has(row))
      const titled = table.titles.map((title) => communityInTitle(title) ?? placeInLabel(title)).find((name) => name !== null)
      const sheet = placeInSheetName(table.sheet)
      if (untold.length > 0 && titled !== undefined) names.add(titled)
      for (const row of table.rows) {
        const text = this.texts.get(row)?.text
        if (text !== undefined) names.add(compact(text))
        else for (const written of [...row.banners, fieldCell(table, row, 'grid').text]) addIfPlace(names, communityInTitle(written))
      }
      if (untold.length === 0 || titled !== undefined) continue
      if (isPlaceName(sheet)) names.add(sheet)
      else if (!isGenericSheetName(table.sheet) && !this.namedByGrids(table)) stems.add(sheet)
    }
    return [...names, ...stems]
  }

  private namedByGrids(table: RosterTable): boolean {
    return table.rows.some((row) => communityInTitle(fieldCell(table, row, 'grid').text) !== null)
  }

  /** Settles the row's community; a missing or unknown one is a fault. */
  settle(row: JudgedRow, register: PlaceRegister, book: FaultBook): Origin {
    const found = this.find(row.table, row.source, register)
    const place = found === null ? null : register.community(found.text)
    row.place = place
    row.community = place?.name ?? null
    row.communityCode = place?.code ?? null
    if (found === null) {
      book.add(row, faultAt(row, 'community', 'community_missing', 'error', '看不出属于哪个村(社区)。补上村(社区)一列，或写进表题。'))
    } else if (place === null) {
      book.add(row, faultAt(row, 'community', 'unknown_community', 'error', `没有名为“${found.text}”的村(社区)。改成已有的，或先建好它。`))
    } else if (found.guessed) {
      book.add(row, faultAt(row, 'community', 'community_blank', 'confirm', `村(社区)空着。确认是否与上一行同为${place.name}。`, place.name))
    }
    return found?.from ?? 'none'
  }

  private find(table: RosterTable, row: TableRow, register: PlaceRegister): CommunityText | null {
    const own = this.texts.get(row)
    if (own !== undefined) return own
    const named = (texts: readonly string[], from: Origin): CommunityText | null => {
      for (const text of texts) {
        const name = register.inTitle(text)
        if (name !== null) return { text: name, from, guessed: false }
      }
      return null
    }
    const sheetName = placeInSheetName(table.sheet)
    const inSheetName = register.community(sheetName) ?? register.byPrefix(sheetName)
    const grid = fieldCell(table, row, 'grid').text
    return (
      named(row.banners, 'section') ??
      named(table.titles, 'title') ??
      (inSheetName === null ? null : { text: inSheetName.name, from: 'sheetName', guessed: false }) ??
      named([grid], 'column') ??
      byCode(fieldCell(table, row, 'gridCode').text, register) ??
      (isPlaceName(sheetName) ? { text: sheetName, from: 'sheetName', guessed: false } : null)
    )
  }

  /** Every grid that a row names, before the register has learnt them. */
  gridMentions(register: PlaceRegister): GridMention[] {
    const mentions: GridMention[] = []
    for (const table of this.tables) {
      for (const row of table.rows) {
        const community = register.community(this.find(table, row, register)?.text ?? '')
        if (community === null) continue
        const column = row.layout.of.grid
        const grid = column === undefined ? (row.banners.find((banner) => readWrittenGrid(banner, community.name).kind === 'ordinal') ?? '') : table.grid.text(row.row, column)
        const code = compact(fieldCell(table, row, 'gridCode').text).replaceAll('-', '')
        const written = readWrittenGrid(grid, community.name)
        mentions.push({
          community: community.name,
          grid,
          gridCode: written.kind === 'code' ? written.code : code === '' ? null : code,
          post: postFromText(fieldCell(table, row, 'post').text),
        })
      }
    }
    return mentions
  }
}

function addIfPlace(names: Set<string>, name: string | null): void {
  if (name !== null) names.add(name)
}

function byCode(written: string, register: PlaceRegister): CommunityText | null {
  const code = compact(written).slice(0, 12)
  const found = code === '' ? undefined : register.communities.find((community) => community.code === code)
  return found === undefined ? null : { text: found.name, from: 'column', guessed: false }
}
