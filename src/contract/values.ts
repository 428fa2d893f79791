import { z } from 'zod'
import { isCalendarDate } from '../domain/calendar-date'
import { officeDayFault } from '../domain/office-day'
import { posts } from '../domain/post'
import { normaliseText } from '../domain/text/normalise-text'

/**
 * Text as a person types it, and the one way to take it in: normalised, so that an input which holds nothing to be seen
 * is empty at its field. Every free text of the contract begins here; `free-text.test.ts` walks the contract.
 */
export const freeText = () => z.string().overwrite(normaliseText)

/** A row's key: a ULID. */
export const idSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, '编号不对')
/** A day, `YYYY-MM-DD`, that exists in the calendar and that an office can mean. */
export const onSchema = z
  .string()
  .refine(isCalendarDate, { error: '日期不存在', abort: true })
  .refine((on) => officeDayFault(on) === null, { error: ({ input }) => officeDayFault(String(input)) ?? '' })
/** An instant, epoch milliseconds, UTC. */
export const atSchema = z.int()
export const postSchema = z.enum(posts)
/** A reason that someone will read later: two characters at least. */
export const reasonSchema = freeText().trim().min(2, '写明原因，至少两个字').max(200, '原因最多200字')
/** A file that waits in the core for one use; the screen never sees a path. */
export const ticketSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, '文件凭据不对')
/** A file to be saved: shown once, then gone. */
export const downloadSchema = z.object({
  ticket: ticketSchema,
  fileName: z.string(),
  rows: z.int(),
  sha256: z.string(),
})
export type Download = z.infer<typeof downloadSchema>
/** Keyset paging: `after` is the opaque place where the page before ended. */
export const pageInput = { after: z.string().max(400).nullish(), limit: z.int().min(1).max(200).default(100) }
/** A name as typed: no blanks at the ends, no control characters. */
export const nameSchema = freeText()
  .trim()
  .min(1, '不能为空')
  .max(40, '最多40字')
  .regex(/^[^\p{Cc}]*$/u, '含有不能显示的字符')
