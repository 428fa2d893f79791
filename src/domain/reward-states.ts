/** Rewards (一案一奖, 一事一奖; article P12, model.md D4). Labels are the office's words on screen and paper. */
export const rewardBases = ['per_case', 'per_matter'] as const
export type RewardBasis = (typeof rewardBases)[number]
export const rewardBasisLabels: Readonly<Record<RewardBasis, string>> = { per_case: '一案一奖', per_matter: '一事一奖' }

export const rewardForms = ['cash', 'goods', 'both'] as const
export type RewardForm = (typeof rewardForms)[number]
export const rewardFormLabels: Readonly<Record<RewardForm, string>> = { cash: '现金', goods: '物品', both: '现金和物品' }

export const paymentMethods = ['cash', 'transfer', 'goods'] as const
export type PaymentMethod = (typeof paymentMethods)[number]
export const paymentMethodLabels: Readonly<Record<PaymentMethod, string>> = { cash: '现金', transfer: '转账', goods: '实物' }

export const rewardStates = ['draft', 'submitted', 'verified', 'approving', 'approved', 'rejected', 'noticed', 'publicised', 'paid', 'filed', 'expired', 'void'] as const
export type RewardState = (typeof rewardStates)[number]
export const rewardStateLabels: Readonly<Record<RewardState, string>> = {
  draft: '草稿',
  submitted: '已提交',
  verified: '已核实',
  approving: '审批中',
  approved: '已批准',
  rejected: '不批准',
  noticed: '已告知',
  publicised: '公示中',
  paid: '已发放',
  filed: '已归档',
  expired: '逾期未领',
  void: '作废',
}

export const rewardSteps = ['apply', 'correct', 'submit', 'withdraw', 'verify', 'approve', 'reject', 'notify', 'publicise', 'pay', 'file', 'expire', 'void', 'reverse', 'import'] as const
export type RewardStep = (typeof rewardSteps)[number]
export const rewardStepLabels: Readonly<Record<RewardStep, string>> = {
  apply: '提出申请',
  correct: '修改草稿',
  submit: '提交',
  withdraw: '撤回',
  verify: '核实',
  approve: '审批同意',
  reject: '不批准',
  notify: '告知',
  publicise: '公示',
  pay: '发放',
  file: '归档',
  expire: '逾期未领',
  void: '作废',
  reverse: '冲正发放',
  import: '台账导入',
}
/** Steps that a person still takes with a reward, in the order of the office. */
export const nextSteps = ['correct', 'submit', 'withdraw', 'verify', 'approve', 'reject', 'notify', 'publicise', 'pay', 'file', 'expire', 'reverse', 'void'] as const
export type NextStep = (typeof nextSteps)[number]

/** From which states a step may be taken (D4). `pay` from approved is for lines of the old ledger alone, which need no notice. */
export const stepsFrom: Readonly<Record<NextStep, readonly RewardState[]>> = {
  correct: ['draft'],
  submit: ['draft'],
  withdraw: ['submitted'],
  verify: ['submitted'],
  approve: ['verified', 'approving'],
  reject: ['submitted', 'verified', 'approving'],
  notify: ['approved'],
  publicise: ['noticed'],
  pay: ['noticed', 'publicised'],
  file: ['paid'],
  expire: ['noticed', 'publicised'],
  reverse: ['noticed', 'publicised', 'approved', 'paid', 'filed'],
  void: ['draft', 'submitted', 'verified', 'approving', 'approved', 'noticed', 'publicised', 'paid', 'filed', 'expired', 'rejected'],
}

/** A reward that counts for I14: one per case or matter. What was refused or voided frees its case. */
export const isLive = (state: RewardState): boolean => state !== 'void' && state !== 'rejected'
/** Approved and not undone: the amount stands in the fund as committed or paid. */
export const isGranted = (state: RewardState): boolean => ['approved', 'noticed', 'publicised', 'paid', 'filed'].includes(state)
