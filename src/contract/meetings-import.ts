import { z } from 'zod'
import { attendanceStatuses } from '../domain/meeting-state'
import { weekSchema } from './meetings'
import { procedure } from './procedure'
import { freeText, idSchema, onSchema, ticketSchema } from './values'

/**
 * Minutes from elsewhere: a paste from Word or WeChat, or a text file with one meeting or several. The preview says what
 * goes where and what stands in the way; commit stores as minuted, never as signed. Nothing of the text is dropped: what
 * has no place of its own is kept with the minutes as a further item.
 */

/** 27 communities' minutes of a week are about 30,000 characters. */
export const mostMinutesText = 400_000

/** What the person has settled by hand, by the meeting's place in the text. */
const correctionSchema = z.strictObject({ index: z.int().min(0).max(999), communityId: idSchema.nullish(), week: weekSchema.nullish(), heldOn: onSchema.nullish() })
export type MinutesCorrection = z.infer<typeof correctionSchema>
const corrections = z.array(correctionSchema).max(200).default([])

export const readMinutesSchema = z.object({
  index: z.int(),
  title: z.string().nullable(),
  communityId: z.string().nullable(),
  /** As known, else as written. */
  community: z.string().nullable(),
  week: z.string().nullable(),
  heldOn: z.string().nullable(),
  startTime: z.string().nullable(),
  place: z.string().nullable(),
  chief: z.string().nullable(),
  officer: z.string().nullable(),
  recorder: z.string().nullable(),
  attendance: z.array(
    z.object({
      name: z.string(),
      status: z.enum(attendanceStatuses),
      reason: z.string().nullable(),
      proxyFor: z.string().nullable(),
      /** On the community's roster that day; null where community or day is not known. Guests need not be. */
      inPost: z.boolean().nullable(),
    }),
  ),
  /** A1 to D1 in the agenda's order; D1 holds what is no decision. `grid` as written; `gridId` null for none or an unknown one. */
  items: z.array(z.object({ code: z.string(), grid: z.string().nullable(), gridId: z.string().nullable(), text: z.string() })),
  decisions: z.array(z.object({ text: z.string(), owner: z.string().nullable(), ownerInPost: z.boolean().nullable(), dueOn: z.string().nullable(), dueWords: z.string().nullable() })),
  /** Text that no heading claims, with the heading above it; kept as a further item. */
  unplaced: z.array(z.object({ text: z.string(), under: z.string().nullable() })),
  /** `refused` is not stored; `doubt` is, and the doubts must be settled before the minutes can be signed. */
  verdict: z.enum(['ready', 'doubt', 'refused']),
  refusals: z.array(z.object({ rule: z.string(), field: z.string().nullable(), reason: z.string() })),
  doubts: z.array(z.string()),
})
export type MinutesPreview = z.infer<typeof readMinutesSchema>

/** Lines and signs that the text holds, and those that no heading claims. */
const minutesAccountSchema = z.object({ lines: z.int(), signs: z.int(), meetings: z.int(), unplaced: z.int(), unplacedSigns: z.int() })

export const meetingsImportContract = {
  /** Text or a file's ticket, one of the two; nothing is stored. `text` is what was read, to be sent back to commit; `normalised` counts the signs in it that were look-alikes or could not be seen. @throws FILE_REFUSED for what is no text, or was not read whole */
  preview: procedure
    .input(z.strictObject({ text: z.string().max(mostMinutesText, '一次最多40万字').nullable(), ticket: ticketSchema.nullable(), corrections }))
    .output(z.object({ source: z.string(), text: z.string(), normalised: z.int(), minutes: z.array(readMinutesSchema), account: minutesAccountSchema })),
  /**
   * Stores those that nothing stands against, all in one transaction; `only` picks some of them by index. The others come
   * back with their reasons. @throws REFUSED `nothing_to_import` where none can be stored
   */
  commit: procedure
    .input(
      z.strictObject({
        text: freeText().min(1).max(mostMinutesText, '一次最多40万字'),
        /** The file's name, or 粘贴. */
        source: freeText().trim().min(1).max(120),
        corrections,
        only: z.array(z.int().min(0).max(999)).max(1000).nullable(),
      }),
    )
    .output(
      z.object({
        stored: z.array(z.object({ index: z.int(), meetingId: z.string(), communityId: z.string(), community: z.string(), week: z.string() })),
        refused: z.array(z.object({ index: z.int(), community: z.string().nullable(), week: z.string().nullable(), reasons: z.array(z.string()) })),
      }),
    ),
}
