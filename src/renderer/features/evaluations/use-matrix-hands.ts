import { computed, nextTick, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { cleared, copied, fromLastMonth, pastedAt, pastedWords, type CellEdit } from './matrix-edits'
import { lacksReason, type MatrixCell, type ScoreRow } from './matrix-model'
import { clamped, following, moved, nextObstacle, obstaclesOf, placesIn, spanOf, type Obstacle, type Place, type Span } from './matrix-moves'
import type { useMatrixStore } from './matrix-store'

/** walk: keys move the cursor; type: a figure is being typed over; edit: F2, the caret moves inside the cell. */
export type Mode = 'walk' | 'type' | 'edit'

export interface MatrixHands {
  at: ShallowRef<Place>
  mode: Ref<Mode>
  span: ComputedRef<Span>
  row: ComputedRef<ScoreRow | null>
  cell: ComputedRef<MatrixCell | null>
  obstacles: ComputedRef<readonly Obstacle[]>
  /** The column whose reason the line under the row asks for or shows; null without one. */
  why: ComputedRef<number | null>
  go: (place: Place, extend?: boolean) => void
  step: (down: number, right: number, extend?: boolean) => void
  next: (step: 1 | -1) => void
  typed: (text: string) => void
  begin: () => void
  commit: () => void
  revert: () => void
  full: () => void
  clear: () => void
  asLastMonth: () => void
  paste: (text: string) => string
  copy: () => string
  walkObstacles: (step: 1 | -1) => boolean
  reason: (text: string) => void
  focusCell: () => void
}

type Store = ReturnType<typeof useMatrixStore>

/** The cursor and what the keys do to the matrix; drawing is the table's. */
export function useMatrixHands(store: Store): MatrixHands {
  const at = shallowRef<Place>({ row: 0, column: 0 })
  const anchor = shallowRef<Place>(at.value)
  const mode = ref<Mode>('walk')
  /** The cell as it was before the first key: what Esc brings back, and one step of undo. */
  let before: CellEdit | null = null
  let isFocusing = false

  const row = computed(() => store.matrix?.rows[at.value.row] ?? null)
  const cell = computed(() => row.value?.cells[at.value.column] ?? null)
  const span = computed(() => spanOf(anchor.value, at.value))
  const obstacles = computed(() => (store.matrix === null ? [] : obstaclesOf(store.matrix)))
  const why = computed(() => {
    if (!row.value?.editable) return cell.value?.reason ? at.value.column : null
    const typing = mode.value === 'walk' ? -1 : at.value.column
    if (cell.value?.low && typing === -1) return at.value.column
    const open = row.value.cells.findIndex((each, column) => column !== typing && lacksReason(each))
    return open === -1 ? null : open
  })

  // Lines come and go with the month; the cursor stays on the sheet.
  watch(() => store.matrix?.rows.length, () => {
    if (store.matrix) at.value = anchor.value = clamped(store.matrix, at.value)
  })

  function go(place: Place, extend = false): void {
    if (!store.matrix) return
    commit()
    at.value = clamped(store.matrix, place)
    if (!extend) anchor.value = at.value
  }
  const step = (down: number, right: number, extend = false): void => {
    if (store.matrix) go(moved(store.matrix, at.value, down, right), extend)
  }
  const next = (by: 1 | -1): void => {
    if (store.matrix) go(following(store.matrix, at.value, by))
  }

  function remembered(): CellEdit | null {
    return row.value === null || cell.value === null ? null : { key: row.value.key, column: at.value.column, text: cell.value.text, reason: cell.value.reason }
  }

  function typed(text: string): void {
    if (!row.value?.editable) return
    if (mode.value === 'walk') {
      before = remembered()
      mode.value = 'type'
      anchor.value = at.value
    }
    store.doEdits([{ key: row.value.key, column: at.value.column, text }])
  }

  function begin(): void {
    if (!row.value?.editable || mode.value === 'edit') return
    before ??= remembered()
    mode.value = 'edit'
  }

  function commit(): void {
    if (mode.value === 'walk') return
    mode.value = 'walk'
    const was = before
    before = null
    const now = store.matrix?.rows.find((each) => each.key === was?.key)?.cells[was?.column ?? -1]
    if (was && now && (now.text !== was.text || now.reason !== was.reason)) store.remember([was])
  }

  function revert(): void {
    if (mode.value === 'walk') return
    if (before) store.doEdits([before])
    before = null
    mode.value = 'walk'
  }

  function full(): void {
    const dimension = store.matrix?.dimensions[at.value.column]
    if (!row.value?.editable || !dimension) return
    before = null
    mode.value = 'walk'
    store.change([{ key: row.value.key, column: at.value.column, text: String(dimension.maxX10 / 10) }])
    next(1)
  }

  function clear(): void {
    if (store.matrix) store.change(cleared(store.matrix, placesIn(span.value)))
  }

  function asLastMonth(): void {
    if (!store.matrix) return
    commit()
    store.change(fromLastMonth(store.matrix, placesIn(span.value), false))
  }

  function paste(text: string): string {
    if (!store.matrix) return ''
    commit()
    const pasted = pastedAt(store.matrix, at.value, text)
    store.change(pasted.edits)
    return pastedWords(pasted)
  }

  const copy = (): string => (store.matrix === null ? '' : copied(store.matrix, span.value))

  /** @returns true when the obstacle is a missing reason, so that the hands go into its line */
  function walkObstacles(by: 1 | -1): boolean {
    commit()
    const found = nextObstacle(obstacles.value, at.value, by)
    if (!found) return false
    go(found)
    return found.kind === 'reason'
  }

  function reason(text: string): void {
    const column = why.value
    const named = column === null ? undefined : row.value?.cells[column]
    if (!row.value?.editable || column === null || !named) return
    store.change([{ key: row.value.key, column, text: named.text, reason: text.trim() }])
  }

  /** The field of the cursor's cell; the table draws it, so it is looked up once it is drawn. */
  function focusCell(): void {
    // A step asks for it more than once, and each time would lay the table out.
    if (isFocusing) return
    isFocusing = true
    void nextTick(() => {
      isFocusing = false
      const field = document.querySelector<HTMLInputElement>('.matrix .score-field')
      field?.focus({ preventScroll: true })
      field?.select()
      field?.closest('tr')?.scrollIntoView({ block: 'nearest' })
    })
  }

  return { at, mode, span, row, cell, obstacles, why, go, step, next, typed, begin, commit, revert, full, clear, asLastMonth, paste, copy, walkObstacles, reason, focusCell }
}
