import { computed, shallowReactive, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { explain } from '../../host/refusal'

/** A pause in typing after which the text goes out, and the longest that a hand that never rests keeps text here. */
export const draftPause = 350
const longestWait = 1_000
const retryPause = 3_000

export interface DraftCell {
  key: string
  text: string
  version: number
}
export interface Taken {
  text: string
  by: string
  version: number
}
export type SendDraft = (cells: DraftCell[]) => Promise<{ savedAt: number; cells: { key: string; version: number; taken: { text: string; by: string } | null }[] }>

export interface DraftKeeper {
  write: (key: string, text: string) => void
  /** What is here and not yet kept by the core; undefined when the core has it all. */
  pendingOf: (key: string) => string | undefined
  /** What this window last had kept, while no newer reading has come; undefined otherwise. */
  keptOf: (key: string) => string | undefined
  /** Taken before a reading is asked for, and given back to `learn` with it. */
  moment: () => number
  /** The core's versions from a reading asked for at `moment`; cells pending, or kept since then, know better. */
  learn: (cells: readonly { key: string; version: number }[], moment: number) => void
  /** Sends all that waits; true when nothing is left here. */
  flush: () => Promise<boolean>
  /** Another person's text in a cell that was written here too. */
  taken: ReadonlyMap<string, Taken>
  keepMine: (key: string) => void
  keepTheirs: (key: string) => void
  waiting: ComputedRef<number>
  savedAt: ShallowRef<number | null>
  error: ShallowRef<unknown>
}

/** A refusal stays a refusal however often it is asked; a cut line or a locked screen passes. */
const mayPass = (error: unknown): boolean => ['OFFLINE', 'INTERNAL', 'SESSION_LOCKED', 'NOT_SIGNED_IN'].includes(explain(error).code)

/**
 * Keeps text as it is typed. Text leaves this window only when the core has answered that it is stored; whatever fails
 * stays here, on screen, and is sent again. One call at a time, so that answers never overtake each other.
 */
export function draftKeeper(send: SendDraft): DraftKeeper {
  const pending = shallowReactive(new Map<string, string>())
  const kept = shallowReactive(new Map<string, string>())
  const taken = shallowReactive(new Map<string, Taken>())
  const versions = new Map<string, number>()
  const keptAt = new Map<string, number>()
  let answers = 0
  const savedAt = shallowRef<number | null>(null)
  const error = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let firstWaiting: number | null = null
  /** Calls stand in line. */
  let line: Promise<boolean> = Promise.resolve(true)

  function wake(after: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), after)
  }

  function write(key: string, text: string): void {
    pending.set(key, text)
    const now = Date.now()
    firstWaiting ??= now
    wake(Math.max(0, Math.min(draftPause, firstWaiting + longestWait - now)))
  }

  const sendable = (): DraftCell[] => [...pending].filter(([key]) => !taken.has(key)).slice(0, 100).map(([key, text]) => ({ key, text, version: versions.get(key) ?? 0 }))

  async function sendOnce(cells: DraftCell[]): Promise<void> {
    firstWaiting = null
    try {
      const answer = await send(cells)
      answers += 1
      for (const { key, version, taken: theirs } of answer.cells) {
        const sent = cells.find((cell) => cell.key === key)?.text
        if (theirs !== null) taken.set(key, { ...theirs, version })
        else {
          versions.set(key, version)
          keptAt.set(key, answers)
          if (sent !== undefined) kept.set(key, sent)
          if (pending.get(key) === sent) pending.delete(key)
        }
      }
      savedAt.value = answer.savedAt
      error.value = null
    } catch (failure) {
      error.value = failure
      if (mayPass(failure)) wake(retryPause)
    }
  }

  async function sendAll(): Promise<boolean> {
    for (let cells = sendable(); cells.length > 0; cells = sendable()) {
      await sendOnce(cells)
      if (error.value !== null) return false
    }
    return pending.size === 0
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    line = line.then(sendAll)
    return line
  }

  function learn(cells: readonly { key: string; version: number }[], moment: number): void {
    for (const { key, version } of cells) {
      if (pending.has(key) || (keptAt.get(key) ?? 0) > moment) continue
      versions.set(key, version)
      kept.delete(key)
    }
  }

  function keepMine(key: string): void {
    const theirs = taken.get(key)
    if (theirs === undefined) return
    taken.delete(key)
    versions.set(key, theirs.version)
    wake(0)
  }
  function keepTheirs(key: string): void {
    const theirs = taken.get(key)
    if (theirs === undefined) return
    taken.delete(key)
    pending.delete(key)
    versions.set(key, theirs.version)
    kept.set(key, theirs.text)
  }

  return { write, pendingOf: (key) => pending.get(key), keptOf: (key) => kept.get(key), moment: () => answers, learn, flush, taken, keepMine, keepTheirs, waiting: computed(() => pending.size), savedAt, error }
}
