import { computed, onMounted, onScopeDispose, shallowRef, type ComputedRef, type Ref } from 'vue'

/** Rows drawn beyond the edge, so that a quick scroll does not show white. */
const spare = 8

export interface RowWindow {
  from: ComputedRef<number>
  to: ComputedRef<number>
  /** Height of the rows not drawn, before and after. */
  above: ComputedRef<number>
  below: ComputedRef<number>
  scrolled: () => void
  /** Learns the row height again: after the type size has changed. */
  measure: () => void
  /** Brings a row into view; one far away comes to stand a third down. */
  show: (index: number) => void
}

/** Draws only the rows of a long table that can be seen. All rows are equally high. */
export function useRowWindow(scroller: Readonly<Ref<HTMLElement | null>>, rows: Readonly<Ref<readonly unknown[]>>): RowWindow {
  const top = shallowRef(0)
  const height = shallowRef(600)
  const rowHeight = shallowRef(30)

  const seen = computed(() => Math.ceil(height.value / rowHeight.value))
  const from = computed(() => Math.max(0, Math.min(rows.value.length - seen.value, Math.floor(top.value / rowHeight.value)) - spare))
  const to = computed(() => Math.min(rows.value.length, from.value + seen.value + 2 * spare))

  const head = (): number => scroller.value?.querySelector('thead')?.getBoundingClientRect().height ?? 0

  function measure(): void {
    const element = scroller.value
    if (element === null) return
    height.value = element.clientHeight
    const css = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--h-row-tight'))
    if (css > 0) rowHeight.value = css
  }

  function scrolled(): void {
    top.value = scroller.value?.scrollTop ?? 0
  }

  function show(index: number): void {
    const element = scroller.value
    if (element === null) return
    const room = element.clientHeight - head()
    const at = index * rowHeight.value
    if (at < element.scrollTop || at + rowHeight.value > element.scrollTop + room) {
      const near = at + rowHeight.value > element.scrollTop - 2 * rowHeight.value && at < element.scrollTop + room + 2 * rowHeight.value
      const wanted = near ? (at < element.scrollTop ? at : at + rowHeight.value - room) : at - room / 3
      // Whole rows under the head: a half one reads like a fault of the table.
      element.scrollTop = Math.max(0, Math.ceil(wanted / rowHeight.value) * rowHeight.value)
    }
    scrolled()
  }

  const watcher = new ResizeObserver(measure)
  onMounted(() => {
    if (scroller.value !== null) watcher.observe(scroller.value)
    measure()
  })
  onScopeDispose(() => watcher.disconnect())

  return {
    from,
    to,
    above: computed(() => from.value * rowHeight.value),
    below: computed(() => (rows.value.length - to.value) * rowHeight.value),
    scrolled,
    measure,
    show,
  }
}
