import type { SheetUse } from './import-account'
import type { CommunityKind } from './place-name'
import type { Post } from './post'

/** `normalise` converts by itself, `confirm` waits for a person, `error` keeps the row out. */
export type Severity = 'normalise' | 'confirm' | 'error'

export type RosterField =
  | 'name'
  | 'sex'
  | 'idNo'
  | 'phone'
  | 'post'
  | 'community'
  | 'grid'
  | 'gridCode'
  | 'policeNo'
  | 'startOn'
  | 'remark'
  | 'seq'
  | 'row'

/** What a column holds: `extra` is kept with the person under its header, `ignored` is dropped. */
export type ColumnRole = RosterField | 'ignored' | 'extra'

export interface RosterFault {
  sheet: string
  /** Excel's row number, from 1. */
  row: number
  /** Excel's letter; null when the whole row is meant. */
  column: string | null
  header: string | null
  field: RosterField
  /** snake_case: id_check_digit, duplicate_same_sheet, hidden_row … */
  kind: string
  severity: Severity
  message: string
  /** As written. */
  value: string
  suggested: string | null
}

/** While a `confirm` is open the fields already hold the suggested values: accepting changes the verdict only. */
export interface RosterPersonRow {
  sheet: string
  row: number
  verdict: 'valid' | 'confirm' | 'refused'
  normalised: boolean
  name: string
  sex: '男' | '女' | null
  idNo: string | null
  birthOn: string | null
  phone: string | null
  post: Post | null
  /** The place's stored name. */
  community: string | null
  /** Twelve digits, when the file or the township knows them. */
  communityCode: string | null
  /** 第一网格, without the community in front. */
  grid: string | null
  gridCode: string | null
  policeNo: string | null
  startOn: string | null
  remark: string | null
  /** Columns that the roster does not know (政治面貌, 学历 …), by header. */
  extra: Record<string, string>
  /** Column letter → text as shown, for the preview. */
  cells: Record<string, string>
}

export interface SkippedRow {
  sheet: string
  row: number
  kind: 'title' | 'header' | 'blank' | 'total' | 'signature' | 'note'
  text: string
}

export interface SheetColumn {
  column: string
  header: string
  field: ColumnRole
  guessedBy: 'header' | 'content' | 'remembered' | 'person'
}

export interface SheetReading {
  sheet: string
  headerRows: number[]
  columns: SheetColumn[]
  communityFrom: 'column' | 'title' | 'sheetName' | 'section' | 'none'
  /** The sheet holds no roster. */
  ignored: boolean
}

export interface Vacancy {
  community: string
  grid: string | null
  post: Post
  message: string
}

export interface RosterPlaces {
  communities: { name: string; code: string | null; kind: CommunityKind | null }[]
  grids: { community: string; name: string; code: string | null }[]
}

/** Invariant: `read` = `valid` + `needsConfirmation` + `refused`; `normalised` rows are among the valid. */
export interface RosterCounts {
  read: number
  valid: number
  normalised: number
  needsConfirmation: number
  refused: number
  skipped: number
}

export interface RosterAnalysis {
  sheets: SheetReading[]
  /** Of each sheet, in the same order, what its persons' cells are used for. */
  uses: SheetUse[]
  rows: RosterPersonRow[]
  skipped: SkippedRow[]
  faults: RosterFault[]
  vacancies: Vacancy[]
  places: RosterPlaces
  counts: RosterCounts
  /** The same for two files whose sheets have the same headers: a mapping is remembered under it. */
  shapeKey: string
  /** The latest date that the file gives for itself (填报日期). */
  asOf: string | null
}

/** Empty: the places that the file names are created. */
export interface KnownPlaces {
  communities: { name: string; code: string | null; grids: { name: string; code: string | null }[] }[]
}

/** People already stored. The same person again is an update; a different holder of a unique post is a doubt. */
export interface KnownRoster {
  persons: { idNo: string; name: string }[]
  holders: { post: Post; community: string; grid: string | null; name: string; idNo: string | null }[]
}

export interface AnalyseOptions {
  today: string
  /** How many years ahead a tenure may begin; the setting's default where it is not given. */
  yearsAhead?: number
  places: KnownPlaces
  roster?: KnownRoster
  /** Sheet → column letter → what a person says it holds. */
  mapping?: Record<string, Record<string, ColumnRole>>
  /** Typed over cells in the preview. */
  corrections?: { sheet: string; row: number; column: string; text: string }[]
  /** A person takes a `confirm` with its suggested value, or returns the row. */
  decisions?: { sheet: string; row: number; kind: string; accept: boolean }[]
}
