import { oneRow, type OfficeCell, type OfficeColumn, type SheetPaper } from '../../../contract/paper'
import { monthWords } from '../../../domain/month'
import { pointWords } from '../../../domain/score-block'
import { dimensionsInOrder } from '../../../domain/evaluation-order'
import type { MonthPicture, PictureResult } from './month-picture'

export interface SummaryScope {
  /** 填报单位: the township, or one community. */
  unit: string
  isCommunity: boolean
  madeOn: string
  shows: (result: PictureResult) => boolean
}

const points = (x10: number | null): OfficeCell => (x10 === null ? null : x10 / 10)
const hundredths = (x100: number | null): OfficeCell => (x100 === null ? null : x100 / 100)
const signatures = (scope: SummaryScope): string[] => ['制表人：', scope.isCommunity ? '审核人（网格工作站站长）：' : '审核人：', '单位（盖章）：']
const withoutResult = (result: PictureResult): string => (result.state === 'open' ? '评议表未齐，不出结果' : (result.note ?? ''))

function rules(picture: MonthPicture): string {
  const { terms } = picture
  const grades = terms.grades.map((grade, at) => (at === terms.grades.length - 1 ? `其余${grade.name}` : `${pointWords(grade.fromX100 / 10)}分以上${grade.name}`)).join('，')
  return `加分不超过${pointWords(terms.bonusCapX10)}分，扣分不超过${pointWords(terms.deductionCapX10)}分；等次：${grades}；同分同名次，其后名次空出`
}

function head(picture: MonthPicture, scope: SummaryScope): Pick<SheetPaper, 'kind' | 'unit' | 'period' | 'madeOn' | 'measure' | 'footer' | 'signatures'> {
  return { kind: 'sheet', unit: scope.unit, period: monthWords(picture.month), madeOn: scope.madeOn, measure: '分', footer: `${picture.township}　${monthWords(picture.month)}考核`, signatures: signatures(scope) }
}

/** R8 汇总表, after the lock: both subtotals, weighted, bonus, total, grade and ranks, one row an auxiliary. */
export function auxSummaryPaper(picture: MonthPicture, scope: SummaryScope): SheetPaper {
  const { policeWeight } = picture.terms
  const columns: OfficeColumn[] = [
    { head: '序号', kind: 'seq', width: 5 },
    { head: '村(社区)', kind: 'centre', width: 14 },
    { head: '基础网格', kind: 'centre', width: 12 },
    { head: '警辅人员', kind: 'centre', width: 9 },
    { group: '评分', head: `民警小计\n(${policeWeight}%)`, kind: 'score1', width: 9 },
    { group: '评分', head: `网格长小计\n(${100 - policeWeight}%)`, kind: 'score1', width: 10 },
    { group: '考核结果', head: '加权', kind: 'score2', width: 8 },
    { group: '考核结果', head: '加减分', kind: 'score1', width: 7 },
    { group: '考核结果', head: '总分', kind: 'score2', width: 8 },
    { group: '考核结果', head: '等次', kind: 'centre', width: 9 },
    { group: '排名', head: '本社区', kind: 'centre', width: 7 },
    { group: '排名', head: '全镇', kind: 'centre', width: 7 },
    { head: '备注', kind: 'text', width: 24 },
  ]
  const own = picture.results.filter((result) => result.subject === 'aux' && scope.shows(result))
  let seq = 0
  const blocks = picture.communities.flatMap(({ communityId, name }) => {
    const rows = own
      .filter((result) => result.communityId === communityId)
      .map((result): OfficeCell[] => {
        seq += 1
        const done = result.finalX100 !== null
        return [
          seq, name, result.grid, result.ratee, points(result.policeTotalX10), points(result.leadTotalX10), hundredths(result.weightedX100), done ? points(result.bonusX10) : null,
          hundredths(result.finalX100), done ? result.grade : '—', result.rankCommunity, result.rankTownship, done ? (result.note ?? '') : withoutResult(result),
        ]
      })
    return rows.length === 0 ? [] : [{ rows, merged: [1] }]
  })
  return {
    ...head(picture, scope),
    name: '警辅考核汇总',
    title: `${scope.unit}警辅人员月度考核汇总表`,
    columns,
    blocks,
    emptyText: '本月没有警辅人员的考核结果',
    note: `注：加权＝民警小计×${policeWeight}%＋网格长小计×${100 - policeWeight}%，保留两位小数，四舍五入；一方免评的按另一方计，见备注；${rules(picture)}。`,
  }
}

/** R7 汇总表: the officer's dimensions, total, grade, rank and the chief's comment. */
export function policeSummaryPaper(picture: MonthPicture, scope: SummaryScope): SheetPaper {
  const { dimensions } = picture.terms.templates.police_by_chief
  const columns: OfficeColumn[] = [
    { head: '序号', kind: 'seq', width: 5 },
    { head: '村(社区)', kind: 'centre', width: 14 },
    { head: '社区民警', kind: 'centre', width: 9 },
    ...dimensions.map((dimension): OfficeColumn => ({ group: '站长评分', head: `${dimension.label}\n(${pointWords(dimension.maxX10)}分)`, kind: 'score1', width: 13 })),
    { group: '评议结果', head: '小计', kind: 'score1', width: 7 },
    { group: '评议结果', head: '加减分', kind: 'score1', width: 7 },
    { group: '评议结果', head: '总分', kind: 'score2', width: 8 },
    { group: '评议结果', head: '等次', kind: 'centre', width: 9 },
    { group: '评议结果', head: '全镇排名', kind: 'centre', width: 9 },
    { head: '评语', kind: 'text', width: 24 },
    { head: '备注', kind: 'text', width: 14 },
  ]
  const rows = picture.results
    .filter((result) => result.subject === 'police' && scope.shows(result))
    .map((result, at): OfficeCell[] => {
      const submission = picture.sheets.find((sheet) => sheet.kind === 'police_by_chief' && sheet.communityId === result.communityId && sheet.rateeId === result.rateeId)?.submission ?? null
      const scores = dimensionsInOrder(submission?.cells ?? [], dimensions).map((cell) => points(cell.scoreX10))
      const done = result.finalX100 !== null
      return [
        at + 1, result.community, result.ratee, ...scores, points(result.chiefTotalX10), done ? points(result.bonusX10) : null, hundredths(result.finalX100), done ? result.grade : '—',
        result.rankTownship, submission?.comment ?? '', done ? (result.note ?? '') : withoutResult(result),
      ]
    })
  return {
    ...head(picture, scope),
    name: '民警评议汇总',
    title: `${scope.unit}社区民警月度评议汇总表`,
    columns,
    blocks: rows.map(oneRow),
    emptyText: '本月没有社区民警的评议结果',
    note: `注：一名民警负责几个村(社区)的，每处一行；${rules(picture)}。`,
  }
}

/** 加减分明细, with reason, source and who approved. */
export function bonusPaper(picture: MonthPicture, scope: SummaryScope): SheetPaper {
  const rows = picture.bonuses.flatMap((bonus): OfficeCell[][] => {
    const result = picture.results.find((one) => one.subject === bonus.subject && one.communityId === bonus.communityId && one.rateeId === bonus.rateeId)
    return result && scope.shows(result) ? [[null, result.community, result.ratee, bonus.subject === 'police' ? '社区民警' : '警辅人员', bonus.pointsX10 > 0 ? '加分' : '扣分', points(bonus.pointsX10), bonus.reason, bonus.source, bonus.approver]] : []
  })
  return {
    ...head(picture, scope),
    name: '加减分明细',
    title: `${scope.unit}月度考核加减分明细表`,
    columns: [
      { head: '序号', kind: 'seq', width: 5 },
      { head: '村(社区)', kind: 'centre', width: 14 },
      { head: '姓名', kind: 'centre', width: 9 },
      { head: '岗位', kind: 'centre', width: 10 },
      { head: '类别', kind: 'centre', width: 7 },
      { head: '分值', kind: 'score1', width: 7 },
      { head: '原因', kind: 'text', width: 34 },
      { head: '依据', kind: 'text', width: 26 },
      { head: '批准人', kind: 'centre', width: 10 },
    ],
    blocks: rows.map((row, at) => oneRow([at + 1, ...row.slice(1)])),
    emptyText: '本月没有加减分',
    note: null,
  }
}
