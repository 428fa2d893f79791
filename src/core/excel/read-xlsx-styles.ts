import { lookOfBuiltIn, lookOfFormat, type NumberLook } from './number-format'
import { spreadsheetNamespaces } from './xml-reader'
import type { XlsxPackage } from './xlsx-package'

/** How numbers look, by the style index of a cell. */
export async function readLooks(parts: XlsxPackage, part: string): Promise<NumberLook[]> {
  const spelled = new Map<number, NumberLook>()
  const looks: number[] = []
  await parts.read(part, spreadsheetNamespaces, {
    styleSheet: {
      children: {
        numFmts: { children: { numFmt: { open: ({ numFmtId, formatCode }) => void spelled.set(Number(numFmtId), lookOfFormat(formatCode ?? '')) } } },
        cellXfs: { children: { xf: { open: ({ numFmtId }) => void looks.push(Number(numFmtId ?? 0)) } } },
      },
    },
  })
  return looks.map((id) => spelled.get(id) ?? lookOfBuiltIn(id))
}
