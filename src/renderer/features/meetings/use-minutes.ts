import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Meeting, MinutesFigure, MinutesItem } from '../../../contract/meeting-page'
import type { DraftKeeper } from './draft-keeper'
import { gapKeys } from './minutes-view'

export interface Minutes {
  meeting: ComputedRef<Meeting | null>
  keeper: DraftKeeper
  /** As it stands on this screen: what waits here, else what was last kept, else what was last read. */
  textOf: (key: string) => string
  write: (key: string, text: string) => void
  /** The cell that has the focus, or had it last. */
  currentKey: Ref<string | null>
  current: ComputedRef<MinutesItem | null>
  currentFigure: ComputedRef<MinutesFigure | null>
  gaps: ComputedRef<string[]>
  /** Cells in the agenda's order. */
  order: ComputedRef<string[]>
  /** The cells that one step changed together, to be taken back with Ctrl+Z; null when there is nothing to take back. */
  undoable: ShallowRef<readonly { key: string; text: string }[] | null>
  writeTogether: (cells: readonly { key: string; text: string }[]) => void
  undo: () => void
}

/** Everything that the parts of the minutes editor share about one meeting. */
export function useMinutes(meeting: ComputedRef<Meeting | null>, keeper: DraftKeeper): Minutes {
  const currentKey = ref<string | null>(null)
  const undoable = shallowRef<readonly { key: string; text: string }[] | null>(null)

  const read = computed(() => {
    const texts = new Map<string, string>()
    for (const item of meeting.value?.items ?? []) texts.set(item.key, item.text)
    for (const figure of meeting.value?.figures ?? []) texts.set(figure.key, figure.value === null ? '' : String(figure.value))
    for (const form of meeting.value?.forms ?? []) texts.set(form.key, form.text)
    return texts
  })
  const textOf = (key: string): string => keeper.pendingOf(key) ?? keeper.keptOf(key) ?? read.value.get(key) ?? ''

  function write(key: string, text: string): void {
    if (text !== textOf(key)) keeper.write(key, text)
  }
  function writeTogether(cells: readonly { key: string; text: string }[]): void {
    const changed = cells.filter((cell) => cell.text !== textOf(cell.key))
    if (changed.length === 0) return
    undoable.value = changed.map(({ key }) => ({ key, text: textOf(key) }))
    for (const { key, text } of changed) keeper.write(key, text)
    void keeper.flush()
  }
  function undo(): void {
    for (const { key, text } of undoable.value ?? []) write(key, text)
    undoable.value = null
    void keeper.flush()
  }

  const items = computed(() => meeting.value?.items ?? [])
  const order = computed(() => items.value.map((item) => item.key))
  const current = computed(() => items.value.find((item) => item.key === currentKey.value) ?? null)
  const currentFigure = computed(() => meeting.value?.figures.find((figure) => figure.key === currentKey.value) ?? null)
  const gaps = computed(() => gapKeys(items.value, textOf))
  watch(items, (now) => {
    if (currentKey.value === null) currentKey.value = now[0]?.key ?? null
  }, { immediate: true })

  const hurry = (): void => void keeper.flush()
  window.addEventListener('beforeunload', hurry)
  window.addEventListener('blur', hurry)
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', hurry)
    window.removeEventListener('blur', hurry)
    hurry()
  })

  return { meeting, keeper, textOf, write, currentKey, current, currentFigure, gaps, order, undoable, writeTogether, undo }
}
