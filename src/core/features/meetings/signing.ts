import { longDay } from '../../../domain/iso-week'
import { signSides, signSideWords, type MeetingState, type SignSide } from '../../../domain/meeting-state'
import { keepAttachment } from '../../attachments/attachments'
import type { Caller } from '../../caller'
import type { TownshipKey } from '../../database/township-key'
import type { Transaction } from '../../database/transaction'
import type { TicketFile } from '../../files/tickets'
import { newId } from '../../new-id'
import { conflict, refuse } from '../../refusal'
import { readSetting } from '../settings/read-setting'
import { recordTyped } from './cells'
import { carriedRows } from './decisions'
import { meetingById, signedSides, touch, type MeetingRow } from './meeting-row'
import { meetingStatements } from './meeting-statements'
import { indexMinutes } from './minutes-index'
import type { MinutesContent } from './minutes-content'
import { hostOf, readinessOf, requireStep } from './readiness'

/** What both signed, with the carried decisions as they stood then. */
export interface SealedMinutes {
  content: MinutesContent
  carried: { week: string; text: string; owner: string; dueOn: string | null; state: string; result: string | null }[]
}

/** The caller signs in the own session. @throws Refusal I30, `not_host`, `not_ready`; CONFLICT when the text has changed */
export function sign(tx: Transaction, caller: Caller, meetingId: string, seen: string): MeetingState {
  const ready = readyToSign(tx, caller, meetingId, seen, 'sign')
  const side = ready.facts.ownSide
  if (side === null) throw refuse('not_host', '当前账号不是本次例会的主持人，不能签字。')
  return storeSignature(tx, ready.row, side, 'session', caller.today, ready.content, seen, null)
}

/** Both hosts of the sample have signed in sessions of their own, long ago. @throws Refusal as for `sign` */
export function signAsBoth(tx: Transaction, caller: Caller, meetingId: string): void {
  const ready = readyToSign(tx, caller, meetingId, null, 'signOnPaper')
  for (const side of signSides) storeSignature(tx, ready.row, side, 'session', caller.today, ready.content, ready.contentSha256, null)
}

export interface PaperSignature {
  meetingId: string
  /** Both where one sheet bears both signatures. */
  sides: readonly SignSide[]
  signedOn: string
  contentSha256: string
  scan: TicketFile & { mime: string }
}

/** @throws Refusal as for `sign`, and `signed_on` for a day before the meeting or in the future */
export function signOnPaper(tx: Transaction, caller: Caller, key: TownshipKey, input: PaperSignature): MeetingState {
  const ready = readyToSign(tx, caller, input.meetingId, input.contentSha256, 'signOnPaper')
  const twice = input.sides.find((side, at) => ready.facts.signed.includes(side) || input.sides.indexOf(side) !== at)
  if (twice !== undefined) throw refuse('signed_already', `${signSideWords[twice]}已经签字。没有重复登记。`, 'sides')
  const heldOn = ready.row.held_on ?? ''
  if (input.signedOn < heldOn || input.signedOn > caller.today) throw refuse('signed_on', `签字日应在${longDay(heldOn)}至今天之间。没有登记，核对后改正。`, 'signedOn')
  const attachmentId = keepAttachment(tx, key, { table: 'meeting', id: ready.row.id }, 'signed_scan', input.scan)
  const states = input.sides.map((side) => storeSignature(tx, ready.row, side, 'paper', input.signedOn, ready.content, input.contentSha256, attachmentId))
  return states.at(-1) ?? 'minuted'
}

/** @param seen what the signer has read; null where nobody reads */
function readyToSign(tx: Transaction, caller: Caller, meetingId: string, seen: string | null, step: 'sign' | 'signOnPaper') {
  const row = meetingById(tx, meetingId)
  if (recordTyped(tx, row)) indexMinutes(tx, row.id)
  const ready = readinessOf(tx, caller, row.community_id, row.week)
  requireStep(step, ready.facts)
  if (seen !== null && ready.contentSha256 !== seen) throw conflict()
  return { ...ready, row }
}

function storeSignature(tx: Transaction, row: MeetingRow, side: SignSide, how: 'session' | 'paper', signedOn: string, content: MinutesContent, sha256: string, attachmentId: string | null): MeetingState {
  tx.local(meetingStatements.sign, {
    id: newId(),
    meeting_id: row.id,
    side,
    act: 'sign',
    how,
    name: hostOf(row, side).name ?? '',
    signed_on: signedOn,
    sha256,
    reason: null,
    attachment_id: attachmentId,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
  if (signedSides(tx.all(meetingStatements.signatures, { meeting_id: row.id })).length < 2) return 'minuted'
  const sealed: SealedMinutes = {
    content,
    carried: carriedRows(tx, row.community_id, row.week).map((one) => ({ week: one.week, text: one.text, owner: one.owner_name ?? '', dueOn: one.due_on, state: one.state, result: one.result ?? one.reason })),
  }
  tx.write(meetingStatements.insertSeal, { id: newId(), meeting_id: row.id, content_json: JSON.stringify(sealed), sha256, created_at: tx.at, created_by: tx.actor.id })
  const state = readSetting(tx, 'meetings.lockOnSign') === 'at_once' ? 'locked' : 'signed'
  tx.write(meetingStatements.setState, { id: row.id, state, exempt_kind: null, reason: null, ...touch(tx) })
  return state
}

export function withdrawSignature(tx: Transaction, caller: Caller, meetingId: string, side: SignSide, reason: string): void {
  const row = meetingById(tx, meetingId)
  const { facts } = readinessOf(tx, caller, row.community_id, row.week)
  requireStep('withdrawSignature', facts)
  if (!facts.signed.includes(side)) throw refuse('not_signed', `${signSideWords[side]}还没有签字，没有可撤回的。`, 'side')
  const given = tx.all(meetingStatements.signatures, { meeting_id: row.id }).findLast((one) => one.side === side && one.act === 'sign')
  // A signature given in the own session is the signer's; the clerk takes back what the clerk has recorded from paper.
  if (given?.how === 'session' && facts.ownSide !== side) throw refuse('not_host', `${signSideWords[side]}${given.name}是自己登录签的字，只能由本人撤回。没有改动，请本人登录办理。`, 'side')
  tx.local(meetingStatements.sign, {
    id: newId(),
    meeting_id: row.id,
    side,
    act: 'withdraw',
    how: 'session',
    name: tx.actor.name,
    signed_on: caller.today,
    sha256: given?.sha256 ?? '',
    reason,
    attachment_id: null,
    created_at: tx.at,
    created_by: tx.actor.id,
  })
}
