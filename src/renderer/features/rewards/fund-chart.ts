import { yuan } from '../../../domain/reward-amounts'
import type { chartInk, ChartOption } from '../../shell/chart'

export interface FundMonth {
  readonly month: string
  readonly committedFen: number
  readonly paidFen: number
  readonly balanceFen: number
}
type Ink = ReturnType<typeof chartInk>

const axes = (months: readonly { readonly month: string }[], ink: Ink): Pick<ChartOption, 'grid' | 'xAxis' | 'yAxis'> => ({
  grid: { left: 72, right: 16, top: 34, bottom: 28 },
  xAxis: { type: 'category', data: months.map((each) => `${Number(each.month.slice(5))}月`), axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false }, axisLabel: { color: ink.ink2, fontSize: ink.size } },
  yAxis: { type: 'value', name: '元', nameTextStyle: { color: ink.ink2 }, axisLabel: { color: ink.ink2, fontSize: ink.size }, splitLine: { lineStyle: { color: ink.line } } },
})
const inYuan = (fen: number): number => fen / 100

/** What was approved and paid month by month, and the balance at the end of each. */
export function fundOption(months: readonly FundMonth[], ink: Ink): ChartOption {
  return {
    ...axes(months, ink),
    legend: { top: 0, right: 8, itemWidth: 14, itemHeight: 9, textStyle: { color: ink.ink2, fontSize: ink.size } },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? `${yuan(Math.round(value * 100))}元` : '') },
    series: [
      { name: '已批未发', type: 'bar', stack: 'used', barMaxWidth: 28, data: months.map((each) => inYuan(each.committedFen)), itemStyle: { color: ink.yellow } },
      { name: '已发放', type: 'bar', stack: 'used', barMaxWidth: 28, data: months.map((each) => inYuan(each.paidFen)), itemStyle: { color: ink.primary } },
      { name: '余额', type: 'line', symbol: 'circle', symbolSize: 6, data: months.map((each) => inYuan(each.balanceFen)), lineStyle: { color: ink.green, width: 2 }, itemStyle: { color: ink.green } },
    ],
  }
}

/** Cash of a year's rewards by month. */
export const summaryOption = (months: readonly { readonly month: string; readonly cashFen: number }[], ink: Ink): ChartOption => ({
  ...axes(months, ink),
  tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? `${yuan(Math.round(value * 100))}元` : '') },
  series: [{ name: '奖金', type: 'bar', barMaxWidth: 32, data: months.map((each) => inYuan(each.cashFen)), itemStyle: { color: ink.primary } }],
})

/** What the picture shows, for those who do not see it. */
export function fundSentence(source: string, months: readonly FundMonth[]): string {
  const last = months.at(-1)
  return last === undefined ? `${source}还没有收支` : `${source}各月已批未发、已发放和余额，${Number(last.month.slice(5))}月余额${yuan(last.balanceFen)}元`
}
