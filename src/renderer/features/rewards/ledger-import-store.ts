import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { LedgerFault, LedgerLine, LedgerSummary } from '../../../contract/rewards-import'
import { client, type PickedFile } from '../../host/connection'
import { useSaving } from '../roster/use-saving'

export type LineFilter = 'all' | 'refused' | 'confirm' | 'normalised' | 'skipped'
const pageOfLines = 500

/** A ledger on its way in: it stays open while other pages are looked at, and nothing is stored before the commit. */
export const useLedgerImport = defineStore('ledger-import', () => {
  const { busy, error, save } = useSaving()
  const reading = ref(false)
  const summary = shallowRef<LedgerSummary | null>(null)
  const lines = shallowRef<readonly LedgerLine[]>([])
  const faults = shallowRef<readonly LedgerFault[]>([])
  const only = ref<LineFilter>('all')
  /** Index of the fault that is being looked at. */
  const at = ref(0)
  const fault = computed(() => faults.value[at.value] ?? null)
  /** What was not read of the file is left out knowingly. */
  const acceptUnread = ref(false)
  const mayStore = computed(() => summary.value !== null && summary.value.counts.accepted > 0 && (summary.value.account.clean || acceptUnread.value))
  let owner: string | null = null

  function forget(): void {
    summary.value = null
    lines.value = []
    faults.value = []
    only.value = 'all'
    at.value = 0
    acceptUnread.value = false
    error.value = null
  }
  /** What the one before was checking is not for the next person at this window. */
  function belongTo(accountId: string | null): void {
    if (owner !== null && owner !== accountId) forget()
    owner = accountId
  }

  async function reread(): Promise<void> {
    const importId = summary.value?.importId
    if (importId === undefined) return
    const found: LedgerLine[] = []
    let after: number | null = 0
    while (after !== null) {
      const page: { lines: LedgerLine[]; next: number | null } = await client.rewardsImport.lines({ importId, only: only.value, after, limit: pageOfLines })
      found.push(...page.lines)
      after = page.next
    }
    lines.value = found
    faults.value = (await client.rewardsImport.faults({ importId })).faults
    at.value = Math.min(at.value, Math.max(faults.value.length - 1, 0))
  }

  async function open(file: PickedFile, year: number): Promise<void> {
    reading.value = true
    await save(async () => {
      const opened = await client.rewardsImport.open({ ticket: file.ticket, year })
      const before = summary.value?.importId
      forget()
      summary.value = opened
      await reread()
      if (before !== undefined) await client.rewardsImport.discard({ importId: before })
    })
    reading.value = false
  }

  async function filterBy(value: LineFilter): Promise<void> {
    only.value = value
    await save(reread)
  }

  async function revise(run: (place: { importId: string; sheet: string; row: number }, fault: LedgerFault) => Promise<LedgerSummary>): Promise<void> {
    const [opened, here] = [summary.value, fault.value]
    if (opened === null || here === null) return
    await save(async () => {
      summary.value = await run({ importId: opened.importId, sheet: here.sheet, row: here.row }, here)
      await reread()
    })
  }
  const decide = (accept: boolean): Promise<void> => revise((place, { kind }) => client.rewardsImport.decide({ ...place, kind, accept }))
  const correct = (text: string): Promise<void> => (fault.value?.column == null ? Promise.resolve() : revise((place, { column }) => client.rewardsImport.correct({ ...place, column: column ?? '', text })))

  /** What was stored; null when nothing was. */
  async function commit(): Promise<{ stored: number; storedFen: number; alreadyStored: number } | null> {
    const opened = summary.value
    if (opened === null || !mayStore.value) return null
    let done: { stored: number; storedFen: number; alreadyStored: number } | null = null
    if (await save(async () => (done = await client.rewardsImport.commit({ importId: opened.importId, acceptUnread: acceptUnread.value })))) forget()
    return done
  }
  async function discard(): Promise<void> {
    const opened = summary.value
    if (opened !== null && (await save(() => client.rewardsImport.discard({ importId: opened.importId })))) forget()
  }

  return { busy, error, save, reading, summary, lines, faults, only, at, fault, acceptUnread, mayStore, belongTo, open, filterBy, decide, correct, commit, discard }
})
