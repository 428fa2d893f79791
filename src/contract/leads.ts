import { z } from 'zod'
import { leadDomains, leadEffects, leadFindings, leadSources, leadStates } from '../domain/lead'
import { procedure } from './procedure'
import { caseNoSchema, confidentialitySchema } from './reward-values'
import { atSchema, freeText, idSchema, onSchema, pageInput, reasonSchema } from './values'

/**
 * 情报线索. A lead's content and its provider are sealed in the database and shown only with the permission `lead
 * identity` (model.md D5, I20): the officer of the community, and a grid lead for the own leads. Every other reader
 * gets number, day, domain and state; content never comes with a query: `leads.reveal` is a logged command.
 */
export const leadRowSchema = z.object({
  leadId: z.string(),
  /** 青线〔2026〕7QKD-12号 */
  leadNo: z.string(),
  origin: z.enum(['office', 'ledger']),
  communityId: z.string(),
  community: z.string(),
  receivedOn: z.string(),
  source: z.enum(leadSources),
  domain: z.enum(leadDomains),
  confidentiality: confidentialitySchema,
  state: z.enum(leadStates),
  effect: z.enum(leadEffects).nullable(),
  caseNo: z.string().nullable(),
  /** The lead that was first, for a duplicate. */
  duplicateOf: z.object({ leadId: z.string(), leadNo: z.string() }).nullable(),
  /** The live reward that cites it. */
  reward: z.object({ rewardId: z.string(), rewardNo: z.string() }).nullable(),
  /** This caller may see content and provider. */
  mayReveal: z.boolean(),
  /** Null without the permission. */
  provider: z.object({ personId: z.string(), name: z.string(), post: z.string(), place: z.string() }).nullable(),
  /** Days since it was received without a finding; marked after the setting `rewards.verifyDays`. */
  waitingDays: z.int().nullable(),
  overdue: z.boolean(),
  rowVersion: z.int(),
})
export type LeadRow = z.infer<typeof leadRowSchema>

export const leadDetailSchema = leadRowSchema.extend({
  /** The verification ledger, oldest first; the opinion is null without the permission. */
  verifications: z.array(z.object({ finding: z.enum(leadFindings), on: z.string(), by: z.string(), opinion: z.string().nullable(), at: atSchema })),
  /** Who saw content and provider: for who may see it, and the auditor. */
  reveals: z.array(z.object({ at: atSchema, by: z.string(), reason: z.string().nullable() })),
  mayVerify: z.boolean(),
  /** A valuable lead without a live reward may be applied for by this caller. */
  mayApply: z.boolean(),
})
export type LeadDetail = z.infer<typeof leadDetailSchema>

export const leadsContract = {
  /** Newest first; `text` finds numbers of leads and cases only. A grid lead sees the own leads. */
  list: procedure
    .input(
      z.strictObject({
        ...pageInput,
        text: freeText().trim().max(40).nullish(),
        communityId: idSchema.nullish(),
        state: z.enum([...leadStates, 'open', 'rewardable', 'all']).default('all'),
      }),
    )
    .output(z.object({ leads: z.array(leadRowSchema), next: z.string().nullable(), total: z.int() })),
  lead: procedure.input(z.strictObject({ leadId: idSchema })).output(leadDetailSchema),
  /**
   * Whom a lead can come from on a day: grid leads and auxiliaries in post (I12), within the caller's reach. `post` as the
   * office says it; a prefix of one of `terms` (characters, pinyin, initials, lower case) finds the person.
   */
  providers: procedure
    .input(z.strictObject({ on: onSchema, communityId: idSchema.nullable() }))
    .output(z.object({ people: z.array(z.object({ personId: z.string(), name: z.string(), post: z.string(), communityId: z.string(), place: z.string(), terms: z.array(z.string()) })) })),

  /**
   * Registers a lead. A grid lead registers the own ones: `providerId` is then the caller's person.
   * @throws I12 when the provider is no grid lead or auxiliary in post in the community on the day
   */
  register: procedure
    .input(
      z.strictObject({
        communityId: idSchema,
        providerId: idSchema,
        receivedOn: onSchema,
        source: z.enum(leadSources),
        domain: z.enum(leadDomains),
        confidentiality: confidentialitySchema,
        content: freeText().trim().min(4, '写明线索内容').max(2000),
        caseNo: caseNoSchema.nullable(),
      }),
    )
    .output(z.object({ leadId: z.string(), leadNo: z.string() })),
  /** Shows content and provider; every showing is logged, and at confidentiality 3 asks a reason. */
  reveal: procedure
    .input(z.strictObject({ leadId: idSchema, reason: reasonSchema.nullable() }))
    .output(z.object({ content: z.string(), provider: z.object({ personId: z.string(), name: z.string(), post: z.string(), place: z.string() }), registeredBy: z.string() })),
  /**
   * The officer's finding; a later finding replaces an earlier one as a new line of the ledger, as long as no live
   * reward cites the lead. `duplicate` names the lead that was first.
   * @throws `first_reporter` when an earlier valuable lead names the same case, or the same series
   */
  verify: procedure
    .input(
      z.strictObject({
        leadId: idSchema,
        rowVersion: z.int(),
        finding: z.enum(leadFindings),
        effect: z.enum(leadEffects).nullable(),
        caseNo: caseNoSchema.nullable(),
        duplicateOfId: idSchema.nullable(),
        opinion: freeText().trim().min(1, '写明核实意见').max(300),
      }),
    )
    .output(z.object({ rowVersion: z.int() })),
  /** Says that two cases belong to one series, with whatever each is linked to already: one reward for all of them (I14). Refused where two live rewards would meet. */
  linkCases: procedure.input(z.strictObject({ caseNo: caseNoSchema, otherCaseNo: caseNoSchema, reason: reasonSchema })).output(z.object({ seriesId: z.string(), cases: z.array(z.string()) })),
}
