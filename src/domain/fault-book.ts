import type { AnalyseOptions, RosterFault, Severity } from './roster-analysis'

export type FaultDraft = Omit<RosterFault, 'sheet' | 'row'>

/** Faults of one row and what they make of it. */
export interface RowFaults {
  sheet: string
  row: number
  faults: RosterFault[]
  /** A person returned the row: it no longer stands in another row's way. */
  withdrawn: boolean
}

/**
 * Writes faults down and applies what a person has already decided: a doubt that was accepted becomes a conversion,
 * one that was declined keeps the row out.
 */
export class FaultBook {
  private readonly decided = new Map<string, boolean>()

  constructor(decisions: AnalyseOptions['decisions'] = []) {
    for (const { sheet, row, kind, accept } of decisions) this.decided.set(key(sheet, row, kind), accept)
  }

  add(row: RowFaults, draft: FaultDraft): Severity {
    const decision = draft.severity === 'confirm' ? this.decided.get(key(row.sheet, row.row, draft.kind)) : undefined
    const fault: RosterFault = { sheet: row.sheet, row: row.row, ...draft }
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

  accepted(row: RowFaults, kind: string): boolean {
    return this.decided.get(key(row.sheet, row.row, kind)) === true
  }
}

function key(sheet: string, row: number, kind: string): string {
  return `${row} ${kind} ${sheet}`
}

export function verdictOf(faults: readonly RosterFault[]): 'valid' | 'confirm' | 'refused' {
  if (faults.some(({ severity }) => severity === 'error')) return 'refused'
  return faults.some(({ severity }) => severity === 'confirm') ? 'confirm' : 'valid'
}
