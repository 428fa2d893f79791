import type { chartInk, ChartOption } from '../../shell/chart'

export const bandLabels = ['60以下', '60至70', '70至80', '80至90', '90以上'] as const

/** What a look at the spread should ask about; a hint for a person, no judgement. From three sheets on. */
export function suspicion({ sheets, fullMarks, isUniform }: { sheets: number; fullMarks: number; isUniform: boolean }): string | null {
  if (sheets >= 3 && fullMarks === sheets) return '人人满分'
  return isUniform ? '人人同分' : null
}

export function spreadOption(bands: readonly number[], ink: ReturnType<typeof chartInk>): ChartOption {
  return {
    grid: { left: 32, right: 12, top: 24, bottom: 28 },
    xAxis: { type: 'category', data: [...bandLabels], axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false }, axisLabel: { color: ink.ink2, fontSize: Math.max(12, ink.size - 1), interval: 0 } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink.ink2, fontSize: ink.size }, splitLine: { lineStyle: { color: ink.line } } },
    series: [{ type: 'bar', data: [...bands], barWidth: '58%', itemStyle: { color: ink.seat }, label: { show: true, position: 'top', color: ink.ink, fontSize: ink.size, formatter: ({ value }: { value: unknown }) => (value === 0 ? '' : String(value)) } }],
  }
}

export const spreadSentence = (rater: string, bands: readonly number[]): string => `${rater}的评分：${bandLabels.map((label, index) => `${label}${bands[index] ?? 0}张`).join('，')}`
