import type { FormPaper, SheetPaper } from '../../../contract/paper'
import type { SheetKind } from '../../../domain/evaluation'
import { monthWords } from '../../../domain/month'
import type { Reader } from '../../database/reader'
import { forbidden, refuse } from '../../refusal'
import { placeOf } from '../roster/directory'
import type { CycleRow } from './cycles'
import { missingPaper, reminderPaper } from './missing-paper'
import { isMissing, lockedOnOf, type MonthPicture, type PictureSheet } from './month-picture'
import { noticePaper } from './notice-paper'
import { pictureOf, workingPicture } from './read-picture'
import { scoreSheetPaper } from './score-sheet-paper'
import { auxSummaryPaper, bonusPaper, policeSummaryPaper, type SummaryScope } from './summary-paper'
import { seesScores, seesSheet, viewOfResult, type Viewer } from './visibility'

export interface PaperWish {
  communityId: string | null
  rateeId?: string | null
  kind?: SheetKind | null
}
export type PaperKind = 'blank' | 'sheets' | 'notices' | 'summary' | 'missing' | 'reminders'
export type MonthPaper = SheetPaper | FormPaper

/** Makes the papers of a month for one viewer: nothing stands on them that the viewer may not see now. */
export class MonthPapers {
  readonly isLocked: boolean
  /** Reports of a locked month read its copy; lists of who owes what read a reopened community as it stands. */
  readonly picture: MonthPicture
  private readonly working: MonthPicture

  constructor(
    private readonly reader: Reader,
    cycle: CycleRow,
    private readonly viewer: Viewer,
    private readonly today: string,
  ) {
    this.isLocked = cycle.lock_id !== null
    this.picture = pictureOf(reader, cycle)
    this.working = this.isLocked ? workingPicture(reader, cycle) : this.picture
  }

  /** The day of the lock that the papers of a community, or of all that the viewer sees, come from. */
  madeOn(communityId: string | null): string {
    const seen = communityId === null ? this.picture.sheets.filter((sheet) => seesSheet(this.viewer, sheet)).map((sheet) => sheet.communityId) : [communityId]
    return [...new Set(seen)].flatMap((id) => lockedOnOf(this.picture, id) ?? []).toSorted().at(-1) ?? this.picture.lockedOn ?? this.today
  }

  unitOf(communityId: string | null): string {
    if (communityId !== null) return this.picture.communities.find((one) => one.communityId === communityId)?.name ?? placeOf(this.reader, communityId)?.name ?? ''
    const seen = new Set(this.picture.sheets.filter((sheet) => seesSheet(this.viewer, sheet)).map((sheet) => sheet.community))
    const whole = this.viewer.clerk.township || this.viewer.auditor.township
    return !whole && seen.size === 1 ? ([...seen][0] ?? '') : this.picture.township
  }

  private wanted(wish: PaperWish): (sheet: PictureSheet) => boolean {
    return (sheet) =>
      (wish.communityId === null || sheet.communityId === wish.communityId) && (wish.rateeId == null || sheet.rateeId === wish.rateeId) && (wish.kind == null || sheet.kind === wish.kind)
  }

  blank(wish: PaperWish): SheetPaper[] {
    const wanted = this.wanted(wish)
    return this.working.sheets.filter((sheet) => wanted(sheet) && isMissing(sheet) && seesSheet(this.viewer, sheet)).map((sheet) => scoreSheetPaper(this.working, sheet, { blank: true, madeOn: this.today }))
  }

  sheets(wish: PaperWish): { sheet: PictureSheet; paper: SheetPaper }[] {
    const wanted = this.wanted(wish)
    return this.picture.sheets
      .filter((sheet) => wanted(sheet) && sheet.submission !== null && seesScores(this.viewer, sheet, this.isLocked))
      .map((sheet) => ({ sheet, paper: scoreSheetPaper(this.picture, sheet, { blank: false, madeOn: this.madeOn(sheet.communityId) }) }))
  }

  notices(wish: PaperWish): FormPaper[] {
    this.requireLocked()
    return this.picture.results
      .filter((result) => (wish.communityId === null || result.communityId === wish.communityId) && (wish.rateeId == null || result.rateeId === wish.rateeId))
      .filter((result) => ['all', 'total'].includes(viewOfResult(this.viewer, result, this.isLocked)))
      .map((result) => noticePaper(this.picture, result))
  }

  /** @throws Refusal `not_locked`; FORBIDDEN for who may see no result whole */
  summary(wish: PaperWish): SheetPaper[] {
    this.requireLocked()
    const scope: SummaryScope = {
      unit: this.unitOf(wish.communityId),
      isCommunity: this.unitOf(wish.communityId) !== this.picture.township,
      madeOn: this.madeOn(wish.communityId),
      shows: (result) => (wish.communityId === null || result.communityId === wish.communityId) && viewOfResult(this.viewer, result, this.isLocked) === 'all',
    }
    const shown = this.picture.results.filter(scope.shows)
    if (shown.length === 0) throw forbidden('汇总表不在当前账号的范围内。没有显示，请内勤打印。')
    return [
      ...(shown.some((result) => result.subject === 'police') ? [policeSummaryPaper(this.picture, scope)] : []),
      ...(shown.some((result) => result.subject === 'aux') ? [auxSummaryPaper(this.picture, scope)] : []),
      ...(this.picture.bonuses.length > 0 ? [bonusPaper(this.picture, scope)] : []),
    ]
  }

  missing(wish: PaperWish): SheetPaper {
    const wanted = this.wanted(wish)
    return missingPaper(this.picture, { unit: this.unitOf(wish.communityId), madeOn: this.madeOn(wish.communityId), shows: (sheet) => wanted(sheet) && seesSheet(this.viewer, sheet) })
  }

  reminders(wish: PaperWish): SheetPaper {
    const wanted = this.wanted(wish)
    return reminderPaper(this.working, { unit: this.unitOf(wish.communityId), madeOn: this.today, shows: (sheet) => wanted(sheet) && seesSheet(this.viewer, sheet) })
  }

  papers(what: PaperKind, wish: PaperWish): MonthPaper[] {
    if (what === 'blank') return this.blank(wish)
    if (what === 'sheets') return this.sheets(wish).map(({ paper }) => paper)
    if (what === 'notices') return this.notices(wish)
    if (what === 'summary') return this.summary(wish)
    return what === 'missing' ? [this.missing(wish)] : [this.reminders(wish)]
  }

  requireLocked(): void {
    if (!this.isLocked) throw refuse('not_locked', `${monthWords(this.picture.month)}还没有结账，没有结果可印。结账后再印，催交用未评提醒单。`, 'month')
  }
}
