import type { DocumentPaper, Paper } from '../../contract/paper'
import { dealBlocks, type Segment } from '../../domain/page-breaks'

/** What stands on one printed page: segments of the paper's blocks, in order. */
export interface PrintedPage {
  parts: readonly { block: number; segment: Segment }[]
  first: boolean
  last: boolean
}

type DocumentBlock = DocumentPaper['blocks'][number]
/** A line of running text that is never cut by a page's end. `head`: the header row of its table. */
export type DocumentLine =
  | Exclude<DocumentBlock, { kind: 'table' }>
  | { kind: 'continued'; text: string }
  | { kind: 'row'; cells: readonly string[]; widths: readonly number[]; head: boolean }

/** A paragraph of more characters than this is cut at a full stop, so that none is higher than a page. */
const longParagraph = 420

function pieces(text: string): string[] {
  const cut: string[] = []
  let piece = ''
  for (const sentence of text.match(/[^。；！？]*[。；！？]?/gu) ?? []) {
    if (piece !== '' && piece.length + sentence.length > longParagraph) {
      cut.push(piece)
      piece = ''
    }
    piece += sentence
  }
  if (piece !== '' || cut.length === 0) cut.push(piece)
  return cut.flatMap((one) => one.match(new RegExp(`.{1,${longParagraph * 2}}`, 'gsu')) ?? [one])
}

function linesOf(block: DocumentBlock): DocumentLine[] {
  if (block.kind === 'table')
    return [block.head, ...block.rows].map((cells, index) => ({ kind: 'row', cells, widths: block.widths, head: index === 0 }))
  if (block.kind !== 'paragraph') return [block]
  return block.text.split('\n').flatMap((text) => pieces(text).map((piece, index): DocumentLine => (index === 0 ? { kind: 'paragraph', text: piece } : { kind: 'continued', text: piece })))
}

/** Blocks of lines: a heading stands with what follows it. */
export function documentFlow(paper: DocumentPaper): DocumentLine[][] {
  const flow: DocumentLine[][] = []
  let pending: DocumentLine[] = []
  for (const block of paper.blocks) {
    const lines = linesOf(block)
    if (block.kind === 'heading') {
      pending.push(...lines)
      continue
    }
    const [head, ...rest] = lines
    if (block.kind === 'table') flow.push([...pending, ...lines])
    else if (head) flow.push([...pending, head], ...rest.map((line) => [line]))
    pending = []
  }
  if (pending.length > 0) flow.push(pending)
  return flow
}

/** How many units each block of a paper has; a unit is never cut. */
export function unitsOf(paper: Paper): number[] {
  if (paper.kind === 'sheet') return paper.blocks.map((block) => block.rows.length)
  if (paper.kind === 'form') return paper.rows.map(() => 1)
  return documentFlow(paper).map((lines) => lines.length)
}

export interface Measured {
  /** Height of each unit of each block. */
  units: readonly (readonly number[])[]
  /** Above the first unit, and below the last. */
  head: number
  tail: number
}

/** Deals a measured paper onto pages as high as `room`. A table's head stands on each page, other heads on the first alone. */
export function pagesOf(paper: Paper, measured: Measured, room: number): PrintedPage[] {
  if (measured.units.length === 0) return [{ parts: [], first: true, last: true }]
  const repeats = paper.kind === 'sheet'
  const subtotal = paper.kind === 'sheet' && paper.pageSubtotals === true ? 30 : 0
  const units = repeats ? measured.units : measured.units.map((heights, block) => heights.map((height, row) => (block === 0 && row === 0 ? height + measured.head : height)))
  const dealt = dealBlocks(units, room - (repeats ? measured.head : 0) - subtotal, measured.tail)
  const pages: { block: number; segment: Segment }[][] = [[]]
  dealt.forEach((segments, block) => {
    for (const segment of segments) {
      if (segment.newPage && (pages.at(-1)?.length ?? 0) > 0) pages.push([])
      pages.at(-1)?.push({ block, segment })
    }
  })
  return pages.map((parts, index) => ({ parts, first: index === 0, last: index === pages.length - 1 }))
}
