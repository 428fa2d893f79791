import { oneRow, type SheetPaper } from '../../../contract/paper'
import type { Fund } from '../../../contract/funds'
import { sheetHead, type PaperHead } from './paper-words'
import type { summariseYear } from './reward-summary'

type Summary = ReturnType<typeof summariseYear>
type Line = { rewards: number; cashFen: number; goodsFen: number }

/** 年度汇总: by community, by person, by domain, and the funds of the year. */
export function summaryPapers(head: PaperHead, year: number, summary: Summary, funds: readonly Fund[]): SheetPaper[] {
  const sheet = (name: string, by: string, lines: readonly (Line & { label: string })[]): SheetPaper => ({
    ...sheetHead(head),
    name,
    title: `${head.unit}情报线索奖励${name}`,
    period: `${year}年`,
    columns: [
      { head: '序号', kind: 'seq', width: 10, total: { text: '合计' } },
      { head: by, kind: 'centre', width: 34 },
      { head: '奖励（件次）', kind: 'count', width: 20, total: 'sum' },
      { head: '现金', kind: 'money', width: 26, total: 'sum' },
      { head: '物品折价', kind: 'money', width: 26, total: 'sum' },
    ],
    blocks: lines.map((line, at) => oneRow([at + 1, line.label, line.rewards, line.cashFen, line.goodsFen])),
    emptyText: '这一年没有已批准的奖励',
    note: `注：全年已批准${summary.totals.rewards}件，现金${summary.totals.capitals}。一件几人受奖的，按人计件次。`,
    footer: '受奖人按权限显示；保密3级只列编号',
    signatures: ['制表人：', '审核人：', '单位（盖章）：'],
  })
  return [
    sheet('按村社区汇总', '村(社区)', summary.communities.map((line) => ({ ...line, label: line.name }))),
    sheet('按人员汇总', '受奖人', summary.persons),
    sheet('按领域汇总', '领域', summary.domains),
    fundSheet(head, year, funds),
  ]
}

const fundSheet = (head: PaperHead, year: number, funds: readonly Fund[]): SheetPaper => ({
  ...sheetHead(head),
  name: '经费使用',
  title: `${head.unit}情报线索奖励专项经费使用情况`,
  period: `${year}年`,
  columns: [
    { head: '序号', kind: 'seq', width: 8, total: { text: '合计' } },
    { head: '经费来源', kind: 'text', width: 34 },
    { head: '预算', kind: 'money', width: 16, total: 'sum' },
    { head: '调整', kind: 'money', width: 15, total: 'sum' },
    { head: '已发放', kind: 'money', width: 16, total: 'sum' },
    { head: '已批未发', kind: 'money', width: 16, total: 'sum' },
    { head: '余额', kind: 'money', width: 16, total: 'sum' },
  ],
  blocks: funds.map((fund, at) => oneRow([at + 1, fund.source, fund.budgetFen, fund.adjustedFen, fund.paidFen, fund.committedFen, fund.balanceFen])),
  emptyText: '这一年没有设立专项经费',
  note: '注：余额等于预算加调整，减已发放，减已批未发；只计现金。',
  footer: '只计现金',
  signatures: ['制表人：', '审核人：', '单位（盖章）：'],
})
