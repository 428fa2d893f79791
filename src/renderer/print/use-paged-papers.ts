import { nextTick, ref, shallowRef, watch, type Ref } from 'vue'
import type { Paper } from '../../contract/paper'
import { pagesOf, unitsOf, type Measured, type PrintedPage } from './paper-flow'
import { pageBoxOf, scaleOf } from './paper-size'

export interface PagedPaper {
  paper: Paper
  pages: PrintedPage[]
  allParts: PrintedPage['parts']
}

/** The whole paper as one endless page, to be measured. */
export const wholeOf = (paper: Paper): PrintedPage => ({
  parts: unitsOf(paper).map((units, block) => ({ block, segment: { from: 0, to: units, newPage: false } })),
  first: true,
  last: true,
})

/**
 * Deals papers onto pages by what the browser itself makes of them: each is drawn once out of sight as an endless page,
 * its rows are measured, and pages end between rows. What is shown is therefore what is printed.
 */
export function usePagedPapers(papers: () => readonly Paper[], measuring: Ref<HTMLElement | null>) {
  const paged = shallowRef<PagedPaper[]>([])
  /** Drawn out of sight only while they are measured. */
  const toMeasure = shallowRef<readonly Paper[]>([])
  const ready = ref(false)

  async function measure(): Promise<void> {
    ready.value = false
    toMeasure.value = papers()
    await nextTick()
    await document.fonts.ready
    const drawn = measuring.value?.querySelectorAll<HTMLElement>('.paper .content') ?? []
    paged.value = toMeasure.value.map((paper, index) => {
      const content = drawn[index]
      const pages = content ? pagesOf(paper, measured(paper, content), pageBoxOf(paper).contentHeight / scaleOf(paper) - 1) : []
      return { paper, pages, allParts: wholeOf(paper).parts }
    })
    toMeasure.value = []
    ready.value = true
  }
  watch(papers, () => void measure(), { immediate: true, flush: 'post' })

  return { paged, toMeasure, ready }
}

/** Heights in the paper's own pixels, its scale taken out. */
function measured(paper: Paper, content: HTMLElement): Measured {
  const whole = content.getBoundingClientRect()
  const scale = scaleOf(paper)
  const heights = new Map<string, DOMRect>()
  for (const unit of content.querySelectorAll<HTMLElement>('[data-unit]')) heights.set(unit.dataset['unit'] ?? '', unit.getBoundingClientRect())
  const places = [...heights.values()]
  const first = places[0]
  const last = places.at(-1)
  // A unit reaches to where the next begins, so that margins between paragraphs count.
  let at = 0
  const units = unitsOf(paper).map((rows, block) =>
    Array.from({ length: rows }, (_, row) => {
      const own = heights.get(`${block}:${row}`)
      const next = places[++at]
      return own ? Math.max(own.height, (next?.top ?? own.bottom) - own.top) / scale : 0
    }),
  )
  return { units, head: first ? (first.top - whole.top) / scale : whole.height / scale, tail: last ? (whole.bottom - last.bottom) / scale : 0 }
}
