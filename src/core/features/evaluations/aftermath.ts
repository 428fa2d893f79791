import { sheetKinds, type SheetKind, type Subject } from '../../../domain/evaluation'
import { defaultPhrases, defaultTemplates } from '../../../domain/evaluation-defaults'
import { monthWords } from '../../../domain/month'
import type { Caller } from '../../caller'
import type { Reader } from '../../database/reader'
import type { Transaction } from '../../database/transaction'
import { newId } from '../../new-id'
import { conflict, forbidden, notFound, refuse } from '../../refusal'
import { accountStatements } from '../../accounts/account-statements'
import { nameOf, placeOf } from '../roster/directory'
import { aftermathStatements } from './aftermath-statements'
import { cycleStatements } from './cycle-statements'
import { requireCycle, type CycleRow } from './cycles'
import type { PictureResult } from './month-picture'
import { consentBarrier } from './reopen'
import { pictureOf } from './read-picture'
import { viewOfResult, type Viewer } from './visibility'
import { differencesFor, type Difference } from './differences'

const stamps = (tx: Transaction) => ({ created_at: tx.at, created_by: tx.actor.id, updated_at: tx.at, updated_by: tx.actor.id })

/** A person's line in a month. @throws Refusal NOT_FOUND */
export function resultFor(reader: Reader, cycle: CycleRow, who: { subject: Subject; communityId: string; rateeId: string }): PictureResult {
  const result = pictureOf(reader, cycle).results.find((one) => one.subject === who.subject && one.communityId === who.communityId && one.rateeId === who.rateeId)
  if (!result) throw notFound()
  return result
}

export function fileAppeal(tx: Transaction, viewer: Viewer, wanted: { month: string; subject: Subject; communityId: string; rateeId: string; text: string }): string {
  const cycle = requireCycle(tx, wanted.month)
  if (cycle.lock_id === null) throw refuse('not_locked', `${monthWords(wanted.month)}还没有结账，没有结果可申诉。没有登记，结账后再办。`, 'month')
  const isOwn = viewer.personId !== null && viewer.personId === wanted.rateeId
  if (!isOwn && !viewer.clerk.seesWholeCommunity(wanted.communityId)) throw forbidden('只能就本人的结果提出申诉，别人的由内勤登记。库里没有变动。')
  const result = resultFor(tx, cycle, wanted)
  const id = newId()
  tx.write(aftermathStatements.insertAppeal, {
    id, cycle_id: cycle.id, subject: wanted.subject, community_id: wanted.communityId, ratee_id: wanted.rateeId, text: wanted.text, filed_name: tx.actor.name, state: 'filed',
    before_final_x100: result.finalX100, before_grade: result.grade, ...stamps(tx),
  })
  return id
}

/** Not by who filed it for himself; a clerk who wrote down another's complaint may answer it. */
export function decideAppeal(tx: Transaction, viewer: Viewer, wanted: { appealId: string; decision: 'upheld' | 'corrected'; text: string }): void {
  const appeal = tx.get(aftermathStatements.appeal, { id: wanted.appealId })
  if (!appeal) throw notFound()
  if (!viewer.clerk.seesWholeCommunity(appeal.community_id)) throw forbidden('这个村(社区)不在当前账号的范围内。库里没有变动。')
  if (appeal.state !== 'filed') throw conflict()
  if (viewer.personId !== null && viewer.personId === appeal.ratee_id) throw forbidden('不能答复自己的申诉。库里没有变动，请另一名内勤办理。')
  if (wanted.decision === 'corrected') {
    const cycle = tx.get(cycleStatements.byId, { id: appeal.cycle_id })
    const now = cycle?.lock_id ? resultFor(tx, cycle, { subject: appeal.subject as Subject, communityId: appeal.community_id, rateeId: appeal.ratee_id }) : null
    if (now && now.finalX100 === appeal.before_final_x100 && now.grade === appeal.before_grade)
      throw refuse('not_corrected', '结果还没有变，不能答复为已更正。没有存，先重开更正，或答复为维持。', 'decision')
  }
  tx.write(aftermathStatements.decideAppeal, { id: appeal.id, state: wanted.decision, decision: wanted.text, decided_by: tx.actor.id, decided_name: tx.actor.name, decided_at: tx.at, updated_at: tx.at, updated_by: tx.actor.id })
}

export function readAppeals(reader: Reader, viewer: Viewer, month: string | null) {
  return reader.all(aftermathStatements.newestAppeals, {}).flatMap((row) => {
    const cycle = reader.get(cycleStatements.byId, { id: row.cycle_id })
    const isOwn = viewer.personId !== null && viewer.personId === row.ratee_id
    if (!cycle || (month !== null && cycle.month !== month)) return []
    if (!isOwn && !viewer.clerk.seesWholeCommunity(row.community_id) && !viewer.auditor.seesWholeCommunity(row.community_id)) return []
    const now = pictureOf(reader, cycle).results.find((one) => one.subject === row.subject && one.communityId === row.community_id && one.rateeId === row.ratee_id)
    return [
      {
        appealId: row.id,
        month: cycle.month,
        subject: row.subject as Subject,
        communityId: row.community_id,
        community: placeOf(reader, row.community_id)?.name ?? '',
        rateeId: row.ratee_id,
        ratee: nameOf(reader, row.ratee_id) ?? '',
        text: row.text,
        filedAt: row.created_at,
        filedBy: row.filed_name,
        state: row.state as 'filed' | 'upheld' | 'corrected',
        decision: row.decision,
        decidedBy: row.decided_name,
        decidedAt: row.decided_at,
        before: { finalX100: row.before_final_x100, grade: row.before_grade },
        after: now && cycle.lock_id !== null && viewOfResult(viewer, now, true) !== 'none' ? { finalX100: now.finalX100, grade: now.grade } : null,
      },
    ]
  })
}

export function readReopenings(reader: Reader, caller: Caller, month: string | null) {
  return reader.all(aftermathStatements.newestReopens, {}).flatMap((row) => {
    const cycle = reader.get(cycleStatements.byId, { id: row.cycle_id })
    if (!cycle || (month !== null && cycle.month !== month) || !caller.reach.seesWholeCommunity(row.community_id)) return []
    return [
      {
        reopenId: row.id,
        month: cycle.month,
        no: row.no,
        communityId: row.community_id,
        community: placeOf(reader, row.community_id)?.name ?? '',
        reason: row.reason,
        state: row.state as 'requested' | 'open' | 'closed' | 'refused',
        requestedBy: row.requested_name,
        requestedAt: row.created_at,
        decidedBy: row.decided_name,
        decidedAt: row.decided_at,
        refusedReason: row.refused_reason,
        lockedAgainAt: row.closed_at,
        differences: row.diff_json === null ? null : differencesFor(JSON.parse(row.diff_json) as Difference[], row.community_id, caller.reach.township),
        mayConsent: row.state === 'requested' && caller.reachAs('clerk', 'station_chief').seesWholeCommunity(row.community_id) && consentBarrier(reader, caller, row) === null,
        mayWithdraw: row.state === 'requested' && row.requested_by === caller.connection.signedIn?.accountId,
      },
    ]
  })
}

export function addBonus(tx: Transaction, cycle: CycleRow, wanted: { subject: Subject; communityId: string; rateeId: string; pointsX10: number; reason: string; source: string; approver: string }): string {
  if (wanted.pointsX10 === 0) throw refuse('bonus_points', '加减分不能是0分。没有登记，填好分值重试。', 'pointsX10')
  const id = newId()
  tx.write(aftermathStatements.insertBonus, {
    id, cycle_id: cycle.id, subject: wanted.subject, community_id: wanted.communityId, ratee_id: wanted.rateeId, points_x10: wanted.pointsX10, reason: wanted.reason, source: wanted.source,
    approver: wanted.approver, by_name: tx.actor.name, ...stamps(tx),
  })
  return id
}

/** Dimensions that keep their label keep their code, so that looking back over months still matches. @throws Refusal `template_total`, `template_labels`, `month_opened` */
export function changeTemplate(tx: Transaction, wanted: { kinds: readonly SheetKind[]; fromMonth: string; dimensions: readonly { label: string; maxX10: number; criteria: string }[] }): number {
  const total = wanted.dimensions.reduce((sum, one) => sum + one.maxX10, 0)
  if (total !== 1000) throw refuse('template_total', `各项分值合计${total / 10}分，要正好100分。没有存，调整后重试。`, 'dimensions')
  if (new Set(wanted.dimensions.map((one) => one.label)).size !== wanted.dimensions.length) throw refuse('template_labels', '有两项指标同名。没有存，改名后重试。', 'dimensions')
  const opened = tx.all(cycleStatements.newest, {}).find((cycle) => cycle.month >= wanted.fromMonth)
  if (opened) throw refuse('month_opened', `${monthWords(opened.month)}已经按原指标开放。没有存，从以后的月份起改。`, 'fromMonth')
  let latest = 1
  for (const kind of new Set(wanted.kinds)) {
    const versions = tx.all(aftermathStatements.templates, {}).filter((row) => row.kind === kind)
    const codes = new Map([...defaultTemplates[kind].dimensions, ...versions.flatMap((row) => tx.all(aftermathStatements.dimensionsOf, { template_id: row.id }))].map((one) => [one.label, one.code]))
    const version = (versions.at(-1)?.version ?? 1) + 1
    const templateId = newId()
    tx.write(aftermathStatements.insertTemplate, { id: templateId, kind, version, from_month: wanted.fromMonth, ...stamps(tx) })
    wanted.dimensions.forEach((one, at) =>
      tx.write(aftermathStatements.insertDimension, { id: newId(), template_id: templateId, code: codes.get(one.label) ?? `V${version}D${at + 1}`, label: one.label, max_x10: one.maxX10, criteria_text: one.criteria, sort_no: at, ...stamps(tx) }),
    )
    latest = Math.max(latest, version)
  }
  return latest
}

export function readTemplates(reader: Reader) {
  const own = reader.all(aftermathStatements.templates, {}).toReversed()
  const templates = own.map((row) => ({
    kind: row.kind as SheetKind,
    version: row.version,
    fromMonth: row.from_month as string | null,
    isDefault: false,
    dimensions: reader.all(aftermathStatements.dimensionsOf, { template_id: row.id }).map((one) => ({ code: one.code, label: one.label, maxX10: one.max_x10, criteria: one.criteria_text })),
    by: (reader.get(accountStatements.byId, { id: row.created_by })?.name ?? null) as string | null,
    at: row.created_at as number | null,
  }))
  const defaults = sheetKinds.map((kind) => ({ kind, version: 1, fromMonth: null, isDefault: true, dimensions: [...defaultTemplates[kind].dimensions], by: null, at: null }))
  return [...templates, ...defaults]
}

export function readPhrases(reader: Reader) {
  const own = reader.all(aftermathStatements.phrases, {}).map((row) => ({ phraseId: row.id as string | null, use: row.use as 'reason' | 'comment', dimension: row.dimension_code, text: row.text }))
  return [...own, ...defaultPhrases.map((phrase) => ({ phraseId: null, ...phrase }))]
}

