import { insert, query } from '../../database/statement'

/** The insert-only ledgers of a reward: steps, decisions, payments. */
const made = { created_at: 'integer', created_by: 'text' } as const
const step = {
  id: 'text', reward_id: 'text', seq: 'integer', step: 'text', state: 'text', on_day: 'text', by_name: 'text', by_person_id: 'text?', recorded_by: 'text?', words: 'text?', ...made,
} as const
const approval = {
  id: 'text', reward_id: 'text', level_no: 'integer', office: 'text', decision: 'text', approver_account: 'text?', approver_person_id: 'text?', approver: 'text', opinion: 'text', decided_on: 'text',
  on_paper: 'integer', scan_id: 'text?', submission: 'integer', ...made,
} as const
const payment = {
  id: 'text', reward_id: 'text', recipient_id: 'text', method: 'text', paid_on: 'text', amount_fen: 'integer', goods_fen: 'integer', payer1: 'text', payer1_id: 'text?', payer2: 'text', payer2_id: 'text?',
  signed_enc: 'text', is_proxy: 'integer', voucher_no: 'text?', scan_id: 'text?', reverses_id: 'text?', reason: 'text?', by_name: 'text', ...made,
} as const
const names = (shape: object, mark = ''): string => Object.keys(shape).map((name) => mark + name).join(', ')

export const rewardLedgerStatements = {
  steps: query({ reward_id: 'text' }, step, `SELECT ${names(step)} FROM reward_step WHERE reward_id = @reward_id ORDER BY seq`),
  lastStep: query({ reward_id: 'text' }, { seq: 'integer', on_day: 'text', created_at: 'integer' }, `SELECT seq, on_day, created_at FROM reward_step WHERE reward_id = @reward_id ORDER BY seq DESC LIMIT 1`),
  addStep: insert('reward_step', step, `INSERT INTO reward_step (${names(step)}) VALUES (${names(step, '@')})`),
  /** Decisions of one submission; level 0 is the officer's. */
  approvals: query({ reward_id: 'text', submission: 'integer' }, approval, `
    SELECT ${names(approval)} FROM reward_approval WHERE reward_id = @reward_id AND submission = @submission ORDER BY level_no, id`),
  addApproval: insert('reward_approval', approval, `INSERT INTO reward_approval (${names(approval)}) VALUES (${names(approval, '@')})`),
  payments: query({ reward_id: 'text' }, payment, `SELECT ${names(payment)} FROM reward_payment WHERE reward_id = @reward_id ORDER BY id`),
  addPayment: insert('reward_payment', payment, `INSERT INTO reward_payment (${names(payment)}) VALUES (${names(payment, '@')})`),
}
