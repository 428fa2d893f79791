import type { InferClientOutputs } from '@orpc/client'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { MinutesCorrection } from '../../../contract/meetings-import'
import { client, type Client, type PickedFile } from '../../host/connection'
import { useSaving } from '../roster/use-saving'

type Preview = InferClientOutputs<Client>['meetingsImport']['preview']
type Stored = InferClientOutputs<Client>['meetingsImport']['commit']

/** Minutes from elsewhere on their way into the record: read, looked at, put right, stored. Until then nothing is written. */
export const useMinutesImport = defineStore('minutes-import', () => {
  const saving = useSaving()
  const preview = shallowRef<Preview | null>(null)
  const stored = shallowRef<Stored | null>(null)
  const corrections = shallowRef<readonly MinutesCorrection[]>([])
  const left = shallowRef<ReadonlySet<number>>(new Set())
  const focused = ref(0)
  const pasted = ref('')
  let owner: string | null = null

  const minutes = computed(() => preview.value?.minutes ?? [])
  /** What would be stored now. */
  const chosen = computed(() => minutes.value.filter((one) => one.verdict !== 'refused' && !left.value.has(one.index)))

  function belongTo(accountId: string | null): void {
    if (owner !== null && owner !== accountId) startAnew()
    owner = accountId
  }
  function startAnew(): void {
    preview.value = null
    stored.value = null
    corrections.value = []
    left.value = new Set()
    focused.value = 0
    pasted.value = ''
    saving.error.value = null
  }

  function readFile(file: PickedFile): Promise<boolean> {
    return saving.save(async () => {
      const read = await client.meetingsImport.preview({ text: null, ticket: file.ticket })
      startAnew()
      preview.value = read
    })
  }
  function readText(text: string): Promise<boolean> {
    return saving.save(async () => {
      preview.value = await client.meetingsImport.preview({ text, ticket: null })
      stored.value = null
      corrections.value = []
      left.value = new Set()
      focused.value = 0
    })
  }
  /** What the person settles by hand; the text is read again with it. */
  function correct(change: MinutesCorrection): Promise<boolean> {
    const before = corrections.value.find((one) => one.index === change.index)
    const next = [...corrections.value.filter((one) => one.index !== change.index), { ...before, ...change }]
    return saving.save(async () => {
      const now = preview.value
      if (now === null) return
      preview.value = { ...(await client.meetingsImport.preview({ text: now.text, ticket: null, corrections: next })), source: now.source, normalised: now.normalised }
      corrections.value = next
    })
  }
  function leaveOut(index: number): void {
    const next = new Set(left.value)
    if (!next.delete(index)) next.add(index)
    left.value = next
  }
  function commit(): Promise<boolean> {
    return saving.save(async () => {
      const now = preview.value
      if (now === null || chosen.value.length === 0) return
      stored.value = await client.meetingsImport.commit({ text: now.text, source: now.source, corrections: [...corrections.value], only: chosen.value.map((one) => one.index) })
    })
  }
  return { busy: saving.busy, error: saving.error, preview, stored, corrections, left, focused, pasted, minutes, chosen, belongTo, startAnew, readFile, readText, correct, leaveOut, commit }
})
