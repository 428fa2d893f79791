import { caseKey } from './reward-subject'

/** Letters and figures of a register, as 案件编号 and 事件编号 are; 盗窃案 is a description. */
export function isCaseNumber(written: string): boolean {
  const key = caseKey(written)
  return key.length >= 5 && key.length <= 40 && (key.match(/\d/g)?.length ?? 0) >= 4
}

/** A1 、A2: the numbers of a series stand in one cell; each counts. A single number or a description stays whole. */
export function numbersInCell(written: string): string[] {
  const pieces = written.split(/[、，,;；\n]|\s{2,}/).map((piece) => piece.trim()).filter((piece) => piece !== '')
  return pieces.length > 1 && pieces.every(isCaseNumber) ? pieces : [written.trim()].filter((piece) => piece !== '')
}
