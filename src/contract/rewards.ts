import { z } from 'zod'
import { leadEffects } from '../domain/lead'
import { paymentMethods, rewardStates } from '../domain/reward-states'
import { attachmentSchema } from './attachments'
import { debtsSchema } from './debts'
import { papersSchema } from './paper'
import { procedure } from './procedure'
import {
  checkSchema, fenSchema, levelSchema, monthSchema, namedSchema, nextStepSchema, onPaperSchema, opinionSchema, paymentSchema, recipientSchema, rewardFieldsSchema,
  rewardRowSchema, stepSchema, yearSchema,
} from './reward-values'
import { downloadSchema, freeText, idSchema, onSchema, pageInput, reasonSchema, ticketSchema } from './values'

const target = { rewardId: idSchema, rowVersion: z.int() }
const moved = z.object({ state: z.enum(rewardStates), rowVersion: z.int() })

export const rewardDetailSchema = rewardRowSchema.extend({
  lead: z.object({ leadId: z.string(), leadNo: z.string(), receivedOn: z.string(), state: z.string() }).nullable(),
  effect: z.enum(leadEffects).nullable(),
  caseNo: z.string().nullable(),
  matter: z.string().nullable(),
  incidentId: z.string().nullable(),
  /** Other case numbers of the series. */
  series: z.array(z.string()),
  capitals: z.string(),
  standard: z.string().nullable(),
  applicant: z.string(),
  /** The officer's opinion on the form. */
  verification: z.object({ by: z.string(), on: z.string(), opinion: z.string(), onPaper: z.boolean() }).nullable(),
  /** 属1,001–3,000元档，三级审批 */
  tierWords: z.string(),
  levels: z.array(levelSchema),
  people: z.array(recipientSchema),
  payments: z.array(paymentSchema),
  noticedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  publicDays: z.int().nullable(),
  publicFrom: z.string().nullable(),
  publicTo: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** The fund with this reward counted: what would be left once it is approved. */
  fund: z.object({ fundId: z.string(), year: z.int(), source: z.string(), budgetFen: z.int(), paidFen: z.int(), committedFen: z.int(), thisFen: z.int(), afterFen: z.int() }).nullable(),
  steps: z.array(stepSchema),
  checks: z.array(checkSchema),
  next: z.array(nextStepSchema),
  scans: z.array(attachmentSchema),
  /** The draft's fields, for a caller who may correct it. */
  draft: rewardFieldsSchema.nullable(),
})
export type RewardDetail = z.infer<typeof rewardDetailSchema>

/** Which paper of R9. `publicity` is masked always; `signOff` and `paymentList` name recipients as the caller may see them. */
export const rewardPaperSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approval'), rewardId: idSchema }),
  /** 发放签领表 of rewards that are approved and unpaid, or of those paid; null: all that wait for payment. */
  z.strictObject({ kind: z.literal('signOff'), rewardIds: z.array(idSchema).max(200).nullable() }),
  z.strictObject({ kind: z.literal('publicity'), rewardIds: z.array(idSchema).max(200).nullable() }),
  z.strictObject({ kind: z.literal('ledger'), year: yearSchema, communityId: idSchema.nullable() }),
  /** 年度汇总 by community, by person, by domain. */
  z.strictObject({ kind: z.literal('summary'), year: yearSchema }),
  /** For the bank: accounts masked. In clear only as a file, by `rewards.exportPaymentList`. */
  z.strictObject({ kind: z.literal('paymentList'), rewardIds: z.array(idSchema).max(200).nullable() }),
])
export type RewardPaper = z.infer<typeof rewardPaperSchema>

export const tierSchema = z.object({ level: z.int(), office: z.string(), upToFen: z.int(), isDefault: z.boolean() })
export type Tier = z.infer<typeof tierSchema>

export const rewardsContract = {
  /** Newest first. `text` finds reward and case numbers, 事由, and recipients where the caller sees their names. */
  list: procedure
    .input(
      z.strictObject({
        ...pageInput,
        year: yearSchema.nullish(),
        communityId: idSchema.nullish(),
        state: z.enum([...rewardStates, 'open', 'mine', 'all']).default('all'),
        text: freeText().trim().max(40).nullish(),
      }),
    )
    .output(z.object({ rewards: z.array(rewardRowSchema), next: z.string().nullable(), total: z.int(), cashFen: z.int(), goodsFen: z.int(), capitals: z.string() })),
  reward: procedure.input(z.strictObject({ rewardId: idSchema })).output(rewardDetailSchema),
  /** Rewards of one person, for the person page; those at confidentiality 3 only for who may see the name. */
  ofPerson: procedure.input(z.strictObject({ personId: idSchema })).output(z.object({ rewards: z.array(rewardRowSchema.extend({ shareFen: z.int(), shareGoodsFen: z.int() })), cashFen: z.int(), goodsFen: z.int() })),
  debts: procedure.input(z.strictObject({})).output(debtsSchema),
  /** What a draft would meet, while it is being filled in: nothing is stored. */
  check: procedure
    .input(z.strictObject({ fields: rewardFieldsSchema, rewardId: idSchema.nullable() }))
    .output(z.object({ checks: z.array(checkSchema), tierWords: z.string(), capitals: z.string(), afterFen: z.int().nullable() })),
  /** The approval chain: levels with their limits, labelled where they are the program's defaults; accounts with a tier. */
  tiers: procedure
    .input(z.strictObject({}))
    .output(z.object({ tiers: z.array(tierSchema), approvers: z.array(z.object({ accountId: z.string(), name: z.string(), level: z.int().nullable() })) })),
  /** Amounts of a year by community, person and domain, and the months; persons as the caller may see them. */
  summary: procedure.input(z.strictObject({ year: yearSchema })).output(
    z.object({
      communities: z.array(z.object({ communityId: z.string(), name: z.string(), rewards: z.int(), recipients: z.int(), cashFen: z.int(), goodsFen: z.int() })),
      persons: z.array(z.object({ personId: z.string().nullable(), label: z.string(), rewards: z.int(), cashFen: z.int(), goodsFen: z.int() })),
      domains: z.array(z.object({ domain: z.string(), label: z.string(), rewards: z.int(), cashFen: z.int(), goodsFen: z.int() })),
      months: z.array(z.object({ month: z.string(), rewards: z.int(), cashFen: z.int() })),
      totals: z.object({ rewards: z.int(), cashFen: z.int(), goodsFen: z.int(), capitals: z.string() }),
    }),
  ),
  /** For the month's evaluation: who was rewarded and what bonus that would suggest. A person decides. */
  bonusSuggestions: procedure.input(z.strictObject({ month: monthSchema, communityId: idSchema.nullable() })).output(
    z.object({ suggestions: z.array(z.object({ personId: z.string(), name: z.string(), communityId: z.string(), rewards: z.int(), pointsX10: z.int(), words: z.string(), rewardIds: z.array(z.string()), rewardNos: z.array(z.string()) })) }),
  ),
  papers: procedure.input(z.strictObject({ paper: rewardPaperSchema })).output(papersSchema),

  apply: procedure.input(z.strictObject({ fields: rewardFieldsSchema })).output(z.object({ rewardId: z.string(), rewardNo: z.string() })),
  /** The draft's fields anew. */
  correct: procedure.input(z.strictObject({ ...target, fields: rewardFieldsSchema })).output(moved),
  /** @throws I12 I13 I14 I15 I16 I19, `above_tiers` */
  submit: procedure.input(z.strictObject(target)).output(moved),
  /** Takes a submitted application back to the draft. */
  withdraw: procedure.input(z.strictObject({ ...target, reason: reasonSchema })).output(moved),
  /** The officer's verification of the application. */
  verify: procedure.input(z.strictObject({ ...target, opinion: opinionSchema, onPaper: onPaperSchema.nullable() })).output(moved),
  /**
   * The next level agrees; the last one commits the fund.
   * @throws I16, I19, `not_your_level` when the caller's tier is another, `one_level_each`
   */
  approve: procedure.input(z.strictObject({ ...target, opinion: opinionSchema, onPaper: onPaperSchema.nullable() })).output(moved),
  /** Officer or the level whose turn it is refuses, with the reason; final. */
  reject: procedure.input(z.strictObject({ ...target, reason: reasonSchema, onPaper: onPaperSchema.nullable() })).output(moved),
  /** The recipients have been told: collection days run from here. */
  notify: procedure.input(z.strictObject({ ...target, noticedOn: onSchema })).output(moved),
  publicise: procedure.input(z.strictObject({ ...target, fromOn: onSchema })).output(moved),
  /** A transfer's bank and account of one recipient, sealed. */
  keepAccount: procedure
    .input(z.strictObject({ ...target, recipientId: idSchema, bank: freeText().trim().min(2).max(60), account: freeText().trim().min(6).max(40) }))
    .output(z.object({ accountMasked: z.string(), rowVersion: z.int() })),
  /**
   * Pays some or all recipients. The reward is paid when all are.
   * @throws I17 two payers alike or a payer who is paid, I18 not approved, expired or publicity running, `account_missing`, `payment_method`, `proxy_is_payer`
   */
  pay: procedure
    .input(
      z.strictObject({
        ...target,
        paidOn: onSchema,
        payer1: namedSchema,
        payer2: namedSchema,
        voucherNo: freeText().trim().max(60).nullable(),
        scanTicket: ticketSchema.nullable(),
        payments: z
          .array(
            z.strictObject({
              recipientId: idSchema,
              method: z.enum(paymentMethods),
              /** Null: the recipient signed. */
              proxy: z.strictObject({ name: namedSchema.shape.name, reason: reasonSchema }).nullable(),
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .output(moved),
  /** Takes a payment back by its opposite: the money is in the fund again as committed, the recipient unpaid. */
  reversePayment: procedure.input(z.strictObject({ ...target, paymentId: idSchema, reason: reasonSchema })).output(moved),
  file: procedure.input(z.strictObject({ ...target, scanTicket: ticketSchema.nullable() })).output(moved),
  /** Records that a reward was not collected in time; its money goes back to the fund. */
  expire: procedure.input(z.strictObject(target)).output(moved),
  /** Ends a reward for good: payments are reversed, the commitment is released, the case is free again. */
  void: procedure.input(z.strictObject({ ...target, reason: reasonSchema })).output(moved),
  /** Sets the chain; levels are 1, 2, …, limits grow. */
  changeTiers: procedure.input(z.strictObject({ tiers: z.array(z.strictObject({ office: freeText().trim().min(2).max(20), upToFen: fenSchema })).min(1).max(6) })).output(z.object({})),
  /** The level an approver's account signs for; null for none. */
  setApprover: procedure.input(z.strictObject({ accountId: idSchema, level: z.int().min(1).max(6).nullable() })).output(z.object({})),

  /** A paper of R9 as a workbook. */
  export: procedure.input(z.strictObject({ paper: rewardPaperSchema })).output(downloadSchema),
  /** 付款清单 with bank accounts; in clear it asks a reason, and the taking is logged. */
  exportPaymentList: procedure.input(z.strictObject({ rewardIds: z.array(idSchema).max(200).nullable(), accounts: z.enum(['masked', 'clear']), reason: reasonSchema.nullable() })).output(downloadSchema),
  /** A scan kept with a reward. */
  scan: procedure.input(z.strictObject({ attachmentId: idSchema })).output(downloadSchema),
}

