/** Leads (情报线索, article P12; model.md D1 lead, D4). Labels are the office's words on screen and paper. */
export const leadSources = ['patrol_found', 'visit_learned', 'public_given', 'own_analysis'] as const
export type LeadSource = (typeof leadSources)[number]
export const leadSourceLabels: Readonly<Record<LeadSource, string>> = { patrol_found: '巡查发现', visit_learned: '走访获知', public_given: '群众提供', own_analysis: '自行研判' }

export const leadDomains = ['stability', 'detection', 'hazard', 'other'] as const
export type LeadDomain = (typeof leadDomains)[number]
export const leadDomainLabels: Readonly<Record<LeadDomain, string>> = { stability: '维护稳定', detection: '侦查破案', hazard: '隐患排除', other: '其他' }

export const leadEffects = ['direct', 'important', 'ordinary'] as const
export type LeadEffect = (typeof leadEffects)[number]
export const leadEffectLabels: Readonly<Record<LeadEffect, string>> = { direct: '直接作用', important: '重要作用', ordinary: '一般' }

export const leadStates = ['registered', 'verifying', 'valuable', 'not_valuable', 'already_known', 'duplicate'] as const
export type LeadState = (typeof leadStates)[number]
export const leadStateLabels: Readonly<Record<LeadState, string>> = {
  registered: '待核',
  verifying: '核实中',
  valuable: '有价值',
  not_valuable: '无价值',
  already_known: '已掌握',
  duplicate: '重复',
}
/** What a verification may find; `verifying` says that it has begun. */
export const leadFindings = ['verifying', 'valuable', 'not_valuable', 'already_known', 'duplicate'] as const
export type LeadFinding = (typeof leadFindings)[number]

/** 1 内部, 2 保密, 3 严格保密: at 3 a recipient is named by code number only. */
export const confidentialities = [1, 2, 3] as const
export type Confidentiality = (typeof confidentialities)[number]
