/**
 * How rows fall on A4. Excel, WPS and LibreOffice do not grow rows for text in merged cells and cut a merged
 * cell in two where a page ends, so heights and page ends are worked out here, a little on the safe side.
 */
const pointsPerCm = 72 / 2.54
export const marginCm = { topBottom: 1.9, leftRight: 1.5, headerFooter: 0.9 }
export type Orientation = 'landscape' | 'portrait'
const sheetCm = { landscape: { width: 29.7, height: 21 }, portrait: { width: 21, height: 29.7 } } as const
const printable = (orientation: Orientation): { width: number; height: number } => ({
  width: (sheetCm[orientation].width - 2 * marginCm.leftRight) * pointsPerCm,
  height: (sheetCm[orientation].height - 2 * marginCm.topBottom) * pointsPerCm,
})

export const leastRowPoints = 22
/** Excel allows 409.5. */
const mostRowPoints = 409
/** 宋体 11 takes 13.5; Noto Serif, which stands in for it on Linux, takes nearly 16. */
const linePoints = 15.5
/** Half a 宋体 11 character, as wide as a digit. */
const halfPoints = 5.5
/** Excel and LibreOffice keep about 5 pixels of a cell free, and wrap a little early. */
const cellPaddingPoints = 5

/** A width of `characters` in points: Excel counts digits of the workbook's own font (宋体 11, 8 pixels each) and 5 pixels of padding. */
export function columnPoints(characters: number): number {
  return (characters * 8 + 5) * 0.75
}

/** Whole per cent, as Excel scales a sheet that is fitted to one page's width. */
function scaleFor(widthPoints: number, orientation: Orientation): number {
  return Math.min(1, Math.floor((printable(orientation).width / widthPoints) * 100) / 100)
}

/** How many points of rows one page holds after scaling, with a margin for printers and rounding. */
export function pagePoints(widthPoints: number, orientation: Orientation): number {
  return (printable(orientation).height / scaleFor(widthPoints, orientation)) * 0.97
}

function halves(text: string): number {
  let sum = 0
  for (const character of text) sum += (character.codePointAt(0) ?? 0) < 0x2e80 && !'“”‘’…—·'.includes(character) ? 1 : 2
  return sum
}

/** The height that wrapped text needs in a cell as wide as `widthPoints`. */
export function textPoints(text: string, widthPoints: number): number {
  const perLine = Math.max(2, Math.floor((widthPoints - cellPaddingPoints) / halfPoints))
  // A full-width character that does not fit moves to the next line whole: one half is lost per line.
  const usable = perLine % 2 === 0 ? perLine : perLine - 1
  let lines = 0
  for (const paragraph of text.split('\n')) lines += Math.max(1, Math.ceil(halves(paragraph) / (halves(paragraph) === paragraph.length ? perLine : usable)))
  return rowPoints(lines * linePoints + 6)
}

export function rowPoints(points: number): number {
  return Math.min(mostRowPoints, Math.max(leastRowPoints, Math.ceil(points)))
}
