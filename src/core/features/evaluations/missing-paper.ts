import type { OfficeCell, SheetPaper } from '../../../contract/paper'
import { daysBetween } from '../../../domain/calendar-date'
import { dutyProblemWords, kindWords, sheetStateWords } from '../../../domain/evaluation'
import { monthWords } from '../../../domain/month'
import { isMissing, lockedOnOf, byCommunity, type MonthPicture, type PictureSheet } from './month-picture'

export interface MissingScope {
  unit: string
  madeOn: string
  shows: (sheet: PictureSheet) => boolean
}

const lateDays = (picture: MonthPicture, on: string): number => Math.max(0, daysBetween(picture.dueOn, on))

/** R8 未评清单: every sheet that did not come, with who owes it; at the lock these people get no result. */
export function missingPaper(picture: MonthPicture, scope: MissingScope): SheetPaper {
  const missing = byCommunity(picture.sheets.filter((sheet) => isMissing(sheet) && scope.shows(sheet)))
  let seq = 0
  const blocks = picture.communities.flatMap(({ communityId, name }) => {
    const late = lateDays(picture, lockedOnOf(picture, communityId) ?? scope.madeOn)
    const rows = (missing.get(communityId) ?? []).map((sheet): OfficeCell[] => {
      seq += 1
      const state = sheet.problem ? dutyProblemWords[sheet.problem] : sheetStateWords[sheet.state]
      return [seq, name, sheet.grid, sheet.ratee, kindWords[sheet.kind].short, sheet.rater ?? { text: '缺', bold: true }, picture.dueOn, late, state]
    })
    return rows.length === 0 ? [] : [{ rows, merged: [1] }]
  })
  return {
    kind: 'sheet',
    name: '未评清单',
    title: `${scope.unit}月度考核未评清单`,
    unit: scope.unit,
    period: monthWords(picture.month),
    madeOn: scope.madeOn,
    measure: '张',
    columns: [
      { head: '序号', kind: 'seq', width: 5 },
      { head: '村(社区)', kind: 'centre', width: 14 },
      { head: '基础网格', kind: 'centre', width: 12 },
      { head: '被考核人', kind: 'centre', width: 10 },
      { head: '评议表', kind: 'centre', width: 14 },
      { head: '评分人', kind: 'centre', width: 10 },
      { head: '应完成日', kind: 'date', width: 11 },
      { head: '逾期天数', kind: 'centre', width: 9 },
      { head: '情况', kind: 'text', width: 34 },
    ],
    blocks,
    emptyText: '评议表已齐，没有未评的',
    note: picture.lockedOn === null ? null : '注：结账时评议表未齐的人当月不出结果，不按另一方改算，不计零分。',
    footer: picture.township,
    signatures: ['制表人：', '审核人：', '单位（盖章）：'],
  }
}

/** R12 未评提醒: one row a rater, to be handed out and signed for. */
export function reminderPaper(picture: MonthPicture, scope: MissingScope): SheetPaper {
  const missing = byCommunity(picture.sheets.filter((sheet) => isMissing(sheet) && scope.shows(sheet)))
  const late = lateDays(picture, scope.madeOn)
  let seq = 0
  const blocks = picture.communities.flatMap(({ communityId, name }) => {
    const owed = new Map<string, PictureSheet[]>()
    for (const sheet of missing.get(communityId) ?? []) {
      const key = `${sheet.kind}/${sheet.problem === null ? (sheet.raterId ?? '') : ''}`
      owed.set(key, [...(owed.get(key) ?? []), sheet])
    }
    const rows = [...owed.values()].flatMap((sheets): OfficeCell[][] => {
      const [first] = sheets
      if (!first) return []
      seq += 1
      const { raterPost, short } = kindWords[first.kind]
      const who = first.problem !== null || first.rater === null ? { text: '缺', bold: true as const } : first.rater
      return [[seq, name, who, raterPost, `${short}：${sheets.map((sheet) => sheet.ratee).join('、')}`, sheets.length, picture.dueOn, late, first.problem ? dutyProblemWords[first.problem] : '']]
    })
    return rows.length === 0 ? [] : [{ rows, merged: [1] }]
  })
  return {
    kind: 'sheet',
    name: '未评提醒',
    title: `${scope.unit}月度考核未评提醒单`,
    unit: scope.unit,
    period: monthWords(picture.month),
    madeOn: scope.madeOn,
    measure: '张',
    columns: [
      { head: '序号', kind: 'seq', width: 5 },
      { head: '村(社区)', kind: 'centre', width: 14 },
      { head: '评分人', kind: 'centre', width: 10 },
      { head: '岗位', kind: 'centre', width: 10 },
      { head: '事项', kind: 'text', width: 40 },
      { head: '张数', kind: 'count', width: 6, total: 'sum' },
      { head: '应完成日', kind: 'date', width: 11 },
      { head: '逾期天数', kind: 'centre', width: 9 },
      { head: '签收', kind: 'text', width: 16 },
    ],
    blocks,
    emptyText: '评议表已齐，没有要提醒的',
    note: null,
    footer: picture.township,
    signatures: ['制表人：', '单位（盖章）：'],
  }
}
