import { z } from 'zod'
import { leadDomains, leadEffects } from '../domain/lead'
import { nextSteps, paymentMethods, rewardBases, rewardForms, rewardStates, rewardSteps } from '../domain/reward-states'
import { attachmentSchema } from './attachments'
import { atSchema, freeText, idSchema, nameSchema, onSchema, ticketSchema } from './values'

/** Money in fen, never negative: up to ten million yuan. */
export const fenSchema = z.int().min(0).max(1_000_000_000)
export const yearSchema = z.int().min(2000).max(2100)
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份写成2026-10')
/** A case number as typed; compared without case and spaces. */
export const caseNoSchema = freeText().trim().min(1).max(60)
export const confidentialitySchema = z.union([z.literal(1), z.literal(2), z.literal(3)])
const opinionSchema = freeText().trim().min(1, '写明意见').max(300)
export { opinionSchema }

/**
 * A step that was signed on paper: who signed, on which day, and the scan, recorded by the clerk. Null: the caller
 * takes the step in the own session. `personId` where the signer stands in the roster.
 */
export const onPaperSchema = z.strictObject({ signerId: idSchema.nullable(), signer: nameSchema, signedOn: onSchema, scanTicket: ticketSchema })

/** A named person who need not have an account: payers, signers. */
export const namedSchema = z.strictObject({ personId: idSchema.nullable(), name: nameSchema })

/** What a reward is for and what it is. Shares sum exactly to the amounts (I15); goods are valued. */
export const rewardFieldsSchema = z.strictObject({
  leadId: idSchema,
  basis: z.enum(rewardBases),
  /** 一案一奖 needs it. */
  caseNo: caseNoSchema.nullable(),
  /** 一事一奖: the matter in words, or the incident where that feature knows it. Never the lead's content. */
  matter: freeText().trim().min(2).max(80).nullable(),
  incidentId: idSchema.nullable(),
  /** 事由 as it stands on the approval form. */
  title: freeText().trim().min(2, '写明事由').max(80),
  effect: z.enum(leadEffects),
  form: z.enum(rewardForms),
  cashFen: fenSchema,
  goods: freeText().trim().max(80).nullable(),
  goodsFen: fenSchema,
  /** 依据, such as an article of the township's own rule. */
  standard: freeText().trim().max(80).nullable(),
  fundId: idSchema,
  /** 公示: days, or null for none. Never at confidentiality 3. */
  publicDays: z.int().min(1).max(30).nullable(),
  /** `provider`: whoever brought the lead, so that the clerk can apply without being told who that is. */
  recipients: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('person'), personId: idSchema, shareFen: fenSchema, goodsFen: fenSchema }),
        z.strictObject({ kind: z.literal('provider'), shareFen: fenSchema, goodsFen: fenSchema }),
      ]),
    )
    .min(1, '至少一名受奖人')
    .max(20),
})
export type RewardFields = z.infer<typeof rewardFieldsSchema>

/**
 * A recipient as this caller may see one. `shown`: `name` in clear; `masked` 张**; `code` a number alone (confidentiality
 * 3). `personId` is null unless the name is in clear.
 */
export const recipientSchema = z.object({
  recipientId: z.string(),
  shown: z.enum(['name', 'masked', 'code']),
  label: z.string(),
  personId: z.string().nullable(),
  /** Post and grid on the lead's day; null where only the code is shown. */
  post: z.string().nullable(),
  place: z.string().nullable(),
  shareFen: z.int(),
  goodsFen: z.int(),
  capitals: z.string(),
  /** Paid and not reversed. */
  paid: z.boolean(),
  /** A transfer's account, ****1234, once registered. */
  accountMasked: z.string().nullable(),
})
export type Recipient = z.infer<typeof recipientSchema>

export const paymentSchema = z.object({
  paymentId: z.string(),
  recipientId: z.string(),
  label: z.string(),
  method: z.enum(paymentMethods),
  paidOn: onSchema,
  amountFen: z.int(),
  goodsFen: z.int(),
  payers: z.array(z.string()),
  /** Who signed: 本人 or the proxy with the reason; by `shown` rules of the recipient. */
  signedBy: z.string(),
  isProxy: z.boolean(),
  proxyReason: z.string().nullable(),
  voucherNo: z.string().nullable(),
  /** A reversal points to what it takes back; a reversed payment knows by what. */
  reverses: z.string().nullable(),
  reversedBy: z.string().nullable(),
  reason: z.string().nullable(),
  at: atSchema,
  by: z.string(),
})
export type Payment = z.infer<typeof paymentSchema>

/** One level of the approval chain; `state` of levels behind the current one is `waiting`. */
export const levelSchema = z.object({
  level: z.int(),
  /** 一级 警务站 */
  label: z.string(),
  office: z.string(),
  state: z.enum(['agreed', 'refused', 'current', 'waiting']),
  approver: z.string().nullable(),
  opinion: z.string().nullable(),
  on: z.string().nullable(),
  onPaper: z.boolean(),
  scan: attachmentSchema.nullable(),
})
export type ApprovalLevel = z.infer<typeof levelSchema>

export const stepSchema = z.object({
  step: z.enum(rewardSteps),
  label: z.string(),
  state: z.enum(rewardStates),
  /** The day the step counts from: a paper's signature may be older than its recording. */
  on: z.string(),
  at: atSchema,
  /** Who took or signed it; who recorded it where that was somebody else. */
  by: z.string(),
  recordedBy: z.string().nullable(),
  words: z.string().nullable(),
})
export type RewardStepView = z.infer<typeof stepSchema>

/** One line of 核对: what the rules say now, before anybody tries. `open`: cannot be known yet. */
export const checkSchema = z.object({ rule: z.string(), text: z.string(), result: z.enum(['passed', 'failed', 'open']) })
/**
 * A step this caller could take, or the whole sentence why not. `signing`: for a step that asks a signature, whether
 * this caller signs in the own session, records what was signed on paper, or may do either; empty for the others.
 */
export const nextStepSchema = z.object({ step: z.enum(nextSteps), label: z.string(), allowed: z.boolean(), why: z.string().nullable(), signing: z.array(z.enum(['own', 'paper'])) })

export const rewardRowSchema = z.object({
  rewardId: z.string(),
  rewardNo: z.string(),
  origin: z.enum(['office', 'ledger']),
  basis: z.enum(rewardBases),
  communityId: z.string(),
  community: z.string(),
  title: z.string(),
  /** Case number or matter. */
  subject: z.string(),
  domain: z.enum(leadDomains),
  form: z.enum(rewardForms),
  cashFen: z.int(),
  goodsFen: z.int(),
  goods: z.string().nullable(),
  recipients: z.array(z.string()),
  state: z.enum(rewardStates),
  /** 审批中，第3级 */
  stateWords: z.string(),
  level: z.int().nullable(),
  confidentiality: confidentialitySchema,
  /** The day of the lead, or of the line for one of the old ledger. */
  leadOn: z.string(),
  appliedOn: z.string(),
  approvedOn: z.string().nullable(),
  paidOn: z.string().nullable(),
  /** What is due next and when; overdue is red, due within three days yellow. */
  due: z.object({ on: z.string(), words: z.string(), mark: z.enum(['red', 'yellow', 'green']) }).nullable(),
  rowVersion: z.int(),
})
export type RewardRow = z.infer<typeof rewardRowSchema>
