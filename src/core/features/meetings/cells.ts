import { cellPlace } from '../../../domain/meeting-agenda'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { stamps, touch, type MeetingRow } from './meeting-row'
import { minutesStatements } from './minutes-statements'

/** A cell of the minutes as it stands now: what is typed over what is recorded. */
export interface Cell {
  key: string
  text: string
  byId: string
  by: string
  at: number
  /** Rises with every change of this cell, typed or recorded. */
  version: number
}
export type Cells = ReadonlyMap<string, Cell>

const isForm = (key: string): boolean => key.startsWith('form/')
/** Unfinished forms belong to who types them. */
export const formKey = (key: string, actorId: string): string => `${key}@${actorId}`

/** Every cell of a week's minutes, forms left out. */
export function cellsOf(reader: Reader, communityId: string, week: string, meetingId: string | null): Cells {
  const cells = new Map<string, Cell>()
  for (const row of meetingId === null ? [] : reader.all(minutesStatements.entries, { meeting_id: meetingId }))
    cells.set(row.cell_key, { key: row.cell_key, text: row.text, byId: row.updated_by, by: row.typed_by, at: row.typed_at, version: row.row_version })
  for (const row of reader.all(minutesStatements.drafts, { community_id: communityId, week }))
    if (!isForm(row.cell_key)) cells.set(row.cell_key, { key: row.cell_key, text: row.text, byId: row.typed_by, by: row.typed_by_name, at: row.typed_at, version: row.version })
  return cells
}

export function formsOf(reader: Reader, communityId: string, week: string, actorId: string): { key: string; text: string; version: number }[] {
  return reader.all(minutesStatements.drafts, { community_id: communityId, week }).flatMap((row) => {
    const [key = '', owner] = row.cell_key.split('@')
    return isForm(key) && owner === actorId ? [{ key, text: row.text, version: row.version }] : []
  })
}

export interface TypedCell {
  key: string
  text: string
  version: number
}
export interface KeptCell {
  key: string
  version: number
  taken: { text: string; by: string } | null
}

/** Keeps what was typed. A cell that another person has changed meanwhile is left alone and given back. */
export function keepTyped(tx: Transaction, communityId: string, week: string, meetingId: string | null, typed: readonly TypedCell[]): KeptCell[] {
  const cells = cellsOf(tx, communityId, week, meetingId)
  const forms = new Map(formsOf(tx, communityId, week, tx.actor.id).map((form) => [form.key, form]))
  return typed.map(({ key, text, version }): KeptCell => {
    const form = isForm(key)
    const present = form ? forms.get(key) : cells.get(key)
    const other = form ? undefined : cells.get(key)
    if ((present?.text ?? '') === text) return { key, version: present?.version ?? 0, taken: null }
    if (other && other.version !== version && other.byId !== tx.actor.id) return { key, version: other.version, taken: { text: other.text, by: other.by } }
    const stored = form ? formKey(key, tx.actor.id) : key
    const next = (present?.version ?? 0) + 1
    if (form && text === '') tx.local(minutesStatements.dropDraft, { community_id: communityId, week, cell_key: stored })
    else
      tx.local(minutesStatements.keepDraft, {
        community_id: communityId,
        week,
        cell_key: stored,
        text,
        typed_by: tx.actor.id,
        typed_by_name: tx.actor.name,
        typed_at: tx.at,
        version: next,
      })
    return { key, version: next, taken: null }
  })
}

/** Takes what has been typed into the record, with who typed it and when. Every step of a meeting does this first. True where something was new. */
export function recordTyped(tx: Transaction, meeting: MeetingRow): boolean {
  const at = { community_id: meeting.community_id, week: meeting.week }
  const recorded = new Map(tx.all(minutesStatements.entries, { meeting_id: meeting.id }).map((row) => [row.cell_key, row]))
  const typed = tx.all(minutesStatements.drafts, at).filter((draft) => !isForm(draft.cell_key))
  for (const draft of typed) {
    const present = recorded.get(draft.cell_key)
    const fields = { text: draft.text, typed_by: draft.typed_by_name, typed_at: draft.typed_at, row_version: draft.version }
    if (present) tx.write(minutesStatements.updateEntry, { id: present.id, ...fields, ...touch(tx), updated_by: draft.typed_by })
    else if (draft.text !== '') tx.write(minutesStatements.insertEntry, { id: newId(), meeting_id: meeting.id, cell_key: draft.cell_key, grid_id: gridOf(draft.cell_key), ...fields, ...stamps(tx), updated_by: draft.typed_by })
    tx.local(minutesStatements.dropDraft, { ...at, cell_key: draft.cell_key })
  }
  return typed.length > 0
}

/** Writes cells straight into the record, as an import does. */
export function recordCells(tx: Transaction, meeting: MeetingRow, cells: readonly { key: string; text: string }[]): void {
  const present = cellsOf(tx, meeting.community_id, meeting.week, meeting.id)
  keepTyped(tx, meeting.community_id, meeting.week, meeting.id, cells.map(({ key, text }) => ({ key, text, version: present.get(key)?.version ?? 0 })))
  recordTyped(tx, meeting)
}

function gridOf(key: string): string | null {
  const place = cellPlace(key)
  return place !== null && 'gridId' in place ? place.gridId : null
}
