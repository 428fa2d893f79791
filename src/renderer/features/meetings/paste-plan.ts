import type { Meeting } from '../../../contract/meeting-page'
import { longDay } from '../../../domain/iso-week'
import { textKey, type AgendaCode } from '../../../domain/meeting-agenda'
import { splitPasted, type PastedMinutes } from '../../../domain/minutes-text'

/** Where one part of a pasted text goes. */
export interface PastePart {
  key: string
  /** Code, grid and title, as the cell line names the cell. */
  place: string
  text: string
  /** What stands in the cell now and would be replaced; empty for an empty cell. */
  replaces: string
}
export interface PasteDecision {
  text: string
  /** As written, and the person of the roster where the name is one. */
  owner: string | null
  ownerId: string | null
  dueOn: string | null
}
export interface PastePlan {
  parts: PastePart[]
  decisions: PasteDecision[]
  /** What finds no place here, with the heading that it stood under. */
  unplaced: { text: string; under: string | null }[]
}

/** A pasted text is taken for whole minutes when it has headings enough to be split; a sentence or two is just text. */
export const looksLikeMinutes = (text: string): boolean => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.length >= 4 && /(通报|发案|治安动态|人员变动|纠纷调处|社情民意|涉稳动态|群防群治|会商|工作措施|议定)/.test(text) && splitPasted(text, { community: '', week: '', heldOn: null }, '2026-01-01').items.length >= 2
}

/** Splits the text and says what goes where; a part of a grid that this community does not have is shown as unplaced. */
export function planPaste(text: string, meeting: Meeting, today: string, textOf: (key: string) => string): PastePlan {
  return arrange(splitPasted(text, { community: meeting.community, week: meeting.week, heldOn: meeting.heldOn ?? meeting.plannedOn }, today), meeting, textOf)
}

export function arrange(pasted: PastedMinutes, meeting: Meeting, textOf: (key: string) => string): PastePlan {
  const parts: PastePart[] = []
  const unplaced = pasted.unplaced.map(({ text, under }) => ({ text, under }))
  for (const { code, grid, text } of pasted.items) {
    const gridId = grid === null ? null : (meeting.grids.find((one) => one.name === grid)?.gridId ?? null)
    const item = meeting.items.find((one) => one.key === textKey(code as AgendaCode, gridId))
    if (item === undefined || (grid !== null && gridId === null) || !item.mayEdit) {
      unplaced.push({ text, under: `${code}${grid === null ? '' : ` ${grid}`}` })
      continue
    }
    const there = parts.find((part) => part.key === item.key)
    if (there !== undefined) there.text += `\n${text}`
    else parts.push({ key: item.key, place: `${item.code}　${item.grid === null ? '' : `${item.grid}　`}${item.title}`, text, replaces: textOf(item.key) })
  }
  const decisions = pasted.decisions.map(({ text, owner, dueOn }) => ({ text, owner, ownerId: personNamed(owner, meeting), dueOn }))
  return { parts, decisions, unplaced }
}

function personNamed(name: string | null, meeting: Meeting): string | null {
  if (name === null) return null
  const found = meeting.candidates.filter((one) => one.name === name)
  if (found.length > 0) return found.length === 1 ? (found[0]?.personId ?? null) : null
  for (const host of [meeting.chief, meeting.officer]) if ((host.name ?? host.holder) === name) return host.personId ?? host.holderId
  return null
}

/** Replacing keeps the old text at hand: it stays above the new one unless they say the same. */
export const joined = (part: PastePart, how: 'replace' | 'append'): string => (how === 'replace' || part.replaces.trim() === '' || part.replaces === part.text ? part.text : `${part.replaces}\n${part.text}`)

/** What was not taken over, as text that can be pasted and split once more: nothing of a paste is lost. */
export function leftOver(plan: PastePlan, taken: ReadonlySet<PasteDecision>): string {
  const decisions = plan.decisions.filter((one) => !taken.has(one))
  const lines = decisions.map(({ text, owner, dueOn }, at) => `${at + 1}．${text.replace(/[。；;]+$/, '')}。${[owner === null ? null : `责任人：${owner}`, dueOn === null ? null : `完成时限：${longDay(dueOn)}`].filter((part) => part !== null).join('；')}`)
  return [...plan.unplaced.map((one) => one.text), ...(lines.length > 0 ? ['四、议定事项', ...lines] : [])].join('\n')
}
