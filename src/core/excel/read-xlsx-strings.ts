import type { XmlElement } from './xml-reader'
import { spreadsheetNamespaces } from './xml-reader'
import type { XlsxPackage } from './xlsx-package'

/** Plain text and rich runs in their order; a pinyin guide is read aloud, not written. */
export function textRuns(add: (text: string) => void): Readonly<Record<string, XmlElement>> {
  const t: XmlElement = { text: add }
  return { t, r: { children: { t } } }
}

/** Signs that XML cannot hold are written _x000D_, and an underscore that would be mistaken for one _x005F_. */
export function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text
}

export async function readSharedStrings(parts: XlsxPackage, part: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  await parts.read(part, spreadsheetNamespaces, {
    sst: {
      children: {
        si: {
          open: () => {
            text = ''
          },
          children: textRuns((run) => {
            text += run
          }),
          close: () => void strings.push(unescaped(text)),
        },
      },
    },
  })
  return strings
}
