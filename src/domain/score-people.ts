import { readWrittenGrid } from './grid-name'
import { readWrittenName } from './person-name'
import { placeInSheetName, placeKey } from './place-name'
import type { SheetKind } from './evaluation'
import type { ExpectedScoreSheet } from './score-analysis'
import { compact, isProse } from './written-text'

/** What a row says about whom it rates. */
export interface WrittenPerson {
  kind: SheetKind
  name: string
  /** As the row's column says it. */
  community: string
  /** As the words around say it, the nearest first; they help only where the column says nothing. */
  around: readonly string[]
  sheetName: string
  grid: string
}

export interface PersonFault {
  field: 'ratee' | 'community' | 'grid'
  kind: string
  severity: 'normalise' | 'confirm' | 'error'
  message: string
  suggested: string | null
}

export interface FoundPerson {
  sheet: ExpectedScoreSheet | null
  /** The plain name, as it is looked for. */
  name: string
  community: string | null
  faults: PersonFault[]
}

export const rateePost: Record<SheetKind, string> = { police_by_chief: '社区民警', aux_by_police: '警辅', aux_by_grid_chief: '警辅' }
export const raterPost: Record<SheetKind, string> = { police_by_chief: '站长', aux_by_police: '社区民警', aux_by_grid_chief: '网格长' }

/** The month's people, looked up once per name however long the file is. */
export class ExpectedPeople {
  private readonly names: string[]
  private readonly places = new Map<string, string | null>()
  private readonly byName = new Map<string, ExpectedScoreSheet[]>()
  private readonly byGrid = new Map<string, ExpectedScoreSheet[]>()

  constructor(readonly expected: readonly ExpectedScoreSheet[]) {
    this.names = [...new Set(expected.map(({ community }) => community))]
    for (const sheet of expected) {
      addTo(this.byName, `${sheet.kind} ${compact(sheet.rateeName)}`, sheet)
      addTo(this.byGrid, `${sheet.kind} ${sheet.community} ${sheet.grid ?? ''}`, sheet)
    }
  }

  named(kind: SheetKind, name: string): readonly ExpectedScoreSheet[] {
    return this.byName.get(`${kind} ${name}`) ?? []
  }

  inGrid(kind: SheetKind, community: string, grid: string): readonly ExpectedScoreSheet[] {
    return this.byGrid.get(`${kind} ${community} ${grid}`) ?? []
  }

  /** A community under any of its spellings. */
  community(written: string): string | null {
    const known = this.places.get(written)
    if (known !== undefined) return known
    const found = this.lookUp(written)
    this.places.set(written, found)
    return found
  }

  private lookUp(written: string): string | null {
    const text = compact(written)
    if (text === '' || isProse(text)) return null
    const { stem, suffix } = placeKey(text)
    const alike = this.names.filter((name) => {
      const key = placeKey(name)
      return key.stem === stem && (suffix === '' || key.suffix === suffix || key.suffix === '')
    })
    if (alike.length === 1) return alike[0] ?? null
    // 柳渠镇青年路社区: the longest name at the end of a longer text.
    const ending = this.names.filter((name) => text.endsWith(name)).toSorted((a, b) => b.length - a.length)
    return alike.length === 0 ? (ending[0] ?? null) : null
  }
}

function addTo(map: Map<string, ExpectedScoreSheet[]>, key: string, sheet: ExpectedScoreSheet): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [sheet])
  else list.push(sheet)
}

/** Finds the expected sheet of a row's person. Nothing is guessed: who cannot be told apart is refused. */
export function findPerson(written: WrittenPerson, people: ExpectedPeople): FoundPerson {
  const found: FoundPerson = { sheet: null, name: '', community: null, faults: [] }
  const add = (field: PersonFault['field'], kind: string, severity: PersonFault['severity'], message: string, suggested: string | null = null) =>
    void found.faults.push({ field, kind, severity, message, suggested })
  const post = rateePost[written.kind]

  if (written.community !== '') {
    found.community = people.community(written.community)
    if (found.community === null) {
      add('community', 'unknown_community', 'error', `没有名为“${compact(written.community).slice(0, 20)}”的村(社区)。`)
      return found
    }
  } else {
    found.community = [...written.around, placeInSheetName(written.sheetName)].map((text) => people.community(text)).find((name) => name !== null) ?? null
  }
  const grid = readWrittenGrid(written.grid, found.community)
  const gridName = grid.kind === 'ordinal' || grid.kind === 'named' ? grid.name : null
  const inGrid = gridName === null || found.community === null ? [] : people.inGrid(written.kind, found.community, gridName)

  const name = plainName(written.name, (kind, severity, message, suggested) => add('ratee', kind, severity, message, suggested))
  found.name = name
  if (name === '') {
    add('ratee', 'name_missing', 'error', `没有写${post}姓名。`, inGrid.length === 1 ? (inGrid[0]?.rateeName ?? null) : null)
    return found
  }
  const everywhere = people.named(written.kind, name)
  const namesakes = everywhere.filter(({ community }) => found.community === null || community === found.community)
  if (namesakes.length === 0) {
    const [elsewhere] = everywhere
    const seated = inGrid.length === 1 ? inGrid[0] : undefined
    const where = elsewhere === undefined ? `花名册中没有${post}${name}` : `${name}是${elsewhere.community}的${post}，不在${found.community ?? ''}`
    add('ratee', 'ratee_not_in_roster', 'error', seated === undefined ? `${where}。` : `${where}，${seated.grid ?? ''}本月应评的是${seated.rateeName}。`)
    return found
  }
  const chosen = namesakes.length === 1 ? namesakes : namesakes.filter((sheet) => sheet.grid === gridName)
  const [only] = chosen
  if (chosen.length !== 1 || only === undefined) {
    const places = namesakes.map((sheet) => `${sheet.community}${sheet.grid ?? ''}`).join('、')
    add('ratee', 'ambiguous_person', 'error', `有${namesakes.length}名${post}叫${name}（${places}）。写明村(社区)和网格。`)
    return found
  }
  found.community = only.community
  found.sheet = only
  if (gridName !== null && only.grid !== null && gridName !== only.grid) add('grid', 'grid_differs', 'confirm', `${name}登记在${only.grid}，表里写的是${gridName}。按花名册记。`, only.grid)
  return found
}

/** A name as the roster writes it: blanks and dots evened out, a note in brackets taken off. */
function plainName(written: string, add: (kind: string, severity: 'normalise' | 'confirm', message: string, suggested: string) => void): string {
  const read = readWrittenName(written)
  if (read.kind === 'empty') return ''
  if (read.kind === 'several') return compact(written)
  if (read.kind === 'doubt') {
    if (read.reason === 'note') add('name_note', 'confirm', `姓名后带有附注，按“${read.name}”查找。`, read.name)
    return compact(read.name)
  }
  if (read.spelling !== null) add(read.spelling, 'normalise', `姓名已规范为“${read.name}”。`, read.name)
  return compact(read.name)
}

/** Whether the person named as rater may be the one; null where nothing is named. */
export function judgeRater(sheet: ExpectedScoreSheet, written: string, own: string): { kind: 'ok' } | { kind: 'blank' } | { kind: 'self_rating' | 'wrong_rater'; message: string } {
  const read = readWrittenName(written)
  if (read.kind === 'empty') return { kind: 'blank' }
  const name = read.kind === 'several' ? compact(written) : compact(read.name)
  if (sheet.raterName !== null && compact(sheet.raterName) === name) return { kind: 'ok' }
  if (name === own) return { kind: 'self_rating', message: '评分人就是被考核人，不得自评。' }
  const seat = `${sheet.community}${sheet.kind === 'aux_by_grid_chief' ? (sheet.grid ?? '') : ''}的${raterPost[sheet.kind]}`
  const due = sheet.raterName === null ? `${sheet.raterProblem ?? '本月没有评分人'}。` : `本月应由${sheet.raterName}评。`
  return { kind: 'wrong_rater', message: `${name}不是${seat}。${due}` }
}
