import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { explain } from '../host/refusal'

export interface Opened<Shown> {
  /** What the form shows and acts on: the record as it was when the form was opened, or last taken over. */
  shown: Readonly<ShallowRef<Shown>>
  /** The version to send. */
  rowVersion: ComputedRef<number>
  /** What somebody else has changed since, in words; null while nothing has. */
  meanwhile: ComputedRef<readonly string[] | null>
  /** Shows and acts on the record as it is now, by a person's own hand. */
  takeOver: () => void
  /** The form has stored something itself: its own change is no news. */
  saved: (rowVersion: number) => void
}

/**
 * A form sends the version of what it shows, never the newest: what changed beneath is refused by the core and named here.
 * The page behind may read the record anew as often as it likes.
 */
export function useOpened<Shown extends { rowVersion: number | null } | null>(current: () => Shown, differences: (shown: Shown, now: Shown) => readonly string[]): Opened<Shown> {
  const versionOf = (record: Shown): number => record?.rowVersion ?? 0
  const shown = shallowRef(current()) as ShallowRef<Shown>
  const own = shallowRef(0)
  const rowVersion = computed(() => Math.max(versionOf(shown.value), own.value))
  const meanwhile = computed(() => {
    const now = current()
    return versionOf(now) > rowVersion.value ? differences(shown.value, now) : null
  })
  const takeOver = (): void => {
    shown.value = current()
  }
  const saved = (version: number): void => {
    own.value = version
    if (versionOf(current()) === version) takeOver()
  }
  watch(current, (now) => {
    if (versionOf(now) === own.value) takeOver()
  }, { flush: 'sync' })
  return { shown, rowVersion, meanwhile, takeOver, saved }
}

/** The form's fields as the record is now, and as a person has typed them where they were not left as the form opened. */
export function carryTyped<T extends object>(opened: T, typed: T, now: T): T {
  const kept = Object.entries(typed).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(opened[field as keyof T]))
  return { ...now, ...Object.fromEntries(kept) }
}

/** The core refused because the record is not the one that was shown: whoever holds it reads it anew, so that the change can be named. */
export const isStale = (error: unknown): boolean => error !== null && explain(error).code === 'CONFLICT'

/** One line a field that is not what it was. */
export function fieldDifferences<T extends object>(before: T, now: T, fields: readonly { label: string; of: (record: T) => string | null }[]): string[] {
  return fields.flatMap(({ label, of }) => {
    const [was, is] = [of(before), of(now)].map((text) => (text === null || text === '' ? '空' : `“${text}”`))
    return was === is ? [] : [`${label}由${was}改为${is}`]
  })
}
