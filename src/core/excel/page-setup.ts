import type { AddWorksheetOptions, Worksheet } from 'exceljs'
import { xmlText } from '../../domain/text/xml-text'
import { marginCm, type Orientation } from './office-page'

/** A4 as D6 wants it: one page wide, centred, the head on every page, the page's number at its foot. */
export function pageOptions({ orientation, headRows, footer }: { orientation: Orientation; headRows: number; footer: string }): Partial<AddWorksheetOptions> {
  const side = marginCm.leftRight / 2.54
  const edge = marginCm.topBottom / 2.54
  const strip = marginCm.headerFooter / 2.54
  // An ampersand starts a code in a footer; doubled it is itself.
  const left = xmlText(footer).replaceAll('&', '&&')
  return {
    pageSetup: {
      paperSize: 9,
      orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: side, right: side, top: edge, bottom: edge, header: strip, footer: strip },
      ...(headRows > 0 ? { printTitlesRow: `1:${headRows}` } : {}),
    },
    headerFooter: { oddFooter: `&L&"宋体,Regular"&9${left}&C&"宋体,Regular"&9第 &P 页 共 &N 页` },
    views: headRows > 0 ? [{ state: 'frozen', xSplit: 0, ySplit: headRows, showGridLines: false }] : [{ showGridLines: false }],
  }
}

/** Steps of ExcelJS's streaming writer that it has no words for. */
const writes = { xml: '_write', margins: '_writePageMargins' } as const
type WriteStep = (xml?: string) => void

/**
 * ExcelJS's streaming writer leaves out whether a sheet is centred on its page, though it is told. The words go where the
 * format wants them, before the margins; ExcelJS is pinned to one version, and a test reads them in the written file.
 */
export function centreOnPage(sheet: Worksheet): void {
  const step = (name: string): WriteStep => (Reflect.get(sheet, name) as WriteStep).bind(sheet)
  const [writeXml, writeMargins] = [step(writes.xml), step(writes.margins)]
  Reflect.set(sheet, writes.margins, () => {
    writeXml('<printOptions horizontalCentered="1"/>')
    writeMargins()
  })
}
