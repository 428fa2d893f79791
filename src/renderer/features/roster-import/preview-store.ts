import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ImportFault, ImportRow } from '../../../contract/roster-import'
import { client } from '../../host/connection'
import { faultAt, walkFaults, type CellAt } from './fault-walk'
import { useRosterImport } from './import-store'
import type { ColumnField } from './import-words'

export type RowFilter = 'all' | 'refused' | 'confirm' | 'normalised' | 'skipped'
const pageSize = 500

const doubtKey = ({ sheet, row, kind }: Pick<ImportFault, 'sheet' | 'row' | 'kind'>): string => `${row} ${kind} ${sheet}`

/** What step 2 looks at: one sheet through one filter, all faults of the file, and the cell that has the cursor. */
export const usePreview = defineStore('roster-import-preview', () => {
  const file = useRosterImport()
  const sheet = ref('')
  const only = ref<RowFilter>('all')
  const read = shallowRef<readonly ImportRow[]>([])
  const loading = ref(false)
  const faults = shallowRef<readonly ImportFault[]>([])
  const at = shallowRef<CellAt | null>(null)
  /** The file that this check began with. */
  const importId = ref<string | null>(null)
  /** What was said to a doubt in this check; the core then lists a returned one among the refused. */
  const decided = shallowRef<ReadonlyMap<string, boolean>>(new Map())
  let turn = 0

  const sheets = computed(() => file.summary?.sheets ?? [])
  const current = computed(() => sheets.value.find((each) => each.sheet === sheet.value) ?? null)
  /** Header rows stand at the head of the table already; only who asks for the skipped rows sees them again. */
  const rows = computed(() => (only.value === 'skipped' ? read.value : read.value.filter((each) => !(each.skippedAs === 'header' && current.value?.headerRows.includes(each.row) === true))))
  const fault = computed(() => faultAt(open.value, at.value))
  const row = computed(() => rows.value.find((each) => each.row === at.value?.row) ?? null)
  const open = computed(() => faults.value.filter((each) => decided.value.get(doubtKey(each)) !== false))
  const toLookAt = computed(() => open.value.length)
  /** A doubt at the cursor that has its answer already; the answer can be turned round. */
  const answered = computed(() => {
    const cell = at.value
    const here = row.value?.faults.find((each) => decided.value.has(doubtKey(each)) && (each.column === cell?.column || each.column === null))
    return here === undefined ? null : { fault: here, accepted: decided.value.get(doubtKey(here)) === true }
  })

  /** Starts with the first fault, so that the clerk's hands go straight to work. */
  async function begin(): Promise<void> {
    importId.value = file.summary?.importId ?? null
    sheet.value = ''
    only.value = 'all'
    at.value = null
    faults.value = []
    read.value = []
    decided.value = new Map()
    await loadFaults()
    const first = walkFaults(open.value, sheets.value.map((each) => each.sheet), null, 1)
    if (first !== null) return goTo(first)
    await showSheet(sheets.value.find((each) => !each.ignored)?.sheet ?? sheets.value[0]?.sheet ?? '')
  }

  async function loadFaults(): Promise<void> {
    const importId = file.summary?.importId
    if (importId === undefined) return
    try {
      const found = await client.rosterImport.faults({ importId })
      faults.value = found.faults.filter(({ severity }) => severity !== 'normalise')
    } catch (failure) {
      file.error = failure
    }
  }

  /** Page by page: the first rows are there at once. After a correction the old rows stay until the new ones are complete. */
  async function loadRows(keep = false): Promise<void> {
    const importId = file.summary?.importId
    if (importId === undefined || sheet.value === '') return
    const mine = ++turn
    const found: ImportRow[] = []
    loading.value = true
    if (!keep) read.value = []
    try {
      for (let after: number | null = 0; after !== null; ) {
        const page: { rows: ImportRow[]; next: number | null } = await client.rosterImport.rows({ importId, sheet: sheet.value, only: only.value, after, limit: pageSize })
        if (mine !== turn) return
        found.push(...page.rows)
        if (!keep) read.value = [...found]
        after = page.next
      }
      read.value = found
    } catch (failure) {
      if (mine === turn) file.error = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  async function showSheet(name: string): Promise<void> {
    if (name === sheet.value && rows.value.length > 0) return
    sheet.value = name
    await loadRows()
    if (at.value?.sheet !== name) settle()
  }

  async function filterBy(next: RowFilter): Promise<void> {
    only.value = next
    // A filter that finds nothing in this sheet goes to one where it does.
    const counted = { all: 'rows', refused: 'refused', confirm: 'needsConfirmation', skipped: 'skipped' } as const
    if (next !== 'normalised' && next !== 'all' && (current.value?.[counted[next]] ?? 0) === 0) {
      const other = sheets.value.find((each) => each[counted[next]] > 0)
      if (other !== undefined) sheet.value = other.sheet
    }
    await loadRows()
    settle()
  }

  /** Puts the cursor on the first row shown when it stands on none. */
  function settle(): void {
    if (at.value?.sheet === sheet.value && row.value !== null) return
    const first = rows.value.find((each) => each.verdict === 'refused' || each.verdict === 'confirm') ?? rows.value.find((each) => each.verdict !== 'skipped') ?? rows.value[0]
    const telling = first?.faults.find(({ severity }) => severity !== 'normalise') ?? (only.value === 'normalised' ? first?.faults[0] : undefined)
    const column = telling?.column ?? current.value?.columns[0]?.column ?? null
    at.value = first === undefined ? null : { sheet: sheet.value, row: first.row, column }
  }

  async function goTo(cell: CellAt): Promise<void> {
    at.value = cell
    if (cell.sheet !== sheet.value) {
      sheet.value = cell.sheet
      await loadRows()
    }
    if (row.value === null && !loading.value && only.value !== 'all') {
      only.value = 'all'
      await loadRows()
    }
  }

  async function walk(step: 1 | -1): Promise<boolean> {
    const next = walkFaults(open.value, sheets.value.map((each) => each.sheet), at.value, step)
    if (next !== null) await goTo(next)
    return next !== null
  }

  async function refresh(): Promise<void> {
    await Promise.all([loadFaults(), loadRows(true)])
  }

  /** True when the cell has no fault left. */
  async function correct(text: string): Promise<boolean> {
    const cell = at.value
    const { column } = cell ?? { column: null }
    if (cell === null || column === null) return false
    const done = await file.revise((importId) => client.rosterImport.correct({ importId, sheet: cell.sheet, row: cell.row, column, text }))
    if (done) await refresh()
    return done && faultAt(faults.value, cell) === null
  }

  async function decide(accept: boolean): Promise<boolean> {
    const asked = fault.value?.severity === 'confirm' ? fault.value : (answered.value?.fault ?? null)
    if (asked === null) return false
    const { sheet, row, kind } = asked
    const done = await file.revise((importId) => client.rosterImport.decide({ importId, sheet, row, kind, accept }))
    if (!done) return false
    decided.value = new Map(decided.value).set(doubtKey(asked), accept)
    await refresh()
    return true
  }

  async function mapColumn(column: string, field: ColumnField): Promise<void> {
    const name = sheet.value
    const done = await file.revise((importId) => client.rosterImport.mapColumn({ importId, sheet: name, column, field }))
    if (done) await refresh()
  }

  return { importId, sheet, only, rows, loading, faults, at, sheets, current, fault, answered, row, toLookAt, begin, showSheet, filterBy, goTo, walk, correct, decide, mapColumn }
})
