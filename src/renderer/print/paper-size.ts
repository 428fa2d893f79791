import type { Paper } from '../../contract/paper'

/** A4 at 96 dots an inch, with the margins of D6 for tables and forms and of GB/T 9704 for running text; in CSS pixels. */
const millimetre = 96 / 25.4
export interface PageBox {
  orientation: 'landscape' | 'portrait'
  width: number
  height: number
  top: number
  side: number
  bottom: number
  /** What is left for the content. */
  contentWidth: number
  contentHeight: number
}

function box(orientation: PageBox['orientation'], top: number, side: number, bottom: number): PageBox {
  const [long, short] = [297 * millimetre, 210 * millimetre]
  const [width, height] = orientation === 'landscape' ? [long, short] : [short, long]
  const edges = { top: top * millimetre, side: side * millimetre, bottom: bottom * millimetre }
  return { orientation, width, height, ...edges, contentWidth: width - 2 * edges.side, contentHeight: height - edges.top - edges.bottom }
}

export function pageBoxOf(paper: Paper): PageBox {
  if (paper.kind === 'document') return box('portrait', 37, 27, 35)
  if (paper.kind === 'form') return box('portrait', 19, 15, 19)
  return box(paper.orientation ?? 'landscape', 19, 15, 19)
}

/** A column of `characters` digits of 宋体 11, as the workbook counts it. */
export const columnPixels = (characters: number): number => characters * 8 + 5

/** A table wider than the page is printed smaller, never cut. */
export function scaleOf(paper: Paper): number {
  if (paper.kind === 'document') return 1
  const widths = paper.kind === 'sheet' ? paper.columns.map((column) => column.width) : paper.widths
  const whole = widths.reduce((sum, width) => sum + columnPixels(width), 0)
  return Math.min(1, Math.floor((pageBoxOf(paper).contentWidth / whole) * 100) / 100)
}
