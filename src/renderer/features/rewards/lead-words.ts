import type { LeadRow } from '../../../contract/leads'
import { leadEffectLabels, leadStateLabels, type LeadFinding, type LeadState } from '../../../domain/lead'

export const confidentialityWords = { 1: '内部', 2: '保密', 3: '严格保密' } as const
export const findingWords: Readonly<Record<LeadFinding, string>> = { verifying: '开始核实', valuable: '有价值', not_valuable: '无价值', already_known: '已掌握', duplicate: '重复' }

const lights: Readonly<Record<LeadState, 'b' | 'y' | 'g' | 'k' | 'x'>> = { registered: 'y', verifying: 'b', valuable: 'g', not_valuable: 'x', already_known: 'x', duplicate: 'x' }

/** The light and the words of a lead's state: one that waited too long is red and says for how long. */
export function leadMark(lead: Pick<LeadRow, 'state' | 'effect' | 'overdue' | 'waitingDays'>): { light: 'b' | 'y' | 'g' | 'k' | 'x' | 'r'; words: string } {
  if (lead.overdue) return { light: 'r', words: `${leadStateLabels[lead.state]} ${lead.waitingDays ?? 0}天` }
  if (lead.state === 'valuable' && lead.effect !== null) return { light: 'g', words: `${leadStateLabels.valuable}，${leadEffectLabels[lead.effect]}` }
  return { light: lights[lead.state], words: leadStateLabels[lead.state] }
}
