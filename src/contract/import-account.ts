import { z } from 'zod'
import { rowFates } from '../domain/import-account'

/**
 * What a file holds by its own bytes, what was read of it, and what became of each row and cell. `clean` where all was
 * read and understood; else `note` says what was not, and a commit must say `acceptUnread`.
 */
export const importAccountSchema = z.object({
  clean: z.boolean(),
  /** False where the file's bytes could not be followed: nobody knows what it holds. */
  counted: z.boolean(),
  note: z.string().nullable(),
  rows: z.int(),
  cells: z.int(),
  readRows: z.int(),
  readCells: z.int(),
  sheets: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['worksheet', 'chart', 'macro', 'dialog', 'missing']),
      hidden: z.boolean(),
      /** Nothing of the sheet is read: it is no table of the kind. */
      ignored: z.boolean(),
      rows: z.int(),
      cells: z.int(),
      underMerge: z.int(),
      readRows: z.int(),
      readCells: z.int(),
      differs: z.boolean(),
      note: z.string().nullable(),
      /** Rows by what became of them; they sum to what was read. */
      parts: z.array(z.object({ fate: z.enum(rowFates), rows: z.int(), cells: z.int(), where: z.string() })),
      /** Cells of the rows that hold a record: in a known column, kept under their header, not taken over. */
      recordCells: z.object({ known: z.int(), kept: z.int(), dropped: z.int() }),
      droppedColumns: z.array(z.object({ column: z.string(), header: z.string(), cells: z.int() })),
    }),
  ),
})
export type ImportAccount = z.infer<typeof importAccountSchema>

/** With a commit: what was not read of the file is left out knowingly. */
export const acceptUnreadSchema = z.boolean().default(false)
