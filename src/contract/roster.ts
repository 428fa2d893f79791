import { z } from 'zod'
import { papersSchema } from './paper'
import { procedure } from './procedure'
import { downloadSchema, freeText, idSchema, nameSchema, onSchema, pageInput, postSchema, reasonSchema } from './values'

/** Who sits in a seat: masked numbers only. `dutyPhone` is public and set by hand. */
export const holderSchema = z.object({
  assignmentId: z.string(),
  personId: z.string(),
  name: z.string(),
  startOn: z.string().nullable(),
  isActing: z.boolean(),
  phoneMasked: z.string().nullable(),
  dutyPhone: z.string().nullable(),
  policeNo: z.string().nullable(),
})
export type Holder = z.infer<typeof holderSchema>

export const vacancySchema = z.object({
  communityId: z.string(),
  community: z.string(),
  gridId: z.string().nullable(),
  grid: z.string().nullable(),
  post: postSchema,
  /** First day without a holder; null when the seat was never filled. */
  sinceOn: z.string().nullable(),
  lastHolder: z.string().nullable(),
})
export type Vacancy = z.infer<typeof vacancySchema>

const seatState = z.enum(['held', 'acting', 'vacant'])

export const boardRowSchema = z.object({
  communityId: z.string(),
  name: z.string(),
  areaCode: z.string().nullable(),
  chief: seatState,
  chiefName: z.string().nullable(),
  officer: seatState,
  officerName: z.string().nullable(),
  grids: z.array(z.object({ gridId: z.string(), name: z.string(), chief: seatState, aux: seatState })),
  others: z.int(),
  members: z.int(),
  vacancies: z.int(),
  acting: z.int(),
})
export type BoardRow = z.infer<typeof boardRowSchema>

export const changeSchema = z.object({
  on: z.string(),
  kind: z.enum(['arrived', 'left']),
  assignmentId: z.string(),
  personId: z.string(),
  name: z.string(),
  post: postSchema,
  grid: z.string().nullable(),
  reason: z.string().nullable(),
  docNo: z.string().nullable(),
})
export type RosterChange = z.infer<typeof changeSchema>

export const gridSchema = z.object({
  gridId: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  kind: z.enum(['basic', 'special']),
  households: z.int().nullable(),
  rentalUnits: z.int().nullable(),
  boundary: z.string().nullable(),
  rowVersion: z.int(),
})

export const personRowSchema = z.object({
  personId: z.string(),
  name: z.string(),
  sex: z.enum(['男', '女']).nullable(),
  idNoMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  policeNo: z.string().nullable(),
  posts: z.array(
    z.object({ post: postSchema, communityId: z.string(), community: z.string(), grid: z.string().nullable(), startOn: z.string().nullable(), isActing: z.boolean() }),
  ),
  /** Who holds no post on the day: the last one held, for the list of former people. */
  last: z.object({ post: postSchema, community: z.string(), grid: z.string().nullable(), endOn: z.string() }).nullable(),
})
export type PersonRow = z.infer<typeof personRowSchema>

export const personDetailSchema = personRowSchema.omit({ posts: true, last: true }).extend({
  birthOn: z.string().nullable(),
  orgText: z.string().nullable(),
  dutyPhone: z.string().nullable(),
  remark: z.string().nullable(),
  extra: z.record(z.string(), z.string()),
  rowVersion: z.int(),
  history: z.array(
    z.object({
      assignmentId: z.string(),
      post: postSchema,
      communityId: z.string(),
      community: z.string(),
      gridId: z.string().nullable(),
      grid: z.string().nullable(),
      startOn: z.string().nullable(),
      endOn: z.string().nullable(),
      isActing: z.boolean(),
      docNo: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  reveals: z.array(z.object({ at: z.int(), by: z.string(), field: z.enum(['idNo', 'phone']), reason: z.string() })),
})
export type PersonDetail = z.infer<typeof personDetailSchema>

/** An 18-digit identity number (GB 11643) or none; a mobile of 11 digits or none. Checked by domain rules in core. */
const idNoInput = freeText().trim().max(32).nullable()
const phoneInput = freeText().trim().max(32).nullable()
const personFields = {
  name: nameSchema,
  sex: z.enum(['男', '女']).nullable(),
  idNo: idNoInput,
  phone: phoneInput,
  policeNo: freeText().trim().max(12).nullable(),
  orgText: freeText().trim().max(80).nullable(),
  remark: freeText().trim().max(200).nullable(),
}
export const newPersonSchema = z.strictObject(personFields)
export type NewPerson = z.infer<typeof newPersonSchema>

const asOf = { asOf: onSchema }

export const rosterContract = {
  /** The township board: one row per community in scope, in sort order. */
  board: procedure.input(z.strictObject(asOf)).output(
    z.object({
      asOf: z.string(),
      communities: z.array(boardRowSchema),
      totals: z.object({ communities: z.int(), grids: z.int(), persons: z.int(), vacancies: z.int(), acting: z.int() }),
    }),
  ),
  /** One community's 1+1+N on a day, with the changes of the year before. */
  community: procedure.input(z.strictObject({ communityId: idSchema, ...asOf })).output(
    z.object({
      communityId: z.string(),
      name: z.string(),
      areaCode: z.string().nullable(),
      stationName: z.string().nullable(),
      policePostName: z.string().nullable(),
      rowVersion: z.int(),
      asOf: z.string(),
      chief: holderSchema.nullable(),
      officer: holderSchema.nullable(),
      /** The officer's other communities (one 民警 may hold several). */
      officerAlsoIn: z.array(z.string()),
      grids: z.array(
        gridSchema.extend({
          chief: holderSchema.nullable(),
          aux: holderSchema.nullable(),
          pairedOn: z.string().nullable(),
          exemption: z.string().nullable(),
        }),
      ),
      others: z.array(z.object({ post: postSchema, people: z.array(holderSchema.extend({ grid: z.string().nullable() })) })),
      members: z.int(),
      vacancies: z.array(vacancySchema),
      changes: z.array(changeSchema),
    }),
  ),
  person: procedure.input(z.strictObject({ personId: idSchema })).output(personDetailSchema),
  /** People with a post on the day (or `state: former`), sorted; next page by `after`. */
  people: procedure
    .input(
      z.strictObject({
        ...asOf,
        ...pageInput,
        text: freeText().trim().max(40).nullish(),
        communityId: idSchema.nullish(),
        post: postSchema.nullish(),
        state: z.enum(['serving', 'former', 'all']).default('serving'),
        sort: z.enum(['pinyin', 'community']).default('community'),
      }),
    )
    .output(
      z.object({
        people: z.array(personRowSchema),
        next: z.string().nullable(),
        total: z.int(),
        /** `total` are known to fit, and more do. */
        totalIsLeast: z.boolean(),
      }),
    ),
  /** Command palette: people, grids and communities by Chinese, pinyin or initials. */
  find: procedure
    .input(z.strictObject({ text: freeText().trim().min(1).max(40), limit: z.int().min(1).max(30).default(12) }))
    .output(
      z.object({
        hits: z.array(
          z.object({
            kind: z.enum(['person', 'grid', 'community']),
            id: z.string(),
            title: z.string(),
            detail: z.string(),
            communityId: z.string().nullable(),
          }),
        ),
      }),
    ),
  vacancies: procedure.input(z.strictObject(asOf)).output(z.object({ vacancies: z.array(vacancySchema) })),

  /**
   * The change wizard: who leaves a seat, who comes, from which day. The day itself belongs to the incoming person.
   * With no `incoming` the seat falls vacant. Pairs of the grid follow by themselves.
   */
  change: procedure
    .input(
      z.strictObject({
        communityId: idSchema,
        gridId: idSchema.nullable(),
        post: postSchema,
        onDate: onSchema,
        outgoingAssignmentId: idSchema.nullable(),
        incoming: z
          .discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('known'), personId: idSchema }),
            z.strictObject({ kind: z.literal('new'), person: newPersonSchema }),
          ])
          .nullable(),
        isActing: z.boolean(),
        docNo: freeText().trim().max(60).nullable(),
        reason: reasonSchema,
      }),
    )
    .output(z.object({ assignmentId: z.string().nullable(), personId: z.string().nullable() })),
  /** Takes back an arrival that is arranged for a later day; who would have left for it stays. */
  cancelPlanned: procedure.input(z.strictObject({ assignmentId: idSchema, reason: reasonSchema })).output(z.object({})),
  /** Corrects a person's own fields; `undefined` number fields stay as they are (the screen never has them in clear). */
  correctPerson: procedure
    .input(
      z.strictObject({
        personId: idSchema,
        rowVersion: z.int(),
        name: nameSchema,
        sex: z.enum(['男', '女']).nullable(),
        idNo: idNoInput.optional(),
        phone: phoneInput.optional(),
        policeNo: freeText().trim().max(12).nullable(),
        orgText: freeText().trim().max(80).nullable(),
        dutyPhone: freeText().trim().max(32).nullable(),
        remark: freeText().trim().max(200).nullable(),
      }),
    )
    .output(z.object({ rowVersion: z.int() })),
  /** Shows one number in clear; asks a reason, and the asking is logged. */
  reveal: procedure
    .input(z.strictObject({ personId: idSchema, field: z.enum(['idNo', 'phone']), reason: reasonSchema }))
    .output(z.object({ value: z.string().nullable() })),
  /** Records that an authority relaxes one-to-one pairing for a grid (I4), from a day on. */
  exempt: procedure
    .input(z.strictObject({ gridId: idSchema, fromOn: onSchema, toOn: onSchema.nullable(), authority: nameSchema, reason: reasonSchema }))
    .output(z.object({ exemptionId: z.string() })),
  addCommunity: procedure.input(z.strictObject({ name: nameSchema, areaCode: z.string().regex(/^\d{12}$/, '区划代码是12位数字').nullable() })).output(z.object({ communityId: z.string() })),
  correctCommunity: procedure
    .input(
      z.strictObject({
        communityId: idSchema,
        rowVersion: z.int(),
        name: nameSchema,
        areaCode: z.string().regex(/^\d{12}$/, '区划代码是12位数字').nullable(),
        stationName: freeText().trim().max(60).nullable(),
        policePostName: freeText().trim().max(60).nullable(),
      }),
    )
    .output(z.object({ rowVersion: z.int() })),
  addGrid: procedure
    .input(z.strictObject({ communityId: idSchema, name: nameSchema, code: z.string().regex(/^\d{15}$/, '网格编号是15位数字').nullable(), kind: z.enum(['basic', 'special']) }))
    .output(z.object({ gridId: z.string() })),
  correctGrid: procedure
    .input(
      z.strictObject({
        gridId: idSchema,
        rowVersion: z.int(),
        name: nameSchema,
        code: z.string().regex(/^\d{15}$/, '网格编号是15位数字').nullable(),
        households: z.int().min(0).max(1_000_000).nullable(),
        rentalUnits: z.int().min(0).max(1_000_000).nullable(),
        boundary: freeText().trim().max(400).nullable(),
      }),
    )
    .output(z.object({ rowVersion: z.int() })),
  /** R1 as it is printed: the same sheets as the export, numbers masked. */
  papers: procedure.input(z.strictObject({ ...asOf, communityId: idSchema.nullable() })).output(papersSchema),
  /** R1 花名册 with 缺岗清单 and 人员变动, ready to be saved. Phones in clear need a reason. */
  export: procedure
    .input(z.strictObject({ ...asOf, communityId: idSchema.nullable(), phones: z.enum(['masked', 'clear']), reason: reasonSchema.nullable() }))
    .output(downloadSchema),
}
