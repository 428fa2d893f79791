import type { OfficeCell } from './office-cell'
import type { ColumnKind } from './office-style'

/** What a report says about itself; how that looks is not its business. */
export interface OfficeColumn {
  readonly head: string
  /** Columns beside each other with the same group get a second header level above. */
  readonly group?: string
  readonly kind: ColumnKind
  /** In characters, as Excel counts them. */
  readonly width: number
  /** What the 合计 row says here: a SUM, or a text. */
  readonly total?: 'sum' | { readonly text: string }
}

/** Rows that belong together on one page; in `merged` columns the first row's cell spans them all. */
export interface OfficeBlock {
  readonly rows: readonly (readonly OfficeCell[])[]
  readonly merged: readonly number[]
}

export interface OfficeSheet {
  readonly name: string
  readonly title: string
  /** 填报单位. */
  readonly unit: string
  /** 统计期间, as words. */
  readonly period: string
  /** 填报日期, `YYYY-MM-DD`. */
  readonly madeOn: string
  /** What the figures count: 人, 元, 件. */
  readonly measure: string
  readonly columns: readonly OfficeColumn[]
  readonly blocks: readonly OfficeBlock[]
  /** The one sentence of a sheet without rows. */
  readonly emptyText: string
  readonly note: string | null
  /** What stands at the left of every printed page's foot, such as 电话已脱敏. */
  readonly footer: string
  readonly signatures: readonly string[]
}
