import { oneRow, type SheetPaper } from '../../../contract/paper'
import { kindWords, type SheetKind } from '../../../domain/evaluation'
import { dimensionsInOrder } from '../../../domain/evaluation-order'
import { monthWords } from '../../../domain/month'
import { pointWords } from '../../../domain/score-block'
import { dayAt } from '../../office-day'
import type { MonthPicture, PictureSheet } from './month-picture'

const raterTitle: Readonly<Record<SheetKind, string>> = { police_by_chief: '评议人（站长', aux_by_police: '评分人（社区民警', aux_by_grid_chief: '评分人（网格长' }
const rateeTitle: Readonly<Record<SheetKind, string>> = { police_by_chief: '被评议人', aux_by_police: '被考核人', aux_by_grid_chief: '被考核人' }

/**
 * R7 单人表, R8 评分表: one rater's sheet of one person, with that rater's signature line and nobody else's figures.
 * `blank` leaves the scores open for the hand.
 */
export function scoreSheetPaper(picture: MonthPicture, sheet: PictureSheet, options: { blank: boolean; madeOn: string }): SheetPaper {
  const { dimensions } = picture.terms.templates[sheet.kind]
  const submission = options.blank ? null : sheet.submission
  const cells = dimensionsInOrder(submission?.cells ?? [], dimensions)
  const words = kindWords[sheet.kind]
  const notes = [
    `每档${pointWords(picture.terms.stepX10)}分，低于满分${picture.terms.lowPercent}%的写扣分原因`,
    ...(sheet.standsInFor ? [`受权代${sheet.standsInFor}评`] : []),
    ...(submission?.isProxy ? [`按签字原件或报送表代录，代录人${submission.enteredName}`] : []),
    ...(submission?.lacksReason ? ['低分未写原因，报送时即缺'] : []),
  ]
  return {
    kind: 'sheet',
    name: `${sheet.ratee}${sheet.kind === 'police_by_chief' ? '站长' : sheet.kind === 'aux_by_police' ? '民警' : '网格长'}评`,
    title: words.title,
    unit: sheet.community,
    period: `${monthWords(picture.month)}　${rateeTitle[sheet.kind]}：${sheet.ratee}${sheet.grid === null ? '' : `（${sheet.grid}）`}`,
    madeOn: submission ? dayAt(submission.at) : options.madeOn,
    measure: '分',
    orientation: 'portrait',
    columns: [
      { head: '序号', kind: 'seq', width: 5 },
      { head: '考核指标', kind: 'centre', width: 15, total: { text: '合计' } },
      { head: '评分标准', kind: 'text', width: 30 },
      { head: '分值', kind: 'score1', width: 7, total: 'sum' },
      // A blank sheet's total is the hand's business; a SUM over nothing would print a zero.
      { head: '得分', kind: 'score1', width: 7, total: submission ? 'sum' : { text: '' } },
      { head: '扣分原因', kind: 'text', width: 24 },
    ],
    blocks: dimensions.map((dimension, at) => {
      const cell = cells[at]
      const score = cell?.scoreX10 ?? null
      return oneRow([at + 1, dimension.label, dimension.criteria, dimension.maxX10 / 10, score === null ? null : score / 10, cell?.reason ?? null])
    }),
    emptyText: '没有考核指标',
    note: `评语：${submission?.comment ?? (options.blank ? '                                        ' : '无')}\n注：${notes.join('；')}。`,
    footer: picture.township,
    signatures: [`${raterTitle[sheet.kind]}${sheet.rater ? ` ${sheet.rater}` : ''}）签名：`, '签名日期：　　年　　月　　日'],
  }
}
