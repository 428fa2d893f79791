import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ImportSummary } from '../../../contract/roster-import'
import { client, saveDownload, type PickedFile } from '../../host/connection'
import { openedBefore, rememberOpened } from './opened-before'

export type ImportPhase = 'choose' | 'reading' | 'check' | 'stored'
/** What is under way; a second command waits for it. */
export type ImportWork = 'correct' | 'commit' | 'discard' | 'export' | 'undo' | null

export interface StoredImport {
  batchId: string
  imported: number
  /** Rows taken out again by 撤销, or null while the import stands. */
  removed: number | null
}

/** One file on its way from the clerk's disk into the roster. Until `commit` the roster knows nothing of it. */
export const useRosterImport = defineStore('roster-import', () => {
  const phase = ref<ImportPhase>('choose')
  const fileName = ref('')
  const summary = shallowRef<ImportSummary | null>(null)
  const stored = shallowRef<StoredImport | null>(null)
  const error = shallowRef<unknown>(null)
  const work = ref<ImportWork>(null)
  /** A file that was being checked when the window was loaded anew; the check is gone and the page says so. */
  const lostFile = ref<string | null>(openedBefore())

  /** The core still has the file itself: its fault workbook can be had, also after the rows are stored. */
  const held = ref(false)

  /** What was not read of the file is left out knowingly. */
  const acceptUnread = ref(false)
  const mayStore = computed(() => summary.value !== null && summary.value.counts.valid > 0 && (summary.value.account.clean || acceptUnread.value))

  let owner: string | null = null

  /** Runs one command at a time and keeps its refusal for the page to show. */
  async function doing<T>(what: NonNullable<ImportWork>, run: () => Promise<T>): Promise<T | null> {
    if (work.value !== null) return null
    work.value = what
    error.value = null
    try {
      return await run()
    } catch (failure) {
      error.value = failure
      return null
    } finally {
      work.value = null
    }
  }

  /** A check belongs to the account that opened it. */
  function belongTo(accountId: string | null): void {
    if (owner !== null && owner !== accountId) startAnew()
    owner = accountId
  }

  /** A file that cannot be read changes nothing: the one under check stays as it was. */
  async function open(next: PickedFile): Promise<boolean> {
    const before = { phase: phase.value, fileName: fileName.value, summary: summary.value }
    fileName.value = next.fileName
    phase.value = 'reading'
    error.value = null
    lostFile.value = null
    try {
      summary.value = await client.rosterImport.open({ ticket: next.ticket })
    } catch (failure) {
      error.value = failure
      phase.value = before.summary === null ? 'choose' : before.phase
      fileName.value = before.fileName
      return false
    }
    stored.value = null
    acceptUnread.value = false
    phase.value = 'check'
    rememberOpened(next.fileName)
    if (before.summary !== null && held.value) letGo(before.summary.importId)
    held.value = true
    return true
  }

  /** The core forgets by itself in the end; telling it frees the memory now. */
  function letGo(importId: string): void {
    client.rosterImport.discard({ importId }).catch(() => undefined)
  }

  /** Lets the file go; what came of it can still be read on the page. */
  function release(): void {
    if (summary.value !== null && held.value) letGo(summary.value.importId)
    held.value = false
  }

  /** Runs a command that answers with the file's new sums. */
  async function revise(run: (importId: string) => Promise<ImportSummary>): Promise<boolean> {
    const open = summary.value
    if (open === null) return false
    const next = await doing('correct', () => run(open.importId))
    if (next === null) return false
    summary.value = next
    return true
  }

  async function commit(): Promise<void> {
    const open = summary.value
    if (open === null || !mayStore.value) return
    const done = await doing('commit', () => client.rosterImport.commit({ importId: open.importId, acceptUnread: acceptUnread.value }))
    if (done === null) return
    stored.value = { ...done, removed: null }
    phase.value = 'stored'
    rememberOpened(null)
  }

  function startAnew(): void {
    release()
    phase.value = 'choose'
    summary.value = null
    stored.value = null
    error.value = null
    fileName.value = ''
    rememberOpened(null)
  }

  /** The name it was saved under, or null when it was not saved. */
  async function exportFaults(only: 'all' | 'failed'): Promise<string | null> {
    const open = summary.value
    if (open === null) return null
    const saved = await doing('export', async () => saveDownload(await client.rosterImport.faultWorkbook({ importId: open.importId, only })))
    return saved?.saved === true ? saved.fileName : null
  }

  async function undoStored(): Promise<void> {
    const done = stored.value
    if (done === null || done.removed !== null) return
    const answer = await doing('undo', () => client.rosterImport.undo({ batchId: done.batchId }))
    if (answer !== null) stored.value = { ...done, removed: answer.removed }
  }

  return { phase, fileName, summary, stored, error, work, lostFile, held, acceptUnread, mayStore, belongTo, open, revise, commit, release, startAnew, exportFaults, undoStored }
})
