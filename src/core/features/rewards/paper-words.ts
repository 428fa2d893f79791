import type { SheetPaper } from '../../../contract/paper'

export interface PaperHead {
  /** 填报单位. */
  unit: string
  madeOn: string
}

/** What every sheet of R9 has in common; money alone is counted, goods stand beside it. */
export const sheetHead = (head: PaperHead): Pick<SheetPaper, 'kind' | 'unit' | 'madeOn' | 'measure'> => ({ kind: 'sheet', unit: head.unit, madeOn: head.madeOn, measure: '元' })
