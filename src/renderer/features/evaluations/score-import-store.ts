import type { InferClientOutputs } from '@orpc/client'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ScoreImportFault, ScoreImportRow, ScoreImportSummary } from '../../../contract/evaluations-import'
import { client, saveDownload, type Client, type PickedFile } from '../../host/connection'
import { attentionFaults, nextFault, sameCell, type CellAt } from './score-fault-walk'

export type RowFilter = 'all' | 'accepted' | 'refused' | 'blank' | 'marked' | 'skipped'
type Results = InferClientOutputs<Client>['evaluationsImport']['results']['results']

/** A workbook of scores on its way in: nothing is handed in before the commit, and the file itself stays as it is. */
export const useScoreImport = defineStore('evaluation-import', () => {
  const phase = ref<'choose' | 'reading' | 'check' | 'stored'>('choose')
  const summary = shallowRef<ScoreImportSummary | null>(null)
  const faults = shallowRef<readonly ScoreImportFault[]>([])
  const rows = shallowRef<readonly ScoreImportRow[]>([])
  const results = shallowRef<Results>([])
  const stored = shallowRef<{ handedIn: number; alreadyHandedIn: number } | null>(null)
  const sheet = ref('')
  const only = ref<RowFilter>('all')
  const at = shallowRef<CellAt | null>(null)
  const error = shallowRef<unknown>(null)
  const busy = ref(false)
  /** What was not read of the file is left out knowingly. */
  const acceptUnread = ref(false)
  const mayStore = computed(() => summary.value !== null && summary.value.toHandIn > 0 && (summary.value.account.clean || acceptUnread.value))
  let owner: string | null = null

  const sheets = computed(() => summary.value?.sheets ?? [])
  const current = computed(() => sheets.value.find((each) => each.sheet === sheet.value) ?? null)
  const toDo = computed(() => attentionFaults(faults.value))
  const fault = computed(() => toDo.value.find((each) => sameCell(each, at.value)) ?? faults.value.find((each) => sameCell(each, at.value)) ?? null)
  const row = computed(() => rows.value.find((each) => each.row === at.value?.row) ?? null)

  /** What the one before was checking is not for the next person at this window. */
  function belongTo(accountId: string | null): void {
    if (owner !== null && owner !== accountId) startAnew()
    owner = accountId
  }

  async function doing<T>(run: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    error.value = null
    try {
      return await run()
    } catch (failure) {
      error.value = failure
      return null
    } finally {
      busy.value = false
    }
  }

  async function open(file: PickedFile, month: string): Promise<void> {
    const before = phase.value
    phase.value = 'reading'
    const opened = await doing(() => client.evaluationsImport.open({ ticket: file.ticket, month }))
    if (opened === null) {
      phase.value = before === 'reading' ? 'choose' : before
      return
    }
    letGo()
    summary.value = opened
    acceptUnread.value = false
    only.value = 'all'
    sheet.value = opened.sheets.find((each) => !each.ignored)?.sheet ?? ''
    await readAll()
    at.value = nextFault(toDo.value, order.value, null, 1)
    if (at.value) await showSheet(at.value.sheet)
    phase.value = 'check'
  }
  const order = computed(() => sheets.value.map((each) => each.sheet))

  async function readAll(): Promise<void> {
    const importId = summary.value?.importId
    if (importId === undefined) return
    const answer = await doing(() => Promise.all([client.evaluationsImport.faults({ importId }), readRows(importId), client.evaluationsImport.results({ importId })]))
    if (answer === null) return
    faults.value = answer[0].faults
    rows.value = answer[1]
    results.value = answer[2].results
  }

  /** The whole sheet: a month's workbook has some hundred rows. */
  async function readRows(importId: string): Promise<ScoreImportRow[]> {
    const found: ScoreImportRow[] = []
    let after: number | null = 0
    while (after !== null) {
      const page: { rows: ScoreImportRow[]; next: number | null } = await client.evaluationsImport.rows({ importId, sheet: sheet.value, only: only.value, after, limit: 500 })
      found.push(...page.rows)
      after = page.next
    }
    return found
  }

  async function reread(): Promise<void> {
    const importId = summary.value?.importId
    if (importId === undefined) return
    rows.value = (await doing(() => readRows(importId))) ?? rows.value
  }
  async function showSheet(wanted: string): Promise<void> {
    if (wanted === sheet.value && rows.value.length > 0) return
    sheet.value = wanted
    await reread()
  }
  async function filterBy(wanted: RowFilter): Promise<void> {
    only.value = wanted
    await reread()
  }

  /** @returns false when nothing is left to look at */
  async function walk(step: 1 | -1): Promise<boolean> {
    const next = nextFault(toDo.value, order.value, at.value, step)
    if (next === null) return false
    if (only.value !== 'all') only.value = 'all'
    await showSheet(next.sheet)
    at.value = next
    return true
  }

  async function revise(run: (importId: string) => Promise<ScoreImportSummary>): Promise<boolean> {
    const importId = summary.value?.importId
    if (importId === undefined) return false
    const next = await doing(() => run(importId))
    if (next === null) return false
    summary.value = next
    await readAll()
    return true
  }
  const correct = (text: string): Promise<boolean> => {
    const place = at.value
    const column = place?.column ?? null
    if (place === null || column === null) return Promise.resolve(false)
    return revise((importId) => client.evaluationsImport.correct({ importId, sheet: place.sheet, row: place.row, column, text }))
  }
  const leaveOut = (out: boolean): Promise<boolean> => {
    const place = at.value
    if (place === null) return Promise.resolve(false)
    return revise((importId) => client.evaluationsImport.leaveOut({ importId, sheet: place.sheet, row: place.row, out }))
  }

  async function commit(): Promise<void> {
    const importId = summary.value?.importId
    if (importId === undefined || !mayStore.value) return
    const done = await doing(() => client.evaluationsImport.commit({ importId, acceptUnread: acceptUnread.value }))
    if (done === null) return
    stored.value = done
    phase.value = 'stored'
  }

  /** @returns the name it was saved under, or null where it was not */
  async function saveFaultWorkbook(): Promise<string | null> {
    const importId = summary.value?.importId
    if (importId === undefined) return null
    const saved = await doing(async () => saveDownload(await client.evaluationsImport.faultWorkbook({ importId })))
    return saved?.saved === true ? saved.fileName : null
  }

  function letGo(): void {
    if (summary.value !== null && phase.value !== 'stored') client.evaluationsImport.discard({ importId: summary.value.importId }).catch(() => undefined)
  }
  function startAnew(): void {
    letGo()
    phase.value = 'choose'
    summary.value = stored.value = at.value = null
    faults.value = rows.value = results.value = []
    error.value = null
  }

  return { phase, summary, faults, toDo, rows, results, stored, sheet, sheets, current, only, at, fault, row, error, busy, acceptUnread, mayStore, belongTo, open, showSheet, filterBy, walk, correct, leaveOut, commit, saveFaultWorkbook, startAnew }
})
