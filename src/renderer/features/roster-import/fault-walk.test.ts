import { describe, expect, it } from 'vitest'
import type { ImportFault } from '../../../contract/roster-import'
import { columnNumber, faultAt, walkFaults } from './fault-walk'

const fault = (sheet: string, row: number, column: string | null, severity: ImportFault['severity'] = 'error'): ImportFault => ({
  sheet, row, column, header: null, field: 'idNo', kind: 'k', severity, message: '', value: '', suggested: null,
})
const sheets = ['甲', '乙']

describe('walkFaults', () => {
  const faults = [fault('乙', 3, 'AA'), fault('甲', 9, 'D'), fault('甲', 9, 'D', 'confirm'), fault('甲', 9, 'B'), fault('乙', 3, 'Z')]

  it('goes through the file in its order, over sheets, and round', () => {
    const seen: string[] = []
    let at = walkFaults(faults, sheets, null, 1)
    for (let steps = 0; steps < 5; steps += 1) {
      seen.push(`${at?.sheet}${at?.column}${at?.row}`)
      at = walkFaults(faults, sheets, at, 1)
    }
    expect(seen).toEqual(['甲B9', '甲D9', '乙Z3', '乙AA3', '甲B9'])
  })

  it('goes back, and starts from any cell', () => {
    expect(walkFaults(faults, sheets, { sheet: '乙', row: 1, column: 'A' }, -1)).toEqual({ sheet: '甲', row: 9, column: 'D' })
    expect(walkFaults(faults, sheets, { sheet: '甲', row: 9, column: 'C' }, 1)).toEqual({ sheet: '甲', row: 9, column: 'D' })
    expect(walkFaults(faults, sheets, null, -1)).toEqual({ sheet: '乙', row: 3, column: 'AA' })
    expect(walkFaults([], sheets, null, 1)).toBeNull()
  })
})

describe('faultAt', () => {
  it('prefers the error, and the cell before its row', () => {
    const faults = [fault('甲', 2, 'D', 'confirm'), fault('甲', 2, 'D', 'error'), fault('甲', 2, null, 'confirm')]
    expect(faultAt(faults, { sheet: '甲', row: 2, column: 'D' })?.severity).toBe('error')
    expect(faultAt(faults, { sheet: '甲', row: 2, column: 'A' })?.column).toBeNull()
    expect(faultAt(faults, { sheet: '甲', row: 3, column: 'D' })).toBeNull()
    expect(faultAt([fault('甲', 2, 'D', 'normalise')], { sheet: '甲', row: 2, column: 'D' })).toBeNull()
  })
})

describe('columnNumber', () => {
  it('counts as Excel does', () => {
    expect(['A', 'Z', 'AA', 'AB'].map(columnNumber)).toEqual([1, 26, 27, 28])
    expect(columnNumber(null)).toBe(0)
  })
})
