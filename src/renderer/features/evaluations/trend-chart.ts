import { resultWords } from '../../../domain/evaluation-result'
import type { chartInk, ChartOption } from '../../shell/chart'

export interface TrendMonth {
  readonly month: string
  readonly finalX100: number | null
  readonly grade: string | null
}
type Ink = ReturnType<typeof chartInk>

/** The axis begins at a round figure below the lowest result, so that a point up or down can be seen; never below zero. */
export function floorOf(months: readonly TrendMonth[]): number {
  const lowest = Math.min(...months.flatMap((each) => each.finalX100 ?? []), 10_000) / 100
  return Math.max(0, Math.floor((lowest - 5) / 10) * 10)
}

export function trendOption(months: readonly TrendMonth[], ink: Ink): ChartOption {
  return {
    grid: { left: 48, right: 24, top: 28, bottom: 32 },
    xAxis: { type: 'category', data: months.map((each) => `${Number(each.month.slice(5))}月`), axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false }, axisLabel: { color: ink.ink2, fontSize: ink.size } },
    yAxis: { type: 'value', min: floorOf(months), max: (range: { max: number }) => Math.max(100, Math.ceil(range.max)), axisLabel: { color: ink.ink2, fontSize: ink.size }, splitLine: { lineStyle: { color: ink.line } } },
    series: [
      {
        type: 'line',
        data: months.map((each) => (each.finalX100 === null ? '-' : each.finalX100 / 100)),
        connectNulls: false,
        symbol: 'circle',
        symbolSize: 8,
        lineStyle: { color: ink.primary, width: 2 },
        itemStyle: { color: ink.primary },
        label: { show: true, color: ink.ink, fontSize: ink.size, formatter: ({ dataIndex }: { dataIndex: number }) => (months[dataIndex]?.finalX100 == null ? '' : resultWords(months[dataIndex].finalX100)) },
      },
    ],
  }
}

/** What the picture shows, for those who do not see it. */
export function trendSentence(name: string, months: readonly TrendMonth[]): string {
  const known = months.filter((each) => each.finalX100 !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return `${name}十二个月没有结果`
  return `${name}有${known.length}个月的结果，${Number(first.month.slice(5))}月${resultWords(first.finalX100 ?? 0)}，${Number(last.month.slice(5))}月${resultWords(last.finalX100 ?? 0)}`
}
