import type { Worksheet } from 'exceljs'
import { xmlText } from '../../domain/text/xml-text'
import { marginCm, type Orientation } from './office-page'

/** A4 as D6 wants it: one page wide, centred, the head on every page, the page's number at its foot. */
export function setUpPage(paper: Worksheet, { orientation, headRows, footer }: { orientation: Orientation; headRows: number; footer: string }): void {
  const side = marginCm.leftRight / 2.54
  const edge = marginCm.topBottom / 2.54
  const strip = marginCm.headerFooter / 2.54
  Object.assign(paper.pageSetup, {
    paperSize: 9,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: side, right: side, top: edge, bottom: edge, header: strip, footer: strip },
    ...(headRows > 0 ? { printTitlesRow: `1:${headRows}` } : {}),
  })
  // An ampersand starts a code in a footer; doubled it is itself.
  const left = xmlText(footer).replaceAll('&', '&&')
  paper.headerFooter.oddFooter = `&L&"宋体,Regular"&9${left}&C&"宋体,Regular"&9第 &P 页 共 &N 页`
  paper.views = headRows > 0 ? [{ state: 'frozen', xSplit: 0, ySplit: headRows, showGridLines: false }] : [{ showGridLines: false }]
}
