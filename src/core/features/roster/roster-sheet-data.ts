/** What R1 prints, as plain values: numbers are masked or clear already, posts are words. */

/** A seat on the day: its holder, or null where it is vacant. */
export interface SheetHolder {
  readonly name: string
  readonly isActing: boolean
  /** As it may be printed: masked, or in clear, or null where none is known. */
  readonly phone: string | null
  readonly policeNo: string | null
}

export interface SheetGrid {
  readonly name: string
  readonly chief: SheetHolder | null
  readonly aux: SheetHolder | null
  readonly pairedOn: string | null
  readonly enforcement: readonly string[]
  readonly buildingHeads: readonly string[]
  readonly volunteers: number
  /** An exemption, a grid looked after by a neighbour's lead (兼管). */
  readonly remark: string | null
}

export interface SheetCommunity {
  readonly name: string
  readonly chief: SheetHolder | null
  readonly officer: SheetHolder | null
  readonly grids: readonly SheetGrid[]
  /** People of the community who belong to no grid. */
  readonly enforcement: readonly string[]
  readonly buildingHeads: readonly string[]
  readonly volunteers: number
}

export interface SheetVacancy {
  readonly community: string
  readonly grid: string | null
  readonly post: string
  /** First day without a holder; null when the seat was never filled. */
  readonly sinceOn: string | null
  readonly lastHolder: string | null
}

export interface SheetChange {
  readonly kind: 'arrived' | 'left'
  /** `start_on` of who arrived, `end_on` (exclusive) of who left. */
  readonly on: string
  readonly community: string
  readonly grid: string | null
  readonly post: string
  readonly name: string
  readonly docNo: string | null
  readonly reason: string | null
}

/** One person in one post, with the columns that the program does not know itself (政治面貌, 学历 …). */
export interface SheetPerson {
  readonly community: string
  readonly grid: string | null
  readonly post: string
  readonly isActing: boolean
  readonly name: string
  readonly sex: string | null
  /** Always masked: no list of whole identity numbers leaves the station. */
  readonly idNo: string | null
  readonly phone: string | null
  readonly policeNo: string | null
  readonly startOn: string | null
  readonly remark: string | null
  readonly extra: Readonly<Record<string, string>>
}

export interface RosterSheetData {
  readonly township: string
  /** 填报单位, as it stands on paper and in the file's name. */
  readonly unit: string
  /** Set when the roster covers one community only. */
  readonly community: string | null
  readonly asOf: string
  readonly madeOn: string
  readonly masked: boolean
  readonly communities: readonly SheetCommunity[]
  readonly persons: readonly SheetPerson[]
  readonly vacancies: readonly SheetVacancy[]
  /** First day that the changes cover. */
  readonly changesFrom: string
  readonly changes: readonly SheetChange[]
}
