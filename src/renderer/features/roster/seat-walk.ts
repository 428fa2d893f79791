import type { Arrow } from './arrow-keys'

/** A seat on the picture: its key and where its middle lies across the sheet, 0 to 1. */
export interface Spot {
  key: string
  x: number
}

/** Columns of one line of grids: as few lines as fit, all about equally full. */
export function gridsPerLine(grids: number, widthPx: number, columnPx: number): number {
  if (grids <= 1) return 1
  const fit = Math.max(1, Math.floor(widthPx / columnPx))
  const lines = Math.ceil(grids / fit)
  return Math.ceil(grids / lines)
}

/** Lines of the picture from top to bottom: 1 + 1, then per line of grids the chiefs and the auxiliaries. */
export function seatLines(gridIds: readonly string[], perLine: number, keys: { lead: [string, string]; chief: (id: string) => string; aux: (id: string) => string }): Spot[][] {
  const lines: Spot[][] = [keys.lead.map((key, index) => ({ key, x: index === 0 ? 0.3 : 0.7 }))]
  for (let from = 0; from < gridIds.length; from += perLine) {
    const part = gridIds.slice(from, from + perLine)
    const spot = (key: string, index: number): Spot => ({ key, x: (index + 0.5) / perLine })
    lines.push(part.map((id, index) => spot(keys.chief(id), index)))
    lines.push(part.map((id, index) => spot(keys.aux(id), index)))
  }
  return lines
}

/** Moves from `key` to the neighbour in the direction of the arrow; stays at the edge. */
export function moveSeat(lines: readonly Spot[][], key: string, arrow: Arrow): string {
  const lineAt = lines.findIndex((line) => line.some((spot) => spot.key === key))
  const line = lines[lineAt]
  if (line === undefined) return lines[0]?.[0]?.key ?? key
  const at = line.findIndex((spot) => spot.key === key)
  switch (arrow) {
    case 'ArrowLeft':
      return line[at - 1]?.key ?? key
    case 'ArrowRight':
      return line[at + 1]?.key ?? key
    case 'Home':
      return line[0]?.key ?? key
    case 'End':
      return line.at(-1)?.key ?? key
    case 'ArrowUp':
    case 'ArrowDown': {
      const target = lines[lineAt + (arrow === 'ArrowUp' ? -1 : 1)]
      const x = line[at]?.x ?? 0
      return target === undefined ? key : (nearest(target, x)?.key ?? key)
    }
  }
}

function nearest(line: readonly Spot[], x: number): Spot | undefined {
  return line.reduce<Spot | undefined>((best, spot) => (best === undefined || Math.abs(spot.x - x) < Math.abs(best.x - x) ? spot : best), undefined)
}
