import { dependent } from '../../database/dependent'

const communityOf = '(SELECT community_id FROM reward WHERE id = t.reward_id)'
const isNotVoid = `(SELECT state FROM reward WHERE id = t.reward_id) <> 'void'`
const counts = 't.reward_id'
const reward = { what: '奖励', measure: '笔' } as const

/**
 * What leads and rewards keep that refers to people and places. A void reward rests on nothing: its names are sealed with
 * it, its money is back. The same holds for a lead that came with a ledger whose reward is void.
 */
export const rewardDependents = {
  leads: dependent('lead', {
    person: ['provider_mac'], indexed: ['provider_mac'], community: ['community_id'], personsAs: 'leadProvider', communityOf: 't.community_id', what: '线索', measure: '条',
    where: `t.deleted_at IS NULL AND (t.origin <> 'ledger' OR EXISTS (SELECT 1 FROM reward r WHERE r.lead_id = t.id AND r.state <> 'void' AND r.deleted_at IS NULL))`,
  }),
  rewards: dependent('reward', { person: ['applicant_person_id'], community: ['community_id'], communityOf: 't.community_id', where: `t.state <> 'void' AND t.deleted_at IS NULL`, ...reward }),
  recipients: dependent('reward_recipient', { person: ['who_mac'], indexed: ['who_mac'], personsAs: 'rewardRecipient', communityOf, counts, where: `t.deleted_at IS NULL AND ${isNotVoid}`, ...reward }),
  steps: dependent('reward_step', { person: ['by_person_id'], communityOf, counts, where: isNotVoid, ...reward }),
  approvals: dependent('reward_approval', { person: ['approver_person_id'], communityOf, counts, where: isNotVoid, ...reward }),
  payments: dependent('reward_payment', { person: ['payer1_id', 'payer2_id'], communityOf, counts, where: isNotVoid, ...reward }),
}
