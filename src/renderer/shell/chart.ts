import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { ComposeOption } from 'echarts/core'
import type { AriaComponentOption, GridComponentOption, LegendComponentOption, MarkLineComponentOption, TooltipComponentOption } from 'echarts/components'

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | MarkLineComponentOption | AriaComponentOption
>
export interface DrawnChart {
  show(option: ChartOption): void
  fit(): void
  end(): void
}

/** Colours and sizes of the present look, by the names of tokens.css. */
export function chartInk() {
  const css = getComputedStyle(document.documentElement)
  const value = (name: string): string => css.getPropertyValue(`--${name}`).trim()
  return {
    ink: value('ink'), ink2: value('ink-2'), ink3: value('ink-3'), line: value('line'), paper: value('paper'),
    primary: value('primary'), blue: value('blue-mark'), green: value('green-mark'), yellow: value('yellow-mark'), red: value('red-mark'), grey: value('grey-mark'), seat: value('seat'),
    font: value('font'), size: parseFloat(value('fs-small')),
  }
}

/** The library is half a megabyte; only a page with a chart loads it. Drawn as SVG, without animation. */
export async function drawChart(place: HTMLElement): Promise<DrawnChart> {
  const [{ init, use }, { BarChart, LineChart }, { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])
  const chart = init(place, undefined, { renderer: 'svg' })
  return {
    show: (option) => {
      const ink = chartInk()
      chart.setOption({ animation: false, textStyle: { fontFamily: ink.font, fontSize: ink.size, color: ink.ink2 }, ...option }, { notMerge: true })
    },
    fit: () => chart.resize(),
    end: () => chart.dispose(),
  }
}
