import { z } from 'zod'

/**
 * Paper as plain data: a feature describes what stands on it, and the same description becomes the workbook or Word
 * file that an office hands in and the page that is printed from the program, so that the two never differ.
 * Look and layout (model.md D6) are the business of core/excel, core/word and renderer/print alone.
 */

/** Money is given in fen, percent as a ratio, a date as `YYYY-MM-DD`, a score as a decimal; a bold text is a word among values, such as 缺. */
export const officeCellSchema = z.union([z.string(), z.number(), z.null(), z.object({ text: z.string(), bold: z.literal(true) })])

export const columnKinds = ['seq', 'text', 'centre', 'count', 'money', 'percent', 'numberText', 'date', 'score1', 'score2'] as const

export const officeColumnSchema = z.object({
  head: z.string(),
  /** Columns beside each other with the same group get a second header level above. */
  group: z.string().optional(),
  kind: z.enum(columnKinds),
  /** In characters, as Excel counts them. */
  width: z.number(),
  /** What the 合计 row says here: a SUM, or a text. */
  total: z.union([z.literal('sum'), z.object({ text: z.string() })]).optional(),
})

/** Rows that belong together on one page; in `merged` columns the first row's cell spans them all. */
export const officeBlockSchema = z.object({ rows: z.array(z.array(officeCellSchema).readonly()).readonly(), merged: z.array(z.int()).readonly() })

/** A table with title, head line, two-level header, totals and signature line: R1, R8 汇总表, R9 台账. */
export const sheetPaperSchema = z.object({
  kind: z.literal('sheet'),
  /** The sheet's tab. */
  name: z.string(),
  title: z.string(),
  /** 填报单位. */
  unit: z.string(),
  /** 统计期间, as words. */
  period: z.string(),
  /** 填报日期, `YYYY-MM-DD`. */
  madeOn: z.string(),
  /** What the figures count: 人, 元, 件, 分. */
  measure: z.string(),
  /** Landscape where left out. */
  orientation: z.enum(['landscape', 'portrait']).optional(),
  /** Printed across the head as 草表: figures may still change. */
  draft: z.boolean().optional(),
  /** 本页小计 under each printed page, for columns with `total: 'sum'`. */
  pageSubtotals: z.boolean().optional(),
  columns: z.array(officeColumnSchema).readonly(),
  blocks: z.array(officeBlockSchema).readonly(),
  /** The one sentence of a sheet without rows. */
  emptyText: z.string(),
  note: z.string().nullable(),
  /** What stands at the left of every printed page's foot, such as 电话已脱敏. */
  footer: z.string(),
  signatures: z.array(z.string()).readonly(),
})

/** One cell of a form: a grey label or a value; `span` of the form's columns, `lines` of room for handwriting. */
export const formCellSchema = z.object({
  text: z.string(),
  label: z.boolean().optional(),
  span: z.int().min(1),
  side: z.enum(['left', 'centre']).optional(),
})
/** A ruled form, A4 portrait: 奖励审批表, 结果告知单. */
export const formPaperSchema = z.object({
  kind: z.literal('form'),
  name: z.string(),
  title: z.string(),
  /** Left and right of the line under the title: 编号, 日期. */
  left: z.string(),
  right: z.string(),
  draft: z.boolean().optional(),
  /** Widths of the form's columns, in characters. */
  widths: z.array(z.number()).readonly(),
  /** Rows from the top; `height` in lines of text where the hand needs room (signatures, opinions). */
  rows: z.array(z.object({ cells: z.array(formCellSchema).readonly(), height: z.number().optional() })).readonly(),
  note: z.string().nullable(),
  signatures: z.array(z.string()).readonly(),
})

/** Running text, A4 portrait, GB/T 9704: 纪要. */
export const documentPaperSchema = z.object({
  kind: z.literal('document'),
  name: z.string(),
  /** 纪要标志, centred, red on paper: 柳渠镇文汇社区警网联动周例会纪要. */
  mark: z.string(),
  /** Under the mark: 第45周 / 2026年11月5日. */
  left: z.string(),
  right: z.string(),
  draft: z.boolean().optional(),
  title: z.string().nullable(),
  blocks: z
    .array(
      z.discriminatedUnion('kind', [
        /** 一、 level 1 (黑体); （一） level 2 (楷体). The number is part of the text. */
        z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }),
        z.object({ kind: z.literal('paragraph'), text: z.string() }),
        /** 出席：… with a hanging indent. */
        z.object({ kind: z.literal('people'), label: z.string(), text: z.string() }),
        z.object({ kind: z.literal('table'), head: z.array(z.string()).readonly(), widths: z.array(z.number()).readonly(), rows: z.array(z.array(z.string()).readonly()).readonly() }),
      ]),
    )
    .readonly(),
  signatures: z.array(z.string()).readonly(),
})

export const paperSchema = z.discriminatedUnion('kind', [sheetPaperSchema, formPaperSchema, documentPaperSchema])
export const papersSchema = z.object({ papers: z.array(paperSchema) })
export type OfficeCell = z.infer<typeof officeCellSchema>
export type OfficeColumn = z.infer<typeof officeColumnSchema>
export type OfficeBlock = z.infer<typeof officeBlockSchema>
/** A row that stands for itself. */
export const oneRow = (row: readonly OfficeCell[]): OfficeBlock => ({ rows: [row], merged: [] })
export type SheetPaper = z.infer<typeof sheetPaperSchema>
export type FormPaper = z.infer<typeof formPaperSchema>
export type FormCell = z.infer<typeof formCellSchema>
export type DocumentPaper = z.infer<typeof documentPaperSchema>
export type Paper = z.infer<typeof paperSchema>
