import type { SheetPaper } from '../../../contract/paper'

/** 2026年10月23日 */
export function longDay(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export interface PaperHead {
  /** 填报单位. */
  unit: string
  madeOn: string
}

/** What every sheet of R9 has in common; money alone is counted, goods stand beside it. */
export const sheetHead = (head: PaperHead): Pick<SheetPaper, 'kind' | 'unit' | 'madeOn' | 'measure'> => ({ kind: 'sheet', unit: head.unit, madeOn: head.madeOn, measure: '元' })

export const oneRow = (row: SheetPaper['blocks'][number]['rows'][number]): SheetPaper['blocks'][number] => ({ rows: [row], merged: [] })
