import type { MinutesCorrection, MinutesPreview } from '../../../contract/meetings-import'
import { agendaItem, isAgendaCode } from '../../../domain/meeting-agenda'
import { isDivided } from './divided'
import type { Caller } from '../../caller'
import type { CoreServices } from '../../core-services'
import { Refusal, refuse } from '../../refusal'
import type { MinutesToStore } from '../meetings/minutes-to-store'
import { storeMinuted } from '../meetings/store-minuted'
import { gridsOn } from '../roster/directory'
import type { Reader } from '../../database/reader'
import { judgeText } from './judge'

export interface TextToStore {
  text: string
  source: string
  corrections: readonly MinutesCorrection[]
  only: readonly number[] | null
}
interface Stored {
  index: number
  meetingId: string
  communityId: string
  community: string
  week: string
}
interface Refused {
  index: number
  community: string | null
  week: string | null
  reasons: string[]
}

/**
 * Stores in one transaction what the judgement lets through, and gives the rest back with reasons. A rule of the store
 * that the judgement did not foresee takes that meeting out and the others are stored all the same.
 * @throws Refusal `nothing_to_import`
 */
export function commitText(services: CoreServices, caller: Caller, { text, source, corrections, only }: TextToStore): { stored: Stored[]; refused: Refused[] } {
  const wanted = judgeText(services.database.reader, caller, text, corrections).filter(({ index }) => only === null || only.includes(index))
  const refused = wanted.filter(({ verdict }) => verdict === 'refused').map((one) => refusal(one, one.refusals.map(({ reason }) => reason)))
  for (let ready = wanted.filter(({ verdict }) => verdict !== 'refused'); ready.length > 0; ) {
    const fell: { at: MinutesPreview; error: Refusal }[] = []
    try {
      const stored = caller.commit(
        (tx) =>
          ready.map((one) => {
            try {
              const { meetingId } = storeMinuted(tx, toStore(tx, one, source))
              return { index: one.index, meetingId, communityId: one.communityId ?? '', community: one.community ?? '', week: one.week ?? '' }
            } catch (error) {
              if (error instanceof Refusal) fell.push({ at: one, error })
              throw error
            }
          }),
        (done) => ({ table: 'meeting', id: done.length === 1 ? (done[0]?.meetingId ?? null) : null, detail: { source, stored: done.length, refused: refused.length } }),
      )
      services.feed.tell('meetings', services.now())
      return { stored, refused: refused.toSorted((a, b) => a.index - b.index) }
    } catch (error) {
      const [first] = fell
      if (!first) throw error
      refused.push(refusal(first.at, [first.error.message]))
      ready = ready.filter((one) => one !== first.at)
    }
  }
  const [first] = refused
  throw refuse('nothing_to_import', `没有可以导入的纪要。${first ? `${first.community ?? '第一篇'}：${first.reasons.join('')}` : ''}库里没有变动。`)
}

const refusal = ({ index, community, week }: MinutesPreview, reasons: string[]): Refused => ({ index, community, week, reasons })

/** Further items hold this much each. */
const mostOfItem = 3900

function toStore(reader: Reader, one: MinutesPreview, source: string): MinutesToStore {
  const { communityId, week, heldOn } = one
  if (communityId === null || week === null || heldOn === null) throw new Error('minutes without community, week or day are refused before')
  const grids = gridsOn(reader, communityId, heldOn).filter((grid) => grid.kind === 'basic').map(({ gridId }) => gridId)
  const cells = new Map<string, { code: MinutesToStore['items'][number]['code']; gridId: string | null; text: string }>()
  const put = (code: MinutesToStore['items'][number]['code'], gridId: string | null, text: string) => {
    const present = cells.get(`${code} ${gridId ?? ''}`)
    if (present) present.text = `${present.text}\n${text}`
    else cells.set(`${code} ${gridId ?? ''}`, { code, gridId, text })
  }
  const left: string[] = []
  for (const { code, grid, gridId, text } of one.items) {
    if (!isAgendaCode(code)) continue
    const { perGrid, title } = agendaItem(code)
    if (!perGrid) put(code, null, text)
    else if (gridId !== null) put(code, gridId, text)
    else if (grid === null && isDivided(text, grids.length)) for (const each of grids) put(code, each, text)
    else left.push(`${grid ?? ''}${title}：${text}`)
  }
  const decisions = one.decisions.filter(({ text }) => text.length >= 2 && text.length <= 300)
  for (const { text, owner, dueWords } of one.decisions) if (text.length < 2 || text.length > 300) put('D1', null, [text, owner, dueWords].filter((part) => part !== null).join('　'))
  left.push(...unplacedLines(one))
  for (const { proxyFor, name } of one.attendance) if (name.length > 40) left.push(`出席：${name}${proxyFor ?? ''}`)
  const place = one.place !== null && one.place.length <= 60 ? one.place : null
  if (one.place !== null && place === null) left.push(`地点：${one.place}`)
  return {
    communityId,
    week,
    heldOn,
    startTime: one.startTime,
    endTime: null,
    place,
    chief: one.chief,
    officer: one.officer,
    recorder: one.recorder,
    attendance: one.attendance
      .filter(({ name }) => name.length <= 40)
      .map(({ name, status, reason, proxyFor }) => ({ name, status, reason: proxyFor === null ? reason : [`代${proxyFor}`, reason].filter((part) => part !== null).join('，') })),
    items: [...cells.values(), ...furtherItems(left)],
    decisions: decisions.map(({ text, owner, dueOn }) => ({ text, owner, dueOn })),
    source,
  }
}

/** Each heading once, above what stood under it; a heading that is itself unplaced comes by itself. */
function unplacedLines({ unplaced }: MinutesPreview): string[] {
  let above: string | null = null
  return unplaced.flatMap(({ text, under }) => {
    const heading = under !== null && under !== above && under !== text ? [under] : []
    above = under
    return [...heading, text]
  })
}

/** Kept as X1 and, where it is long, the items after it. */
function furtherItems(lines: readonly string[]): MinutesToStore['items'] {
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + line.length < mostOfItem) parts[parts.length - 1] = `${last}\n${line}`
    else for (let at = 0; at < line.length; at += mostOfItem) parts.push(line.slice(at, at + mostOfItem))
  }
  if (parts.length > 9) throw refuse('too_long', '没有归入议程的文字太长，放不进“其他内容”。没有存，删减原文或补上议程标题后再导入。')
  const codes = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9'] as const
  return parts.map((text, at) => ({ code: codes[at] ?? 'X9', gridId: null, title: parts.length === 1 ? '其他内容' : `其他内容（${at + 1}）`, text }))
}
