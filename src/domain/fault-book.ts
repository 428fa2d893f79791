import type { AnalyseOptions, RosterFault, Severity } from './roster-analysis'

/** What every import's fault has, whatever its fields are. */
export interface SheetFault {
  sheet: string
  row: number
  kind: string
  severity: Severity
  message: string
}

export type FaultDraft<F extends SheetFault = RosterFault> = Omit<F, 'sheet' | 'row'>

/** Faults of one row and what they make of it. */
export interface RowFaults<F extends SheetFault = RosterFault> {
  sheet: string
  row: number
  faults: F[]
  /** A person returned the row: it no longer stands in another row's way. */
  withdrawn: boolean
}

/**
 * Writes faults down and applies what a person has already decided: a doubt that was accepted becomes a conversion,
 * one that was declined keeps the row out.
 */
export class FaultBook<F extends SheetFault = RosterFault> {
  private readonly decided = new Map<string, boolean>()

  constructor(decisions: AnalyseOptions['decisions'] = []) {
    for (const { sheet, row, kind, accept } of decisions) this.decided.set(key(sheet, row, kind), accept)
  }

  add(row: RowFaults<F>, draft: FaultDraft<F>): Severity {
    const decision = draft.severity === 'confirm' ? this.decided.get(key(row.sheet, row.row, draft.kind)) : undefined
    const fault = { sheet: row.sheet, row: row.row, ...draft } as F
    if (decision === true) {
      fault.severity = 'normalise'
      fault.message = `已确认：${draft.message}`
    } else if (decision === false) {
      fault.severity = 'error'
      fault.message = `已退回：${draft.message}`
      row.withdrawn = true
    }
    row.faults.push(fault)
    return fault.severity
  }

  accepted(row: RowFaults<F>, kind: string): boolean {
    return this.decided.get(key(row.sheet, row.row, kind)) === true
  }
}

function key(sheet: string, row: number, kind: string): string {
  return `${row} ${kind} ${sheet}`
}

export function verdictOf(faults: readonly SheetFault[]): 'valid' | 'confirm' | 'refused' {
  if (faults.some(({ severity }) => severity === 'error')) return 'refused'
  return faults.some(({ severity }) => severity === 'confirm') ? 'confirm' : 'valid'
}
